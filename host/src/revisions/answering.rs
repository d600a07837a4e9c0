//! A revision is answered: a second person confirms or declines it, or whoever asked takes it back. What is confirmed binds the
//! office from its day on.

use super::{
    conditions::{checked_values, later, trusted, two_persons},
    in_force::{value_on, version_on},
    said::{package_of, said},
    slips,
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    keepers::logins,
    policy::OfficePolicy,
    store::{
        UnitOfWork, bindings, notices,
        parameter_values::{self, ParameterValue},
        revisions::{self, Revision},
    },
};
use guiju_api::RevisionAnswer;
use guiju_domain::{
    PersonId, RevisionId, SystemRole,
    events::revisions::{PackageBound, ParameterSet, RevisionAnswered},
    message,
    rejection::{Revision as RevisionRejection, Unknown},
    revisions::{RevisionAction, RevisionState},
};

/// Confirms, declines or withdraws a revision that was asked for.
///
/// # Errors
/// If it is not the caller's to answer, was answered already, or its day has begun meanwhile.
pub async fn answer(app: &App, caller: &Caller, id: RevisionId, given: &RevisionAnswer) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let policy = app.policy(caller.office)?;
    let revision = revisions::find(&mut *change, caller.office, id).await?.ok_or(Error::from(Unknown::Revision))?;
    if revision.state != RevisionState::Asked {
        return Err(RevisionRejection::Answered.into());
    }
    let person = caller.person;
    let own = revision.asked_by == person;
    // Roles as they are within the change, not as they were when the request came.
    let role = logins::keeper(&mut change, person).await?.role;
    let state = permitted(given, own, role)?.state();
    if state == RevisionState::Confirmed {
        later(app, caller.office, revision.from)?;
        two_persons(&mut change, role, &revision).await?;
        trusted(&mut change, package_of(&revision, &policy)?.digest()).await?;
        enact(&mut change, &policy, person, &revision).await?;
    }
    let words = given.words.trim();
    revisions::save_answer(&mut change, id, state, person, words).await?;
    let (from, asked_by, words) = (revision.from, revision.asked_by, words.to_owned());
    let regulation = revision.regulation.clone();
    change.record(Some(person), &RevisionAnswered { revision: id, regulation, from, asked_by, state, words })?;
    if !own {
        let said = said(&revision, &policy)?;
        let told = match state {
            RevisionState::Confirmed => message!("revision-confirmed", said),
            _ => message!("revision-not-confirmed", said),
        };
        notices::tell(&mut change, revision.asked_by, &told, None).await?;
    }
    change.commit().await?;
    app.policy.refresh(&app.pool).await
}

/// The answer, if it is the caller's to give: with this role of the system, about a revision of the caller's own or not.
fn permitted(given: &RevisionAnswer, own: bool, role: Option<SystemRole>) -> Result<RevisionAction, RevisionRejection> {
    let keeps = matches!(role, Some(SystemRole::Administrator | SystemRole::Security));
    match RevisionAction::named(&given.action) {
        Some(RevisionAction::Withdraw) if own => Ok(RevisionAction::Withdraw),
        Some(RevisionAction::Withdraw) => Err(RevisionRejection::WithdrawalNotYours),
        _ if !keeps => Err(RevisionRejection::AnswerNotYours),
        _ if own => Err(RevisionRejection::OwnRequest),
        Some(RevisionAction::Decline) if given.words.trim().is_empty() => Err(RevisionRejection::DeclineReasonMissing),
        Some(action) => Ok(action),
        None => Err(RevisionRejection::AnswerMissing),
    }
}

/// Writes what binds the office from that day on.
async fn enact(change: &mut UnitOfWork, policy: &OfficePolicy, by: PersonId, revision: &Revision) -> Result<()> {
    let loaded = package_of(revision, policy)?;
    checked_values(policy, loaded, &revision.parameters, revision.from)?;
    // Another revision may have been confirmed since this one was asked for.
    if revision.digest.is_some() {
        slips::fits(policy, loaded, revision.from)?;
    }
    let Revision { id, regulation, from, asked_by, reason, .. } = revision;
    if let Some(digest) = &revision.digest {
        bindings::save(change, regulation, *from, digest).await?;
        let event = PackageBound {
            regulation: regulation.clone(),
            version: loaded.manifest().version.clone(),
            digest: digest.clone(),
            before: version_on(policy, regulation, *from),
            from: *from,
            revision: Some(*id),
            asked_by: Some(*asked_by),
            reason: Some(reason.clone()),
        };
        change.record(Some(by), &event)?;
    }
    for (name, value) in &revision.parameters {
        let (regulation, name, value) = (regulation.clone(), name.clone(), value.clone());
        let set = ParameterValue { regulation, name, from: *from, value };
        parameter_values::save(change, &set, revision.asked_by).await?;
        let event = ParameterSet {
            before: value_on(policy, &set.regulation, &set.name, *from),
            regulation: set.regulation,
            name: set.name,
            value: set.value,
            from: *from,
            revision: *id,
            asked_by: *asked_by,
            reason: reason.clone(),
        };
        change.record(Some(by), &event)?;
    }
    Ok(())
}
