//! Rows that are not as the office's changes left them.

use super::SEPARATOR;
use std::collections::BTreeMap;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowFaultKind {
    /// It holds something else than the office's last change wrote there.
    Altered,
    /// No change removed it, but it is not there.
    Missing,
    /// No change wrote it, or a change removed it.
    Foreign,
    /// It, or its digest, cannot be read.
    Unreadable,
    /// Another row has the same key.
    Duplicate,
    /// The salt of one of its digests is gone, and no event tells that it was removed for good.
    Unsalted,
}

/// A row that is not as the office's changes left it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowFault {
    /// Its table.
    pub table: &'static str,
    /// Its key: the values of the key's columns.
    pub key: Vec<String>,
    /// What is wrong.
    pub kind: RowFaultKind,
}

impl RowFault {
    /// Whether it is of the row with this key, as text.
    pub(super) fn is_of(&self, key: &str) -> bool {
        self.key.iter().map(String::as_str).eq(key.split(SEPARATOR))
    }
}

impl RowFaultKind {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Foreign => "foreign",
            Self::Unreadable => "unreadable",
            Self::Duplicate => "duplicate",
            Self::Unsalted => "unsalted",
        }
    }
}

/// What came of comparing an office's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsVerified {
    /// Rows that were compared.
    pub rows: u64,
    /// Rows that are not as the office's changes left them; of each table as many as are named.
    pub faults: Vec<RowFault>,
    /// How many more there are in a table than are named.
    pub unnamed: BTreeMap<&'static str, u64>,
    /// Events whose list of rows is not the one that the hash of the event covers, as many as are named.
    pub lists: Vec<ListFault>,
    /// How many more there are than are named.
    pub lists_unnamed: u64,
    /// Tables that cannot be read, or compared as a whole, each with the reason.
    pub tables: BTreeMap<&'static str, String>,
    /// Tables in which rows of the office stand although its chain has no event.
    pub eventless: Vec<&'static str>,
    /// Whether rows are covered; they are not before the first change by a server that covers them.
    pub is_covered: bool,
}

impl RowsVerified {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.faults.is_empty() && self.lists.is_empty() && self.tables.is_empty() && self.eventless.is_empty()
    }
}

/// An event whose list of rows is not the one that its hash covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFault {
    /// The event.
    pub seq: i64,
    /// What is wrong.
    pub kind: ListFaultKind,
    /// Rows that the list has now, by table and key, as many as are named.
    pub rows: Vec<(String, Vec<String>)>,
    /// How many more it has.
    pub more: u64,
}

/// What is wrong with the list of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFaultKind {
    /// It is another one, or no event has such a list.
    Altered,
    /// It is not there.
    Gone,
    /// A digest in it, or between it and the next one, cannot be read.
    Unreadable,
}
