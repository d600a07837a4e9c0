//! Sessions: one cookie each, ended when they are not used, and at the latest when the office says so.

use super::{
    Caller,
    secrets::{hashed, random, token},
};
use crate::{
    app::App,
    error::{Error, Result},
    store::{
        UnitOfWork, devices,
        sessions::{self, NewSession, Session},
    },
};
use guiju_api::SessionShown;
use guiju_domain::{
    PersonId,
    accounts::counted,
    events::accounts::SessionsEnded,
    rejection::{Account, Rejection},
    settings::{PASSWORD_DAYS, SESSION_DAYS},
};
use std::net::{IpAddr, Ipv4Addr};

const DAY: i64 = 86_400;
/// Seconds after which it is written down that a session is still in use.
const NOTED: i64 = 300;

/// From where and with what somebody comes.
#[derive(Clone, Debug)]
pub struct Visit {
    /// IP address of the caller, as a trusted proxy or the connection tells it.
    pub source: IpAddr,
    /// The browser in a few words.
    pub agent: String,
    /// The cookie of a known device.
    pub device: Option<String>,
}

impl Default for Visit {
    fn default() -> Self {
        Self { source: IpAddr::V4(Ipv4Addr::LOCALHOST), agent: String::new(), device: None }
    }
}

impl Visit {
    /// Part of the address by which attempts are counted.
    pub(super) fn counted(&self) -> String {
        counted(self.source)
    }
}

/// Begins a session of a login whose password is still the one that was looked at: its token.
///
/// # Errors
/// If the password was changed meanwhile.
pub(super) async fn begin(app: &App, proved: (&str, &str), visit: &Visit, device: &str) -> Result<String> {
    let (now, token, csrf) = (app.clock.utc(), token()?, token()?);
    sessions::delete_expired(&app.pool, now).await?;
    let session = NewSession {
        login: proved.0,
        password_hash: proved.1,
        token_hash: hashed(&token),
        csrf,
        id: hex::encode(random::<12>()?),
        agent: &visit.agent,
        source: visit.source.to_string(),
        device_hash: hashed(device),
        begins: now,
        expires: now + app.config.session_minutes * 60,
    };
    if !sessions::insert(&app.pool, &session).await? {
        return Err(Rejection::from(Account::WrongCredentials).into());
    }
    Ok(token)
}

/// Ends the session of a token.
///
/// # Errors
/// If the database cannot be used.
pub async fn log_out(app: &App, token: &str) -> Result<()> {
    Ok(sessions::delete(&app.pool, &hashed(token)).await?)
}

/// Who a session belongs to; a session that is used goes on, up to its last day.
///
/// # Errors
/// If there is no such session.
pub async fn caller(app: &App, token: &str) -> Result<Caller> {
    let (now, hash) = (app.clock.utc(), hashed(token));
    let session = sessions::find(&app.pool, &hash).await?.ok_or(Error::Unauthenticated)?;
    let office = session.office;
    // What another server changed is known before anything is answered, without a statement of its own.
    app.follow_to(office, session.policy_version).await?;
    let last = session.created_at + app.policy(office)?.settings.number(&SESSION_DAYS) * DAY;
    if session.expires_at < now || last < now {
        return Err(Error::Unauthenticated);
    }
    if session.used_at + NOTED <= now {
        sessions::note_use(&app.pool, &hash, now, now + app.config.session_minutes * 60).await?;
    }
    let mut caller = Caller {
        office,
        person: session.person,
        login: session.login.clone(),
        system_role: session.system_role,
        csrf: session.csrf.clone(),
        first: None,
        session: session.id.clone(),
    };
    caller.first = first(app, &caller, &session, now).await?;
    Ok(caller)
}

/// What the caller has to do before anything else.
async fn first(app: &App, caller: &Caller, session: &Session, now: i64) -> Result<Option<Account>> {
    let days = app.policy(caller.office)?.settings.number(&PASSWORD_DAYS);
    let set_at = session.password_set_at;
    if session.must_change || days > 0 && set_at > 0 && set_at + days * DAY < now {
        return Ok(Some(Account::PasswordMustChange));
    }
    let unproved = session.second_factors == 0 && super::account::needs_second_factor(app, caller).await?;
    Ok(unproved.then_some(Account::SecondFactorMustBeSet))
}

/// The caller's sessions, the latest used first.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<SessionShown>> {
    let (now, zone) = (app.clock.utc(), app.zone(caller.office));
    let days = app.policy(caller.office)?.settings.number(&SESSION_DAYS);
    let listed = sessions::of_person(&app.pool, caller.office, caller.person, now, now - days * DAY).await?;
    let shown = listed.into_iter().map(|session| SessionShown {
        current: session.id == caller.session,
        id: session.id,
        agent: session.agent,
        source: session.source,
        created: zone.local(session.created_at).to_string(),
        used: zone.local(session.used_at).to_string(),
        ends: zone.local(session.created_at + days * DAY).to_string(),
    });
    Ok(shown.collect())
}

/// Ends one of the caller's sessions; its device is a stranger from then on.
///
/// # Errors
/// If there is no such session.
pub async fn end(app: &App, caller: &Caller, id: &str) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    devices::delete_of_session(&mut change, caller.person, id, &caller.session).await?;
    let ended = sessions::delete_one(&mut change, caller.person, id).await?;
    if ended == 0 {
        return Err(Rejection::from(Account::UnknownSession).into());
    }
    recorded(change, caller, ended).await
}

/// Ends all of the caller's sessions but this one; their devices are strangers from then on.
///
/// # Errors
/// If the database cannot be used.
pub async fn end_others(app: &App, caller: &Caller, device: Option<&str>) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let ended = end_others_in(&mut change, caller).await?;
    super::devices::forget_others(&mut change, caller, device).await?;
    recorded(change, caller, ended).await
}

async fn recorded(mut change: UnitOfWork, caller: &Caller, ended: u64) -> Result<()> {
    let (person, login) = (caller.person, caller.login.clone());
    if ended > 0 {
        change.record(Some(person), &SessionsEnded { person, login, ended })?;
    }
    Ok(change.commit().await?)
}

/// Ends the caller's other sessions within a change: how many.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn end_others_in(change: &mut UnitOfWork, caller: &Caller) -> Result<u64> {
    Ok(sessions::delete_others(change, caller.person, &caller.session).await?)
}

/// Goes on only while the session stands and the password is still the one that was looked at: both may have gone while the
/// change waited for its turn.
///
/// # Errors
/// If either is gone.
pub(super) async fn stands(change: &mut UnitOfWork, caller: &Caller, hash: &str) -> Result<()> {
    let stands = sessions::stands(change, &caller.login, &caller.session, hash).await?;
    if stands { Ok(()) } else { Err(Error::Unauthenticated) }
}

/// Ends every session of a person and forgets the devices, because somebody else changed the account.
///
/// # Errors
/// If the database cannot be used.
pub async fn end_all(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    sessions::delete_of_person(change, person).await?;
    Ok(devices::delete_of_person(change, person).await?)
}
