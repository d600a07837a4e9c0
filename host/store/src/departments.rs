//! Departments of an office, with the places in which the office names them.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{DepartmentId, OfficeId, PersonId};
use guiju_store_macros::Row;

/// A department.
#[derive(Debug, Row)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// What the office calls it.
    pub name: String,
    /// Where the office names it, from 1; 0 if the office set no place.
    pub place: u32,
}

/// The departments of an office, in the order in which they were entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Department>> {
    sql!("SELECT id, name, place FROM departments WHERE office_id = $1 ORDER BY id").bind(office).all(db).await
}

/// Enters a department.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, id: DepartmentId, name: &str) -> Result<()> {
    written!("INSERT INTO departments (office_id, id, name) VALUES ($1, $2, $3)")
        .bind(change.office)
        .bind(id)
        .bind(name)
        .write(change)
        .await?;
    Ok(())
}

/// The departments and people to which the office gave a place, in their order: a department once for each such person in it,
/// or once without a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn places(change: &mut UnitOfWork) -> Result<Vec<(DepartmentId, Option<PersonId>)>> {
    sql!(
        "SELECT d.id AS department, p.id AS person FROM departments d
         LEFT JOIN people p ON p.office_id = d.office_id AND p.department_id = d.id AND p.place > 0
         WHERE d.office_id = $1 AND (d.place > 0 OR p.place > 0) ORDER BY d.place, d.id, p.place, p.id"
    )
    .bind(change.office)
    .all(&mut **change)
    .await
}

/// Takes the places from every department.
///
/// # Errors
/// If the database cannot be used.
pub async fn clear_places(change: &mut UnitOfWork) -> Result<()> {
    written!("UPDATE departments SET place = 0 WHERE office_id = $1 AND place <> 0")
        .bind(change.office)
        .write(change)
        .await?;
    Ok(())
}

/// Gives a department a place, from 1.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_place(change: &mut UnitOfWork, department: DepartmentId, place: u32) -> Result<()> {
    written!("UPDATE departments SET place = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(department)
        .bind(place)
        .write(change)
        .await?;
    Ok(())
}
