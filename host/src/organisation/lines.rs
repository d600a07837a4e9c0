//! Results of the lines of a table, entered one by one or only previewed.

use crate::{
    error::{Error, Result},
    staff::Staff,
    words::{self, text},
};
use guiju_api::{ImportReport, Outcome};
use guiju_domain::characters::alike;
use std::collections::BTreeSet;

/// How many lines are shown of what they do.
const SHOWN: usize = 10;
/// How many new departments are named.
const NAMED: usize = 20;

/// Collects the results of the lines of a table.
pub struct Lines {
    report: ImportReport,
    /// Names of the departments that there are, for comparison.
    departments: BTreeSet<String>,
    /// Names of departments that lines make.
    made: BTreeSet<String>,
}

impl Lines {
    /// None yet, of an office with these people and departments.
    pub fn new(preview: bool, staff: &Staff) -> Self {
        let report = ImportReport { written: !preview, ..ImportReport::default() };
        Self {
            report,
            departments: staff.departments.values().map(|name| alike(name)).collect(),
            made: BTreeSet::new(),
        }
    }

    /// What a line says, if it can be taken; if not, its number and the reason are kept.
    pub fn read<T>(&mut self, number: u64, line: Result<T, String>) -> Option<T> {
        self.report.lines += 1;
        line.map_err(|why| self.report.errors.push((number, why))).ok()
    }

    /// A line was entered, waits for a second person, or was refused as anybody's entry would be; with what it shows, and the
    /// departments that it names.
    ///
    /// # Errors
    /// If it failed for another reason.
    pub fn entered<'a>(
        &mut self,
        (number, known): (u64, bool),
        (shown, departments): (&str, impl IntoIterator<Item = &'a str>),
        entered: Result<Outcome>,
    ) -> Result<()> {
        match entered {
            Ok(outcome) => {
                if self.report.sample.len() < SHOWN {
                    self.report.sample.push(match known {
                        true => text!("organisation-line-changed", shown),
                        false => text!("organisation-line-new", shown),
                    });
                }
                if outcome.request.is_some() {
                    self.report.waiting.push((number, text!("organisation-line-waits")));
                }
                if outcome.id.is_some() {
                    if known { self.report.known += 1 } else { self.report.new += 1 }
                }
                let anew = departments.into_iter().filter(|name| !self.departments.contains(&alike(name)));
                self.made.extend(anew.map(str::to_owned));
            }
            Err(why @ Error::Rejected(_)) => {
                self.report.errors.push((number, words::answer(&why.message())));
            }
            Err(why) => return Err(why),
        }
        Ok(())
    }

    /// How the file was read.
    pub fn notes(&mut self, notes: Vec<String>) {
        self.report.notes = notes;
    }

    /// The report on all lines.
    pub fn report(mut self) -> ImportReport {
        if !self.made.is_empty() {
            let departments = self.made.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
            self.report.notes.push(match self.made.len() {
                count if count > NAMED => text!("organisation-new-departments-more", departments, count),
                _ => text!("organisation-new-departments", departments),
            });
        }
        self.report.errors.sort_by_key(|(number, _)| *number);
        self.report
    }
}
