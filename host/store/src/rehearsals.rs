//! Rehearsals, with what differs in them.

use crate::{
    Connection, Pool, UnitOfWork,
    dialect::Dialect,
    error::Result,
    sql::{Built, Db, Json, Statement, built, named_columns, sql},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId, RecordingId, RehearsalId,
    message::Message,
    rehearsals::{Aspect, RehearsalState},
};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;
use serde_json::{Map, Value};

named_columns!(RehearsalState);

/// How many recordings differ, by clause and by aspect, each in the order of the names.
pub type Counts = (Vec<(String, u64)>, Vec<(Aspect, u64)>);

/// A rehearsal.
#[derive(Debug, Row)]
pub struct Rehearsal {
    /// Its id.
    pub id: RehearsalId,
    /// The regulation; empty for every one.
    pub regulation: String,
    /// The package that is asked; nothing for each recording's own.
    pub digest: Option<String>,
    /// Values by parameter.
    #[column(json)]
    pub parameters: Map<String, Value>,
    /// The first day; 1970-01-01 for no bound.
    #[column("first_date")]
    pub from: Date,
    /// The last day.
    #[column("last_date")]
    pub to: Date,
    /// How far it is.
    pub state: RehearsalState,
    /// How many recordings are asked again.
    pub total: u64,
    /// How many were asked again.
    pub asked: u64,
    /// How many differ.
    pub differing: u64,
    /// How many differ by clause and by aspect.
    #[column(json)]
    pub counts: Counts,
    /// What went wrong.
    pub problem: Option<String>,
    /// When it began.
    #[column("begun_at")]
    pub begun: Moment,
    /// When something was last written of it.
    #[column("touched_at")]
    pub touched: Moment,
}

/// How far a rehearsal is.
#[derive(Debug, Row)]
pub struct Progress {
    /// How far it is.
    pub state: RehearsalState,
    /// How many recordings were asked again.
    pub asked: u64,
    /// How many are asked again altogether.
    pub total: u64,
}

/// A rehearsal that begins.
#[derive(Debug)]
pub struct NewRehearsal<'a> {
    /// The regulation; empty for every one.
    pub regulation: &'a str,
    /// The package that is asked; nothing for each recording's own.
    pub digest: Option<&'a str>,
    /// Values by parameter.
    pub parameters: &'a Map<String, Value>,
    /// The first and the last day.
    pub days: (Date, Date),
    /// How many recordings are asked again.
    pub total: u64,
    /// Who began it.
    pub by: PersonId,
}

/// A recording that differs.
#[derive(Debug)]
pub struct NewDifference {
    /// The recording.
    pub recording: RecordingId,
    /// Its matter, if it was about one.
    pub matter: Option<MatterId>,
    /// The day on which the matter was filed, or the period's first day.
    pub starts: Date,
    /// What it is about and whom it concerns.
    pub title: Message,
    /// Clauses of the lines that differ.
    pub clauses: Vec<String>,
    /// What differs.
    pub aspects: Vec<Aspect>,
}

/// A recording that differs, as it is shown.
#[derive(Debug, Row)]
pub struct Difference {
    /// The recording.
    #[column("recording_id")]
    pub recording: RecordingId,
    /// Its matter, if it was about one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// The day on which the matter was filed, or the period's first day.
    pub starts: Date,
    /// What it is about and whom it concerns.
    pub title: Message,
    /// Clauses of the lines that differ.
    #[column(json)]
    pub clauses: Vec<String>,
    /// What differs.
    #[column(json)]
    pub aspects: Vec<Aspect>,
    /// The regulation that was asked; nothing if the recording is gone.
    pub regulation: Option<String>,
    /// The form or the assessment; nothing if the recording is gone.
    pub source: Option<String>,
}

/// What a rehearsal has found so far.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// How many recordings were asked again.
    pub asked: u64,
    /// How many differ.
    pub differing: u64,
    /// How many differ by clause and by aspect.
    pub counts: &'a Counts,
}

macro_rules! columns {
    () => {
        "id, regulation, digest, parameters, first_date, last_date, state, total, asked, differing, counts, problem,
         begun_at, touched_at"
    };
}

/// A list of an office's rehearsals.
struct List {
    /// Of one regulation only.
    of_regulation: bool,
}

