//! Where each office's chain ends, as its row says. Table `offices`, read only.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, anchor::Head};
use guiju_store_macros::Row;

/// The last event of a chain.
#[derive(Debug, Row)]
struct HeadRow {
    id: OfficeId,
    chain_seq: i64,
    chain_hash: String,
    chain_at: i64,
}

/// The last event of each office's chain, of those that have one.
///
/// # Errors
/// If the database cannot be used.
pub async fn heads(db: impl Db<'_>) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> =
        sql!("SELECT id, chain_seq, chain_hash, chain_at FROM offices WHERE chain_seq > 0 ORDER BY id").all(db).await?;
    let head = |row: HeadRow| Head { office: row.id, seq: row.chain_seq, hash: row.chain_hash, at: row.chain_at };
    Ok(rows.into_iter().map(head).collect())
}

/// Where a chain ends.
#[derive(Clone, Copy, Debug, Row)]
pub struct ChainEnd {
    /// The office.
    #[column("id")]
    pub office: OfficeId,
    /// The number of its last event; 0 if there is none.
    #[column("chain_seq")]
    pub seq: i64,
    /// The last event that a server of the baseline made.
    pub monotone_after: i64,
}

/// Where each chain ends, by office; in the place of one that cannot be read stands why.
///
/// # Errors
/// If the database cannot be used.
pub async fn ends(db: impl Db<'_>) -> Result<Vec<Result<ChainEnd>>> {
    sql!("SELECT id, chain_seq, monotone_after FROM offices ORDER BY id").read(db).await
}

/// The number of the last event of an office's chain.
///
/// # Errors
/// If the database cannot be used, or there is no such office.
pub async fn last_seq(db: impl Db<'_>, office: OfficeId) -> Result<i64> {
    sql!("SELECT chain_seq FROM offices WHERE id = $1").bind(office).value(db).await
}

/// The number of the last event of an office's chain, and the name of the office's time zone.
///
/// # Errors
/// If the database cannot be used, or there is no such office.
pub async fn last_seq_and_zone(db: impl Db<'_>, office: OfficeId) -> Result<(i64, String)> {
    sql!("SELECT chain_seq, time_zone FROM offices WHERE id = $1").bind(office).one(db).await
}

/// The moment of the last event of an office's chain in UTC: seconds since 1970.
///
/// # Errors
/// If the database cannot be used, or there is no such office.
pub async fn last_utc(db: impl Db<'_>, office: OfficeId) -> Result<i64> {
    sql!("SELECT chain_utc FROM offices WHERE id = $1").bind(office).value(db).await
}

/// Offices whose last event is later than a moment, each with its event's; both are UTC in seconds since 1970.
///
/// # Errors
/// If the database cannot be used.
pub async fn later_than(db: impl Db<'_>, utc: i64) -> Result<Vec<(OfficeId, i64)>> {
    sql!("SELECT id, chain_utc FROM offices WHERE chain_utc > $1 ORDER BY id").bind(utc).all(db).await
}
