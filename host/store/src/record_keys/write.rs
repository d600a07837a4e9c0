//! Writes the keys of records.

use super::lookups::{RecordKey, saved};
use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::batches,
    sql::{Built, Statement, built, sql},
};
use guiju_domain::{OfficeId, RecordId};

/// So many keys one statement inserts at most.
const AT_ONCE: usize = 500;

/// The keys of a record as it was written last.
#[derive(Debug)]
pub(crate) struct KeysOfRecord {
    /// The record.
    pub record: RecordId,
    /// The regulation that owns its form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// Its keys.
    pub keys: Vec<RecordKey>,
    /// Whether no older keys of the record stand there.
    pub is_new: bool,
}

/// Inserts so many keys.
struct Insert {
    keys: usize,
}

/// Parameters of one key, beside the office.
const PARAMETERS: usize = 6;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        vec![Self { keys: 1 }, Self { keys: 3 }]
    }

    fn text(&self, _: Dialect) -> String {
        let row = |at: usize| {
            let [a, b, c, d, e, f] = std::array::from_fn(|place| 2 + at * PARAMETERS + place);
            format!("($1, ${a}, ${b}, ${c}, ${d}, ${e}, ${f})")
        };
        format!(
            "INSERT INTO record_keys (office_id, record_id, field, value, number, regulation, form) VALUES {}
             ON CONFLICT (office_id, record_id, field, value) DO NOTHING",
            (0..self.keys).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Insert);

/// Writes the keys of records as they are now.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn write(db: &mut Connection, office: OfficeId, records: &[KeysOfRecord]) -> Result<()> {
    for record in records.iter().filter(|record| !record.is_new) {
        sql!("DELETE FROM record_keys WHERE office_id = $1 AND record_id = $2")
            .bind(office)
            .bind(record.record)
            .run(&mut *db)
            .await?;
    }
    let keys = records.iter().flat_map(|record| record.keys.iter().map(move |key| (record, key))).collect::<Vec<_>>();
    for keys in batches(&keys, AT_ONCE) {
        let statement = Statement::common(&Insert { keys: keys.len() }).bind(office);
        keys.iter().fold(statement, bound).run(&mut *db).await?;
    }
    Ok(())
}

/// Binds the values of a key in the order of the statement.
fn bound<'q>(statement: Statement<'q>, (record, key): &(&KeysOfRecord, &RecordKey)) -> Statement<'q> {
    let statement = statement.bind(record.record).bind(&key.field).bind(saved(&key.value)).bind(key.number);
    statement.bind(&record.regulation).bind(&record.form)
}
