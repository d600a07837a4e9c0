//! Logging in: counted first, then looked at; what is said and how long it takes is the same whether the name is known or not.

use super::{
    devices, hashing, password, second_factor,
    secrets::token,
    sessions::{self, Visit},
    throttle::{self, Counted, Counter},
};
use crate::{app::App, error::Result, store::Columns};
use guiju_api::Credentials;
use guiju_domain::{
    OfficeId,
    accounts::Allowance,
    characters,
    rejection::{Account, Rejection},
    settings::FIRST_PASSWORD_DAYS,
};

const DAY: i64 = 86_400;

/// Somebody who was let in.
#[derive(Debug)]
pub struct LoggedIn {
    /// Token of the session.
    pub token: String,
    /// What the browser keeps to be known again.
    pub device: String,
}

/// An account as it is looked at.
struct Found {
    /// As it is kept.
    login: String,
    office: OfficeId,
    person: i64,
    hash: String,
    /// When somebody else set the password, in UTC; 0 if the owner did.
    given_at: i64,
}

/// Logs in.
///
/// # Errors
/// If name, password or code are wrong, were so too often, or too many log in at once.
pub async fn log_in(app: &App, credentials: &Credentials, visit: &Visit) -> Result<LoggedIn> {
    let done = looked_at(app, credentials, visit).await;
    metrics::counter!("guiju_log_ins_total", "outcome" => outcome(&done)).increment(1);
    done
}

/// How a log-in came out, as the metrics name it. Nothing here tells whether a name is known.
fn outcome(done: &Result<LoggedIn>) -> &'static str {
    use crate::error::Error::Rejected;
    match done {
        Ok(_) => "let-in",
        Err(Rejected(Rejection::Account(why))) => match why {
            Account::Throttled(_) => "throttled",
            Account::Busy => "busy",
            Account::SecondFactorNeeded => "code-needed",
            _ => "refused",
        },
        Err(_) => "failed",
    }
}

async fn looked_at(app: &App, credentials: &Credentials, visit: &Visit) -> Result<LoggedIn> {
    // Capitals and full width make no other login, nor another count.
    let login = &characters::folded(credentials.login.trim());
    let counted = throttle::count(app, counters(app, login, visit).await?).await?;
    let found = match proved(app, login, credentials).await {
        Ok(found) => found,
        Err(why) => {
            if given_back(&why) {
                counted.give_back(app).await?;
            } else {
                tracing::warn!(source = %visit.source, "a log-in failed");
            }
            return Err(why);
        }
    };
    enter(app, login, &found, visit, counted).await
}

/// By what an attempt is counted. A device that the login knows has a counter of its own, which no stranger reaches.
async fn counters(app: &App, login: &str, visit: &Visit) -> Result<Vec<Counter>> {
    if let Some(device) = &visit.device
        && devices::knows(app, login, device).await?
    {
        return Ok(vec![Counter::of(Allowance::PERSON, "device", &[login, device])]);
    }
    let source = visit.counted();
    Ok(vec![
        Counter::of(Allowance::PERSON, "login-source", &[login, &source]),
        Counter::of(Allowance::ACCOUNT, "login", &[login]),
        Counter::of(Allowance::SOURCE, "source", &[&source]),
        Counter::of(Allowance::ALL, "all", &[]),
    ])
}

/// Whether an attempt that was refused for this counts for nothing: nobody learnt whether a guess was right.
fn given_back(why: &crate::error::Error) -> bool {
    use crate::error::Error::Rejected;
    !matches!(why, Rejected(Rejection::Account(Account::WrongCredentials | Account::WrongCode)))
}

/// The account, if password and code are right.
async fn proved(app: &App, login: &str, credentials: &Credentials) -> Result<Found> {
    let found = find(app, login, credentials.login.trim()).await?;
    let kept = found.as_ref().and_then(|found| password::usable(&found.hash));
    let right = hashing::verify(credentials.password.clone(), kept).await?;
    let found = found.filter(|_| right).ok_or(Rejection::from(Account::WrongCredentials))?;
    let days = app.law(found.office)?.settings.number(&FIRST_PASSWORD_DAYS);
    if found.given_at > 0 && found.given_at + days * DAY < app.clock.utc() {
        return Err(Rejection::from(Account::FirstPasswordExpired).into());
    }
    if second_factor::is_set(app, found.office, found.person).await? {
        let code = credentials.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let code = code.ok_or(Rejection::from(Account::SecondFactorNeeded))?;
        if !second_factor::proves(app, found.office, found.person, code).await? {
            return Err(Rejection::from(Account::WrongCode).into());
        }
    }
    Ok(found)
}

/// An account by its login, folded. Of former versions there may be logins that differ by capitals alone: then as it is typed.
async fn find(app: &App, login: &str, typed: &str) -> Result<Option<Found>> {
    let row = sqlx::query(
        "SELECT login, office_id, person_id, password_hash, given_at FROM accounts WHERE LOWER(login) = $1 OR login = $2
         ORDER BY CASE WHEN login = $2 THEN 0 ELSE 1 END, login LIMIT 1",
    )
        .bind(login)
        .bind(typed)
        .fetch_optional(&app.pool)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Found {
        login: row.text("login")?,
        office: row.office("office_id")?,
        person: row.int("person_id")?,
        hash: row.text("password_hash")?,
        given_at: row.int("given_at")?,
    }))
}

async fn enter(app: &App, login: &str, found: &Found, visit: &Visit, counted: Counted) -> Result<LoggedIn> {
    counted.was_right(app).await?;
    // When a password was set that is older than this count: it expires from now on.
    sqlx::query("UPDATE accounts SET password_set_at = $2 WHERE login = $1 AND password_set_at = 0")
        .bind(&found.login)
        .bind(app.clock.utc())
        .execute(&app.pool)
        .await?;
    // From now on nobody else sets a password of this person alone.
    sqlx::query("UPDATE people SET logged_in = 1 WHERE office_id = $1 AND id = $2 AND logged_in = 0")
        .bind(found.office.number())
        .bind(found.person)
        .execute(&app.pool)
        .await?;
    let device = match &visit.device {
        Some(device) if devices::gave(app, device).await? => device.clone(),
        _ => token()?,
    };
    let token = sessions::begin(app, (&found.login, &found.hash), visit, &device).await?;
    devices::remember(app, found.office, login, &device).await?;
    Ok(LoggedIn { token, device })
}
