//! Writes the keys of records that were there before anything looked them up.

use super::{
    lookups::Lookups,
    write::{KeysOfRecord, write},
};
use crate::{
    Connection, Pool,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, RecordId};
use guiju_store_macros::Row;
use std::collections::{BTreeMap, BTreeSet};

/// So many records are read at once; other changes of the office wait for no more.
const PAGE: u32 = 500;

/// A lookup whose keys stand for every record.
#[derive(Debug, Row)]
struct Complete {
    regulation: String,
    form: String,
    field: String,
}

/// The content of a record.
#[derive(Debug, Row)]
struct Content {
    id: RecordId,
    content: String,
}

/// Writes what is lacking of the keys of an office, so that every lookup finds every record. Changes of the office go on meanwhile.
///
/// # Errors
/// If the database cannot be used; what was written stays, and the next attempt goes on.
pub async fn complete(pool: &Pool, office: OfficeId, lookups: &Lookups) -> Result<()> {
    let standing = standing(pool, office).await?;
    let mut lacking = BTreeMap::<(&str, &str), BTreeSet<String>>::new();
    for (regulation, form, lookup) in lookups.iter() {
        let key = (regulation.to_owned(), form.to_owned(), lookup.name());
        if !standing.contains(&key) {
            lacking.entry((regulation, form)).or_default().insert(key.2);
        }
    }
    for ((regulation, form), fields) in lacking {
        tracing::info!(
            office = office.number(),
            regulation,
            form,
            ?fields,
            "records are made to be found by these fields"
        );
        of_form(pool, office, (regulation, form), lookups).await?;
        let mut tx = pool.begin().await?;
        for field in fields {
            note(&mut *tx, office, (regulation, form, &field)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn standing(db: impl Db<'_>, office: OfficeId) -> Result<BTreeSet<(String, String, String)>> {
    let rows: Vec<Complete> =
        sql!("SELECT regulation, form, field FROM record_lookups WHERE office_id = $1").bind(office).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.regulation, row.form, row.field)).collect())
}

async fn note(db: impl Db<'_>, office: OfficeId, (regulation, form, field): (&str, &str, &str)) -> Result<()> {
    sql!(
        "INSERT INTO record_lookups (office_id, regulation, form, field) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, regulation, form, field) DO NOTHING"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(field)
    .run(db)
    .await?;
    Ok(())
}

/// Writes the keys of every record of a form, page by page.
async fn of_form(pool: &Pool, office: OfficeId, form: (&str, &str), lookups: &Lookups) -> Result<()> {
    let mut after = Some(RecordId::new(0));
    while let Some(last) = after {
        let mut tx = pool.begin().await?;
        // A change of the office that writes one of these records waits, or has ended: its keys are never older than the record.
        sql!("UPDATE offices SET next_id = next_id WHERE id = $1").bind(office).run(&mut *tx).await?;
        after = page(&mut tx, office, form, lookups, last).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Writes the keys of a page of records; the last of them, if more follow.
async fn page(
    db: &mut Connection,
    office: OfficeId,
    (regulation, form): (&str, &str),
    lookups: &Lookups,
    after: RecordId,
) -> Result<Option<RecordId>> {
    let records: Vec<Content> = sql!(
        "SELECT id, content FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND id > $4 ORDER BY id LIMIT $5"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(after)
    .bind(PAGE)
    .all(&mut *db)
    .await?;
    let keys = |record: &Content| KeysOfRecord {
        record: record.id,
        regulation: regulation.to_owned(),
        form: form.to_owned(),
        keys: lookups.keys((regulation, form), &serde_json::from_str(&record.content).unwrap_or_default()),
        // Whatever stands there was written from the same content, or a later one.
        is_new: true,
    };
    write(db, office, &records.iter().map(keys).collect::<Vec<_>>()).await?;
    let more = records.len() >= PAGE as usize;
    Ok(records.last().filter(|_| more).map(|record| record.id))
}
