//! Logging in: counted first, then looked at; what is said and how long it takes is the same whether the name is known or not.

use super::{
    devices, hashing, password, second_factor,
    secrets::token,
    sessions::{self, Visit},
    throttle::{self, By, Counted, Counter},
};
use crate::{
    app::App,
    error::Result,
    store::{
        accounts::{self, LogInAccount},
        people,
    },
};
use guiju_api::Credentials;
use guiju_domain::{
    accounts::LogInOutcome,
    characters,
    events::accounts::FirstLoggedIn,
    rejection::{Account, Rejection},
    settings::FIRST_PASSWORD_DAYS,
};

const DAY: i64 = 86_400;

/// Result of a log-in: the session's token, and the device's cookie.
#[derive(Debug)]
pub struct LoggedIn {
    /// Token of the session.
    pub token: String,
    /// What the browser keeps to be known again.
    pub device: String,
}

/// Logs in.
///
/// # Errors
/// If name, password or code are wrong, were so too often, or too many log in at once.
pub async fn log_in(app: &App, credentials: &Credentials, visit: &Visit) -> Result<LoggedIn> {
    let done = looked_at(app, credentials, visit).await;
    metrics::counter!("guiju_log_ins_total", "outcome" => outcome(&done).name()).increment(1);
    done
}

/// How a log-in came out, as the metrics name it. Nothing here tells whether a name is known.
fn outcome(done: &Result<LoggedIn>) -> LogInOutcome {
    use crate::error::Error::Rejected;
    match done {
        Ok(_) => LogInOutcome::LetIn,
        Err(Rejected(Rejection::Account(why))) => match why {
            Account::Throttled { .. } => LogInOutcome::Throttled,
            Account::Busy => LogInOutcome::Busy,
            Account::SecondFactorNeeded => LogInOutcome::CodeNeeded,
            _ => LogInOutcome::Refused,
        },
        Err(_) => LogInOutcome::Failed,
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
        return Ok(vec![Counter::new(By::Device, &[login, device])]);
    }
    let source = visit.counted();
    Ok(vec![
        Counter::new(By::LoginAndSource, &[login, &source]),
        Counter::new(By::Login, &[login]),
        Counter::new(By::Source, &[&source]),
        Counter::new(By::All, &[]),
    ])
}

/// Whether an attempt that was refused for this counts for nothing: nobody learnt whether a guess was right.
fn given_back(why: &crate::error::Error) -> bool {
    use crate::error::Error::Rejected;
    !matches!(why, Rejected(Rejection::Account(Account::WrongCredentials | Account::WrongCode)))
}

/// The account, if password and code are right.
async fn proved(app: &App, login: &str, credentials: &Credentials) -> Result<LogInAccount> {
    let found = accounts::find_for_log_in(&app.pool, login, credentials.login.trim()).await?;
    let hash = found.as_ref().and_then(|found| password::usable(&found.password_hash));
    let right = hashing::verify(app.config.hashing_cost, credentials.password.clone(), hash).await?;
    let found = found.filter(|_| right).ok_or(Rejection::from(Account::WrongCredentials))?;
    let days = app.policy(found.office)?.settings.number(&FIRST_PASSWORD_DAYS);
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

/// From now on nobody else sets a password of this person alone, and its age is counted.
async fn note_first(app: &App, found: &LogInAccount) -> Result<()> {
    let mut change = app.change(found.office).await?;
    // A password that was set before ages were counted expires from now on.
    accounts::begin_password_age(&mut change, &found.login, app.clock.utc()).await?;
    people::note_log_in(&mut change, found.person).await?;
    let (person, login) = (found.person, found.login.clone());
    change.record(Some(person), &FirstLoggedIn { person, login })?;
    Ok(change.commit().await?)
}

async fn enter(app: &App, login: &str, found: &LogInAccount, visit: &Visit, counted: Counted) -> Result<LoggedIn> {
    counted.was_right(app).await?;
    if found.is_first {
        note_first(app, found).await?;
    }
    let device = match &visit.device {
        Some(device) if devices::gave(app, device).await? => device.clone(),
        _ => token()?,
    };
    let token = sessions::begin(app, (&found.login, &found.password_hash), visit, &device).await?;
    devices::remember(app, found.office, login, &device).await?;
    Ok(LoggedIn { token, device })
}
