//! What comes of a table's lines, entered one by one or only looked at.

use crate::error::{Error, Result};
use guiju_api::ImportReport;

/// How many lines are shown of what they do.
const SHOWN: usize = 10;

/// Counts what each line comes to.
pub struct Lines(ImportReport);

impl Lines {
    pub fn new(preview: bool) -> Self {
        Self(ImportReport { written: !preview, ..ImportReport::default() })
    }

    /// What a line says, if it can be taken; if not, its number and the reason are kept.
    pub fn read<T>(&mut self, number: u64, line: Result<T, String>) -> Option<T> {
        self.0.lines += 1;
        line.map_err(|why| self.0.errors.push((number, why))).ok()
    }

    /// Shows what a line does to something that was there, or to something new.
    pub fn shows(&mut self, known: bool, what: &str) {
        if self.0.sample.len() < SHOWN {
            self.0.sample.push(format!("{}{what}", if known { "更新" } else { "新增" }));
        }
    }

    /// A line was entered, or was refused as anybody's entry would be.
    ///
    /// # Errors
    /// If it failed for another reason.
    pub fn entered(&mut self, number: u64, known: bool, entered: Result<u64>) -> Result<()> {
        match entered {
            Ok(_) if known => self.0.known += 1,
            Ok(_) => self.0.new += 1,
            Err(why @ (Error::Invalid(_) | Error::Conflict(_))) => self.0.errors.push((number, why.to_string())),
            Err(why) => return Err(why),
        }
        Ok(())
    }

    pub fn report(self) -> ImportReport {
        self.0
    }
}
