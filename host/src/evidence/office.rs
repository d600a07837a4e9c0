//! An office as a whole at one moment: its chain, its rows and what its matters' events come to, compared with each other.

use super::{folds, rows};
use crate::{
    error::Result,
    store::{
        self, Dialect, Pool, Walk,
        matter_folds::{self, FoldsVerified},
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
    folds: FoldsVerified,
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
        let folds = matter_folds::verify(&mut snapshot, office).await?;
        snapshot.rollback().await.map_err(store::Error::from)?;
        Ok(Self { walk, rows, folds })
    }

    /// Rows that were compared.
    pub const fn rows(&self) -> u64 {
        self.rows.rows
    }

    /// What is wrong with its rows, in words.
    pub fn altered(&self, office: OfficeId) -> Vec<String> {
        [rows::said(office, &self.rows), folds::said(office, &self.folds)].concat()
    }

    /// What holds of its rows where nothing is wrong, in words.
    pub fn whole(&self, office: OfficeId) -> Vec<String> {
        [vec![rows::whole(office, &self.rows)], folds::whole(office, &self.folds)].concat()
    }

    /// What is wrong, as subjects of alarms: so many at most, and one that says how many more there are. And how much is wrong,
    /// with a chain that is broken.
    pub fn subjects(&self, most: usize) -> (BTreeSet<String>, u64) {
        // A row that is altered differs from its digest and from what the events come to; it is told once.
        let named = rows::subjects(&self.rows).chain(folds::subjects(&self.folds)).collect::<BTreeSet<_>>();
        let wrong = named.len() as u64 + self.rows.unnamed.values().sum::<u64>();
        let mut told = named.into_iter().take(most).collect::<BTreeSet<_>>();
        let more = wrong - told.len() as u64;
        if more > 0 {
            told.insert(rows::more(more));
        }
        (told, wrong + u64::from(self.walk.broken_at.is_some()))
    }
}
