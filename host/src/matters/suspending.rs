//! Privileges that effects suspend and give back.

use super::telling::Telling;
use crate::{
    error::{Error, Result},
    staff::Staff,
    store::{
        UnitOfWork, notices,
        suspensions::{self, NewSuspension, SuspendedBy},
    },
    words::text,
};
use guiju_domain::{PersonId, events::effects::SuspensionChanged, message, message::Argument};
use guiju_model::{Effect, Manifest, Moment, Privilege, Restoration, Suspension};

/// A privilege is suspended; whom it concerns is told.
///
/// # Errors
/// If the regulation does not declare the privilege, names nobody or ends it before it begins, or the database cannot be used.
pub(super) async fn suspend(
    change: &mut UnitOfWork,
    telling: &Telling<'_>,
    manifest: &Manifest,
    suspension: &Suspension,
) -> Result<Vec<SuspensionChanged>> {
    let (privilege, person) = named(telling.staff, manifest, (&suspension.privilege, suspension.person))?;
    let (starts, ends) = (Moment(suspension.starts), suspension.ends.map(Moment));
    if ends.is_some_and(|ends| ends < starts) {
        let why = format!("{} would suspend {} until before it begins", manifest.id, privilege.id);
        return Err(Error::internal(why));
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
    let told =
        message!("suspension-begun", privilege = &privilege.label, starts = shown(starts), ends = until(ends), reason);
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
    manifest: &Manifest,
    restoration: &Restoration,
) -> Result<Vec<SuspensionChanged>> {
    let (privilege, person) = named(telling.staff, manifest, (&restoration.privilege, restoration.person))?;
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

/// The privilege and the person that an effect names.
fn named<'m>(
    staff: &Staff,
    manifest: &'m Manifest,
    (privilege, person): (&str, u64),
) -> Result<(&'m Privilege, PersonId)> {
    let person = PersonId::new(person);
    let declared = manifest.privilege(privilege).filter(|_| staff.people.contains_key(&person));
    let missing = || Error::internal(format!("{} would suspend {privilege} for {person}", manifest.id));
    Ok((declared.ok_or_else(missing)?, person))
}

/// The end of a suspension as people read it.
fn until(ends: Option<Moment>) -> Argument {
    ends.map_or_else(|| message!("suspension-open").into(), |ends| shown(ends).into())
}

/// A moment as people read it.
fn shown(moment: Moment) -> String {
    moment.to_string().replace('T', " ")
}

/// What is suspended or given back, as people read it before it happens.
pub(super) fn said(effect: &Effect, staff: &Staff, manifest: &Manifest) -> String {
    let label = |id: &String| manifest.privilege(id).map_or_else(|| id.clone(), |privilege| privilege.label.clone());
    match effect {
        Effect::Suspend(e) => {
            let (person, privilege) = (staff.name(PersonId::new(e.person)), label(&e.privilege));
            let (starts, ends) = (shown(Moment(e.starts)), until(e.ends.map(Moment)));
            text!("effect-suspend", person, privilege, starts, ends, reason = &e.reason)
        }
        Effect::Restore(e) => {
            let (person, privilege) = (staff.name(PersonId::new(e.person)), label(&e.privilege));
            text!("effect-restore", person, privilege, reason = &e.reason)
        }
        _ => String::new(),
    }
}
