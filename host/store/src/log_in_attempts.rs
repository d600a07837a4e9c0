//! Attempts to log in (table `log_in_attempts`): how many were counted by each key, and until when none is let through.

use crate::{
    dialect::Dialect,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::accounts::Allowance;

/// Counts one more attempt and says from when the next is let through, if this one is. Right for any number of servers at once.
///
/// Where no delay has begun that moment is 0: attempts at once are counted in another order than their clocks were read.
struct Count(Allowance);

impl Built for Count {
    fn combinations() -> Vec<Self> {
        [Allowance::PERSON, Allowance::ACCOUNT, Allowance::SOURCE, Allowance::ALL].map(Self).into()
    }

    fn text(&self, _: Dialect) -> String {
        let Self(allowance) = self;
        let Allowance { free, longest, forgets } = *allowance;
        let forgotten = format!("CASE WHEN $2 > a.at THEN ($2 - a.at) / {forgets} ELSE 0 END");
        let count = format!("(CASE WHEN a.attempts > {forgotten} THEN a.attempts - {forgotten} ELSE 0 END + 1)");
        let steps = (free..free + allowance.doublings())
            .map(|counted| format!("WHEN {count} = {counted} THEN {}", allowance.delay(counted)))
            .collect::<Vec<_>>();
        let steps = steps.join(" ");
        format!(
            "INSERT INTO log_in_attempts AS a (key, attempts, at, free_at) VALUES ($1, 1, $2, 0)
             ON CONFLICT (key) DO UPDATE SET attempts = {count}, at = $2,
             free_at = CASE WHEN {count} < {free} THEN 0 ELSE $2 + CASE {steps} ELSE {longest} END END
             WHERE a.free_at <= $2 OR a.free_at > $2 + {longest} RETURNING attempts"
        )
    }
}
built!(Count);

/// Counts an attempt at a moment in UTC; whether it is let through.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, dialect: Dialect, allowance: Allowance, key: &str, utc: i64) -> Result<bool> {
    Statement::built(&Count(allowance), dialect).bind(key).bind(utc).exists(db).await
}

/// From when the next attempt by a key is let through, in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn free_at(db: impl Db<'_>, key: &str) -> Result<Option<i64>> {
    sql!("SELECT free_at FROM log_in_attempts WHERE key = $1").bind(key).first_value(db).await
}

/// Deletes what was counted by a key, if it was one attempt; whether it was.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_last(db: impl Db<'_>, key: &str) -> Result<bool> {
    Ok(sql!("DELETE FROM log_in_attempts WHERE key = $1 AND attempts <= 1").bind(key).run(db).await? > 0)
}

/// Takes one attempt back, and lets the next through at once.
///
/// # Errors
/// If the database cannot be used.
pub async fn take_back(db: impl Db<'_>, key: &str) -> Result<()> {
    sql!("UPDATE log_in_attempts SET attempts = attempts - 1, free_at = 0 WHERE key = $1").bind(key).run(db).await?;
    Ok(())
}

/// Deletes what was counted by a key.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(db: impl Db<'_>, key: &str) -> Result<()> {
    sql!("DELETE FROM log_in_attempts WHERE key = $1").bind(key).run(db).await?;
    Ok(())
}

/// Whether any count's last attempt was before a moment in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn any_before(db: impl Db<'_>, utc: i64) -> Result<bool> {
    sql!("SELECT 1 AS one FROM log_in_attempts WHERE at < $1 LIMIT 1").bind(utc).exists(db).await
}

/// Deletes the counts whose last attempt was before a moment in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_before(db: impl Db<'_>, utc: i64) -> Result<()> {
    sql!("DELETE FROM log_in_attempts WHERE at < $1").bind(utc).run(db).await?;
    Ok(())
}
