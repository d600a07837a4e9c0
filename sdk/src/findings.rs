//! What a check finds.

use crate::{Clause, FieldName, field_type::FieldType};
use guiju_model::{Check, Derived, Finding, Severity};

/// Collects the findings and the derived values of a check, so that all are reported at once.
#[derive(Debug, Default)]
pub struct Findings {
    check: Check,
}

/// Describes a finding.
#[derive(Debug)]
#[must_use = "a finding is said with `say`"]
pub struct FindingBuilder<'a> {
    findings: &'a mut Vec<Finding>,
    clause: Clause,
    severity: Severity,
    field: Option<String>,
}

impl Findings {
    /// With what was found before the rules.
    pub(crate) const fn of(findings: Vec<Finding>) -> Self {
        Self { check: Check { findings, derived: Vec::new() } }
    }

    /// Begins an error: the content cannot be filed as it is.
    pub fn error(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Error)
    }

    /// Begins a warning: the content can be filed with a reason.
    pub fn warning(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Warning)
    }

    /// Begins a notice, which keeps nobody from filing.
    pub fn notice(&mut self, clause: Clause) -> FindingBuilder<'_> {
        self.finding(clause, Severity::Notice)
    }

    fn finding(&mut self, clause: Clause, severity: Severity) -> FindingBuilder<'_> {
        FindingBuilder { findings: &mut self.check.findings, clause, severity, field: None }
    }

    /// Adds a derived value: its name, label and value, the clause by which it is computed, and the facts that it comes from.
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

    /// Adds a derived value that the form declares with `#[computed("…")]`, so that others may read it.
    pub fn computed<F, T: FieldType>(
        &mut self,
        field: FieldName<F, T>,
        value: impl Into<T>,
        clause: Clause,
        because: impl Into<String>,
    ) {
        self.derive(field.name(), field.label(), value.into().write(), clause, because);
    }

    pub(crate) fn done(self) -> Check {
        self.check
    }
}

impl FindingBuilder<'_> {
    /// Names the field: `certificate`, `items/2/amount` in a table, or `step/field` for what a decider filled in.
    pub fn on(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Completes the finding with its message, as a colleague would say it.
    pub fn say(self, message: impl Into<String>) {
        self.findings.push(Finding {
            clause: self.clause.id(),
            severity: self.severity,
            field: self.field,
            message: message.into(),
        });
    }
}
