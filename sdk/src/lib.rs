//! What an author of a regulation writes against.
//!
//! `regulation!` names the regulation, its forms and its periodic judgements, ties the code to `regulation.md` beside the
//! manifest, so that `clause!("1.1a")` compiles only if the text has that clause, exports the component and runs the cases as
//! a test. Forms, parameters and judgements are structs with derives; each form has its [`Rules`] (what is checked and who
//! decides), each judgement its [`Judges`].
//! Everything is a pure function of what comes with the call.

#[cfg(target_arch = "wasm32")]
mod allocator;
mod assessment;
mod clause;
#[cfg(target_arch = "wasm32")]
pub mod component;
mod declaration;
mod entry;
mod extras;
mod facts;
mod fields;
mod findings;
mod form;
pub mod native;
mod parameters;
pub mod roles;
mod route;
mod table;

pub use assessment::{AssessmentExt, ObligationBuilder, PenaltyProposal};
pub use clause::{Clause, ClauseText, ClauseTextKind, Text};
pub use declaration::{Declaration, Judgement, Judges, Regulation, Rules};
pub use entry::{assess, describe, route, validate};
pub use extras::{ChartBuilder, DocumentTemplateBuilder, Extras, RosterBuilder, audience};
pub use facts::{
    AssessmentContext, Context, Facts, Record, attribute_of, department, office, referenced, results, subject,
};
pub use fields::{Attachment, Department, FieldType, Limits, LongText, Reference, Resource, YesNo};
pub use findings::{FindingBuilder, Findings};
pub use form::{Form, Malformed, Row, Sections, condition, field, foreign_form, holders, legend, register};
pub use guiju_macros::{Choice, Form, Judgement, Parameters, Row, regulation};
pub use guiju_model as model;
pub use parameters::{DayOfYear, ParameterType, Parameters, Sessions as WorkingSessions, declare_parameter, parameter};
pub use roles::RoleName;
pub use route::{Route, StepBuilder};
pub use serde_json::{Map, Value};
pub use table::Table;

pub use fields::{Choice, choice_kind, label_of, read_choice};

/// A JSON object.
pub type Object = Map<String, Value>;

/// What an author brings in with one line.
pub mod prelude {
    pub use crate::RoleName;
    pub use crate::roles::*;
    pub use crate::{
        AssessmentContext, AssessmentExt, Attachment, Choice, Clause, Context, DayOfYear, Department, Extras, Facts,
        Findings, Form, Judgement, Judges, Parameters, Record, Reference, Regulation, Resource, Row, Rules, Table,
        WorkingSessions, attribute_of, audience, department, office, referenced, regulation, results, subject,
    };
    pub use crate::{Route, YesNo, content};
    pub use guiju_model::Read;
    pub use guiju_model::{
        Assessment, Audience, Ballot, Criticism, Cycle, Date, DepartmentId, Effect, Fraction, Half, HalfDay, HalfDays,
        Measure, Moment, Money, Period, PersonId, RecordId, RosterDays, Severity, Span, Status, ValueKind, Verdict,
        Who, Window, half_days,
    };
}

/// A JSON object from its text; anything else is an empty one.
#[must_use]
pub fn object(json: &str) -> Object {
    serde_json::from_str(json).unwrap_or_default()
}

/// The content of a record that a rule enters, field by field.
#[must_use]
pub fn content<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// A value as JSON text.
#[must_use]
pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
