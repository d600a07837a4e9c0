//! The keys of the records that a change writes.

use super::{
    lookups::{self, Lookups, RecordKey},
    write::KeysOfRecord,
};
use crate::{error::Result, sql::column};
use guiju_domain::RecordId;
use sqlx::any::AnyRow;
use std::{collections::BTreeMap, sync::Arc};

/// The keys of the records that a change has written, before and after they are written themselves.
#[derive(Debug, Default)]
pub(crate) struct PendingKeys {
    lookups: Arc<Lookups>,
    /// The last id that was given before the change.
    last_before: i64,
    /// Records whose keys are to be written.
    pending: BTreeMap<RecordId, KeysOfRecord>,
    /// The keys that this change has written; none is remembered once it has gone back to a mark.
    written: BTreeMap<RecordId, Vec<RecordKey>>,
    went_back: bool,
}

impl PendingKeys {
    /// Of a change that begins now.
    pub fn new(lookups: Arc<Lookups>, last_before: i64) -> Self {
        Self { lookups, last_before, ..Self::default() }
    }

    /// Notes a row of the table of records as the change left it, or that it is no more: its keys went with it.
    ///
    /// # Errors
    /// If the row lacks a column.
    pub fn note(&mut self, row: &AnyRow, is_deleted: bool) -> Result<()> {
        if is_deleted {
            let record: RecordId = column(row, "id")?;
            self.pending.remove(&record);
            self.written.remove(&record);
            return Ok(());
        }
        let (regulation, form): (String, String) = (column(row, "regulation")?, column(row, "form")?);
        if !self.lookups.has(&regulation, &form) {
            return Ok(());
        }
        let (record, content): (RecordId, String) = (column(row, "id")?, column(row, "content")?);
        let content = lookups::content(record, &content);
        let keys = self.lookups.keys((&regulation, &form), &content);
        // Of a record that is written more than once the last counts.
        if let Some(pending) = self.pending.get_mut(&record) {
            pending.keys = keys;
            return Ok(());
        }
        let before = self.written.get(&record);
        if before == Some(&keys) {
            return Ok(());
        }
        let is_new = before.is_none() && !self.went_back && record.number() > self.last_before.unsigned_abs();
        self.pending.insert(record, KeysOfRecord { record, regulation, form, keys, is_new });
        Ok(())
    }

    /// Forgets what was written since a mark: whatever comes now is written whatever stands there.
    pub fn go_back(&mut self) {
        self.pending.clear();
        self.written.clear();
        self.went_back = true;
    }

    /// What is to be written now.
    pub fn take(&mut self) -> Vec<KeysOfRecord> {
        let pending = std::mem::take(&mut self.pending);
        self.written.extend(pending.iter().map(|(record, one)| (*record, one.keys.clone())));
        pending.into_values().collect()
    }
}