impl Built for List {
    fn combinations() -> Vec<Self> {
        [false, true].map(|of_regulation| Self { of_regulation }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let regulation = if self.of_regulation { " AND regulation = $2" } else { "" };
        format!("SELECT {} FROM rehearsals WHERE office_id = $1{regulation} ORDER BY id DESC LIMIT 50", columns!())
    }
}
built!(List);

/// The last 50 rehearsals of a regulation, the latest first; of every regulation, if none is named.
///
/// # Errors
/// If the database cannot be used.
pub async fn latest(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    regulation: Option<&str>,
) -> Result<Vec<Rehearsal>> {
    let list = List { of_regulation: regulation.is_some() };
    Statement::built(&list, dialect).bind(office).bind_all(regulation).all(db).await
}

/// A rehearsal, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, id: RehearsalId) -> Result<Option<Rehearsal>> {
    sql!("SELECT ", columns!(), " FROM rehearsals WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(id)
        .first(db)
        .await
}

/// How far a rehearsal is, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn progress(db: impl Db<'_>, office: OfficeId, id: RehearsalId) -> Result<Option<Progress>> {
    sql!("SELECT state, asked, total FROM rehearsals WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(id)
        .first(db)
        .await
}

/// Enters a rehearsal that begins now.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, id: RehearsalId, new: &NewRehearsal<'_>) -> Result<()> {
    sql!(
        "INSERT INTO rehearsals (office_id, id, regulation, digest, parameters, first_date, last_date, state, total,
         asked, differing, counts, asked_by, begun_at, touched_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, '[[],[]]', $10, $11, $11)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.regulation)
    .bind(new.digest)
    .bind(Json(new.parameters))
    .bind(new.days.0)
    .bind(new.days.1)
    .bind(RehearsalState::Running)
    .bind(new.total)
    .bind(new.by)
    .bind(change.now)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Saves what a batch of a running rehearsal found, and how far the rehearsal is at a moment; answers whether it still runs.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_batch(
    pool: &Pool,
    office: OfficeId,
    id: RehearsalId,
    differences: &[NewDifference],
    found: Found<'_>,
    now: Moment,
) -> Result<bool> {
    let mut transaction = pool.begin().await?;
    for difference in differences {
        insert_difference(&mut transaction, office, id, difference).await?;
    }
    let written = sql!(
        "UPDATE rehearsals SET asked = $3, differing = $4, counts = $5, touched_at = $6
         WHERE office_id = $1 AND id = $2 AND state = 'running'"
    )
    .bind(office)
    .bind(id)
    .bind(found.asked)
    .bind(found.differing)
    .bind(Json(found.counts))
    .bind(now)
    .run(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(written == 1)
}

async fn insert_difference(
    connection: &mut Connection,
    office: OfficeId,
    rehearsal: RehearsalId,
    new: &NewDifference,
) -> Result<()> {
    sql!(
        "INSERT INTO rehearsal_differences (office_id, rehearsal_id, recording_id, matter_id, starts, title, clauses, aspects)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    )
    .bind(office)
    .bind(rehearsal)
    .bind(new.recording)
    .bind(new.matter)
    .bind(new.starts)
    .bind(&new.title)
    .bind(Json(&new.clauses))
    .bind(Json(&new.aspects))
    .run(connection)
    .await?;
    Ok(())
}

/// Ends a running rehearsal at a moment; answers whether it was running.
///
/// # Errors
/// If the database cannot be used.
pub async fn end(
    db: impl Db<'_>,
    office: OfficeId,
    id: RehearsalId,
    (state, problem): (RehearsalState, Option<&str>),
    now: Moment,
) -> Result<bool> {
    let ended = sql!(
        "UPDATE rehearsals SET state = $3, problem = $4, touched_at = $5
         WHERE office_id = $1 AND id = $2 AND state = 'running'"
    )
    .bind(office)
    .bind(id)
    .bind(state)
    .bind(problem)
    .bind(now)
    .run(db)
    .await?;
    Ok(ended > 0)
}

/// A page of what differs in a rehearsal.
struct Page {
    /// Of one clause only.
    of_clause: bool,
}

impl Built for Page {
    fn combinations() -> Vec<Self> {
        [false, true].map(|of_clause| Self { of_clause }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let clause = if self.of_clause { " AND d.clauses LIKE $5" } else { "" };
        format!(
            "SELECT d.recording_id AS recording_id, d.matter_id AS matter_id, d.starts AS starts, d.title AS title,
             d.clauses AS clauses, d.aspects AS aspects, r.regulation AS regulation, r.source AS source
             FROM rehearsal_differences d
             LEFT JOIN recordings r ON r.office_id = d.office_id AND r.id = d.recording_id
             WHERE d.office_id = $1 AND d.rehearsal_id = $2{clause} ORDER BY d.recording_id LIMIT $3 OFFSET $4"
        )
    }
}
built!(Page);

/// So many of what differs in a rehearsal after the first ones, of one clause if one is named, in the order of the recordings.
///
/// # Errors
/// If the database cannot be used.
pub async fn differences(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    id: RehearsalId,
    clause: Option<&str>,
    (most, after): (u64, u64),
) -> Result<Vec<Difference>> {
    Statement::built(&Page { of_clause: clause.is_some() }, dialect)
        .bind(office)
        .bind(id)
        .bind(most)
        .bind(after)
        .bind_all(clause.map(|clause| format!("%\"{clause}\"%")))
        .all(db)
        .await
}
