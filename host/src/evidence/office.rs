//! An office as a whole at one moment: its chain, its rows and what its matters' events come to, compared with each other.

use super::{database::DatabaseVerified, folds, rows};
use crate::{
    error::Result,
    store::{
        self, Dialect, Pool, Walk, erasure,
        matter_folds::{self, FoldsVerified},
        readable::Part,
        row_digests::{self, RowsVerified},
    },
};
use guiju_domain::OfficeId;
use std::collections::BTreeSet;

/// What came of comparing an office.
pub(super) struct OfficeVerified {
    /// The walk of its chain.
    pub walk: Walk,
    rows: RowsVerified,
    /// Events that were erased and whose bodies stand there again.
    put_back: Vec<i64>,
    folds: FoldsVerified,
    /// Tables that cannot be read to compare them with events, each with the reason.
    unread: Vec<(&'static str, String)>,
}

impl OfficeVerified {
    /// Compares an office in one snapshot, whatever is filed meanwhile; the walk notes the hashes of the events that are asked for.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of(pool: &Pool, dialect: Dialect, office: OfficeId, wanted: &BTreeSet<i64>) -> Result<Self> {
        let mut snapshot = store::snapshot(pool, dialect).await?;
        let walk = store::walk(&mut snapshot, office, wanted).await?;
        let rows = row_digests::verify(&mut snapshot, office).await?;
        let mut unread = Vec::new();
        let mut part = Part::begin(&mut snapshot).await?;
        let put_back = erasure::put_back(&mut part, office).await;
        let put_back = part.end(put_back).await?.unwrap_or_else(|why| {
            unread.push(("events", why));
            Vec::new()
        });
        let mut part = Part::begin(&mut snapshot).await?;
        let folds = matter_folds::verify(&mut part, office).await;
        let folds = part.end(folds).await?.unwrap_or_else(|why| {
            unread.push(("matters", why));
            FoldsVerified::default()
        });
        snapshot.rollback().await.map_err(store::Error::from)?;
        Ok(Self { walk, rows, put_back, folds, unread })
    }

    /// Rows that were compared.
    pub const fn rows(&self) -> u64 {
        self.rows.rows
    }

    /// What is wrong with its rows, in words.
    pub fn altered(&self, office: OfficeId) -> Vec<String> {
        let put_back = self
            .put_back
            .iter()
            .map(|seq| format!("office {office}: event {seq} was erased, but its content stands there again"));
        let unread = self
            .unread
            .iter()
            .map(|(table, why)| format!("office {office}: table {table} cannot be compared with the events: {why}"));
        [rows::said(office, &self.rows), put_back.collect(), folds::said(office, &self.folds), unread.collect()]
            .concat()
    }

    /// What holds of its rows where nothing is wrong, in words.
    pub fn whole(&self, office: OfficeId) -> Vec<String> {
        [vec![rows::whole(office, &self.rows)], folds::whole(office, &self.folds)].concat()
    }

    /// What is wrong, as subjects of alarms: so many at most, and one that says how many more there are. And how much is wrong,
    /// with a chain that is broken.
    pub fn subjects(&self, database: &DatabaseVerified, most: usize) -> (BTreeSet<String>, u64) {
        // A row that is altered differs from its digest and from what the events come to; it is told once.
        let put_back = self.put_back.iter().map(|seq| format!("put-back events {seq}"));
        let unread = self.unread.iter().map(|(table, _)| rows::unread(table));
        let named = rows::subjects(&self.rows).chain(put_back).chain(folds::subjects(&self.folds));
        let named = named.chain(unread).chain(database.subjects()).collect::<BTreeSet<_>>();
        let unnamed = self.rows.unnamed.values().sum::<u64>().max(self.folds.unnamed) + self.rows.lists_unnamed;
        let wrong = named.len() as u64 + unnamed;
        let mut told = named.into_iter().take(most).collect::<BTreeSet<_>>();
        let more = wrong - told.len() as u64;
        if more > 0 {
            told.insert(rows::more(more));
        }
        (told, wrong + u64::from(self.walk.broken_at.is_some()))
    }
}
