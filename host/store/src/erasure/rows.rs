//! The rows that go with a matter.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Statement, built, sql},
};
use guiju_domain::{MatterId, RecordId, RecordingId};

/// The table of recordings.
const RECORDINGS: &str = "recordings";
/// What is deleted with some matters: each table with the column that names the matter, in an order that leaves no reference behind.
pub(super) const DELETED: [(&str, &str); 16] = [
    ("publications", "matter_id"),
    ("notices", "matter_id"),
    ("openings", "matter_id"),
    ("unresolved", "matter_id"),
    ("delegations", "matter_id"),
    ("follow_ups", "from_matter"),
    ("follow_ups", "filed_matter"),
    ("attachment_uses", "matter_id"),
    ("bookings", "matter_id"),
    ("suspensions", "matter_id"),
    ("tasks", "matter_id"),
    ("records", "matter_id"),
    ("records", "entered_by"),
    ("rehearsal_differences", "matter_id"),
    (RECORDINGS, "matter_id"),
    ("matters", "id"),
];
/// What is deleted by its own ids.
const BY_ID: [(&str, &str); 5] =
    [(RECORDINGS, "id"), ("suspensions", "proposal_id"), ("proposals", "id"), ("assessments", "id"), ("notices", "id")];

/// Tables of which rows go with a person, each with the column that names the person, in an order that leaves no reference behind.
pub(super) const OF_PEOPLE: [(&str, &str); 8] = [
    ("second_factors", "person_id"),
    ("recovery_codes", "person_id"),
    ("accounts", "person_id"),
    ("drafts", "person_id"),
    ("deputies", "person_id"),
    ("deputies", "deputy_id"),
    ("former_badges", "person_id"),
    ("notices", "person_id"),
];

/// Deletes the rows of a table that name one of the numbers of a JSON list.
struct Delete {
    table: &'static str,
    column: &'static str,
}

impl Built for Delete {
    fn combinations() -> Vec<Self> {
        DELETED.into_iter().chain(BY_ID).chain(OF_PEOPLE).map(|(table, column)| Self { table, column }).collect()
    }

    fn text(&self, dialect: Dialect) -> String {
        let Self { table, column } = self;
        format!("DELETE FROM {table} WHERE office_id = $1 AND {} RETURNING *", dialect.among(column, 2))
    }
}
built!(Delete);

/// Deletes who has read what some matters published.
struct DeleteReaders;

impl Built for DeleteReaders {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "DELETE FROM readers WHERE office_id = $1 AND publication_id IN
             (SELECT id FROM publications WHERE office_id = $1 AND {}) RETURNING *",
            dialect.among("matter_id", 2)
        )
    }
}
built!(DeleteReaders);

pub(super) fn numbers(matters: &[MatterId]) -> String {
    serde_json::Value::from(matters.iter().map(|matter| matter.number()).collect::<Vec<_>>()).to_string()
}

/// The records of a matter in registers: its own, and those that its effects entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn records_of(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<RecordId>> {
    sql!(
        "SELECT id FROM records WHERE office_id = $1 AND matter_id = $2
         UNION ALL SELECT id FROM records WHERE office_id = $1 AND entered_by = $2 ORDER BY id"
    )
    .bind(change.office)
    .bind(matter)
    .values(&mut **change)
    .await
}

/// Deletes some matters with every row that belongs to them; how many recordings there were among these.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_matters(change: &mut UnitOfWork, matters: &[MatterId]) -> Result<u64> {
    let list = numbers(matters);
    Statement::built(&DeleteReaders, change.dialect()).bind(change.office).bind(&list).write(change).await?;
    let mut recordings = 0;
    for (table, column) in DELETED {
        let deleted = delete_of(change, (table, column), &list).await?;
        recordings += if table == RECORDINGS { deleted } else { 0 };
    }
    Ok(recordings)
}

/// Deletes recordings.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_recordings(change: &mut UnitOfWork, recordings: &[RecordingId]) -> Result<()> {
    let ids = recordings.iter().map(|one| one.number().cast_signed()).collect::<Vec<_>>();
    delete(change, RECORDINGS, &ids).await.map(drop)
}

/// Deletes the rows of a table whose column has one of the numbers of a JSON list; how many there were.
pub(super) async fn delete_of(
    change: &mut UnitOfWork,
    (table, column): (&'static str, &'static str),
    list: &str,
) -> Result<u64> {
    let statement = Statement::built(&Delete { table, column }, change.dialect());
    statement.bind(change.office).bind(list).write(change).await
}

/// Deletes rows of a table by their ids; how many there were.
pub(super) async fn delete(change: &mut UnitOfWork, table: &'static str, ids: &[i64]) -> Result<u64> {
    delete_of(change, (table, "id"), &serde_json::Value::from(ids).to_string()).await
}
