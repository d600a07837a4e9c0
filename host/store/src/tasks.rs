//! Tasks: what one person is asked to do about a matter.

use crate::{
    Connection, Dialect, UnitOfWork,
    error::{Error, Result},
    matters::places,
    sql::{Bind, Built, Column, Db, Json, Statement, built, named_columns, sql},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId, TaskId,
    matters::{TaskKind, TaskState},
};
use guiju_model::{Decision, Moment, Verdict};
use guiju_store_macros::Row;
use serde_json::Value;

named_columns!(TaskState, TaskKind);

impl Column for Verdict {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        let named = Self::ALL.iter().copied().find(|verdict| verdict.name() == raw);
        named.ok_or_else(|| Error::column(&raw, "Verdict"))
    }
}

impl Bind for Verdict {
    type Raw = String;
    fn bind(self) -> String {
        self.name().to_owned()
    }
}

macro_rules! columns {
    () => {
        "id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, decider_id, state, parent_id, asked_by, note, \
         verdict, opinion, content, arrived_at, due_at, done_at, done_by"
    };
}

/// A task.
#[derive(Clone, Debug, Row)]
pub struct Task {
    /// The id, which counts within the office.
    pub id: TaskId,
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The round of the matter's route.
    pub round: i64,
    /// The step of the route; empty if it belongs to none.
    pub step: String,
    /// The title of the step.
    pub title: String,
    /// What it asks for.
    pub kind: TaskKind,
    /// The place at its step: deciders in one slot stand for each other.
    pub slot: String,
    /// Who is asked.
    #[column("assignee_id")]
    pub assignee: PersonId,
    /// For whom, if the assignee stands in.
    pub instead_of: Option<PersonId>,
    /// The decider for whom it was made, where it was handed on for good; else its holder is.
    #[column("decider_id")]
    pub decider: Option<PersonId>,
    /// Its state.
    pub state: TaskState,
    /// The task from which it was asked for.
    #[column("parent_id")]
    pub parent: Option<TaskId>,
    /// Who asked for it, if it was a person.
    pub asked_by: Option<PersonId>,
    /// Why somebody else than expected is asked, in words.
    pub note: String,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// The opinion in words.
    pub opinion: Option<String>,
    /// What was filled in: an object.
    #[column(json)]
    pub content: Option<Value>,
    /// When it came.
    #[column("arrived_at")]
    pub arrived: Moment,
    /// Until when it is to be done.
    #[column("due_at")]
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// Who did it.
    pub done_by: Option<PersonId>,
}

impl Task {
    /// Whether it still holds its station.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.state.is_pending()
    }

    /// Whether its assignee is asked now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == TaskState::Open
    }

    /// Whether it was done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == TaskState::Done
    }

    /// Whether it asks to read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.kind == TaskKind::Read
    }

    /// Whoever has it, though somebody else may stand in meanwhile.
    #[must_use]
    pub fn holder(&self) -> PersonId {
        self.instead_of.unwrap_or(self.assignee)
    }

    /// Whether it was added by a decider, who wants somebody else to sign after him.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.slot.contains('+')
    }

    /// Whether it is a station's own, not one that a person asked for.
    #[must_use]
    pub const fn decides(&self) -> bool {
        self.kind.decides()
    }

    /// The decision as the contract has it, if it was decided.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        if !self.is_done() || !self.decides() {
            return None;
        }
        Some(Decision {
            step: self.step.clone(),
            by: self.done_by?.number(),
            instead_of: self.instead_of.map(PersonId::number),
            at: self.done_at?.0,
            verdict: self.verdict?,
            opinion: self.opinion.clone(),
            content: self.content.as_ref().map(Value::to_string),
        })
    }
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
    // The text is the same in both dialects.
    Statement::built(&OfMatters(matters.len()), Dialect::Sqlite).bind(office).bind_all(matters).all(db).await
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

/// A task at which a station of a matter under way waits.
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

/// Some of the tasks at which stations of the office wait, by their due dates: so many after so many.
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

macro_rules! pending {
    () => {
        "SELECT DISTINCT p.matter_id AS matter FROM tasks p WHERE p.office_id = $1 \
         AND p.state IN ('open', 'waiting', 'later', 'vacant')"
    };
}

/// Matters of which a task is pending.
///
/// # Errors
/// If the database cannot be used.
pub async fn pending_matters(db: impl Db<'_>, office: OfficeId) -> Result<Vec<MatterId>> {
    sql!(pending!()).bind(office).values(db).await
}

/// People that are named in one statement at most.
const PEOPLE_AT_ONCE: usize = 500;

/// Matters of which a task is pending that a change around so many people can concern.
struct PendingAround(usize);

impl Built for PendingAround {
    fn combinations() -> Vec<Self> {
        vec![Self(0), Self(1), Self(2), Self(PEOPLE_AT_ONCE)]
    }

