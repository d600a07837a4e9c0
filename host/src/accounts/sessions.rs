//! Sessions: one cookie each, ended when they are not used, and at the latest when the office says so.

use super::{
    Caller,
    secrets::{hashed, hex, random, token},
};
use crate::{
    app::App,
    error::{Error, Result},
    store::{Columns, UnitOfWork},
};
use guiju_api::SessionShown;
use guiju_domain::{
    PersonId, SystemRole,
    accounts::counted,
    events::accounts::SessionsEnded,
    rejection::{Account, Rejection},
    settings::{PASSWORD_DAYS, SESSION_DAYS},
};
use sqlx::{AssertSqlSafe, any::AnyRow};
use std::net::{IpAddr, Ipv4Addr};

const DAY: i64 = 86_400;
/// Every login of a person: `$1` is the office, `$2` the person. An earlier version may have given several.
const OWN: &str = "login IN (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2)";
/// Seconds after which it is written down that a session is still in use.
const NOTED: i64 = 300;

/// From where and with what somebody comes.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Address.
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
    /// What is counted of the address.
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
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(now).execute(&app.pool).await?;
    let begun = sqlx::query(
        "INSERT INTO sessions (token_hash, login, csrf, expires_at, id, created_at, used_at, agent, source, device_hash)
         SELECT $1, login, $3, $4, $5, $6, $6, $7, $8, $9 FROM accounts WHERE login = $2 AND password_hash = $10",
    )
    .bind(hashed(&token))
    .bind(proved.0)
    .bind(csrf)
    .bind(now + app.config.session_minutes * 60)
    .bind(hex(&random::<12>()?))
    .bind(now)
    .bind(&visit.agent)
    .bind(visit.source.to_string())
    .bind(hashed(device))
    .bind(proved.1)
    .execute(&app.pool)
    .await?;
    if begun.rows_affected() == 0 {
        return Err(Rejection::from(Account::WrongCredentials).into());
    }
    Ok(token)
}

/// Ends the session of a token.
///
/// # Errors
/// If the database cannot be used.
pub async fn log_out(app: &App, token: &str) -> Result<()> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(hashed(token)).execute(&app.pool).await?;
    Ok(())
}

/// Who a session belongs to; a session that is used goes on, up to its last day.
///
/// # Errors
/// If there is no such session.
pub async fn caller(app: &App, token: &str) -> Result<Caller> {
    let (now, hash) = (app.clock.utc(), hashed(token));
    let row = sqlx::query(
        "SELECT s.csrf AS csrf, s.expires_at AS expires_at, s.id AS id, s.created_at AS created_at, s.used_at AS used_at,
         a.login AS login, a.office_id AS office_id, a.person_id AS person_id, a.system_role AS system_role,
         a.must_change AS must_change, a.password_set_at AS password_set_at, o.policy_version AS policy_version,
         (SELECT COUNT(*) FROM second_factors f WHERE f.office_id = a.office_id AND f.person_id = a.person_id
          AND f.confirmed_at IS NOT NULL) AS second_factors
         FROM sessions s JOIN accounts a ON a.login = s.login JOIN offices o ON o.id = a.office_id WHERE s.token_hash = $1",
    )
    .bind(&hash)
    .fetch_optional(&app.pool)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let office = row.office("office_id")?;
    // What another server changed is known before anything is answered, without a statement of its own.
    app.follow_to(office, row.int("policy_version")?).await?;
    let last = row.int("created_at")? + app.law(office)?.settings.number(&SESSION_DAYS) * DAY;
    if row.int("expires_at")? < now || last < now {
        return Err(Error::Unauthenticated);
    }
    if row.int("used_at")? + NOTED <= now {
        sqlx::query("UPDATE sessions SET expires_at = $2, used_at = $3 WHERE token_hash = $1")
            .bind(&hash)
            .bind(now + app.config.session_minutes * 60)
            .bind(now)
            .execute(&app.pool)
            .await?;
    }
    let mut caller = Caller {
        office,
        person: PersonId::new(row.int("person_id")?.unsigned_abs()),
        login: row.text("login")?,
        system_role: row.maybe_text("system_role")?.as_deref().and_then(SystemRole::named),
        csrf: row.text("csrf")?,
        first: None,
        session: row.text("id")?,
    };
    caller.first = first(app, &caller, &row, now).await?;
    Ok(caller)
}

