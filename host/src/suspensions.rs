//! Who has a privilege suspended, as far as the reader may know.

use crate::{
    accounts::Caller,
    app::App,
    citation,
    error::Result,
    matters::filing::belongs,
    store::{
        self,
        suspensions::{self, Suspended},
    },
};
use guiju_api::SuspensionShown;
use guiju_domain::rejection::Limit;

/// So many are listed at most.
const LISTED: u64 = 2000;

/// The suspensions that are not over: the caller's own, and those of the privileges whose regulation lets the caller see them. An auditor
/// sees all.
///
/// # Errors
/// If there are more than are listed, or the database cannot be used.
pub async fn running(app: &App, caller: &Caller) -> Result<Vec<SuspensionShown>> {
    let (policy, staff, now) = (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let mut connection = store::acquire(&app.pool).await?;
    let in_force = policy.on(now.date());
    let declared =
        in_force.values().flat_map(|loaded| loaded.manifest().privileges.iter().map(move |one| (loaded, one)));
    let seen = declared
        .filter(|(_, privilege)| caller.audits() || belongs(&staff, caller.person, &privilege.seen_by))
        .map(|(loaded, privilege)| (loaded.manifest().id.clone(), privilege.id.clone()))
        .collect::<Vec<_>>();
    let mut found = suspensions::running_of(&mut *connection, caller.office, caller.person, now).await?;
    if !seen.is_empty() || caller.audits() {
        let others = suspensions::running(&mut *connection, caller.office, now, LISTED + 1).await?;
        if others.len() as u64 > LISTED {
            return Err(Limit::Suspensions { most: LISTED }.into());
        }
        let is_seen = |one: &Suspended| {
            one.person != caller.person
                && (caller.audits() || seen.iter().any(|(of, id)| *of == one.regulation && *id == one.privilege))
        };
        found.extend(others.into_iter().filter(is_seen));
    }
    let shown = found.into_iter().map(|one| {
        let loaded = in_force.get(&*one.regulation).copied().or_else(|| policy.packages_of(&one.regulation).next());
        let manifest = loaded.map(|loaded| loaded.manifest());
        let privilege = manifest.and_then(|manifest| manifest.privilege(&one.privilege));
        let forms = privilege.map(|privilege| privilege.forms.as_slice()).unwrap_or_default();
        SuspensionShown {
            person: one.person.number(),
            name: staff.name(one.person),
            department: staff.department_of(one.person),
            own: one.person == caller.person,
            privilege: privilege.map_or_else(|| one.privilege.clone(), |privilege| privilege.label.clone()),
            forms: forms.iter().map(|form| (one.regulation.clone(), form.clone())).collect(),
            starts: one.starts.to_string(),
            ends: one.ends.map(|ends| ends.to_string()),
            reason: one.reason,
            citation: manifest
                .and_then(|manifest| citation::of_clause(&policy, manifest, &one.clause, one.starts.date())),
        }
    });
    Ok(shown.collect())
}
