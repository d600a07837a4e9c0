//! Clauses of the text, known to the compiler.

use guiju_model as model;

/// A clause that the text has; made by `clause!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause(&'static str);

impl Clause {
    /// For `clause!` alone, which knows the text.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_text(id: &'static str) -> Self {
        Self(id)
    }

    /// Its id in the contract.
    #[must_use]
    pub fn id(self) -> String {
        self.0.to_owned()
    }
}

/// A clause as `regulation.md` has it.
#[derive(Clone, Copy, Debug)]
pub struct ClauseText {
    /// Id by which code cites it.
    pub id: &'static str,
    /// As people cite it.
    pub label: &'static str,
    /// A few words.
    pub heading: &'static str,
    /// What it demands, restated.
    pub statement: &'static str,
    /// What it asks of the software.
    pub kind: ClauseTextKind,
}

/// What a clause asks of the software.
#[derive(Clone, Copy, Debug)]
pub enum ClauseTextKind {
    /// Executed.
    Rule,
    /// A periodic obligation.
    Duty,
    /// Feeds other rules.
    Definition,
    /// Nothing to execute, with the reason.
    Declaratory(&'static str),
}

/// The text of a regulation; implemented by `regulation!`.
pub trait Text {
    /// Its clauses in order.
    const CLAUSES: &'static [ClauseText];
}

impl ClauseText {
    /// As the contract has it.
    #[must_use]
    pub fn declare(&self) -> model::Clause {
        model::Clause {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            heading: self.heading.to_owned(),
            statement: self.statement.to_owned(),
            kind: match self.kind {
                ClauseTextKind::Rule => model::ClauseKind::Rule,
                ClauseTextKind::Duty => model::ClauseKind::Duty,
                ClauseTextKind::Definition => model::ClauseKind::Definition,
                ClauseTextKind::Declaratory(reason) => model::ClauseKind::Declaratory(reason.to_owned()),
            },
        }
    }
}
