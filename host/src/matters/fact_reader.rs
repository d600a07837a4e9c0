//! Reads the facts of a call, and remembers what it has read: regulations that are asked about the same matter read the same records
//! over spans that lie within each other.

use crate::{
    error::Result,
    store::{
        Connection,
        facts::{self, OfRecords, RecordFact, Wanted},
    },
};
use guiju_domain::{DepartmentId, MatterId, PersonId};
use guiju_model::Moment;

/// Which records were read, but for the span.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    source: String,
    person: Option<PersonId>,
    department: Option<DepartmentId>,
    but: Option<MatterId>,
    still_open: bool,
}

/// Records that were read over a span.
#[derive(Debug)]
struct Brought {
    key: Key,
    span: (Moment, Moment),
    records: Vec<RecordFact>,
}

/// A connection with what was read by it about one matter, while nothing is written.
pub struct FactReader<'c> {
    /// The connection.
    pub connection: &'c mut Connection,
    brought: Vec<Brought>,
}

impl<'c> FactReader<'c> {
    /// Has read nothing yet.
    pub const fn new(connection: &'c mut Connection) -> Self {
        Self { connection, brought: Vec::new() }
    }

    /// Records of a form that are not void, by time; those of a span that lies within one that was read are not read again.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn records(&mut self, wanted: &Wanted<'_>, narrowed: OfRecords) -> Result<Vec<RecordFact>> {
        let OfRecords { still_open, department, but } = narrowed;
        let source = format!("{}/{}", wanted.regulation, wanted.source);
        let key = Key { source, person: wanted.person, department, but, still_open };
        let (from, to) = wanted.span;
        let within = |one: &&Brought| one.key == key && one.span.0 <= from && to <= one.span.1;
        if let Some(brought) = self.brought.iter().find(within) {
            let inside = brought.records.iter().filter(|record| record.starts <= to && record.ends >= from);
            return Ok(inside.cloned().collect());
        }
        let records = facts::records(&mut *self.connection, wanted, narrowed).await?;
        // What was cut off at the most is not all there is.
        if (records.len() as i64) < wanted.most {
            self.brought.push(Brought { key, span: wanted.span, records: records.clone() });
        }
        Ok(records)
    }
}
