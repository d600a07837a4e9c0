//! The clauses of a regulation and the parameters that they state.

use crate::{ClauseId, Json, ValueKind};
use guiju_macros::wit_mirror;

/// A clause of the text.
#[wit_mirror]
pub struct Clause {
    /// The id by which code cites it, such as `2.2.1.1c`.
    pub id: ClauseId,
    /// The label by which people cite it: 第二条, 二（二）1（1）.
    pub label: String,
    /// What it is about, in a few words.
    pub heading: String,
    /// What it demands, restated in our own words.
    pub statement: String,
    /// What it asks of the software.
    pub kind: ClauseKind,
}

/// What a clause asks of the software.
#[wit_mirror]
pub enum ClauseKind {
    /// A rule, executed when something is filed, decided or assessed.
    Rule,
    /// A periodic obligation.
    Duty,
    /// A definition that other rules use.
    Definition,
    /// Nothing to execute, with the reason and the place where it is shown.
    Declaratory(String),
}

/// A parameter: a number of the text that an office can revise from a date on.
#[wit_mirror]
pub struct Parameter {
    /// The name in the parameters' JSON object.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The clause that states it.
    pub clause: ClauseId,
    /// The unit, such as 分钟.
    pub unit: Option<String>,
    /// The kind of its value, with bounds.
    pub kind: ValueKind,
    /// The text's own value, as JSON.
    pub default: Json,
}
