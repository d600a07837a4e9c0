//! What a confirmed request does, if all is still as it was when it was asked.

use super::{
    entries::{code_of, own_passwords},
    logins::{self, Setting},
};
use crate::{
    accounts::{self, second_factor},
    app::App,
    erasure,
    error::{Error, Result},
    organisation::{self, check_post, read_post, write_post},
    settings,
    store::{UnitOfWork, requests::KeeperRequest},
};
use guiju_domain::{
    OfficeId, PersonId, PostId, Rejection, RequestId, Terms,
    events::keepers::{RoleGranted, RoleRevoked, Through},
    keepers::{PostFacts, Request, SettingChange, Verifier, may_grant, may_revoke},
    rejection::Keeper,
};
use std::collections::BTreeSet;

fn stale() -> Error {
    Rejection::from(Keeper::Stale).into()
}

/// Somebody who no longer works here makes a request stale.
async fn still_here(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    match logins::works_here(change, person).await {
        Err(Error::Rejected(_)) => Err(stale()),
        other => other.map(drop),
    }
}

/// Does what was asked for, if all is still as it was then. Where a password is set by it: its second half, which nobody else is
/// told.
///
/// # Errors
/// If it does not hold any more.
pub(super) async fn apply(
    app: &App,
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    request: &KeeperRequest,
) -> Result<Option<String>> {
    let (through, utc) = (Through::Request(request.id), app.clock.utc());
    match &request.content {
        Request::GrantRole { person, role, from } => {
            still_here(change, *person).await?;
            let (found, seats) = (logins::found(change, *person).await?, logins::seats(change).await?);
            if found.role != *from {
                return Err(stale());
            }
            may_grant(request.by, *person, *role, found, seats).map_err(Rejection::from)?;
            logins::set_role(change, *person, Some(*role)).await?;
            let event = RoleGranted { person: *person, role: *role, before: *from, through };
            change.record(by, &event)?;
        }
        Request::RevokeRole { person, role } => {
            still_here(change, *person).await?;
            let (found, seats) = (logins::found(change, *person).await?, logins::seats(change).await?);
            if found.role != Some(*role) {
                return Err(stale());
            }
            may_revoke(*role, found, seats).map_err(Rejection::from)?;
            logins::set_role(change, *person, None).await?;
            change.record(by, &RoleRevoked { person: *person, role: *role, through })?;
        }
        Request::SetLogin { person, from, login, verifier } => {
            let wanted = Account { person: *person, from, login: Some(login), verifier: verifier.as_ref() };
            account(change, by, &wanted, (through, &request.reason, utc)).await?;
        }
        Request::SetPassword { person, verifier } => {
            let from = logins::account(change, *person).await?.map(|account| account.login);
            if from.is_none() || verifier.is_none() {
                return Err(stale());
            }
            let wanted = Account { person: *person, from: &from, login: None, verifier: verifier.as_ref() };
            account(change, by, &wanted, (through, &request.reason, utc)).await?;
        }
        Request::EnterPost { post, before, after } => {
            own_passwords(change, &request.content).await?;
            let declared = organisation::declared_roles(app, change.office)?;
            enter_post(change, &declared, by, (*post, before.as_ref(), request.id), (after, &request.reason)).await?;
        }
        Request::ResetSecondFactor { person } => {
            still_here(change, *person).await?;
            if !second_factor::reset(change, *person, by).await? {
                return Err(stale());
            }
        }
        Request::WeakenSettings { changes } => weaken(change, by, changes, utc).await?,
        Request::EraseMatters { years, own, people_years, .. } => {
            let asked = Terms { general: *years, own: own.clone(), people: *people_years };
            erase(change, by, request, &asked).await?;
        }
    }
    code(app, change.office, request).await
}

/// The second half of the password that a request has set.
async fn code(app: &App, office: OfficeId, request: &KeeperRequest) -> Result<Option<String>> {
    let (Some(sealed), Some(person)) = (&request.code, request.content.concerns().first().copied()) else {
        return Ok(None);
    };
    let code = accounts::open(app, &code_of(office, person), sealed).await?;
    Ok(Some(String::from_utf8(code).map_err(Error::internal)?))
}

/// Sets what protects the office less, if each setting is still as it was when asked.
async fn weaken(change: &mut UnitOfWork, by: Option<PersonId>, changes: &[SettingChange], utc: i64) -> Result<()> {
    for SettingChange { name, before, after } in changes {
        let setting = guiju_domain::settings::Setting::named(name).ok_or_else(stale)?;
        if settings::current(change, setting).await? != *before {
            return Err(stale());
        }
        let after = settings::allowed(setting, after.clone()).map_err(|_| stale())?;
        settings::set(change, utc, by, setting, after).await?;
    }
    Ok(())
}

/// Begins to erase what is due, if the office still keeps matters for as long as when it was asked.
async fn erase(change: &mut UnitOfWork, by: Option<PersonId>, request: &KeeperRequest, asked: &Terms) -> Result<()> {
    if !erasure::stands(change, asked).await? {
        return Err(stale());
    }
    erasure::begin(change, by, request).await
}

/// What was asked for an account.
struct Account<'a> {
    person: PersonId,
    from: &'a Option<String>,
    login: Option<&'a String>,
    verifier: Option<&'a Verifier>,
}

async fn account(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    wanted: &Account<'_>,
    (through, reason, utc): (Through, &str, i64),
) -> Result<()> {
    still_here(change, wanted.person).await?;
    let now = logins::account(change, wanted.person).await?.map(|account| account.login);
    if now != *wanted.from {
        return Err(stale());
    }
    let setting = Setting {
        person: wanted.person,
        before: now.as_deref(),
        login: wanted.login.map(String::as_str),
        verifier: wanted.verifier,
        must_change: true,
        through,
        reason,
        utc,
    };
    logins::set(change, by, &setting).await
}

async fn enter_post(
    change: &mut UnitOfWork,
    declared: &BTreeSet<String>,
    by: Option<PersonId>,
    (post, before, request): (Option<PostId>, Option<&PostFacts>, RequestId),
    (after, reason): (&PostFacts, &str),
) -> Result<()> {
    let now = match post {
        Some(id) => read_post(change, id).await?,
        None => None,
    };
    if now.as_ref() != before {
        return Err(stale());
    }
    match check_post(change, declared, post, after).await {
        Err(Error::Rejected(_)) => return Err(stale()),
        other => other?,
    }
    write_post(change, declared, by, (post, Some(request)), (after, reason)).await.map(drop)
}
