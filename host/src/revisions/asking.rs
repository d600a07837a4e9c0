//! A revision is asked for: one keeper of the office says from which day another package or other values are in force.
//!
//! It takes effect on a later day than the one on which it is confirmed, so that no day is judged by two policies. Going back is a
//! revision like any other: the former package is scheduled again.

use super::{
    conditions::{checked_values, later, trusted},
    in_force::{values_on, version_on},
    said::said,
    slips,
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    keepers::logins,
    policy::OfficePolicy,
    store::{
        notices,
        revisions::{self, Revision},
    },
};
use guiju_api::RevisionWanted;
use guiju_domain::{
    RevisionId, SystemRole,
    days::day,
    events::revisions::RevisionAsked,
    message,
    rejection::{Revision as RevisionRejection, Unknown},
    revisions::RevisionState,
};
use guiju_model::{Date, blank::is_blank};

/// Asks for a revision; it waits for a second person.
///
/// # Errors
/// If the caller keeps nothing, the day has begun, the package is not installed, or a value does not fit.
pub async fn ask(app: &App, caller: &Caller, wanted: &RevisionWanted) -> Result<RevisionId> {
    caller.administrator()?;
    let policy = app.policy(caller.office)?;
    let from = checked(app, caller, &policy, wanted)?;
    let mut change = app.change(caller.office).await?;
    let by = caller.person;
    if logins::keeper(&mut change, by).await?.role != Some(SystemRole::Administrator) {
        return Err(RevisionRejection::NotYours.into());
    }
    if let Some(digest) = &wanted.digest {
        trusted(&mut change, digest).await?;
    }
    let revision = Revision {
        id: change.id::<RevisionId>(),
        regulation: wanted.regulation.clone(),
        digest: wanted.digest.clone(),
        parameters: wanted.parameters.clone(),
        from,
        reason: wanted.reason.trim().to_owned(),
        asked_by: by,
        asked_at: change.now,
        state: RevisionState::Asked,
        answered_by: None,
        answer: None,
    };
    revisions::insert(&mut change, &revision).await?;
    let (regulation, digest) = (revision.regulation.clone(), revision.digest.clone());
    let event = RevisionAsked {
        revision: revision.id,
        version: digest.as_ref().and_then(|digest| Some(policy.package(digest)?.manifest().version.clone())),
        before: version_on(&policy, &regulation, from),
        before_parameters: values_on(&policy, &regulation, revision.parameters.keys(), from),
        parameters: revision.parameters.clone(),
        from,
        reason: revision.reason.clone(),
        regulation,
        digest,
    };
    change.record(Some(by), &event)?;
    let please = message!("revision-please", said = said(&revision, &policy)?);
    let answers = |role| matches!(role, Some(SystemRole::Administrator | SystemRole::Security));
    let keepers = logins::all(&mut change).await?;
    for keeper in keepers.iter().filter(|keeper| answers(keeper.role) && keeper.person != by) {
        notices::tell(&mut change, keeper.person, &please, None).await?;
    }
    change.commit().await?;
    Ok(revision.id)
}

/// The first day of a revision that can be asked for.
fn checked(app: &App, caller: &Caller, policy: &OfficePolicy, wanted: &RevisionWanted) -> Result<Date> {
    let from = day(&wanted.from)?;
    later(app, caller.office, from)?;
    if wanted.digest.is_none() && wanted.parameters.is_empty() {
        return Err(RevisionRejection::NothingChanges.into());
    }
    if is_blank(&wanted.reason) {
        return Err(RevisionRejection::ReasonMissing.into());
    }
    let loaded = match &wanted.digest {
        Some(digest) => policy.package(digest).filter(|loaded| loaded.manifest().id == wanted.regulation),
        None => policy.regulation(&wanted.regulation, from),
    };
    let loaded = loaded.ok_or(Error::from(Unknown::Version))?;
    checked_values(policy, loaded, &wanted.parameters, from)?;
    if wanted.digest.is_some() {
        slips::fits(policy, loaded, from)?;
    }
    Ok(from)
}
