//! Official papers, set in the form that offices send to each other from what was filed and decided.

use crate::{ClauseId, Condition, FormId};
use guiju_macros::wit_mirror;

/// An official paper set from a matter. A field that a step's deciders fill in is written `step/field`.
#[wit_mirror]
pub struct Letter {
    /// Id among the regulation's letters.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// The form from whose matters it is set.
    pub source: FormId,
    /// The head over the line; `{office}` and `{field}` stand for themselves.
    pub head: String,
    /// Field with its heading.
    pub heading: String,
    /// Field that says to whom; a paper without it, such as minutes, goes to nobody in particular.
    pub to: Option<String>,
    /// Field with its text, a paragraph a line.
    pub body: String,
    /// Field that lists what is enclosed, one a line.
    pub enclosed: Option<String>,
    /// Field that says who gets a copy.
    pub copied: Option<String>,
    /// Fields that stand below the body, each with its label.
    pub listed: Vec<String>,
    /// The step at which it is signed: until then it is a draft, and its day is the paper's.
    pub signed: String,
    /// The office signs and seals it.
    pub sealed: bool,
    /// When all hold, whoever signed is named beside the number.
    pub names_signer_when: Vec<Condition>,
}
