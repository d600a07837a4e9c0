//! Lists of tasks.

use super::row::Task;
use crate::{
    Dialect,
    error::Result,
    placeholders::places,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{MatterId, OfficeId, PersonId, matters::TaskState};
use guiju_model::Moment;
use guiju_store_macros::Row;

macro_rules! columns {
    () => {
        "id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, decider_id, unheld, state, parent_id, asked_by, note, \
         verdict, opinion, content, arrived_at, due_at, done_at, done_by"
    };
}

/// The tasks of a matter, earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_matter(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Vec<Task>> {
    sql!("SELECT ", columns!(), " FROM tasks WHERE office_id = $1 AND matter_id = $2 ORDER BY id")
        .bind(office)
        .bind(matter)
        .all(db)
        .await
}

/// Tasks of matters by their ids: so many of them.
struct OfMatters(usize);

impl Built for OfMatters {
    fn combinations() -> Vec<Self> {
        vec![Self(1), Self(2), Self(500)]
    }

    fn text(&self, _: Dialect) -> String {
        let places = places(2, self.0);
        format!(
            concat!("SELECT ", columns!(), " FROM tasks WHERE office_id = $1 AND matter_id IN ({}) ORDER BY id"),
            places
        )
    }
}
built!(OfMatters);

/// The tasks of some matters, earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_matters(db: impl Db<'_>, office: OfficeId, matters: &[MatterId]) -> Result<Vec<Task>> {
    if matters.is_empty() {
        return Ok(Vec::new());
    }
    Statement::common(&OfMatters(matters.len())).bind(office).bind_all(matters).all(db).await
}

/// With whom a matter is: a person and the state of the task.
///
/// # Errors
/// If the database cannot be used.
pub async fn holding(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Vec<(PersonId, TaskState)>> {
    sql!(
        "SELECT DISTINCT assignee_id, state FROM tasks WHERE office_id = $1 AND matter_id = $2 AND state IN ('open', 'vacant')
         AND kind <> 'read' ORDER BY state, assignee_id"
    )
    .bind(office)
    .bind(matter)
    .all(db)
    .await
}

/// A task at which a step of a matter under way waits.
#[derive(Debug, Row)]
pub struct WaitingTask {
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The title of the step.
    pub title: String,
    /// Who is asked.
    #[column("assignee_id")]
    pub assignee: PersonId,
    /// Until when it is to be done.
    #[column("due_at")]
    pub due: Option<Moment>,
    /// When it came.
    #[column("arrived_at")]
    pub arrived: Moment,
}

/// Some of the tasks at which steps of the office wait, by their due dates: so many after so many.
///
/// # Errors
/// If the database cannot be used.
pub async fn waiting(db: impl Db<'_>, office: OfficeId, (most, after): (i64, i64)) -> Result<Vec<WaitingTask>> {
    sql!(
        "SELECT t.matter_id AS matter_id, t.title AS title, t.assignee_id AS assignee_id, t.due_at AS due_at,
         t.arrived_at AS arrived_at
         FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id
         WHERE t.office_id = $1 AND t.state = 'open' AND t.kind <> 'read' AND m.status = 'open'
         ORDER BY COALESCE(t.due_at, 9000000000000), t.matter_id, t.id LIMIT $2 OFFSET $3"
    )
    .bind(office)
    .bind(most)
    .bind(after)
    .all(db)
    .await
}

/// What is asked of a person by name, so that no change of posts takes it back.
#[derive(Debug, Row)]
pub struct AskedByName {
    /// Matters to correct.
    pub returned: u64,
    /// Signatures that somebody asked for.
    pub signatures: u64,
}

/// How many matters a person still has to correct, and how many signatures somebody asked of that person by name.
///
/// # Errors
/// If the database cannot be used.
pub async fn asked_by_name(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<AskedByName> {
    sql!(
        "SELECT COALESCE(SUM(CASE WHEN kind = 'correct' THEN 1 ELSE 0 END), 0) AS returned,
         COALESCE(SUM(CASE WHEN kind NOT IN ('correct', 'advise') AND asked_by IS NOT NULL AND slot LIKE '%+%' THEN 1 ELSE 0 END), 0) AS signatures
         FROM tasks WHERE office_id = $1 AND (assignee_id = $2 AND instead_of IS NULL OR instead_of = $2) AND kind <> 'read'
         AND state IN ('open', 'waiting', 'later')"
    )
    .bind(office)
    .bind(person)
    .one(db)
    .await
}
