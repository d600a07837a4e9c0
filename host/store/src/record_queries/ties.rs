//! How a reader is tied to a record, read in the same statement as the record.

use crate::{
    error::Result,
    sql::{FromRow, named_columns},
};
use guiju_domain::{DepartmentId, PersonId, RecordStatus};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde_json::{Map, Value};
use sqlx::any::AnyRow;

named_columns!(RecordStatus);

/// The record `r` with its matter `m`, if it has one.
macro_rules! records {
    () => {
        "records r LEFT JOIN matters m ON m.office_id = r.office_id AND m.id = r.matter_id"
    };
}
pub(super) use records;

/// A person's number as it stands in what a decider filled in: behind and before one sign.
macro_rules! number {
    ($reader:literal, $before:literal, $after:literal) => {
        concat!("t.content LIKE '%", $before, "' || CAST(", $reader, " AS TEXT) || '", $after, "%'")
    };
}
pub(super) use number;

/// The columns of [`super::RecordTies`] of the record `r` and its matter `m`; the reader is the parameter that is named, such
/// as `"$4"`, which nothing equals for a stranger.
macro_rules! ties {
    ($reader:literal) => {
        concat!(
            "m.digest AS tie_digest, m.route AS tie_route, r.person_id AS tie_person, r.department_id AS tie_department,
             r.content AS tie_content, r.summary AS tie_summary,
             CASE WHEN r.person_id = ",
            $reader,
            " OR m.applicant_id = ",
            $reader,
            " OR m.subject_id = ",
            $reader,
            " OR m.filed_by = ",
            $reader,
            " THEN 1 ELSE 0 END AS tie_party,
             CASE WHEN EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id
             AND (t.assignee_id = ",
            $reader,
            " OR t.instead_of = ",
            $reader,
            " OR t.done_by = ",
            $reader,
            ")) THEN 1 ELSE 0 END AS tie_asked,
             r.status AS tie_status, COALESCE((SELECT MAX(t.done_at) FROM tasks t WHERE t.office_id = r.office_id
             AND t.matter_id = r.matter_id), m.filed_at, r.entered_at) AS tie_ended,
             CASE WHEN EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND (
             t.state IN ('open', 'waiting', 'later', 'vacant') AND (t.assignee_id = ",
            $reader,
            " OR t.instead_of = ",
            $reader,
            ") OR t.state IN ('done', 'returned') AND (t.done_by = ",
            $reader,
            " OR t.instead_of = ",
            $reader,
            "))) THEN 1 ELSE 0 END AS tie_handles,
             CASE WHEN EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND (",
            $crate::record_queries::ties::number!($reader, ":", ","),
            " OR ",
            $crate::record_queries::ties::number!($reader, ":", "}"),
            " OR ",
            $crate::record_queries::ties::number!($reader, "[", ","),
            " OR ",
            $crate::record_queries::ties::number!($reader, "[", "]"),
            " OR ",
            $crate::record_queries::ties::number!($reader, ",", ","),
            " OR ",
            $crate::record_queries::ties::number!($reader, ",", "]"),
            ")) THEN 1 ELSE 0 END AS tie_written,
             CASE WHEN EXISTS (SELECT 1 FROM openings o WHERE o.office_id = r.office_id AND o.matter_id = r.matter_id
             AND o.person_id = ",
            $reader,
            ") THEN 1 ELSE 0 END AS tie_opened"
        )
    };
}
pub(super) use ties;

/// What a record holds, and how the reader is tied to it: what it takes to decide how much of it the reader sees.
#[derive(Clone, Debug, Row)]
pub struct RecordTies {
    /// The package under which its matter was filed; none if it came from no matter.
    #[column("tie_digest")]
    pub digest: Option<String>,
    /// The route of its matter, as JSON text.
    #[column("tie_route")]
    pub route: Option<String>,
    /// Whom it is about.
    #[column("tie_person")]
    pub person: Option<PersonId>,
    /// The department that it is about.
    #[column("tie_department")]
    pub department: Option<DepartmentId>,
    /// Its content as filed.
    #[column(json, "tie_content")]
    pub content: Map<String, Value>,
    /// Its one line, made from all of its content.
    #[column("tie_summary")]
    pub summary: String,
    /// Its status.
    #[column("tie_status")]
    pub status: RecordStatus,
    /// When its matter was decided last, else when it was filed or entered.
    #[column("tie_ended")]
    pub ended: Moment,
    /// Whether it is about the reader, or the reader filed it.
    #[column("tie_party")]
    pub party: bool,
    /// Whether the reader has or had a task of its matter, or somebody in the reader's place.
    #[column("tie_asked")]
    pub asked: bool,
    /// Whether the reader has a task of its matter that is not done, or did one.
    #[column("tie_handles")]
    pub handles: bool,
    /// Whether a decider filled in the reader's number.
    #[column("tie_written")]
    pub written: bool,
    /// Whether the reader opened its matter with a reason.
    #[column("tie_opened")]
    pub opened: bool,
}

/// Columns of a record with the reader's ties to it.
#[derive(Clone, Debug)]
pub struct Tied<T> {
    /// The columns.
    pub row: T,
    /// The ties.
    pub ties: RecordTies,
}

impl<T: FromRow> FromRow for Tied<T> {
    fn from_row(row: &AnyRow) -> Result<Self> {
        Ok(Self { row: T::from_row(row)?, ties: RecordTies::from_row(row)? })
    }
}
