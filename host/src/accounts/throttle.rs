//! Attempts are counted before anything is looked at: in one statement, right for any number of servers at once.
//!
//! A right attempt is given back. What is kept is a hash of what was tried, so that unknown names are counted like known ones.

use super::{secrets::hashed, sessions::Visit};
use crate::{
    app::App,
    error::{Error, Result},
    store::Columns,
};
use guiju_domain::{
    accounts::Allowance,
    rejection::{Account, Rejection},
};
use sqlx::{AnyPool, AssertSqlSafe};

/// Seconds after which what was counted is forgotten for good.
const KEPT: i64 = 86_400;

/// What is counted, and how many are let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counter {
    key: String,
    allowance: Allowance,
}

impl Counter {
    /// A counter for what these parts name.
    pub(super) fn of(allowance: Allowance, kind: &str, parts: &[&str]) -> Self {
        Self { key: hashed(&format!("{kind}\0{}", parts.join("\0"))), allowance }
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
                return Err(Rejection::from(Account::Throttled(wait)).into());
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
    let counted = count(app, vec![Counter::of(Allowance::SOURCE, kind, &[&visit.counted()])]).await?;
    let found = look.await;
    if matches!(found, Err(Error::NotFound(_))) {
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
    if let Some(wait) = waits(&app.pool, counter, now).await? {
        return Ok(Some(wait));
    }
    let counted = sqlx::query(AssertSqlSafe(statement(counter.allowance)))
        .bind(&counter.key)
        .bind(now)
        .fetch_optional(&app.pool)
        .await?;
    match counted {
        Some(_) => Ok(None),
        None => Ok(Some(waits(&app.pool, counter, now).await?.unwrap_or(1))),
    }
}

async fn waits(pool: &AnyPool, counter: &Counter, now: i64) -> Result<Option<i64>> {
    let row = sqlx::query("SELECT free_at FROM log_in_attempts WHERE key = $1").bind(&counter.key).fetch_optional(pool);
    let free_at = row.await?.map(|row| row.int("free_at")).transpose()?.unwrap_or(now);
    // A wait longer than any is from a clock that was put back.
    Ok(Some(free_at - now).filter(|wait| (1..=counter.allowance.longest).contains(wait)))
}

/// Counts one more and says when the next is let through, if this one is.
fn statement(allowance: Allowance) -> String {
    let Allowance { free, longest, forgets } = allowance;
    let forgotten = format!("CASE WHEN $2 > a.at THEN ($2 - a.at) / {forgets} ELSE 0 END");
    let count = format!("(CASE WHEN a.attempts > {forgotten} THEN a.attempts - {forgotten} ELSE 0 END + 1)");
    let steps = (free..free + allowance.doublings())
        .map(|counted| format!("WHEN {count} = {counted} THEN {}", allowance.delay(counted)))
        .collect::<Vec<_>>();
    let steps = steps.join(" ");
    format!(
        "INSERT INTO log_in_attempts AS a (key, attempts, at, free_at) VALUES ($1, 1, $2, $2)
         ON CONFLICT (key) DO UPDATE SET attempts = {count}, at = $2,
         free_at = $2 + CASE WHEN {count} < {free} THEN 0 {steps} ELSE {longest} END
         WHERE a.free_at <= $2 OR a.free_at > $2 + {longest} RETURNING attempts"
    )
}

impl Counted {
    /// Gives attempts back that were right, or at which nobody looked.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn give_back(self, app: &App) -> Result<()> {
        for counter in self.0 {
            let gone = sqlx::query("DELETE FROM log_in_attempts WHERE key = $1 AND attempts <= 1")
                .bind(&counter.key)
                .execute(&app.pool)
                .await?;
            if gone.rows_affected() == 0 {
                sqlx::query("UPDATE log_in_attempts SET attempts = attempts - 1, free_at = at WHERE key = $1")
                    .bind(&counter.key)
                    .execute(&app.pool)
                    .await?;
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
            sqlx::query("DELETE FROM log_in_attempts WHERE key = $1").bind(first.key).execute(&app.pool).await?;
        }
        self.give_back(app).await
    }
}

/// Forgets what nobody has tried for a day.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn clean(app: &App) -> Result<()> {
    let long_ago = app.clock.utc() - KEPT;
    let old = sqlx::query("SELECT 1 AS one FROM log_in_attempts WHERE at < $1 LIMIT 1").bind(long_ago);
    if old.fetch_optional(&app.pool).await?.is_some() {
        sqlx::query("DELETE FROM log_in_attempts WHERE at < $1").bind(long_ago).execute(&app.pool).await?;
    }
    Ok(())
}