/// What the caller has to do before anything else.
async fn first(app: &App, caller: &Caller, row: &AnyRow, now: i64) -> Result<Option<Account>> {
    let days = app.law(caller.office)?.settings.number(&PASSWORD_DAYS);
    let set_at = row.int("password_set_at")?;
    if row.int("must_change")? != 0 || days > 0 && set_at > 0 && set_at + days * DAY < now {
        return Ok(Some(Account::PasswordMustChange));
    }
    let unproved = row.int("second_factors")? == 0 && super::account::needs_second_factor(app, caller).await?;
    Ok(unproved.then_some(Account::SecondFactorMustBeSet))
}

/// The caller's sessions, the latest used first.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<SessionShown>> {
    let (now, zone) = (app.clock.utc(), app.zone(caller.office));
    let days = app.law(caller.office)?.settings.number(&SESSION_DAYS);
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT id, created_at, used_at, expires_at, agent, source FROM sessions
         WHERE {OWN} AND expires_at >= $3 AND created_at >= $4 ORDER BY used_at DESC, id",
    )))
    .bind(caller.office.number())
    .bind(caller.person.number() as i64)
    .bind(now)
    .bind(now - days * DAY)
    .fetch_all(&app.pool)
    .await?;
    let show = |row: &AnyRow| {
        let (id, created) = (row.text("id")?, row.int("created_at")?);
        Ok(SessionShown {
            current: id == caller.session,
            id,
            agent: row.text("agent")?,
            source: row.text("source")?,
            created: zone.local(created).to_string(),
            used: zone.local(row.int("used_at")?).to_string(),
            ends: zone.local(created + days * DAY).to_string(),
        })
    };
    rows.iter().map(show).collect()
}

/// Ends one of the caller's sessions; its device is a stranger from then on.
///
/// # Errors
/// If there is no such session.
pub async fn end(app: &App, caller: &Caller, id: &str) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    sqlx::query(AssertSqlSafe(format!(
        "DELETE FROM devices WHERE {OWN} AND token_hash IN
         (SELECT device_hash FROM sessions WHERE {OWN} AND id = $3) AND token_hash NOT IN
         (SELECT device_hash FROM sessions WHERE {OWN} AND id = $4)",
    )))
    .bind(caller.office.number())
    .bind(caller.person.number() as i64)
    .bind(id)
    .bind(&caller.session)
    .execute(&mut *change)
    .await?;
    let ended = sqlx::query(AssertSqlSafe(format!("DELETE FROM sessions WHERE {OWN} AND id = $3")))
        .bind(caller.office.number())
        .bind(caller.person.number() as i64)
        .bind(id)
        .execute(&mut *change)
        .await?;
    if ended.rows_affected() == 0 {
        return Err(Rejection::from(Account::UnknownSession).into());
    }
    recorded(change, caller, ended.rows_affected()).await
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
    let person = caller.person;
    if ended > 0 {
        change.record(Some(person), &SessionsEnded { person, ended }).await?;
    }
    Ok(change.commit().await?)
}

/// Ends the caller's other sessions within a change: how many.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn end_others_in(change: &mut UnitOfWork, caller: &Caller) -> Result<u64> {
    let ended = sqlx::query(AssertSqlSafe(format!("DELETE FROM sessions WHERE {OWN} AND id <> $3")))
        .bind(caller.office.number())
        .bind(caller.person.number() as i64)
        .bind(&caller.session)
        .execute(&mut **change)
        .await?;
    Ok(ended.rows_affected())
}

/// Goes on only while the session stands and the password is still the one that was looked at: both may have gone while the
/// change waited for its turn.
///
/// # Errors
/// If either is gone.
pub(super) async fn stands(change: &mut UnitOfWork, caller: &Caller, hash: &str) -> Result<()> {
    let stands = sqlx::query(
        "SELECT 1 AS one FROM sessions s JOIN accounts a ON a.login = s.login
         WHERE s.login = $1 AND s.id = $2 AND a.password_hash = $3",
    )
    .bind(&caller.login)
    .bind(&caller.session)
    .bind(hash)
    .fetch_optional(&mut **change)
    .await?;
    stands.map(drop).ok_or(Error::Unauthenticated)
}

/// Ends every session of a person and forgets the devices, because somebody else changed the account.
///
/// # Errors
/// If the database cannot be used.
pub async fn end_all(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    for table in ["sessions", "devices"] {
        sqlx::query(AssertSqlSafe(format!("DELETE FROM {table} WHERE {OWN}")))
            .bind(change.office.number())
            .bind(person.number() as i64)
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}
