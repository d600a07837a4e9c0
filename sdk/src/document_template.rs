//! Describes a template for official documents.

use crate::form::condition;
use guiju_model::DocumentTemplate;

/// Describes a template for official documents. A field that the deciders of a step fill in is written `step/field`.
#[derive(Debug)]
pub struct DocumentTemplateBuilder<'a>(pub(crate) &'a mut DocumentTemplate);

impl DocumentTemplateBuilder<'_> {
    /// Names the field with the text, where the head says what the document is.
    pub fn tells(self, body: &str) -> Self {
        self.says("", body)
    }

    /// Names the fields with the heading and the text.
    pub fn says(self, heading: &str, body: &str) -> Self {
        (self.0.heading, self.0.body) = (heading.to_owned(), body.to_owned());
        self
    }

    /// Names the field with the addressee.
    pub fn to(self, field: &str) -> Self {
        self.0.to = Some(field.to_owned());
        self
    }

    /// Names the field that lists the enclosures, one a line.
    pub fn enclosing(self, field: &str) -> Self {
        self.0.enclosed = Some(field.to_owned());
        self
    }

    /// Names the field with the recipients of a copy.
    pub fn copied_to(self, field: &str) -> Self {
        self.0.copied = Some(field.to_owned());
        self
    }

    /// Names the fields that stand below the text, each with its label.
    pub fn listing(self, fields: &[&str]) -> Self {
        self.0.listed = fields.iter().map(|&field| field.to_owned()).collect();
        self
    }

    /// Names the step at which the document is signed. The office signs and seals it.
    pub fn sealed_after(self, step: &str) -> Self {
        self.0.sealed = true;
        self.settled_by(step)
    }

    /// Names the step after which the document is final, without signature and seal, as minutes are.
    pub fn settled_by(self, step: &str) -> Self {
        self.0.signed = step.to_owned();
        self
    }

    /// Prints the name of the signer beside the number, where the field has one of these values.
    pub fn names_signer_when(self, field: &str, values: &[&str]) -> Self {
        self.0.names_signer_when.push(condition(field, values));
        self
    }
}
