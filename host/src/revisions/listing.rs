//! The office's revisions as its keepers see them.

use super::said::{labelled, package_of};
use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    policy::OfficePolicy,
    staff::Staff,
    store::revisions::{self, Revision},
    words,
};
use guiju_api::RevisionShown;
use guiju_domain::{message::Argument, revisions::RevisionState};

/// Revisions that are scheduled or were asked for, the latest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn shown(app: &App, caller: &Caller) -> Result<Vec<RevisionShown>> {
    caller.keeper()?;
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let latest = revisions::latest(&app.pool, caller.office).await?;
    latest.into_iter().map(|revision| one(caller, &policy, &staff, revision)).collect()
}

/// A value under its label as the reader's language says it.
fn in_words((label, value): (String, Argument)) -> (String, String) {
    (label, words::argument(&value))
}

fn one(caller: &Caller, policy: &OfficePolicy, staff: &Staff, revision: Revision) -> Result<RevisionShown> {
    let loaded = package_of(&revision, policy)?;
    let asked = revision.state == RevisionState::Asked;
    let may = caller.administers() || caller.secures();
    Ok(RevisionShown {
        id: revision.id.number(),
        title: loaded.manifest().title.clone(),
        version: revision.digest.as_ref().map(|_| loaded.manifest().version.clone()),
        values: labelled(policy, loaded, &revision.parameters, revision.from.plus(-1))
            .into_iter()
            .map(in_words)
            .collect(),
        from: revision.from.to_string(),
        asked_by: staff.name(revision.asked_by),
        asked: revision.asked_at.to_string(),
        answered_by: revision.answered_by.map(|by| staff.name(by)),
        answerable: asked && may && revision.asked_by != caller.person,
        regulation: revision.regulation,
        digest: revision.digest,
        reason: revision.reason,
        state: revision.state.name().to_owned(),
        answer: revision.answer,
    })
}
