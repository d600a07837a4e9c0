//! What a check has to say.

use crate::Clause;
use guiju_model::{Check, Derived, Finding, Severity};

/// Collects findings and derived values; everything is said at once.
#[derive(Debug, Default)]
pub struct Findings {
    check: Check,
}

/// A finding that is being worded.
#[derive(Debug)]
#[must_use = "a finding is said with `say`"]
pub struct FindingBuilder<'a> {
    findings: &'a mut Vec<Finding>,
    clause: Clause,
    severity: Severity,
    field: Option<String>,
}

impl Findings {
    /// It cannot be filed so.
    pub fn error(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Error)
    }

    /// It can be filed with a reason.
    pub fn warning(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Warning)
    }

    /// Good to know.
    pub fn notice(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Notice)
    }

    fn finding(&mut self, clause: Clause, severity: Severity) -> FindingBuilder<'_> {
        FindingBuilder { findings: &mut self.check.findings, clause, severity, field: None }
    }

    /// A value computed from the content, with the facts it came from.
    pub fn derive(
        &mut self,
        name: &str,
        label: &str,
        value: impl Into<serde_json::Value>,
        clause: Clause,
        because: impl Into<String>,
    ) {
        self.check.derived.push(Derived {
            name: name.to_owned(),
            label: label.to_owned(),
            value: value.into().to_string(),
            clause: clause.id(),
            because: because.into(),
        });
    }

    pub(crate) fn done(self) -> Check {
        self.check
    }
}

impl FindingBuilder<'_> {
    /// On which field: `certificate`, `items/2/amount`, or `step/field`.
    pub fn on(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// What a colleague would say.
    pub fn say(self, message: impl Into<String>) {
        self.findings.push(Finding {
            clause: self.clause.id(),
            severity: self.severity,
            field: self.field,
            message: message.into(),
        });
    }
}
