//! Which records have changed since the last look, by the events that wrote their rows. Table `late_facts`.

use crate::{
    Connection, Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::OfficeId;
use guiju_model::Moment;
use guiju_store_macros::Row;

/// So many events are looked through at once.
const EVENTS: i64 = 2_000;
const DAY: i64 = 86_400;

/// Records of a form that happened on one day, of which one changed at least.
#[derive(Clone, Debug, PartialEq, Eq, Row)]
pub struct ChangedRecords {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// When the first of them began, in the office's local time.
    pub starts: Moment,
    /// When the last of them ended, in the office's local time.
    pub ends: Moment,
}

struct OfRecords;

impl Built for OfRecords {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT regulation, form, MIN(starts) AS starts, MAX(ends) AS ends FROM records
             WHERE office_id = $1 AND {} GROUP BY regulation, form, starts / {DAY}",
            dialect.among("id", 2)
        )
    }
}
built!(OfRecords);

/// The last event that was looked at; 0 in an office where nobody has looked yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn looked_at(db: impl Db<'_>, office: OfficeId) -> Result<i64> {
    let seq: Option<i64> = sql!("SELECT seq FROM late_facts WHERE office_id = $1").bind(office).first_value(db).await?;
    Ok(seq.unwrap_or_default())
}

/// Notes the last event that was looked at.
///
/// # Errors
/// If the database cannot be used.
pub async fn look(change: &mut UnitOfWork, seq: i64) -> Result<()> {
    sql!("INSERT INTO late_facts (office_id, seq) VALUES ($1, $2) ON CONFLICT (office_id) DO UPDATE SET seq = excluded.seq")
        .bind(change.office)
        .bind(seq)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// The records that events behind one and up to another changed. Those that are no more are not among them.
///
/// # Errors
/// If the database cannot be used.
pub async fn changed(
    connection: &mut Connection,
    dialect: Dialect,
    office: OfficeId,
    (behind, up_to): (i64, i64),
) -> Result<Vec<ChangedRecords>> {
    let (mut found, mut from) = (Vec::new(), behind);
    while from < up_to {
        let to = up_to.min(from + EVENTS);
        let keys: Vec<String> = sql!(
            "SELECT DISTINCT row_key FROM row_digests WHERE office_id = $1 AND seq > $2 AND seq <= $3 AND tab = 'records'"
        )
        .bind(office)
        .bind(from)
        .bind(to)
        .values(&mut *connection)
        .await?;
        let ids = keys.iter().filter_map(|key| key.parse::<i64>().ok()).collect::<Vec<_>>();
        if !ids.is_empty() {
            let ids = serde_json::to_string(&ids)?;
            let records = Statement::built(&OfRecords, dialect).bind(office).bind(ids).all(&mut *connection);
            found.extend(records.await?);
        }
        from = to;
    }
    Ok(found)
}
