//! Which roles open confidential content in an office, and whose accounts lead there.

use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{OfficeId, PersonId, access::roles_that_open};
use std::collections::BTreeSet;

use super::logins;

/// The roles that open confidential content by any package that the office has: in force, scheduled, installed, or of long ago,
/// since a matter keeps the package by which it was filed.
///
/// # Errors
/// If there is no such office.
pub fn roles(app: &App, office: OfficeId) -> Result<BTreeSet<String>> {
    let law = app.law(office)?;
    Ok(roles_that_open(law.every().map(|loaded| loaded.manifest())))
}

/// Whether a person's account leads to confidential content: by a post held or deputised, or by standing in for whoever holds
/// one.
///
/// # Errors
/// If the database cannot be used.
pub async fn leads_there(change: &mut UnitOfWork, person: PersonId, opening: &BTreeSet<String>) -> Result<bool> {
    let rows = sqlx::query(
        "SELECT roles FROM posts WHERE office_id = $1 AND (holder_id = $2 OR deputy_id = $2
         OR holder_id IN (SELECT person_id FROM deputies WHERE office_id = $1 AND deputy_id = $2)
         OR holder_id IN (SELECT person_id FROM delegations WHERE office_id = $1 AND deputy_id = $2 AND state <> 'over'))",
    )
    .bind(change.office.number())
    .bind(logins::kept(person)?)
    .fetch_all(&mut **change)
    .await?;
    for row in rows {
        let roles: Vec<String> = row.json("roles")?;
        if roles.iter().any(|role| opening.contains(role)) {
            return Ok(true);
        }
    }
    Ok(false)
}
