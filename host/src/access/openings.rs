//! Opening a closed matter: the holder of a post with that right states a reason, which is recorded and notified.

use super::{Access, MASKED, named};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{self, accounts, notices, openings},
};
use guiju_api::{OpeningShown, Page};
use guiju_domain::{
    MatterId, PersonId, Rejection, SystemRole,
    events::access::MatterOpened,
    message,
    rejection::{Opening, Unknown},
};
use std::collections::BTreeSet;

/// Opens a closed matter for the caller.
///
/// # Errors
/// If there is no such matter for the caller, the caller's post does not open it, or no reason is given.
pub async fn open(app: &App, caller: &Caller, matter: MatterId, reason: &str) -> Result<()> {
    let reason = reason.trim();
    let mut change = app.change(caller.office).await?;
    let access = Access::of(app, caller).await?;
    let reading = access.look(&mut change, matter).await?;
    if reading.seen.whole() {
        return Err(Rejection::from(Opening::NotNeeded).into());
    }
    if !reading.may_open() {
        let hidden = !reading.seen.at_all();
        return Err(if hidden { Error::from(Unknown::Matter) } else { Rejection::from(Opening::NotYours).into() });
    }
    if guiju_model::blank::is_blank(reason) {
        return Err(Rejection::from(Opening::ReasonMissing).into());
    }
    if reason.chars().count() > Opening::LONGEST_REASON {
        return Err(Rejection::from(Opening::ReasonTooLong { most: Opening::LONGEST_REASON }).into());
    }
    let (opened, person) = (matter, caller.person);
    openings::add(&mut change, opened, person, reason).await?;
    let event = MatterOpened { opened, reason: reason.to_owned() };
    change.record(Some(person), &event)?;
    let office = change.office;
    let auditors = accounts::holders(&mut *change, office, SystemRole::Auditor).await?;
    let mut told = auditors.into_iter().collect::<BTreeSet<_>>();
    let content = reading.content();
    let asked = reading.tasks.iter().flat_map(|task| [Some(task.assignee), task.done_by].into_iter().flatten());
    let concerned = |person: &PersonId| named::names(reading.form.fields(), &content, *person);
    told.extend(asked.filter(|person| !concerned(person)));
    told.extend([reading.stored.applicant, reading.stored.filed_by, reading.stored.subject]);
    told.remove(&caller.person);
    let name = access.staff.name(caller.person);
    let message = message!("opening-told", name, form = &reading.form.title, matter, reason);
    for person in told {
        notices::tell(&mut change, person, &message, Some(opened)).await?;
    }
    Ok(change.commit().await?)
}

/// Openings on a page.
const PAGE: u64 = 50;

/// Who opened which closed matters, and why, the newest first: for auditors. What a matter that names the auditor is about is not
/// told.
///
/// # Errors
/// If the caller is no auditor, or the database cannot be used.
pub async fn all(app: &App, caller: &Caller, page: u64) -> Result<Page<OpeningShown>> {
    if !caller.audits() {
        return Err(Opening::OnlyAuditors.into());
    }
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let rows = openings::page(&mut *connection, caller.office, (page.saturating_mul(PAGE), PAGE)).await?;
    let total = openings::count(&mut *connection, caller.office).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for opening in rows {
        let reading = access.look(&mut connection, opening.matter).await?;
        let told = reading.seen.at_all();
        shown.push(OpeningShown {
            matter: told.then(|| opening.matter.number().unsigned_abs()),
            title: if told { reading.form.title } else { MASKED.to_owned() },
            person: access.name(opening.person),
            reason: if told { opening.reason } else { MASKED.to_owned() },
            at: opening.at.to_string(),
        });
    }
    Ok(Page { rows: shown, total })
}
