//! Departments: there are those that people or posts are entered with.

use crate::{
    error::{Error, Result},
    store::{Columns, UnitOfWork},
};
use guiju_domain::{DepartmentId, PersonId, characters, events::people::DepartmentMade, rejection::Kept};

/// A department by its name; made, with its event, if there is none.
///
/// # Errors
/// If the name is empty, or the database cannot be used.
pub async fn department(change: &mut UnitOfWork, by: Option<PersonId>, name: &str) -> Result<i64> {
    let name = characters::bounded(Kept::Department, name)?;
    let name = name.as_str();
    if name.is_empty() {
        return Err(Error::Invalid("请填写部门".to_owned()));
    }
    let office = change.office;
    let row = sqlx::query("SELECT id FROM departments WHERE office_id = $1 AND name = $2")
        .bind(office)
        .bind(name)
        .fetch_optional(&mut **change)
        .await?;
    if let Some(row) = row {
        return Ok(row.int("id")?);
    }
    let id = change.id();
    sqlx::query("INSERT INTO departments (office_id, id, name) VALUES ($1, $2, $3)")
        .bind(office)
        .bind(id)
        .bind(name)
        .execute(&mut **change)
        .await?;
    let made = DepartmentMade { department: DepartmentId::new(id.unsigned_abs()), name: name.to_owned() };
    change.record(by, &made).await?;
    Ok(id)
}
