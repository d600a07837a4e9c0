//! Comparing the rows of an office with their digests, and the lists of digests with the chain.

use super::{
    CoveredTable, RowsVerified, compare, lists,
    tables::{COVERED, CREATED_WITH},
    unsalted::unsalted,
};
use crate::{
    Connection, Dialect,
    error::Result,
    readable::Part,
    sql::{Built, Statement, built, sql},
};
use guiju_domain::OfficeId;

/// The table with the digests, as it is named where it cannot be read.
const DIGESTS: &str = "row_digests";

/// Whether an office has a row in a table.
struct AnyRowOf {
    table: &'static CoveredTable,
}

impl Built for AnyRowOf {
    fn combinations() -> Vec<Self> {
        COVERED.iter().map(|table| Self { table }).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let CoveredTable { name, office, .. } = self.table;
        format!("SELECT 1 AS one FROM {name} WHERE {office} = $1 LIMIT 1")
    }
}
built!(AnyRowOf);

/// Compares the rows of an office with the digests that its chain covers. The chain itself is walked apart. A table that cannot be read is
/// named, and all others are compared.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(connection: &mut Connection, office: OfficeId) -> Result<RowsVerified> {
    let mut verified = RowsVerified::default();
    let mut part = Part::begin(connection).await?;
    let covered = is_covered(&mut part, office).await;
    verified.is_covered = match part.end(covered).await? {
        Ok(is_covered) => is_covered,
        Err(why) => {
            verified.tables.insert(DIGESTS, why);
            true
        }
    };
    let mut part = Part::begin(connection).await?;
    let compared = lists::compare(&mut part, office, &mut verified).await;
    if let Err(why) = part.end(compared).await? {
        verified.tables.insert(DIGESTS, why);
    }
    if !verified.is_covered {
        let mut part = Part::begin(connection).await?;
        let eventless = eventless(&mut part, office).await;
        verified.eventless = part.end(eventless).await?.unwrap_or_default();
        return Ok(verified);
    }
    for table in COVERED {
        let mut part = Part::begin(connection).await?;
        let compared = compare::compare(&mut part, office, table, &mut verified).await;
        if let Err(why) = part.end(compared).await? {
            verified.tables.insert(table.name, why);
        }
    }
    let mut part = Part::begin(connection).await?;
    let unsalted = unsalted(&mut part, office, &mut verified).await;
    if let Err(why) = part.end(unsalted).await? {
        verified.tables.insert(DIGESTS, why);
    }
    Ok(verified)
}

/// Whether the chain covers the rows of an office: it does as soon as there is a digest of one, or an event that covers a list of them. A single
/// event says nothing: whoever alters rows could alter that as well.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_covered(connection: &mut Connection, office: OfficeId) -> Result<bool> {
    let digests = sql!("SELECT 1 AS one FROM row_digests WHERE office_id = $1 LIMIT 1");
    Ok(digests.bind(office).exists(&mut *connection).await?
        || sql!("SELECT 1 AS one FROM events WHERE office_id = $1 AND rows_hash IS NOT NULL LIMIT 1")
            .bind(office)
            .exists(&mut *connection)
            .await?)
}

/// Whether an office is new: it has no event, and no row but those with which it was created.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn is_new(connection: &mut Connection, office: OfficeId) -> Result<bool> {
    Ok(!has_events(connection, office).await? && eventless(connection, office).await?.is_empty())
}

async fn has_events(connection: &mut Connection, office: OfficeId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM events WHERE office_id = $1 LIMIT 1").bind(office).exists(connection).await
}

/// Tables in which rows of an office stand although its chain has no event; none if it has one.
async fn eventless(connection: &mut Connection, office: OfficeId) -> Result<Vec<&'static str>> {
    let mut tables = Vec::new();
    if has_events(connection, office).await? {
        return Ok(tables);
    }
    for table in COVERED.iter().filter(|table| !CREATED_WITH.contains(&table.name)) {
        if Statement::common(&AnyRowOf { table }).bind(office).exists(&mut *connection).await? {
            tables.push(table.name);
        }
    }
    Ok(tables)
}
