//! Records that a field may point to.

use super::{
    lists::FormRecords,
    ties::{Tied, records, ties},
};
use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{RecordId, RecordStatus};
use guiju_store_macros::Row;

/// Which records are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those older than one.
    Before(RecordId),
    /// The record with this id, to tell whether it may be chosen.
    Is(RecordId),
}

/// A record that a field may point to.
#[derive(Clone, Debug, Row)]
pub struct Choice {
    /// The record.
    pub id: RecordId,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// Its status.
    pub status: RecordStatus,
}

/// The statement; `$which` compares with `$5`.
macro_rules! statement {
    ($which:literal, $own:expr) => {
        sql!(
            "SELECT r.id AS id, r.number AS number, r.status AS status, ",
            ties!("$4"),
            " FROM ",
            records!(),
            " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND ",
            $which,
            $own,
            " ORDER BY r.id DESC LIMIT $6"
        )
    };
}

/// That the reader takes part in the record.
macro_rules! own {
    () => {
        " AND (r.person_id = $4 OR m.applicant_id = $4 OR m.filed_by = $4 OR EXISTS (SELECT 1 FROM tasks t
         WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND (t.assignee_id = $4 OR t.done_by = $4)))"
    };
}

/// Which records of a form are offered to a reader.
#[derive(Clone, Copy, Debug)]
pub struct ChoiceQuery<'a> {
    /// The form, and who reads.
    pub of: FormRecords<'a>,
    /// Which of them.
    pub which: Which,
    /// Whether only those in which the reader takes part.
    pub own: bool,
    /// How many at most.
    pub most: u64,
}

/// Records that are not void, the newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn choices(db: impl Db<'_>, query: &ChoiceQuery<'_>) -> Result<Vec<Tied<Choice>>> {
    let (statement, id) = match (query.which, query.own) {
        (Which::Before(id), false) => (statement!("r.id < $5", ""), id),
        (Which::Before(id), true) => (statement!("r.id < $5", own!()), id),
        (Which::Is(id), false) => (statement!("r.id = $5", ""), id),
        (Which::Is(id), true) => (statement!("r.id = $5", own!()), id),
    };
    query.of.bind(statement).bind(id).bind(query.most).all(db).await
}
