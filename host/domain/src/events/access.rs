//! Events of reading: what leaves the server, and what is opened that was closed.

use super::{Event, Subject, Thing};
use crate::MatterId;
use serde::Serialize;

/// Somebody opened a closed matter with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatterOpened {
    /// The matter.
    pub opened: MatterId,
    /// Why, in the reader's words.
    pub reason: String,
}

impl Event for MatterOpened {
    fn kind(&self) -> &'static str {
        "matter-opened"
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.opened)
    }
}

/// An inspection pack was handed out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PackExported {
    /// First day of the period.
    pub from: String,
    /// Last day of the period.
    pub to: String,
    /// Ids of the regulations in it.
    pub regulations: Vec<String>,
    /// Matters in it.
    pub matters: u64,
    /// Rows of registers in it.
    pub rows: u64,
    /// How many of the matters and rows are masked.
    pub masked: u64,
}

impl Event for PackExported {
    fn kind(&self) -> &'static str {
        "pack-exported"
    }

    fn about(&self) -> Vec<Subject> {
        self.regulations.iter().map(|regulation| Subject::of(Thing::Regulation, regulation)).collect()
    }
}

/// Rows of a register with confidential fields were handed out as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RegisterExported {
    /// Regulation of the register.
    pub regulation: String,
    /// The register.
    pub view: String,
    /// Kind of file.
    pub format: String,
    /// First day asked for; the beginning, if none is named.
    pub from: Option<String>,
    /// Last day asked for; the end, if none is named.
    pub to: Option<String>,
    /// Rows in the file.
    pub rows: u64,
    /// How many of them are masked.
    pub masked: u64,
}

impl Event for RegisterExported {
    fn kind(&self) -> &'static str {
        "register-exported"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Register, &self.regulation, &self.view)
    }
}
