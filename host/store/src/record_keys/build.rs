//! Writes the keys of records that were there before anything looked them up.

use super::{
    lookup::Named,
    lookups::{self, Lookups},
    noted::{self, NotedLookup},
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
/// office go on meanwhile. Every server follows what was noted before it writes again: the version of the office's policy moves on. What
/// comes back is the version for which these lookups stand.
///
/// The lookups and what is `noted` were read at one `version` of the policy. If another server has gone on since, nothing is noted and
/// nothing comes back: all is to be read anew. A lookup means the same on every server, so that one which is late writes what stands already.
///
/// # Errors
/// If the database cannot be used; what was written stays, and the next attempt goes on.
pub async fn complete(
    pool: &Pool,
    office: OfficeId,
    lookups: &Lookups,
    (noted, version): (&[&NotedLookup], i64),
) -> Result<Option<i64>> {
    let mut lacking = BTreeMap::<(&str, &str), Vec<_>>::new();
    let mut unknown = Vec::new();
    for one in lookups.iter() {
        let known = noted.iter().find(|noted| noted.is_of(one));
        if known.is_none() {
            unknown.push(one);
        }
        if known.is_none_or(|known| !known.is_complete) {
            lacking.entry((one.regulation, one.form)).or_default().push(one);
        }
    }
    let version = if unknown.is_empty() { Some(version) } else { note_all(pool, office, version, &unknown).await? };
    if version.is_some() {
        for (form, lacking) in lacking {
            of_form(pool, office, form, &lacking).await?;
        }
    }
    Ok(version)
}

/// Notes these lookups; the version of the office's policy from which on every server writes their keys. Nothing if it is not this
/// `version` any more.
async fn note_all(pool: &Pool, office: OfficeId, version: i64, unknown: &[Named<'_>]) -> Result<Option<i64>> {
    let mut tx = pool.begin().await?;
    // What is under way in the office ends first, and what begins later follows.
    let follows: Option<i64> = sql!(
        "UPDATE offices SET policy_version = policy_version + 1 WHERE id = $1 AND policy_version = $2
         RETURNING policy_version"
    )
    .bind(office)
    .bind(version)
    .first_value(&mut *tx)
    .await?;
    if follows.is_some() {
        for one in unknown {
            noted::note(&mut *tx, office, *one).await?;
        }
    }
    tx.commit().await?;
    Ok(follows)
}

/// Writes the lacking keys of every record of a form, page by page, and notes that they stand.
async fn of_form(pool: &Pool, office: OfficeId, form: (&str, &str), lacking: &[Named<'_>]) -> Result<()> {
    let names = lacking.iter().map(|one| one.name).collect::<Vec<_>>();
    let (regulation, what) = form;
    tracing::info!(
        office = office.number(),
        regulation,
        form = what,
        ?names,
        "records are made to be found by these fields"
    );
    let mut after = Some(RecordId::new(0));
    while let Some(last) = after {
        let mut tx = pool.begin().await?;
        // A change of the office that writes one of these records waits, or has ended: its keys are never older than the record.
        sql!("UPDATE offices SET next_id = next_id WHERE id = $1").bind(office).run(&mut *tx).await?;
        after = page(&mut tx, office, lacking, (form, last)).await?;
        if after.is_none() {
            for one in lacking {
                noted::note_complete(&mut *tx, office, *one).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Writes the lacking keys of a page of records of a form; the last of them, if more follow.
async fn page(
    db: &mut Connection,
    office: OfficeId,
    lacking: &[Named<'_>],
    ((regulation, form), after): ((&str, &str), RecordId),
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
    for one in lacking {
        delete(&mut *db, office, *one, (after, last.id)).await?;
    }
    let keys = |record: &Content| {
        let content = lookups::content(record.id, &record.content);
        let each = lacking.iter();
        KeysOfRecord {
            record: record.id,
            regulation: regulation.to_owned(),
            form: form.to_owned(),
            keys: each.flat_map(|one| lookups::keys((one.name, one.lookup), &content)).collect(),
            is_new: true,
        }
    };
    write(db, office, &records.iter().map(keys).collect::<Vec<_>>()).await?;
    let more = records.len() >= PAGE as usize;
    Ok(Some(last.id).filter(|_| more))
}

/// Deletes the keys of a field of the records of a form behind one and up to another: an attempt may have been broken off.
async fn delete(db: impl Db<'_>, office: OfficeId, one: Named<'_>, (after, last): (RecordId, RecordId)) -> Result<()> {
    sql!(
        "DELETE FROM record_keys WHERE office_id = $1 AND record_id > $2 AND record_id <= $3 AND regulation = $4 AND form = $5
         AND field = $6"
    )
    .bind(office)
    .bind(after)
    .bind(last)
    .bind(one.regulation)
    .bind(one.form)
    .bind(one.name)
    .run(db)
    .await?;
    Ok(())
}
