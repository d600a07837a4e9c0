//! Privileges that effects suspend and give back.

use super::{calls::no_effect, context::Context, telling::Telling};
use crate::{
    error::Result,
    staff::Staff,
    store::{
        Connection, UnitOfWork, notices,
        suspensions::{self, NewSuspension, SuspendedBy},
    },
    words::{suspended_over, text},
};
use guiju_domain::{
    PersonId, events::effects::SuspensionChanged, message, message::Message, rejection::Suspension as Refused,
};
use guiju_engine::Loaded;
use guiju_model::{Effect, Manifest, Moment, Privilege, Restoration, Suspension};

/// A privilege is suspended; whom it concerns is told.
///
/// # Errors
/// If the regulation does not declare the privilege, names nobody or ends it before it begins, or the database cannot be used.
pub(super) async fn suspend(
    change: &mut UnitOfWork,
    telling: &Telling<'_>,
    regulation: &Loaded,
    suspension: &Suspension,
) -> Result<Vec<SuspensionChanged>> {
    let manifest = regulation.manifest();
    let (privilege, person) = (named(regulation, &suspension.privilege)?, PersonId::new(suspension.person));
    let (starts, ends) = (Moment(suspension.starts), suspension.ends.map(Moment));
    if let Some(why) = no_time(manifest, suspension) {
        return Err(why.into());
    }
    // Whoever reads that it is suspended need not read the matter from which the reason comes.
    let reason = telling.to_all(&suspension.reason);
    let new = NewSuspension {
        regulation: &manifest.id,
        privilege: &privilege.id,
        clause: &suspension.clause,
        person,
        starts,
        ends,
        reason: &reason,
        by: SuspendedBy::Matter(telling.matter.id),
    };
    let id = suspensions::insert(change, &new).await?;
    let reason = telling.to(person, &suspension.reason);
    let over = suspended_over(starts, ends);
    let told = message!("suspension-begun", privilege = &privilege.label, over, reason);
    notices::tell(change, person, told, Some(telling.matter.id)).await?;
    let privilege = privilege.id.clone();
    Ok(vec![SuspensionChanged { suspension: id, person, privilege, starts, before: None, after: ends }])
}

/// A privilege is given back; whom it concerns is told, if there was anything to give back.
///
/// # Errors
/// If the regulation does not declare the privilege or names nobody, or the database cannot be used.
pub(super) async fn restore(
    change: &mut UnitOfWork,
    telling: &Telling<'_>,
    regulation: &Loaded,
    restoration: &Restoration,
) -> Result<Vec<SuspensionChanged>> {
    let manifest = regulation.manifest();
    let (privilege, person) = (named(regulation, &restoration.privilege)?, PersonId::new(restoration.person));
    let because = telling.to_all(&restoration.reason);
    let ended = suspensions::restore(change, (&manifest.id, &privilege.id), person, &because).await?;
    if !ended.is_empty() {
        let reason = telling.to(person, &restoration.reason);
        let told = message!("suspension-ended", privilege = &privilege.label, reason);
        notices::tell(change, person, told, Some(telling.matter.id)).await?;
    }
    let now = change.now;
    let changed = ended.into_iter().map(|was| SuspensionChanged {
        suspension: was.id,
        person: was.person,
        privilege: was.privilege,
        starts: was.starts,
        before: was.ends,
        after: Some(now.max(was.starts)),
    });
    Ok(changed.collect())
}

/// Why a suspension does not take place: it has no time.
pub(super) fn no_time(manifest: &Manifest, suspension: &Suspension) -> Option<Refused> {
    let (starts, ends) = (Moment(suspension.starts), Moment(suspension.ends?));
    (ends <= starts).then(|| Refused::NoTime {
        privilege: label(manifest, &suspension.privilege),
        starts: shown(starts),
        ends: shown(ends),
    })
}

/// Whether somebody has a privilege suspended, now or soon, that an effect would give back.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn is_suspended(
    connection: &mut Connection,
    context: Context<'_>,
    manifest: &Manifest,
    restoration: &Restoration,
) -> Result<bool> {
    let person = PersonId::new(restoration.person);
    let running = suspensions::running_of(&mut *connection, context.office, person, context.now).await?;
    Ok(running.iter().any(|one| one.regulation == manifest.id && one.privilege == restoration.privilege))
}

/// That there is nothing that an effect would give back.
pub(super) fn nothing_to_restore(staff: &Staff, manifest: &Manifest, restoration: &Restoration) -> Message {
    let (person, privilege) = (staff.name(PersonId::new(restoration.person)), label(manifest, &restoration.privilege));
    message!("effect-nothing-to-restore", person, privilege)
}

/// The privilege that an effect names.
fn named<'r>(regulation: &'r Loaded, privilege: &str) -> Result<&'r Privilege> {
    let declared = regulation.manifest().privilege(privilege);
    declared.ok_or_else(|| no_effect(regulation, format!("the privilege {privilege} is not declared")))
}

/// What a privilege is called.
fn label(manifest: &Manifest, id: &str) -> String {
    manifest.privilege(id).map_or_else(|| id.to_owned(), |privilege| privilege.label.clone())
}

/// A moment as people read it.
fn shown(moment: Moment) -> String {
    moment.to_string().replace('T', " ")
}

/// What is suspended or given back, as people read it before it happens.
pub(super) fn said(effect: &Effect, staff: &Staff, manifest: &Manifest) -> String {
    match effect {
        Effect::Suspend(e) => {
            let (person, privilege) = (staff.name(PersonId::new(e.person)), label(manifest, &e.privilege));
            let over = suspended_over(Moment(e.starts), e.ends.map(Moment));
            text!("effect-suspend", person, privilege, over, reason = &e.reason)
        }
        Effect::Restore(e) => {
            let (person, privilege) = (staff.name(PersonId::new(e.person)), label(manifest, &e.privilege));
            text!("effect-restore", person, privilege, reason = &e.reason)
        }
        _ => String::new(),
    }
}
