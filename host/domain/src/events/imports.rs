//! Records from files: imported in batches, withdrawn one by one.

use super::{Event, Subject, Thing};
use crate::{PersonId, RecordId};
use guiju_model::{Date, Period};
use serde::Serialize;

/// A line of a file as it was read and typed.
#[derive(Clone, Debug, Serialize)]
pub struct ImportedLine {
    /// Its number in the file.
    pub line: u64,
    /// The record that it became.
    pub record: RecordId,
    /// Whom it is about.
    pub person: PersonId,
    /// When it happened.
    pub occurs: Period,
    /// Its content, as JSON text.
    pub content: String,
}

/// Some lines of a file were read into a register.
#[derive(Clone, Debug, Serialize)]
pub struct LinesImported {
    /// Regulation of the form.
    pub regulation: String,
    /// Id of the form into whose register the lines go.
    pub form: String,
    /// Digest of the file, which is kept.
    pub file: String,
    /// How many records are new.
    pub new: u64,
    /// How many were there already.
    pub known: u64,
    /// How many lines of the file could not be taken; told with its first batch.
    pub errors: u64,
    /// Numbers of the first and the last line.
    pub lines: [Option<u64>; 2],
    /// The lines that became records.
    pub after: Vec<ImportedLine>,
    /// Why lines before the office's begin or after now were taken, if it was decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beyond: Option<String>,
}

impl Event for LinesImported {
    fn kind(&self) -> &'static str {
        "imported"
    }

    fn about(&self) -> Vec<Subject> {
        let mut about = Subject::part(Thing::Register, &self.regulation, &self.form);
        about.push(Subject::of(Thing::File, &self.file));
        about
    }
}

/// An imported line was withdrawn: its record is gone from the register, this event keeps it.
#[derive(Clone, Debug, Serialize)]
pub struct LineWithdrawn {
    /// Regulation of the form.
    pub regulation: String,
    /// Id of the form into whose register the lines go.
    pub form: String,
    /// The record that was withdrawn.
    pub record: RecordId,
    /// Whom it was about.
    pub person: Option<PersonId>,
    /// When it happened.
    pub occurs: Period,
    /// Its content, as JSON text.
    pub content: String,
    /// Why it was withdrawn, in the words of whoever did it.
    pub reason: String,
}

impl Event for LineWithdrawn {
    fn kind(&self) -> &'static str {
        "line-withdrawn"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Register, &self.regulation, &self.form)
    }
}

/// A clock number became free: whoever had it has another one now, or has left and somebody else has it.
#[derive(Clone, Debug, Serialize)]
pub struct BadgeFreed {
    /// The number.
    pub badge: String,
    /// Whose it was.
    pub person: PersonId,
    /// The last day on which it was theirs.
    pub until: Date,
}

impl Event for BadgeFreed {
    fn kind(&self) -> &'static str {
        "badge-freed"
    }
}
