//! Parts that recordings have in common, each stored once for an office under its digest. Table `recording_parts`.

use crate::{
    Connection, Dialect, UnitOfWork,
    error::Result,
    placeholders::{batches, places},
    sql::{Built, Statement, built, sql},
};
use futures_util::TryStreamExt;
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use std::collections::BTreeSet;

/// Parts that one statement saves at most.
const AT_ONCE: usize = 50;
/// Parts that are deleted at once.
const DELETED: usize = 1000;
/// Parts that are read at once.
const PAGE: u64 = 2000;

/// Saves so many parts at once.
struct InsertParts {
    parts: usize,
}

impl Built for InsertParts {
    fn combinations() -> Vec<Self> {
        [1, 2, AT_ONCE].map(|parts| Self { parts }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, {})", places(2 + index * 2, 2));
        format!(
            "INSERT INTO recording_parts (office_id, digest, bytes) VALUES {}
             ON CONFLICT (office_id, digest) DO NOTHING RETURNING *",
            (0..self.parts).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(InsertParts);

/// Saves parts of recordings, each a digest and a deflated text; those that the office has already stay as they are.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert_parts(change: &mut UnitOfWork, parts: &[(String, Vec<u8>)]) -> Result<()> {
    for parts in batches(parts, AT_ONCE) {
        let statement = Statement::common(&InsertParts { parts: parts.len() }).bind(change.office);
        let bound =
            |statement: Statement<'static>, (digest, bytes): &(String, Vec<u8>)| statement.bind(digest).bind(bytes);
        parts.iter().fold(statement, bound).write(change).await?;
    }
    Ok(())
}

/// Parts of recordings by their digests.
struct SelectParts;

impl Built for SelectParts {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let among = dialect.among_texts("digest", 2);
        format!("SELECT digest, bytes FROM recording_parts WHERE office_id = $1 AND {among}")
    }
}
built!(SelectParts);

/// Those of some parts that the office has: digest and deflated text.
///
/// # Errors
/// If the database cannot be used.
pub async fn parts(
    connection: &mut Connection,
    office: OfficeId,
    digests: &[String],
) -> Result<Vec<(String, Vec<u8>)>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let statement = Statement::built(&SelectParts, dialect).bind(office).bind(serde_json::to_string(digests)?);
    statement.all(&mut *connection).await
}

/// The parts that one recording names.
#[derive(Row)]
struct NamedParts {
    parts: Option<Vec<u8>>,
}

/// Parts that no recording of the office names, so many at most, within a change: nothing is recorded meanwhile.
///
/// # Errors
/// If the database cannot be used.
pub async fn unnamed_parts(change: &mut UnitOfWork) -> Result<Vec<String>> {
    let office = change.office;
    let mut named = BTreeSet::<[u8; 32]>::new();
    {
        let statement = sql!("SELECT parts FROM recordings WHERE office_id = $1 AND parts IS NOT NULL").bind(office);
        let mut rows = std::pin::pin!(statement.stream::<NamedParts>(&mut **change));
        while let Some(NamedParts { parts }) = rows.try_next().await? {
            named.extend(parts.iter().flat_map(|parts| parts.as_chunks::<32>().0));
        }
    }
    let (mut unnamed, mut after) = (Vec::new(), String::new());
    while unnamed.len() < DELETED {
        let page: Vec<String> =
            sql!("SELECT digest FROM recording_parts WHERE office_id = $1 AND digest > $2 ORDER BY digest LIMIT $3")
                .bind(office)
                .bind(&after)
                .bind(PAGE)
                .values(&mut **change)
                .await?;
        let Some(last) = page.last() else { break };
        after.clone_from(last);
        let is_named = |digest: &String| {
            hex::decode(digest).is_ok_and(|raw| <[u8; 32]>::try_from(raw).is_ok_and(|raw| named.contains(&raw)))
        };
        unnamed.extend(page.into_iter().filter(|digest| !is_named(digest)));
    }
    unnamed.truncate(DELETED);
    Ok(unnamed)
}

/// Deletes parts by their digests.
struct DeleteParts;

impl Built for DeleteParts {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let among = dialect.among_texts("digest", 2);
        format!("DELETE FROM recording_parts WHERE office_id = $1 AND {among} RETURNING *")
    }
}
built!(DeleteParts);

/// Deletes parts.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_parts(change: &mut UnitOfWork, digests: &[String]) -> Result<()> {
    let list = serde_json::to_string(digests)?;
    Statement::built(&DeleteParts, change.dialect()).bind(change.office).bind(list).write(change).await?;
    Ok(())
}
