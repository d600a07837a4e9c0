//! Which roles open confidential content in an office, and whose accounts lead there.

use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{PersonId, access::roles_that_open};
use std::collections::BTreeSet;

use super::logins;

/// The roles that open confidential content by what is in force today or is scheduled for later.
///
/// # Errors
/// If there is no such office.
pub fn roles(app: &App, office: i64) -> Result<BTreeSet<String>> {
    let (law, today) = (app.law(office)?, app.now(office).date());
    let mut days = BTreeSet::from([today]);
    for regulation in law.on(today).into_keys() {
        days.extend(law.binding_days(regulation).filter(|day| *day > today));
    }
    let mut open = BTreeSet::new();
    for day in days {
        let in_force = law.on(day).into_values().collect::<Vec<_>>();
        open.extend(roles_that_open(in_force.iter().map(|loaded| loaded.manifest())));
    }
    Ok(open)
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
    .bind(change.office)
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
