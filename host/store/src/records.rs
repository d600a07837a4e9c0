//! Records of registers as matters and effects write them: what a matter leaves, and what regulations enter and amend.

use crate::{
    UnitOfWork,
    error::Result,
    late_facts::{self, Leaving},
    matters::Matter,
    sql::{Db, Json, sql, written},
};
use guiju_domain::{DepartmentId, MatterId, OfficeId, PersonId, RecordId, RecordStatus, matters::Summary};
use guiju_model::{Moment, Period};
use guiju_store_macros::Row;
use serde_json::{Map, Value};

/// A new record.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'a> {
    /// The regulation that owns the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
    /// Whom it is about.
    pub person: PersonId,
    /// The department of that person.
    pub department: DepartmentId,
    /// When what it tells of happens.
    pub occurs: Period,
    /// The content with the computed values beside it.
    pub content: &'a Map<String, Value>,
    /// Its state.
    pub status: RecordStatus,
    /// One line about it.
    pub summary: &'a Summary,
    /// Its document number.
    pub number: Option<&'a str>,
    /// From which matter it came.
    pub source: RecordSource,
}

/// From which matter a record came.
#[derive(Clone, Copy, Debug)]
pub enum RecordSource {
    /// It is what the matter itself leaves, and changes with it.
    Own(MatterId),
    /// An effect of the matter entered it: it stands for itself, and goes with the matter once that is erased.
    EnteredBy(MatterId),
}

/// Inserts a record; its id.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, record: &NewRecord<'_>) -> Result<RecordId> {
    let id = change.id::<RecordId>();
    let (own, entered_by) = match record.source {
        RecordSource::Own(matter) => (Some(matter), None),
        RecordSource::EnteredBy(matter) => (None, Some(matter)),
    };
    written!(
        "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
         number, matter_id, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    )
    .bind(change.office)
    .bind(id)
    .bind(record.regulation)
    .bind(record.form)
    .bind(record.person)
    .bind(record.department)
    .bind(record.occurs.from)
    .bind(record.occurs.to)
    .bind(Json(record.content))
    .bind(record.status)
    .bind(record.summary)
    .bind(record.number)
    .bind(own)
    .bind(entered_by)
    .bind(change.now)
    .write(change)
    .await?;
    change.write_keys().await?;
    Ok(id)
}

/// Completes the record of a matter, with its content as it is in the end.
///
/// # Errors
/// If the database cannot be used.
pub async fn complete(change: &mut UnitOfWork, matter: &Matter, content: &Map<String, Value>) -> Result<()> {
    written!(
        "UPDATE records SET status = 'completed', content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2"
    )
    .bind(change.office)
    .bind(matter.id)
    .bind(Json(content))
    .bind(&matter.summary)
    .write(change)
    .await?;
    change.write_keys().await?;
    Ok(())
}

/// Updates the record of a matter that was corrected, with whom it concerns now and that person's department.
///
/// # Errors
/// If the database cannot be used.
pub async fn correct(
    change: &mut UnitOfWork,
    matter: &Matter,
    content: &Map<String, Value>,
    (occurs, department): (Period, DepartmentId),
) -> Result<()> {
    late_facts::leaves(change, Leaving::OfMatter(matter.id)).await?;
    written!(
        "UPDATE records SET content = $3, summary = $4, starts = $5, ends = $6, person_id = $7, department_id = $8
         WHERE office_id = $1 AND matter_id = $2"
    )
    .bind(change.office)
    .bind(matter.id)
    .bind(Json(content))
    .bind(&matter.summary)
    .bind(occurs.from)
    .bind(occurs.to)
    .bind(matter.subject)
    .bind(department)
    .write(change)
    .await?;
    change.write_keys().await?;
    Ok(())
}

/// Gives the record of a matter its document number.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_number(change: &mut UnitOfWork, matter: MatterId, number: &str) -> Result<()> {
    written!("UPDATE records SET number = $3 WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .bind(number)
        .write(change)
        .await?;
    Ok(())
}

