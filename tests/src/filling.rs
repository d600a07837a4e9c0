//! Fills an office with records, as years of work would have left them.

use crate::{OFFICE, Office};
use anyhow::{Context, Result};
use guiju::store::{offices, record_keys};
use guiju_domain::OfficeId;
use guiju_model::{Date, Moment};
use serde_json::Value;
use std::fmt::Write;

/// A record that is put into an office behind the server's back.
#[derive(Debug)]
pub struct Filler {
    /// Its id.
    pub id: u64,
    /// Whom it concerns.
    pub person: u64,
    /// The day, or the moment, of which it tells.
    pub on: String,
    /// Its content.
    pub content: Value,
    /// Whether its matter has passed its last step.
    pub completed: bool,
}

/// So many records one statement inserts.
const AT_ONCE: usize = 500;

/// Puts so many records of a form into an office, makes them to be found by what regulations look up, and has the database count
/// its rows, as it does by itself in time.
///
/// # Errors
/// If the database refuses them.
pub async fn fill(office: &Office, form: &str, count: u64, record: impl Fn(u64) -> Filler) -> Result<()> {
    fill_uncounted(office, form, count, record).await?;
    for table in ["records", "record_keys"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("ANALYZE {table}"))).execute(&office.app.pool).await?;
    }
    Ok(())
}

/// The same for a database that still plans with the numbers that it counted before.
///
/// # Errors
/// If the database refuses them.
pub async fn fill_uncounted(office: &Office, form: &str, count: u64, record: impl Fn(u64) -> Filler) -> Result<()> {
    office.alters("records");
    let (regulation, form) = form.split_once('/').context("a form of a regulation")?;
    let records = (0..count).map(record).collect::<Vec<_>>();
    for records in records.chunks(AT_ONCE) {
        let mut text = "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status,
            summary, entered_at) VALUES "
            .to_owned();
        for (index, record) in records.iter().enumerate() {
            let moment = record.on.parse::<Moment>().or_else(|_| record.on.parse::<Date>().map(|date| date.at(0)));
            let at = moment.map_err(|why| anyhow::anyhow!("{}: {why}", record.on))?.0;
            let content = record.content.to_string().replace('\'', "''");
            let status = if record.completed { "completed" } else { "open" };
            let Filler { id, person, .. } = record;
            let comma = if index > 0 { "," } else { "" };
            write!(
                text,
                "{comma}({}, {id}, '{regulation}', '{form}', {person}, 1, {at}, {at}, '{content}', '{status}', '{id}', {at})",
                OFFICE.number()
            )?;
        }
        sqlx::query(sqlx::AssertSqlSafe(text)).execute(&office.app.pool).await?;
    }
    found(office, OFFICE).await
}

/// Makes every record to be found, also those that were put there behind the server's back.
async fn found(office: &Office, id: OfficeId) -> Result<()> {
    sqlx::query("DELETE FROM record_lookups WHERE office_id = $1").bind(id.number()).execute(&office.app.pool).await?;
    let policy = office.app.policy(id)?;
    let version = offices::policy_version(&office.app.pool, id).await?;
    record_keys::complete(&office.app.pool, id, &policy.lookups, (&[], version)).await?;
    office.app.policy.refresh(&office.app.pool).await?;
    Ok(())
}
