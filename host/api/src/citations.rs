//! Clauses as they are cited, and findings that cite them.

use crate::wire::wire;
use guiju_model::Severity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A clause as it is cited: where it stands, what it says, the numbers it states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Citation {
    /// Regulation.
    pub regulation: String,
    /// Its title.
    pub title: String,
    /// Version of the text.
    pub version: String,
    /// Clause id.
    pub clause: String,
    /// As people cite it.
    pub label: String,
    /// A few words.
    pub heading: String,
    /// What it says.
    pub statement: String,
    /// Its parameters in force, each with where the value comes from.
    pub parameters: Vec<ParameterInForce>,
}

wire! {
    /// A parameter's value in force.
    ParameterInForce {
        /// Name.
        name: String,
        /// Label.
        label: String,
        /// Value as JSON.
        value: Value,
        /// Unit.
        unit: Option<String>,
        /// The day from which the office set it; none if it is the text's own.
        since: Option<String>,
    }
    /// A computed value with its reason.
    DerivedShown {
        /// Name.
        name: String,
        /// Label.
        label: String,
        /// Value.
        value: Value,
        /// The same as people read it.
        text: String,
        /// The facts it was computed from.
        because: String,
        /// The clause.
        citation: Option<Citation>,
    }
}

/// A finding as people see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingShown {
    /// How grave.
    pub severity: Severity,
    /// Path of the field.
    pub field: Option<String>,
    /// What a colleague would say.
    pub message: String,
    /// The clause behind it.
    pub citation: Option<Citation>,
}
