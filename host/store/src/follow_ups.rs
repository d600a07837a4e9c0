//! Follow-ups: forms that somebody owes by a day.

use crate::{
    UnitOfWork,
    error::Result,
    matters::Matter,
    sql::{Db, sql, written},
};
use guiju_domain::{FollowUpId, MatterId, OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// What is owed.
#[derive(Clone, Copy, Debug)]
pub struct NewFollowUp<'a> {
    /// The regulation that asks for it.
    pub regulation: &'a str,
    /// The clause.
    pub clause: &'a str,
    /// The form that is to be filed.
    pub form: &'a str,
    /// Who owes it.
    pub person: PersonId,
    /// Until when.
    pub due: Moment,
    /// Why, in words.
    pub reason: &'a str,
    /// The matter from which it follows.
    pub from: MatterId,
}

/// What somebody owes.
#[derive(Debug, Row)]
pub struct FollowUp {
    /// The regulation that asks for it.
    pub regulation: String,
    /// The form that is to be filed.
    pub form: String,
    /// Why, in words.
    pub reason: String,
    /// Until when.
    #[column("due_at")]
    pub due: Moment,
}

/// Inserts what somebody owes.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, owed: &NewFollowUp<'_>) -> Result<()> {
    let id = change.id::<FollowUpId>();
    written!(
        "INSERT INTO follow_ups (office_id, id, regulation, clause, form, person_id, due_at, reason, from_matter, reminded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)"
    )
    .bind(change.office)
    .bind(id)
    .bind(owed.regulation)
    .bind(owed.clause)
    .bind(owed.form)
    .bind(owed.person)
    .bind(owed.due)
    .bind(owed.reason)
    .bind(owed.from)
    .write(change)
    .await?;
    Ok(())
}

/// What is met by a filing.
#[derive(Debug, Row)]
pub struct MetFollowUp {
    /// The matter that asked for it.
    #[column("from_matter")]
    pub from: MatterId,
    /// Until when.
    #[column("due_at")]
    pub due: Moment,
}

/// Marks the earliest that the applicant of a matter owes of its form as met by it; what that was, if anything.
///
/// # Errors
/// If the database cannot be used.
pub async fn meet(change: &mut UnitOfWork, matter: &Matter) -> Result<Option<MetFollowUp>> {
    let met = written!(
        "UPDATE follow_ups SET filed_matter = $5 WHERE office_id = $1 AND id IN (SELECT id FROM follow_ups WHERE office_id = $1
         AND regulation = $2 AND form = $3 AND person_id = $4 AND filed_matter IS NULL ORDER BY due_at LIMIT 1)"
    )
    .bind(change.office)
    .bind(&matter.regulation)
    .bind(&matter.form)
    .bind(matter.applicant)
    .bind(matter.id)
    .write_rows(change)
    .await?;
    Ok(met.into_iter().next())
}

/// What a person owes still, fifty at most, what is due first first.
///
/// # Errors
/// If the database cannot be used.
pub async fn owed_by(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Vec<FollowUp>> {
    sql!(
        "SELECT regulation, form, reason, due_at FROM follow_ups WHERE office_id = $1 AND person_id = $2 AND filed_matter IS NULL
         ORDER BY due_at LIMIT 50"
    )
    .bind(office)
    .bind(person)
    .all(db)
    .await
}
