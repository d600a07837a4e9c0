//! Roles that open confidential content in an office, and whether an account gives a person one of them.

use crate::{
    app::App,
    error::Result,
    store::{UnitOfWork, posts},
};
use guiju_domain::{OfficeId, PersonId, access::roles_that_open};
use std::collections::BTreeSet;

/// The roles that open confidential content by any package that the office has: in force, scheduled, installed, or of long ago,
/// since a matter keeps the package by which it was filed.
///
/// # Errors
/// If there is no such office.
pub fn roles(app: &App, office: OfficeId) -> Result<BTreeSet<String>> {
    let policy = app.policy(office)?;
    Ok(roles_that_open(policy.every().map(|loaded| loaded.manifest())))
}

/// Whether a person's account leads to confidential content: by a post held or deputised, or by standing in for whoever holds
/// one.
///
/// # Errors
/// If the database cannot be used.
pub async fn leads_there(change: &mut UnitOfWork, person: PersonId, opening: &BTreeSet<String>) -> Result<bool> {
    let reached = posts::roles_reached(change, person).await?;
    Ok(reached.iter().flatten().any(|role| opening.contains(role)))
}
