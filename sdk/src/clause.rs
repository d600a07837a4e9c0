//! Clauses of a regulation's text, checked at compile time.

use guiju_model as model;

/// A clause that the text has. Only `clause!` makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause(&'static str);

impl Clause {
    /// Constructor for `clause!`, which has compared the id with the text.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_text(id: &'static str) -> Self {
        Self(id)
    }

    /// The id of the clause in the contract.
    #[must_use]
    pub fn id(self) -> String {
        self.0.to_owned()
    }
}

/// A clause as it stands in `regulation.md`.
#[derive(Clone, Copy, Debug)]
pub struct ClauseText {
    /// The id by which code cites the clause.
    pub id: &'static str,
    /// The label by which people cite the clause.
    pub label: &'static str,
    /// What the clause is about, in a few words.
    pub heading: &'static str,
    /// What the clause demands, restated in our own words.
    pub statement: &'static str,
    /// What the clause asks of the software.
    pub kind: ClauseTextKind,
}

/// What a clause asks of the software.
#[derive(Clone, Copy, Debug)]
pub enum ClauseTextKind {
    /// A rule that is executed.
    Rule,
    /// A periodic obligation.
    Duty,
    /// A definition that other rules use.
    Definition,
    /// Nothing to execute, with the reason.
    Declaratory(&'static str),
}

/// The text of a regulation. `regulation!` implements it from `regulation.md`.
pub trait Text {
    /// The clauses in the order of the text.
    const CLAUSES: &'static [ClauseText];
}

impl ClauseText {
    /// The clause as the contract declares it.
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
