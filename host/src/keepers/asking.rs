//! Asking for a change that waits for a second keeper.

use super::{logins, telling, wording::RequestWording};
use crate::{
    accounts::second_factor,
    app::App,
    erasure,
    error::Result,
    store::{
        UnitOfWork, notices,
        requests::{self, NewRequest},
    },
    words,
};
use guiju_api::GrantWanted;
use guiju_domain::{
    OfficeId, PersonId, Rejection, RequestId, SystemRole,
    events::keepers::RequestAsked,
    keepers::{PendingRequest, Request, may_answer, may_ask, may_grant, may_revoke},
    message,
    message::{Argument, Message},
    rejection::{Account, Keeper},
};
use guiju_model::blank::is_blank;

/// What a request is asked with, beside what it asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside<'a> {
    /// Why it is asked for.
    pub reason: &'a str,
    /// The second half of a first password, encrypted.
    pub code: Option<&'a str>,
}

/// Writes a request, with its event; the keepers and whom it concerns are told. The same request that waits already is not asked
/// twice.
///
/// # Errors
/// If it is not the asker's to ask for.
pub(super) async fn ask(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    by: PersonId,
    request: &Request,
    Beside { reason, code }: Beside<'_>,
) -> Result<RequestId> {
    let asker = logins::keeper(change, by).await?;
    let role = may_ask(asker, request.kind()).map_err(Rejection::from)?;
    if let Some(waiting) = same(change, by, request).await? {
        return Ok(waiting);
    }
    let asked = PendingRequest { request, by, role };
    let id = requests::insert(change, &NewRequest { asked, reason, code }).await?;
    change.record(Some(by), &RequestAsked::of(id, request, reason))?;
    tell(change, wording, id, asked, reason).await?;
    Ok(id)
}

/// What asked keepers to answer a request is read: there is nothing to answer any more.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn answered(change: &mut UnitOfWork, request: RequestId) -> Result<()> {
    let former = words::written(&message!("keeper-please-begins", number = request.number()));
    // Only how the notice begins: the rest differs.
    let begun = Message::new("keeper-please", vec![("number", request.number().into())]);
    Ok(notices::mark_answered(change, &begun, &former).await?)
}

/// Tells who may answer a request to do so, and everybody else whom it concerns or who keeps the office that it was asked for.
async fn tell(
    change: &mut UnitOfWork,
    wording: &RequestWording,
    id: RequestId,
    asked: PendingRequest<'_>,
    reason: &str,
) -> Result<()> {
    let PendingRequest { request, by, .. } = asked;
    let line = wording.summary(request);
    let why = if is_blank(reason) { Argument::from("") } else { message!("keeper-reason", reason).into() };
    let concerned = request.concerns();
    let (number, by_name) = (id.number(), wording.name(by));
    let what = message!("keeper-asked", by = &by_name, line = line.clone());
    for keeper in logins::all(change).await? {
        if may_answer(keeper, asked).is_ok() {
            // The number comes first: by it the notice is found again.
            let please = message!("keeper-please", number, line = line.clone(), by = &by_name, why = why.clone());
            notices::tell(change, keeper.person, please, None).await?;
        } else if keeper.person != by && !concerned.contains(&keeper.person) {
            telling::tell(change, keeper.person, &what).await?;
        }
    }
    for person in concerned.into_iter().filter(|person| *person != by) {
        telling::tell(change, person, &what).await?;
    }
    Ok(())
}

/// The same request by the same person that waits already; one with a password is always a new one.
async fn same(change: &mut UnitOfWork, by: PersonId, request: &Request) -> Result<Option<RequestId>> {
    let waiting = requests::waiting_of(change, request.kind(), by).await?;
    Ok(waiting.into_iter().find(|(_, other)| other == request).map(|(id, _)| id))
}

/// Asks for a role of the system for a person; a role held before is given up for it in the same change.
///
/// # Errors
/// If there is no such role or person, or it is not the caller's to ask for.
pub async fn ask_grant(app: &App, office: OfficeId, by: PersonId, wanted: &GrantWanted) -> Result<RequestId> {
    let role = SystemRole::named(&wanted.role).ok_or_else(|| {
        let known = SystemRole::ALL.map(SystemRole::name).to_vec();
        Keeper::UnknownRole { role: wanted.role.clone(), known }
    })?;
    let reason = given(&wanted.reason)?;
    let (wording, person) = (RequestWording::of(app, office).await?, PersonId::new(wanted.person));
    let mut change = app.change(office).await?;
    let (found, seats) = (logins::found(&mut change, person).await?, logins::seats(&mut change).await?);
    may_grant(by, person, role, found, seats).map_err(Rejection::from)?;
    let request = Request::GrantRole { person, role, from: found.role };
    let id = ask(&mut change, &wording, by, &request, Beside { reason, code: None }).await?;
    change.commit().await?;
    Ok(id)
}

/// Asks for a person's role of the system to be taken away.
///
/// # Errors
/// If the person holds none, is the last administrator or security officer, or it is not the caller's to ask for.
pub async fn ask_revoke(
    app: &App,
    office: OfficeId,
    by: PersonId,
    person: PersonId,
    reason: &str,
) -> Result<RequestId> {
    let reason = given(reason)?;
    let wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let (found, seats) = (logins::found(&mut change, person).await?, logins::seats(&mut change).await?);
    let role = found.role.ok_or(Rejection::from(Keeper::HoldsNot))?;
    may_revoke(role, found, seats).map_err(Rejection::from)?;
    let request = Request::RevokeRole { person, role };
    let id = ask(&mut change, &wording, by, &request, Beside { reason, code: None }).await?;
    change.commit().await?;
    Ok(id)
}

/// Asks for a person's second factor to be taken off, because it is lost.
///
/// # Errors
/// If the person has none, or it is not the caller's to ask for.
pub async fn ask_reset(app: &App, office: OfficeId, by: PersonId, person: PersonId, reason: &str) -> Result<RequestId> {
    let reason = given(reason)?;
    let wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    logins::works_here(&mut change, person).await?;
    if !second_factor::stands(&mut change, person).await? {
        return Err(Rejection::from(Account::SecondFactorNotSet).into());
    }
    let request = Request::ResetSecondFactor { person };
    let id = ask(&mut change, &wording, by, &request, Beside { reason, code: None }).await?;
    change.commit().await?;
    Ok(id)
}

/// Asks for the matters to be erased that the office need not keep any longer.
///
/// # Errors
/// If it is not the caller's to ask for, the office keeps matters for ever, or nothing is due.
pub async fn ask_erasure(app: &App, office: OfficeId, by: PersonId, reason: &str) -> Result<RequestId> {
    let reason = given(reason)?;
    let wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let request = erasure::wanted(app, &mut change).await?;
    let id = ask(&mut change, &wording, by, &request, Beside { reason, code: None }).await?;
    change.commit().await?;
    Ok(id)
}

fn given(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Rejection::from(Keeper::ReasonMissing).into()) } else { Ok(reason) }
}
