//! Rows that are covered by the chain without an event that tells of them.

use super::Event;
use crate::names::named;
use serde::Serialize;

named! {
    /// Why a change that writes rows need not be told: every reason there is.
    pub enum Untold {
        /// A job reminds somebody: only notices are written, and each says itself what it is about.
        Reminder = "reminder",
    }
}

/// A change wrote rows and says nothing of it but why.
#[derive(Clone, Debug, Serialize)]
pub struct RowsWritten {
    /// Why nothing is told.
    pub why: Untold,
}

impl Event for RowsWritten {
    fn kind(&self) -> &'static str {
        "rows-written"
    }
}

/// The rows of an office were covered that stood there before its rows were covered.
#[derive(Clone, Debug, Serialize)]
pub struct RowsCovered {}

impl Event for RowsCovered {
    fn kind(&self) -> &'static str {
        "rows-covered"
    }
}
