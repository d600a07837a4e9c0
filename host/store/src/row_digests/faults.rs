//! Rows that are not as the office's changes left them.

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

impl RowFaultKind {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Foreign => "foreign",
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
    /// The first event whose list of rows is not the one that its hash covers.
    pub list_broken_at: Option<i64>,
    /// Whether rows are covered; they are not before the first change by a server that covers them.
    pub is_covered: bool,
}
