//! What comes of a table's lines, entered one by one or only looked at.

use crate::error::{Error, Result};
use guiju_api::{ImportReport, Outcome};

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

    /// A line was entered, waits for a second person, or was refused as anybody's entry would be.
    ///
    /// # Errors
    /// If it failed for another reason.
    pub fn entered(&mut self, number: u64, known: bool, entered: Result<Outcome>) -> Result<()> {
        match entered {
            Ok(outcome) => {
                if outcome.request.is_some() {
                    self.waits(number);
                }
                if outcome.id.is_some() {
                    if known { self.0.known += 1 } else { self.0.new += 1 }
                }
            }
            Err(why @ (Error::Invalid(_) | Error::Conflict(_) | Error::Rejected(_))) => {
                self.0.errors.push((number, why.to_string()));
            }
            Err(why) => return Err(why),
        }
        Ok(())
    }

    /// How the file was read.
    pub fn notes(&mut self, notes: Vec<String>) {
        self.0.notes = notes;
    }

    /// A line takes effect, wholly or in part, only once a second person confirms it.
    pub fn waits(&mut self, number: u64) {
        self.0.waiting.push((number, "待安全员确认".to_owned()));
    }

    pub fn report(self) -> ImportReport {
        self.0
    }
}
