//! Inserting the digests of a change's rows.

use super::{ListHash, RowDigest};
use crate::{
    Connection, Dialect,
    error::Result,
    sql::{Built, Statement, built},
};
use guiju_domain::OfficeId;
use std::collections::BTreeMap;

/// Digests that one statement inserts at most.
const AT_ONCE: usize = 2000;

/// Inserts the digests of a list, which it takes as JSON.
struct Insert;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let list = dialect.json_list(3);
        let [n, table, key, digest, salt] = std::array::from_fn(|index| dialect.json_part(index));
        format!(
            "INSERT INTO row_digests (office_id, seq, n, tab, row_key, digest, salt)
             SELECT $1, $2, CAST({n} AS BIGINT), {table}, {key}, {digest}, {salt} FROM {list}"
        )
    }
}
built!(Insert);

/// The last digest of each row of a change: a row that was written twice has one.
pub(crate) fn latest(rows: &[RowDigest]) -> Vec<&RowDigest> {
    let latest = rows.iter().map(|row| ((row.table, row.key.as_str()), row)).collect::<BTreeMap<_, _>>();
    latest.into_values().collect()
}

/// Inserts the digests of a change's rows behind the `n` that its event has already; `list` hashes them.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn insert(
    connection: &mut Connection,
    (office, seq): (OfficeId, i64),
    rows: &[&RowDigest],
    (list, n): (&mut ListHash, &mut i64),
) -> Result<()> {
    let dialect = Dialect::of_backend(connection.backend_name());
    for rows in rows.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(rows.len());
        for row in rows {
            *n += 1;
            let (digest, salt) = row.digest.as_ref().map(|(digest, salt)| (digest, salt)).unzip();
            list.add(row.table, &row.key, digest.map(String::as_str));
            values.push(serde_json::json!([*n, row.table, row.key, digest, salt]));
        }
        let values = serde_json::Value::Array(values).to_string();
        Statement::built(&Insert, dialect).bind(office).bind(seq).bind(values).run(&mut *connection).await?;
    }
    Ok(())
}
