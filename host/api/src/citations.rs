//! Clauses as they are cited, and findings that cite them.

use crate::wire::wire;
use guiju_model::Severity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A clause as it is cited: where it stands, what it says, the numbers it states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Citation {
    /// Id of the regulation, such as `attendance`.
    pub regulation: String,
    /// Title of the regulation.
    pub title: String,
    /// Version of the text.
    pub version: String,
    /// Id of the clause within its regulation, such as `2.2.1.1c`.
    pub clause: String,
    /// As people cite it.
    pub label: String,
    /// Heading of a few words.
    pub heading: String,
    /// Text of the clause, with the values in force.
    pub statement: String,
    /// Its parameters in force, each with where the value comes from.
    pub parameters: Vec<ParameterInForce>,
}

wire! {
    /// A parameter's value in force.
    ParameterInForce {
        /// Name of the parameter within its regulation.
        name: String,
        /// What people call it.
        label: String,
        /// Value in force as JSON.
        value: Value,
        /// The same as people read it, with its unit.
        text: String,
        /// Unit of the value, such as 天 or 元.
        unit: Option<String>,
        /// The day from which the office set it; none if it is the text's own.
        since: Option<String>,
    }
    /// A computed value with its reason.
    DerivedShown {
        /// Name of the computed value within its form.
        name: String,
        /// What people call it.
        label: String,
        /// Value as JSON.
        value: Value,
        /// The same as people read it.
        text: String,
        /// The facts it was computed from.
        because: String,
        /// The clause behind it.
        citation: Option<Citation>,
    }
}

/// A finding as people see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingShown {
    /// `error` forbids the filing, `warning` wants a remark, `notice` only informs.
    pub severity: Severity,
    /// Path of the field.
    pub field: Option<String>,
    /// What a colleague would say.
    pub message: String,
    /// The clause behind it.
    pub citation: Option<Citation>,
}
