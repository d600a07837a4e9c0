//! People of an office, whether they still work there or have left.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, Statement, sql, written},
};
use guiju_domain::{DepartmentId, OfficeId, PersonId};
use guiju_model::Date;
use guiju_store_macros::Row;
use serde_json::{Map, Value};

/// A person.
#[derive(Debug, Row)]
pub struct Person {
    /// The person's id.
    pub id: PersonId,
    /// Family name and given name, as the office writes them.
    pub name: String,
    /// The department in which the person works.
    #[column("department_id")]
    pub department: DepartmentId,
    /// Where the office names the person within the department, from 1; 0 if the office set no place.
    pub place: u32,
    /// Number at the clock machine.
    pub badge: Option<String>,
    /// Telephone number, as it was entered.
    pub phone: Option<String>,
    /// Attributes that regulations read, by name.
    #[column(json)]
    pub attributes: Map<String, Value>,
    /// Whether the person still works here.
    pub active: bool,
    /// The last day here, of whoever has left and where it is known.
    pub left_on: Option<Date>,
}

/// What an entry says of a person.
#[derive(Debug, Row)]
pub struct PersonCard {
    /// Family name and given name, as the office writes them.
    pub name: String,
    /// The department by name.
    pub department: String,
    /// The same department by id.
    pub department_id: DepartmentId,
    /// Number at the clock machine.
    pub badge: Option<String>,
    /// Telephone number, as it was entered.
    pub phone: Option<String>,
    /// Attributes that regulations read, by name.
    #[column(json)]
    pub attributes: Map<String, Value>,
    /// Whether the person still works here.
    pub active: bool,
}

/// Whoever has a number at the clock machine.
#[derive(Debug, Row)]
pub struct BadgeHolder {
    /// The person's id.
    pub id: PersonId,
    /// Family name and given name, as the office writes them.
    pub name: String,
    /// Whether the person still works here.
    pub active: bool,
    /// The last day here, of whoever has left and where it is known.
    pub left_on: Option<Date>,
}

/// What is written of a person.
#[derive(Debug)]
pub struct WrittenPerson<'a> {
    /// The person's id.
    pub id: PersonId,
    /// Family name and given name, as the office writes them.
    pub name: &'a str,
    /// The department in which the person works.
    pub department: DepartmentId,
    /// Number at the clock machine.
    pub badge: Option<&'a str>,
    /// Telephone number, as it was entered.
    pub phone: Option<&'a str>,
    /// Attributes that regulations read, by name.
    pub attributes: &'a Map<String, Value>,
    /// Whether the person still works here.
    pub active: bool,
    /// The last day, of whoever leaves.
    pub left_on: Option<Date>,
    /// Since when the number is the person's; nothing if it stays as it is.
    pub badge_since: Option<Date>,
}

impl WrittenPerson<'_> {
    /// Binds everything in the order in which both statements have it.
    fn bound<'q>(&self, office: OfficeId, statement: Statement<'q>) -> Statement<'q> {
        statement
            .bind(office)
            .bind(self.id)
            .bind(self.name)
            .bind(self.department)
            .bind(self.badge)
            .bind(self.phone)
            .bind(Json(self.attributes))
            .bind(self.active)
            .bind(self.left_on)
            .bind(self.badge_since)
    }
}

/// Everybody of an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Person>> {
    sql!(
        "SELECT id, name, department_id, place, badge, phone, attributes, active, left_on FROM people
         WHERE office_id = $1"
    )
    .bind(office)
    .all(db)
    .await
}

/// In which department everybody of an office works.
///
/// # Errors
/// If the database cannot be used.
pub async fn departments(db: impl Db<'_>, office: OfficeId) -> Result<Vec<(PersonId, DepartmentId)>> {
    sql!("SELECT id, department_id FROM people WHERE office_id = $1").bind(office).all(db).await
}

/// What is known of a person now, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn card(change: &mut UnitOfWork, person: PersonId) -> Result<Option<PersonCard>> {
    sql!(
        "SELECT p.name AS name, d.name AS department, p.department_id AS department_id, p.badge AS badge, p.phone AS phone,
         p.attributes AS attributes, p.active AS active FROM people p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND p.id = $2"
    )
    .bind(change.office)
    .bind(person)
    .first(&mut **change)
    .await
}

