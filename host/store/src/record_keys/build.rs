//! Writes the keys of records that were there before anything looked them up.

use super::{
    lookups::Lookups,
    noted::{self, NotedLookup},
    reading::Reading,
    write::{KeysOfRecord, write},
};
use crate::{
    Connection, Pool,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, RecordId};
use guiju_store_macros::Row;
use std::collections::BTreeMap;

/// So many records are read at once; other changes of the office wait for no more.
const PAGE: u32 = 500;

/// The content of a record.
#[derive(Debug, Row)]
struct Content {
    id: RecordId,
    content: String,
}

/// Notes what is looked up in an office, and writes what is lacking of its keys, so that every lookup finds every record. Changes of the
/// office go on meanwhile. Every server follows what was noted before it writes again: the version of the office's policy moves on; the
/// new one, if it did. A server that `lacks` packages leaves how values are read as it is noted: it may know but an earlier version.
///
/// # Errors
/// If the database cannot be used; what was written stays, and the next attempt goes on.
pub async fn complete(
    pool: &Pool,
    office: OfficeId,
    lookups: &Lookups,
    (noted, lacks): (&[&NotedLookup], bool),
) -> Result<Option<i64>> {
    let mut lacking = BTreeMap::<(&str, &str), Vec<(String, Reading)>>::new();
    let mut unknown = Vec::new();
    for (regulation, form, field, reading) in lookups.iter() {
        let known = noted.iter().find(|one| one.regulation == regulation && one.form == form && one.field == field);
        let is_known = known.is_some_and(|known| lacks || known.is_read_as(&reading));
        if !is_known {
            unknown.push((regulation, form, field.clone(), reading.clone()));
        }
        if !is_known || known.is_some_and(|known| !known.is_complete) {
            lacking.entry((regulation, form)).or_default().push((field, reading));
        }
    }
    let version = if unknown.is_empty() { None } else { Some(note_all(pool, office, &unknown).await?) };
    for ((regulation, form), fields) in lacking {
        let names = fields.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>();
        tracing::info!(
            office = office.number(),
            regulation,
            form,
            ?names,
            "records are made to be found by these fields"
        );
        of_form(pool, office, (regulation, form), lookups).await?;
        let mut tx = pool.begin().await?;
        for (field, reading) in &fields {
            noted::note_complete(&mut *tx, office, (regulation, form, field), reading).await?;
        }
        tx.commit().await?;
    }
    Ok(version)
}

/// Notes these lookups; the version of the office's policy from which on every server writes their keys.
async fn note_all(pool: &Pool, office: OfficeId, unknown: &[(&str, &str, String, Reading)]) -> Result<i64> {
    let mut tx = pool.begin().await?;
    // What is under way in the office ends first, and what begins later follows.
    let version = sql!("UPDATE offices SET policy_version = policy_version + 1 WHERE id = $1 RETURNING policy_version")
        .bind(office)
        .value(&mut *tx)
        .await?;
    for (regulation, form, field, reading) in unknown {
        noted::note(&mut *tx, office, (regulation, form, field), reading).await?;
    }
    tx.commit().await?;
    Ok(version)
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
    let Some(last) = records.last() else { return Ok(None) };
    delete(&mut *db, office, (regulation, form), (after, last.id)).await?;
    let keys = |record: &Content| KeysOfRecord {
        record: record.id,
        regulation: regulation.to_owned(),
        form: form.to_owned(),
        keys: lookups.keys((regulation, form), &serde_json::from_str(&record.content).unwrap_or_default()),
        is_new: true,
    };
    write(db, office, &records.iter().map(keys).collect::<Vec<_>>()).await?;
    let more = records.len() >= PAGE as usize;
    Ok(Some(last.id).filter(|_| more))
}

/// Deletes the keys of the records of a form behind one and up to another: they may have been read in another way.
async fn delete(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form): (&str, &str),
    (after, last): (RecordId, RecordId),
) -> Result<()> {
    sql!(
        "DELETE FROM record_keys WHERE office_id = $1 AND record_id > $2 AND record_id <= $3 AND regulation = $4 AND form = $5"
    )
    .bind(office)
    .bind(after)
    .bind(last)
    .bind(regulation)
    .bind(form)
    .run(db)
    .await?;
    Ok(())
}
