//! Each erasure and how far it has come, and what stays of a matter that was erased.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, named_columns, sql, written},
};
use guiju_domain::{DueTerm, ErasureId, ErasurePhase, MatterId, OfficeId, PersonId, RecordId, RecordingId, RequestId};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;

named_columns!(ErasurePhase);

macro_rules! columns {
    () => {
        "id, request_id, years, terms, left_before, asked_by, confirmed_by, begun_at, state, matter_id, recording_id, matters, \
         results, people, recordings, files"
    };
}

/// An erasure and how far it has come.
#[derive(Clone, Debug, Row)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// The request that was confirmed.
    #[column("request_id")]
    pub request: RequestId,
    /// For how many years matters had to be kept.
    pub years: i64,
    /// For how long those of each regulation had to be kept that is not kept for ever.
    #[column(json)]
    pub terms: Vec<DueTerm>,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// Who confirmed it; nobody of the office if it was done on the server itself.
    pub confirmed_by: Option<PersonId>,
    /// When it began.
    #[column("begun_at")]
    pub begun: Moment,
    /// What is done now.
    #[column("state")]
    pub phase: ErasurePhase,
    /// The last matter that was looked at.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The last recording that was looked at.
    #[column("recording_id")]
    pub recording: RecordingId,
    /// How many matters were erased.
    pub matters: u64,
    /// How many recordings.
    pub recordings: u64,
    /// How many stored files.
    pub files: u64,
    /// How many results of assessments and decided proposals.
    pub results: u64,
    /// Of how many people who left something was erased.
    pub people: u64,
    /// The day before which they had to have left; none if people are kept for ever.
    pub left_before: Option<Date>,
}

/// An erasure that begins.
#[derive(Clone, Copy, Debug)]
pub struct NewErasure<'a> {
    /// The request that was confirmed.
    pub request: RequestId,
    /// For how many years matters have to be kept.
    pub years: i64,
    /// For how long those of each regulation have to be kept that is not kept for ever.
    pub terms: &'a [DueTerm],
    /// The latest moment before which matters are due by one of them.
    pub before: Moment,
    /// The day before which people had to have left of whom something is erased.
    pub left_before: Option<Date>,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
}

/// Begins an erasure.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin(change: &mut UnitOfWork, new: &NewErasure<'_>) -> Result<()> {
    let id = change.id::<ErasureId>();
    written!(
        "INSERT INTO erasures (office_id, id, request_id, years, before_moment, asked_by, confirmed_by, begun_at, state,
         terms, left_before, matter_id, recording_id, matters, results, people, recordings, files)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0, 0, 0, 0)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.request)
    .bind(new.years)
    .bind(new.before)
    .bind(new.asked_by)
    .bind(new.confirmed_by)
    .bind(change.now)
    .bind(ErasurePhase::Matters)
    .bind(Json(new.terms))
    .bind(new.left_before)
    .write(change)
    .await?;
    Ok(())
}

/// The first erasure that is not done.
///
/// # Errors
/// If the database cannot be used.
pub async fn under_way(db: impl Db<'_>, office: OfficeId) -> Result<Option<Erasure>> {
    sql!("SELECT ", columns!(), " FROM erasures WHERE office_id = $1 AND state <> 'done' ORDER BY id LIMIT 1")
        .bind(office)
        .first(db)
        .await
}

/// The latest erasures.
///
/// # Errors
/// If the database cannot be used.
pub async fn latest(db: impl Db<'_>, office: OfficeId, most: u64) -> Result<Vec<Erasure>> {
    sql!("SELECT ", columns!(), " FROM erasures WHERE office_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(office)
        .bind(most)
        .all(db)
        .await
}

/// Saves how far an erasure has come.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, erasure: &Erasure) -> Result<()> {
    written!(
        "UPDATE erasures SET state = $3, matter_id = $4, recording_id = $5, matters = $6, results = $7, people = $8,
         recordings = $9, files = $10 WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(erasure.id)
    .bind(erasure.phase)
    .bind(erasure.matter)
    .bind(erasure.recording)
    .bind(erasure.matters)
    .bind(erasure.results)
    .bind(erasure.people)
    .bind(erasure.recordings)
    .bind(erasure.files)
    .write(change)
    .await?;
    Ok(())
}

/// What stays of a matter that was erased.
#[derive(Clone, Debug, Row)]
pub struct ErasedMatter {
    /// Its id.
    pub id: MatterId,
    /// Its number in its series, if it had one.
    pub number: Option<String>,
    /// When it was erased.
    pub erased_at: Moment,
    /// For how many years matters had to be kept then.
    pub years: i64,
}

/// A matter that was erased, if it was.
///
/// # Errors
/// If the database cannot be used.
pub async fn erased_matter(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Option<ErasedMatter>> {
    sql!("SELECT id, number, erased_at, years FROM erased_matters WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(matter)
        .first(db)
        .await
}

/// Notes that a matter is erased: regulation, number, and its records in registers.
///
/// # Errors
/// If the database cannot be used.
pub async fn add_matter(
    change: &mut UnitOfWork,
    erasure: ErasureId,
    matter: &super::DueMatter,
    records: &[RecordId],
) -> Result<()> {
    let records = records.iter().map(|record| record.number()).collect::<Vec<_>>();
    written!(
        "INSERT INTO erased_matters (office_id, id, erasure_id, regulation, number, records, erased_at, years)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    )
    .bind(change.office)
    .bind(matter.id)
    .bind(erasure)
    .bind(&matter.regulation)
    .bind(&matter.number)
    .bind(Json(records))
    .bind(change.now)
    .bind(matter.years)
    .write(change)
    .await?;
    Ok(())
}

/// The ids of all records that an erasure has erased.
///
/// # Errors
/// If the database cannot be used.
pub async fn records_erased(db: impl Db<'_>, office: OfficeId, erasure: ErasureId) -> Result<Vec<u64>> {
    let lists: Vec<Json<Vec<u64>>> =
        sql!("SELECT records FROM erased_matters WHERE office_id = $1 AND erasure_id = $2 ORDER BY id")
            .bind(office)
            .bind(erasure)
            .values(db)
            .await?;
    Ok(lists.into_iter().flat_map(|list| list.0).collect())
}

/// How many recordings of the office were erased.
///
/// # Errors
/// If the database cannot be used.
pub async fn erased_recordings(db: impl Db<'_>, office: OfficeId) -> Result<u64> {
    sql!("SELECT CAST(COALESCE(SUM(recordings), 0) AS BIGINT) AS n FROM erasures WHERE office_id = $1")
        .bind(office)
        .value(db)
        .await
}