/// Everybody of this name, whether still here or not.
///
/// # Errors
/// If the database cannot be used.
pub async fn named(change: &mut UnitOfWork, name: &str) -> Result<Vec<PersonId>> {
    sql!("SELECT id FROM people WHERE office_id = $1 AND name = $2")
        .bind(change.office)
        .bind(name)
        .values(&mut **change)
        .await
}

/// Whoever has a number at the clock machine, one person apart.
///
/// # Errors
/// If the database cannot be used.
pub async fn with_badge(change: &mut UnitOfWork, badge: &str, apart: PersonId) -> Result<Option<BadgeHolder>> {
    sql!("SELECT id, name, active, left_on FROM people WHERE office_id = $1 AND badge = $2 AND id <> $3")
        .bind(change.office)
        .bind(badge)
        .bind(apart)
        .first(&mut **change)
        .await
}

/// Since when a person has the number at the clock machine, where it is known.
///
/// # Errors
/// If the database cannot be used.
pub async fn badge_since(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Date>> {
    let since = sql!("SELECT badge_since FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(person)
        .first_value::<Option<Date>>(&mut **change)
        .await?;
    Ok(since.flatten())
}

/// Takes the number at the clock machine from a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn clear_badge(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    written!("UPDATE people SET badge = NULL WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(person)
        .write(change)
        .await?;
    Ok(())
}

/// Enters a new person.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, person: &WrittenPerson<'_>) -> Result<()> {
    let statement = written!(
        "INSERT INTO people (office_id, id, name, department_id, badge, phone, attributes, active, left_on, badge_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );
    person.bound(change.office, statement).write(change).await?;
    Ok(())
}

/// Writes a person anew. Whoever moves to another department has no place there; whoever has left before keeps the last day.
///
/// # Errors
/// If the database cannot be used.
pub async fn update(change: &mut UnitOfWork, person: &WrittenPerson<'_>) -> Result<()> {
    let statement = written!(
        "UPDATE people SET name = $3, place = CASE WHEN department_id = $4 THEN place ELSE 0 END, department_id = $4,
         badge = $5, phone = $6, attributes = $7, active = $8,
         left_on = CASE WHEN CAST($8 AS BIGINT) = 1 THEN NULL WHEN active = 0 THEN left_on ELSE $9 END,
         badge_since = COALESCE($10, badge_since) WHERE office_id = $1 AND id = $2"
    );
    person.bound(change.office, statement).write(change).await?;
    Ok(())
}

/// Takes the places from everybody.
///
/// # Errors
/// If the database cannot be used.
pub async fn clear_places(change: &mut UnitOfWork) -> Result<()> {
    written!("UPDATE people SET place = 0 WHERE office_id = $1 AND place <> 0")
        .bind(change.office)
        .write(change)
        .await?;
    Ok(())
}

/// Gives a person a place within the department, from 1.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_place(change: &mut UnitOfWork, person: PersonId, place: u32) -> Result<()> {
    written!("UPDATE people SET place = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(person)
        .bind(place)
        .write(change)
        .await?;
    Ok(())
}

/// A person whose account is concerned.
#[derive(Debug, Row)]
pub struct Owner {
    /// Name of the person.
    pub name: String,
    /// Whether the person works in the office.
    pub active: bool,
    /// Whether the person has ever logged in, whatever became of the account since.
    pub logged_in: bool,
}

/// What the rules for accounts ask of a person, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn owner(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Owner>> {
    sql!("SELECT name, active, logged_in FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(person)
        .first(&mut **change)
        .await
}

/// Notes that a person has logged in.
///
/// # Errors
/// If the database cannot be used.
pub async fn note_log_in(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    written!("UPDATE people SET logged_in = 1 WHERE office_id = $1 AND id = $2 AND logged_in = 0")
        .bind(change.office)
        .bind(person)
        .write(change)
        .await?;
    Ok(())
}
