//! What an author of a regulation writes against.
//!
//! `regulation!` declares the regulation, its forms and its periodic judgements. It ties the code to `regulation.md` beside
//! the crate's manifest, so that `clause!("1.1a")` compiles only if the text has that clause. It exports the component, and
//! it runs the cases as a test.
//!
//! Forms, parameters and judgements are structs with derives. Each form implements [`Rules`], which say what is checked and
//! who decides; each judgement implements [`Judge`]. Both take the type of the parameters and neither names the regulation:
//! the file with `regulation!` imports the files with the rules, never the other way round. Every answer is a pure function of
//! what comes with the call.

#[cfg(target_arch = "wasm32")]
mod allocator;
mod assessment;
mod chart;
mod choice;
mod clause;
#[cfg(target_arch = "wasm32")]
pub mod component;
mod context;
mod decimal;
mod declaration;
mod document_template;
mod effects;
mod entry;
mod extras;
mod facts;
mod faults;
mod field_type;
mod fields;
mod findings;
mod form;
mod json;
mod judgement;
mod leaned;
mod lists;
mod malformed;
mod merged;
mod names;
pub mod native;
mod older;
mod parameters;
mod privilege;
mod reads;
mod reference;
pub mod roles;
mod roster;
mod route;
mod step;
mod table;
mod times;
mod totals;

pub use assessment::{AssessmentExt, ObligationBuilder, PenaltyProposalBuilder};
pub use chart::ChartBuilder;
pub use choice::{Choice, choice_kind, label_of, read_choice, write_choice};
pub use clause::{Clause, ClauseText, ClauseTextKind, Text};
pub use context::{AssessmentContext, Context};
pub use decimal::{Decimal, bound, decimal_bound};
pub use declaration::{Declaration, Judge, Regulation, Rules};
pub use document_template::DocumentTemplateBuilder;
pub use effects::PublicationBuilder;
pub use entry::{assess, describe, route, validate};
pub use extras::{Extras, audience};
pub use facts::{Facts, Record};
pub use field_type::{FieldType, Limits};
pub use fields::{Attachment, Department, LongText, YesNo};
pub use findings::{FindingBuilder, Findings};
pub use form::{
    Form, Row, Sections, condition, field, foreign_form, holders, legend, points_to, register, renamed_field,
    write_field,
};
pub use guiju_macros::{Choice, Form, Judgement, Parameters, Privileges, Row, clause, regulation, relies};
pub use guiju_model as model;
pub use json::{Object, json, object};
pub use judgement::Judgement;
pub use leaned::{Leaned, LeanedKind, LeanedName};
pub use lists::{TierNumber, Tiers, Words};
pub use malformed::Malformed;
pub use merged::merged;
pub use names::{Counted, FieldChange, FieldName, FigureName, RecordOf, StepName};
pub use older::Older;
pub use parameters::{
    DayOfYear, ParameterLimits, ParameterType, Parameters, Sessions as WorkingSessions, declare_parameter, parameter,
};
pub use privilege::{Lasting, Privileges};
pub use reads::{
    ReadExt, column, content, department, found, named, office, past_days_of, referenced, results, subject,
};
pub use reference::{Reference, Resource};
pub use roles::{RoleName, WhoExt};
pub use roster::RosterBuilder;
pub use route::Route;
pub use serde_json::Value;
pub use step::StepBuilder;
pub use table::Table;
pub use times::{TimeChecks, Timed};
pub use totals::{Columns, NumberRow};

/// Everything that an author of a regulation uses, for one `use` line.
pub mod prelude {
    pub use crate::RoleName;
    pub use crate::roles::*;
    pub use crate::{
        AssessmentContext, AssessmentExt, Attachment, Choice, Clause, Context, DayOfYear, Department, Extras, Facts,
        Findings, Form, Judge, Judgement, Parameters, Privileges, ReadExt, Record, Reference, Regulation, Resource,
        Row, Rules, Table, WorkingSessions, audience, clause, column, content, department, found, merged, named,
        office, referenced, regulation, relies, results, subject,
    };
    pub use crate::{
        Columns, Decimal, FieldName, Malformed, NumberRow, Older, Route, Tiers, WhoExt, Words, YesNo, past_days_of,
    };
    pub use guiju_model::Read;
    pub use guiju_model::{
        Assessment, Audience, Ballot, Criticism, Cycle, Date, DepartmentId, Effect, Fraction, Grouping, Half, HalfDay,
        HalfDays, Moment, Money, Operand, Period, PersonId, RecordId, RosterDays, Sanction, Severity, Span, Status,
        ValueKind, Verdict, Who, Window, half_days,
    };
}
