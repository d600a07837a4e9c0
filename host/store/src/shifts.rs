//! Shifts: who is on duty when by which roster. Their table is called `turns`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId, ShiftId, access::Whose};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A roster, by its regulation and its id there.
#[derive(Clone, Copy, Debug)]
pub struct RosterKey<'a> {
    /// The regulation.
    pub regulation: &'a str,
    /// The roster's id in the regulation.
    pub roster: &'a str,
}

/// A shift of a roster.
#[derive(Debug, Row)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// Who is on duty.
    #[column("person_id")]
    pub person: PersonId,
    /// First moment.
    pub starts: Moment,
    /// Last moment.
    pub ends: Moment,
    /// How many rest days it has.
    pub rest_days: u32,
}

/// A shift with the roster that it is of.
#[derive(Debug, Row)]
pub struct RosterShift {
    /// The regulation.
    pub regulation: String,
    /// The roster's id in the regulation.
    pub roster: String,
    /// Who is on duty.
    #[column("person_id")]
    pub person: PersonId,
    /// First moment.
    pub starts: Moment,
}

/// The role that somebody has for a shift.
#[derive(Debug, Row)]
pub struct ShiftRole {
    /// The role.
    #[column("gives")]
    pub role: String,
    /// Who is on duty.
    #[column("person_id")]
    pub person: PersonId,
    /// First moment.
    pub starts: Moment,
    /// Last moment.
    pub ends: Moment,
}

/// A shift that is to be entered.
#[derive(Debug)]
pub struct NewShift<'a> {
    /// Its id.
    pub id: ShiftId,
    /// The roster.
    pub of: RosterKey<'a>,
    /// The role that whoever is on duty has meanwhile.
    pub role: &'a str,
    /// Which of the roster's seats, from 0.
    pub seat: u64,
    /// Who is on duty.
    pub person: PersonId,
    /// First moment.
    pub starts: Moment,
    /// Last moment.
    pub ends: Moment,
    /// How many rest days it has.
    pub rest_days: u32,
}

/// The shifts of a roster that begin between two moments, the second one apart, in their order.
///
/// # Errors
/// If the database cannot be used.
pub async fn beginning_between(
    db: impl Db<'_>,
    office: OfficeId,
    of: RosterKey<'_>,
    (from, until): (Moment, Moment),
) -> Result<Vec<Shift>> {
    sql!(
        "SELECT id, person_id, starts, ends, rest_days FROM turns WHERE office_id = $1 AND regulation = $2
         AND roster = $3 AND starts >= $4 AND starts < $5 ORDER BY starts, seat"
    )
    .bind(office)
    .bind(of.regulation)
    .bind(of.roster)
    .bind(from)
    .bind(until)
    .all(db)
    .await
}

/// When the shifts of a roster begin.
///
/// # Errors
/// If the database cannot be used.
pub async fn beginnings(db: impl Db<'_>, office: OfficeId, of: RosterKey<'_>) -> Result<Vec<Moment>> {
    sql!("SELECT starts FROM turns WHERE office_id = $1 AND regulation = $2 AND roster = $3")
        .bind(office)
        .bind(of.regulation)
        .bind(of.roster)
        .values(db)
        .await
}

macro_rules! touching {
    ($person:literal) => {
        sql!(
            "SELECT id, person_id, starts, ends, rest_days FROM turns WHERE office_id = $1 AND regulation = $2
             AND roster = $3 AND ends >= $4 AND starts <= $5",
            $person,
            " ORDER BY starts, seat"
        )
    };
}

/// The shifts of a roster that touch the time between two moments, in their order.
///
/// # Errors
/// If the database cannot be used.
pub async fn touching(
    db: impl Db<'_>,
    office: OfficeId,
    of: RosterKey<'_>,
    (from, to): (Moment, Moment),
    whose: Whose,
) -> Result<Vec<Shift>> {
    let person = whose.person();
    let statement = if person.is_some() { touching!(" AND person_id = $6") } else { touching!("") };
    statement.bind(office).bind(of.regulation).bind(of.roster).bind(from).bind(to).bind_all(person).all(db).await
}

/// The roles that shifts of an office give which are not over.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles(db: impl Db<'_>, office: OfficeId, now: Moment) -> Result<Vec<ShiftRole>> {
    sql!("SELECT gives, person_id, starts, ends FROM turns WHERE office_id = $1 AND ends >= $2")
        .bind(office)
        .bind(now)
        .all(db)
        .await
}

/// A shift with its roster, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(change: &mut UnitOfWork, id: ShiftId) -> Result<Option<RosterShift>> {
    sql!("SELECT regulation, roster, person_id, starts FROM turns WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .first(&mut **change)
        .await
}

/// Enters a shift.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, shift: &NewShift<'_>) -> Result<()> {
    written!(
        "INSERT INTO turns (office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    )
    .bind(change.office)
    .bind(shift.id)
    .bind(shift.of.regulation)
    .bind(shift.of.roster)
    .bind(shift.role)
    .bind(shift.seat)
    .bind(shift.person)
    .bind(shift.starts)
    .bind(shift.ends)
    .bind(shift.rest_days)
    .write(change)
    .await?;
    Ok(())
}

/// Gives a shift to another person.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_person(change: &mut UnitOfWork, id: ShiftId, person: PersonId) -> Result<()> {
    written!("UPDATE turns SET person_id = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .bind(person)
        .write(change)
        .await?;
    Ok(())
}