/// Marks the record of a matter as void, with the reason.
///
/// # Errors
/// If the database cannot be used.
pub async fn void(change: &mut UnitOfWork, matter: MatterId, reason: &str) -> Result<()> {
    written!("UPDATE records SET status = 'void', void_reason = $3 WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .bind(reason)
        .write(change)
        .await?;
    Ok(())
}

/// Marks a record as void, with the reason; it and its keys stay.
///
/// # Errors
/// If the database cannot be used.
pub async fn void_one(change: &mut UnitOfWork, record: RecordId, reason: &str) -> Result<()> {
    written!("UPDATE records SET status = 'void', void_reason = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(record)
        .bind(reason)
        .write(change)
        .await?;
    Ok(())
}

/// Deletes the record of a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, matter: MatterId) -> Result<()> {
    late_facts::leaves(change, Leaving::OfMatter(matter)).await?;
    written!("DELETE FROM records WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .write(change)
        .await?;
    Ok(())
}

/// A record that its regulation changes.
#[derive(Debug, Row)]
pub struct OwnRecord {
    /// The form.
    pub form: String,
    /// The content.
    #[column(json)]
    pub content: Map<String, Value>,
    /// One line about it.
    pub summary: Summary,
}

/// A record of a regulation's own forms.
///
/// # Errors
/// If the database cannot be used.
pub async fn own(db: impl Db<'_>, office: OfficeId, regulation: &str, record: RecordId) -> Result<Option<OwnRecord>> {
    sql!("SELECT form, content, summary FROM records WHERE office_id = $1 AND id = $2 AND regulation = $3")
        .bind(office)
        .bind(record)
        .bind(regulation)
        .first(db)
        .await
}

/// How a record of a regulation's own forms stands.
#[derive(Debug, Row)]
pub struct OwnRecordState {
    /// The form.
    pub form: String,
    /// One line about it.
    pub summary: Summary,
    /// Its state.
    pub status: RecordStatus,
    /// The matter that left it, if one did.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// Whom it is about.
    #[column("person_id")]
    pub person: PersonId,
}

/// How a record of a regulation's own forms stands.
///
/// # Errors
/// If the database cannot be used.
pub async fn own_state(
    db: impl Db<'_>,
    office: OfficeId,
    regulation: &str,
    record: RecordId,
) -> Result<Option<OwnRecordState>> {
    sql!(
        "SELECT form, summary, status, matter_id, person_id FROM records WHERE office_id = $1 AND id = $2 AND regulation = $3"
    )
    .bind(office)
    .bind(record)
    .bind(regulation)
    .first(db)
    .await
}

/// Whether the record that a matter left is void.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_void(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<bool> {
    sql!("SELECT id FROM records WHERE office_id = $1 AND matter_id = $2 AND status = 'void' LIMIT 1")
        .bind(office)
        .bind(matter)
        .exists(db)
        .await
}

/// Updates the content and the one line of a record.
///
/// # Errors
/// If the database cannot be used.
pub async fn amend(
    change: &mut UnitOfWork,
    record: RecordId,
    content: &Map<String, Value>,
    summary: &Summary,
) -> Result<()> {
    late_facts::leaves(change, Leaving::Pointing(record)).await?;
    written!("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(record)
        .bind(Json(content))
        .bind(summary)
        .write(change)
        .await?;
    change.write_keys().await?;
    Ok(())
}

/// Updates when what a record tells of happens.
///
/// # Errors
/// If the database cannot be used.
pub async fn move_to(change: &mut UnitOfWork, record: RecordId, occurs: Period) -> Result<()> {
    late_facts::leaves(change, Leaving::Record(record)).await?;
    written!("UPDATE records SET starts = $3, ends = $4 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(record)
        .bind(occurs.from)
        .bind(occurs.to)
        .write(change)
        .await?;
    Ok(())
}

/// From what a record came.
#[derive(Debug, Row)]
pub struct Source {
    /// The regulation that owns its form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// The matter, if it came from one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
}

/// From what a record came.
///
/// # Errors
/// If the database cannot be used.
pub async fn source(db: impl Db<'_>, office: OfficeId, record: RecordId) -> Result<Option<Source>> {
    sql!("SELECT regulation, form, matter_id FROM records WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(record)
        .first(db)
        .await
}

/// Records of a form that are about a person and under way at a moment, with their one line.
///
/// # Errors
/// If the database cannot be used.
pub async fn current_of(
    db: impl Db<'_>,
    (office, person): (OfficeId, PersonId),
    (regulation, form): (&str, &str),
    now: Moment,
) -> Result<Vec<(RecordId, String)>> {
    sql!(
        "SELECT id, summary FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND person_id = $4
         AND status = 'completed' AND starts <= $5 AND ends > $5"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(person)
    .bind(now)
    .all(db)
    .await
}

/// The matter from which a record came.
///
/// # Errors
/// If the database cannot be used.
pub async fn matter_of(db: impl Db<'_>, office: OfficeId, record: RecordId) -> Result<Option<MatterId>> {
    let matter: Option<Option<MatterId>> = sql!("SELECT matter_id FROM records WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(record)
        .first_value(db)
        .await?;
    Ok(matter.flatten())
}

/// The record that a matter left.
///
/// # Errors
/// If the database cannot be used, or the matter left none.
pub async fn of_matter(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<RecordId> {
    sql!("SELECT id FROM records WHERE office_id = $1 AND matter_id = $2").bind(office).bind(matter).value(db).await
}
