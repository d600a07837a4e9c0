//! Official papers, set in the form that offices send to each other from what was filed and decided.

use crate::{ClauseId, Condition, FormId};
use guiju_macros::wit_mirror;

/// A template for official documents, set from the matters of a form. A field that the deciders of a step fill in is
/// written `step/field`.
#[wit_mirror(wit = "letter")]
pub struct DocumentTemplate {
    /// The id among the regulation's document templates.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The form from whose matters it is set.
    pub source: FormId,
    /// The head over the line; `{office}` and `{field}` stand for the office and a field.
    pub head: String,
    /// The field with the heading.
    pub heading: String,
    /// The field with the addressee. A document without one, such as minutes, goes to nobody in particular.
    pub to: Option<String>,
    /// The field with the text, a paragraph a line.
    pub body: String,
    /// The field with the enclosures, one a line.
    pub enclosed: Option<String>,
    /// The field with the recipients of a copy.
    pub copied: Option<String>,
    /// The fields that stand below the text, each with its label.
    pub listed: Vec<String>,
    /// The step at which it is signed. Until then it is a draft; the day of the signature is the day of the document.
    pub signed: String,
    /// Whether the office signs and seals it.
    pub sealed: bool,
    /// Where all of these hold, the signer is named beside the number.
    pub names_signer_when: Vec<Condition>,
}
