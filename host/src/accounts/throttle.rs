//! Attempts are counted before anything is looked at: in one statement, right for any number of servers at once.
//!
//! A right attempt is given back. What is saved is a hash of what was tried, so that unknown names are counted like known ones.

use super::{secrets::hashed, sessions::Visit};
use crate::{
    app::App,
    error::{Error, Result},
    store::log_in_attempts,
};
use guiju_domain::{
    accounts::Allowance,
    rejection::{Account, Rejection},
};

/// Seconds after which what was counted is deleted.
const RETENTION: i64 = 86_400;

/// Kinds of counters: by login, by source, by secret, or for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By<'a> {
    /// A login from a device that it knows.
    Device,
    /// A login from one source.
    LoginAndSource,
    /// A login from all unknown devices.
    Login,
    /// One source over all logins.
    Source,
    /// All unknown devices of the server.
    All,
    /// The password of somebody who is logged in.
    OwnPassword,
    /// The code of somebody who is logged in.
    Code,
    /// A secret of this kind by which a stranger names something.
    Secret(&'a str),
}

impl By<'_> {
    /// The name in the key.
    const fn name(&self) -> &str {
        match self {
            Self::Device => "device",
            Self::LoginAndSource => "login-source",
            Self::Login => "login",
            Self::Source => "source",
            Self::All => "all",
            Self::OwnPassword => "own",
            Self::Code => "code",
            Self::Secret(kind) => kind,
        }
    }

    /// How many are let through.
    const fn allowance(&self) -> Allowance {
        match self {
            Self::Device | Self::LoginAndSource | Self::OwnPassword | Self::Code => Allowance::PERSON,
            Self::Login => Allowance::ACCOUNT,
            Self::Source | Self::Secret(_) => Allowance::SOURCE,
            Self::All => Allowance::ALL,
        }
    }
}

/// What is counted, and how many are let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counter {
    key: String,
    allowance: Allowance,
}

impl Counter {
    /// The counter of attempts for a login, a source or a secret; `parts` say which one.
    pub(super) fn new(by: By<'_>, parts: &[&str]) -> Self {
        Self { key: hashed(&format!("{}\0{}", by.name(), parts.join("\0"))), allowance: by.allowance() }
    }
}

/// Attempts that were counted and may be given back.
#[must_use]
#[derive(Debug)]
pub(super) struct Counted(Vec<Counter>);

/// Counts an attempt by each counter in turn; the first that lets nobody through ends it.
///
/// # Errors
/// How long to wait.
pub(super) async fn count(app: &App, counters: Vec<Counter>) -> Result<Counted> {
    let mut counted = Counted(Vec::new());
    for counter in counters {
        let through = one(app, &counter).await;
        match through {
            Ok(None) => counted.0.push(counter),
            Ok(Some(wait)) => {
                counted.give_back(app).await?;
                return Err(Account::Throttled { seconds: wait.unsigned_abs() }.into());
            }
            Err(why) => {
                counted.give_back(app).await?;
                return Err(why);
            }
        }
    }
    Ok(counted)
}

/// Looks up what a stranger names by a secret. What is not found was a guess, and guesses are counted by where they come from.
///
/// # Errors
/// How long to wait, if too many were wrong before; otherwise what the look-up says.
pub async fn by_secret<T>(app: &App, visit: &Visit, kind: &str, look: impl Future<Output = Result<T>>) -> Result<T> {
    let counted = count(app, vec![Counter::new(By::Secret(kind), &[&visit.counted()])]).await?;
    let found = look.await;
    if matches!(found, Err(Error::Rejected(Rejection::Unknown(_)))) {
        tracing::warn!(source = %visit.source, kind, "a guess at a secret was wrong");
    } else {
        counted.give_back(app).await?;
    }
    found
}

/// Counts by one counter; the seconds to wait if it lets nobody through.
async fn one(app: &App, counter: &Counter) -> Result<Option<i64>> {
    let now = app.clock.utc();
    // Most of a flood ends here, without a place in the queue of writers.
    if let Some(wait) = waits(app, counter, now).await? {
        return Ok(Some(wait));
    }
    if log_in_attempts::count(&app.pool, app.dialect, counter.allowance, &counter.key, now).await? {
        return Ok(None);
    }
    Ok(Some(waits(app, counter, now).await?.unwrap_or(1)))
}

/// The seconds for which a counter lets nobody through, if it does not.
async fn waits(app: &App, counter: &Counter, now: i64) -> Result<Option<i64>> {
    let free_at = log_in_attempts::free_at(&app.pool, &counter.key).await?.unwrap_or(now);
    // A wait longer than any is from a clock that was put back.
    Ok(Some(free_at - now).filter(|wait| (1..=counter.allowance.longest).contains(wait)))
}

impl Counted {
    /// Gives attempts back that were right, or at which nobody looked.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn give_back(self, app: &App) -> Result<()> {
        for counter in self.0 {
            if !log_in_attempts::delete_last(&app.pool, &counter.key).await? {
                log_in_attempts::take_back(&app.pool, &counter.key).await?;
            }
        }
        Ok(())
    }

    /// The same, and forgets what the first counter counted before: whoever was right is no stranger there.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn was_right(mut self, app: &App) -> Result<()> {
        if !self.0.is_empty() {
            let first = self.0.remove(0);
            log_in_attempts::delete(&app.pool, &first.key).await?;
        }
        self.give_back(app).await
    }
}

/// Forgets what nobody has tried for a day.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn clean(app: &App) -> Result<()> {
    let long_ago = app.clock.utc() - RETENTION;
    if log_in_attempts::any_before(&app.pool, long_ago).await? {
        log_in_attempts::delete_before(&app.pool, long_ago).await?;
    }
    Ok(())
}