    fn text(&self, _: Dialect) -> String {
        let among = if self.0 == 0 { "NULL".to_owned() } else { places(2, self.0) };
        format!(
            concat!(
                pending!(),
                " AND (p.state <> 'open' OR p.kind = 'vote' OR p.slot = '*' OR p.decider_id IS NOT NULL
                 OR EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = p.office_id
                 AND t.matter_id = p.matter_id AND (t.assignee_id IN ({among}) OR t.instead_of IN ({among})
                 OR t.decider_id IN ({among}) OR t.done_by IN ({among})))
                 OR EXISTS (SELECT 1 FROM matters m WHERE m.office_id = p.office_id AND m.id = p.matter_id
                 AND m.subject_id IN ({among})))"
            ),
            among = among
        )
    }
}
built!(PendingAround);

/// Matters of which a task is pending and in which one of these people has or had a part or whom they concern, and those whose
/// tasks do not name all that could be asked: what is vacant, waits or comes later, ballots, places for any of several roles,
/// and what was handed on for a post. Without anybody, the latter alone. A matter may be named twice.
///
/// # Errors
/// If the database cannot be used.
pub async fn pending_matters_around(
    db: &mut Connection,
    office: OfficeId,
    people: &[PersonId],
) -> Result<Vec<MatterId>> {
    let mut found = Vec::new();
    let nobody = people.is_empty().then_some(people);
    for some in people.chunks(PEOPLE_AT_ONCE).chain(nobody) {
        // The text is the same in both dialects.
        let query = Statement::built(&PendingAround(some.len()), Dialect::Sqlite).bind(office).bind_all(some);
        found.extend(query.values::<MatterId>(&mut *db).await?);
    }
    Ok(found)
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

/// Inserts a new task; what is done of it is not written.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, task: &Task) -> Result<()> {
    sql!(
        "INSERT INTO tasks (office_id, id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, state,
         parent_id, asked_by, note, arrived_at, due_at, decider_id, reminded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.matter)
    .bind(task.round)
    .bind(&task.step)
    .bind(&task.title)
    .bind(task.kind)
    .bind(&task.slot)
    .bind(task.assignee)
    .bind(task.instead_of)
    .bind(task.state)
    .bind(task.parent)
    .bind(task.asked_by)
    .bind(&task.note)
    .bind(task.arrived)
    .bind(task.due)
    .bind(task.decider)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Updates a task's state, what was decided, when it came and is due, and whose it is; its reminders begin anew.
///
/// # Errors
/// If the database cannot be used.
pub async fn update(change: &mut UnitOfWork, task: &Task) -> Result<()> {
    sql!(
        "UPDATE tasks SET state = $3, verdict = $4, opinion = $5, content = $6, done_at = $7, done_by = $8,
         arrived_at = $9, due_at = $10, assignee_id = $11, instead_of = $12, parent_id = $13, reminded = 0
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.state)
    .bind(task.verdict)
    .bind(&task.opinion)
    .bind(task.content.as_ref().map(Json))
    .bind(task.done_at)
    .bind(task.done_by)
    .bind(task.arrived)
    .bind(task.due)
    .bind(task.assignee)
    .bind(task.instead_of)
    .bind(task.parent)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Updates a task's state, its slot and whose it is; its due date and its reminders stay.
///
/// # Errors
/// If the database cannot be used.
pub async fn hold(change: &mut UnitOfWork, task: &Task) -> Result<()> {
    sql!(
        "UPDATE tasks SET state = $3, slot = $4, assignee_id = $5, instead_of = $6, parent_id = $7
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.state)
    .bind(&task.slot)
    .bind(task.assignee)
    .bind(task.instead_of)
    .bind(task.parent)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Cancels every pending task of a matter but those that ask to read or for consent.
///
/// # Errors
/// If the database cannot be used.
pub async fn cancel_pending(change: &mut UnitOfWork, matter: MatterId) -> Result<()> {
    sql!(
        "UPDATE tasks SET state = 'cancelled' WHERE office_id = $1 AND matter_id = $2 AND kind NOT IN ('read', 'consent')
         AND state IN ('open', 'waiting', 'later', 'vacant')"
    )
    .bind(change.office)
    .bind(matter)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Cancels the tasks of a matter that ask for consent and have no answer.
///
/// # Errors
/// If the database cannot be used.
pub async fn cancel_consents(change: &mut UnitOfWork, matter: MatterId) -> Result<()> {
    sql!(
        "UPDATE tasks SET state = 'cancelled' WHERE office_id = $1 AND matter_id = $2 AND kind = 'consent' AND state = 'open'"
    )
    .bind(change.office)
    .bind(matter)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Gives the pending tasks of a matter a later due date; their reminders begin anew.
///
/// # Errors
/// If the database cannot be used.
pub async fn defer(change: &mut UnitOfWork, matter: Option<MatterId>, due: Moment) -> Result<()> {
    sql!(
        "UPDATE tasks SET due_at = $3, reminded = 0 WHERE office_id = $1 AND matter_id = $2 AND kind <> 'read'
         AND state IN ('open', 'waiting', 'later', 'vacant') AND due_at IS NOT NULL AND due_at < $3"
    )
    .bind(change.office)
    .bind(matter)
    .bind(due)
    .run(&mut **change)
    .await?;
    Ok(())
}
