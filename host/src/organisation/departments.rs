//! Departments, which are made when a person or a post is entered with one that is new.

use crate::{
    error::Result,
    store::{UnitOfWork, departments},
};
use guiju_domain::{
    DepartmentId, PersonId, characters,
    events::people::DepartmentMade,
    rejection::{Organisation, TextKind},
};

/// The department of this name, however it is spaced and whatever the width of its letters: its id, and what the office calls it.
async fn known(change: &mut UnitOfWork, name: &str) -> Result<Option<(DepartmentId, String)>> {
    let office = change.office;
    let all = departments::of_office(&mut **change, office).await?;
    let meant = characters::meant(all.iter().map(|one| (one.id, one.name.as_str())), name);
    Ok(meant.map(|(id, called)| (id, called.to_owned())))
}

/// What the office calls a department; the name itself, if there is none that is called so.
///
/// # Errors
/// If the database cannot be used.
pub async fn called(change: &mut UnitOfWork, name: &str) -> Result<String> {
    let name = name.trim();
    Ok(known(change, name).await?.map_or_else(|| name.to_owned(), |(_, called)| called))
}

/// A department by its name; made, with its event, if there is none.
///
/// # Errors
/// If the name is empty, or the database cannot be used.
pub async fn department(change: &mut UnitOfWork, by: Option<PersonId>, name: &str) -> Result<DepartmentId> {
    let name = characters::bounded(TextKind::Department, name)?;
    let name = name.as_str();
    if name.is_empty() {
        return Err(Organisation::DepartmentMissing.into());
    }
    if let Some((id, _)) = known(change, name).await? {
        return Ok(id);
    }
    let id = change.id::<DepartmentId>();
    departments::insert(change, id, name).await?;
    change.record(by, &DepartmentMade { department: id, name: name.to_owned() })?;
    Ok(id)
}
