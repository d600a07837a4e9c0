//! What a database held when an upgrade began: as long as its chains end where they did, nothing was recorded since.

use crate::{Connection, error::Result, sql::sql};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use sha2::{Digest, Sha256};

/// An office's last id and the end of its chain. Every version has these columns, and no migration changes what they hold.
#[derive(Debug, PartialEq, Eq, Row)]
pub(super) struct Standing {
    id: OfficeId,
    next_id: i64,
    chain_seq: i64,
    chain_hash: String,
}

/// Every office of a database of any version.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn offices(connection: &mut Connection) -> Result<Vec<Standing>> {
    sql!("SELECT id, next_id, chain_seq, chain_hash FROM offices ORDER BY id").all(connection).await
}

/// Eight hexadecimal digits that differ when something was recorded between.
pub(super) fn digest(offices: &[Standing]) -> String {
    let mut hash = Sha256::new();
    for Standing { id, next_id, chain_seq, chain_hash } in offices {
        hash.update(format!("{}\n{next_id}\n{chain_seq}\n{chain_hash}\n", id.number()));
    }
    hex::encode(hash.finalize().get(..4).unwrap_or_default())
}
