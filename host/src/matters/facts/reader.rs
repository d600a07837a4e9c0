//! Reads the facts of a call, and remembers what it has read: regulations that are asked about the same matter read the same records
//! over spans that lie within each other, and what all of them read is brought by one statement.

use crate::{
    error::Result,
    store::{
        Connection, Dialect,
        facts::{self, Group, MOST_NAMED, RecordFact, RecordsRead, TotalsRead},
    },
};
use guiju_domain::{MatterId, OfficeId};

/// Reads that one statement answers at most.
const AT_ONCE: usize = 20;

/// How many of these reads one statement answers, the first of them at least: what they name has a place each.
fn at_once(reads: &[RecordsRead]) -> usize {
    let mut named = 0;
    let fits = |read: &&RecordsRead| {
        named += read.named();
        named <= MOST_NAMED
    };
    reads.iter().take(AT_ONCE).take_while(fits).count().max(1)
}

/// Whether what one read brings holds all that another asks for.
fn covers(one: &RecordsRead, other: &RecordsRead) -> bool {
    let (span, most) = (other.span, other.most);
    let same = RecordsRead { span, most, ..one.clone() } == *other;
    let within = match (one.span, span) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one.0 <= other.0 && other.1 <= one.1,
    };
    // The last of each within a longer time need not lie within a shorter.
    let last = one.latest.is_none() || one.span == span;
    same && within && last && most <= one.most
}

/// A connection with what was read by it about one matter, while nothing is written.
pub struct FactReader<'c> {
    /// The connection.
    pub connection: &'c mut Connection,
    office: OfficeId,
    /// The matter itself, which is none of its own facts.
    but: Option<MatterId>,
    brought: Vec<(RecordsRead, Vec<RecordFact>)>,
}

impl<'c> FactReader<'c> {
    /// Has read nothing yet; what this matter left is never read.
    pub const fn new(connection: &'c mut Connection, office: OfficeId, but: Option<MatterId>) -> Self {
        Self { connection, office, but, brought: Vec::new() }
    }

    /// Brings what several reads ask for; what lies within others is not read twice.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn bring(&mut self, reads: impl IntoIterator<Item = RecordsRead>) -> Result<()> {
        let mut wanted = Vec::<RecordsRead>::new();
        for read in reads {
            let brought = self.brought.iter().map(|(brought, _)| brought);
            if !brought.chain(&wanted).any(|one| covers(one, &read)) {
                wanted.retain(|one| !covers(&read, one));
                wanted.push(read);
            }
        }
        let mut wanted = wanted.as_slice();
        while !wanted.is_empty() {
            let (reads, rest) = wanted.split_at(at_once(wanted));
            wanted = rest;
            let answers = facts::records_of_each(&mut *self.connection, self.office, self.but, reads).await?;
            self.brought.extend(reads.iter().cloned().zip(answers));
        }
        Ok(())
    }

    /// Records of a form by time; those of a span that lies within one that was read are not read again.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn records(&mut self, read: RecordsRead) -> Result<Vec<RecordFact>> {
        // A read that reached its bound did not bring all there is.
        let is_whole = |brought: &RecordsRead, records: &[RecordFact]| records.len() < brought.most as usize;
        let held = |(brought, records): &&(RecordsRead, Vec<RecordFact>)| {
            brought == &read || covers(brought, &read) && is_whole(brought, records)
        };
        if let Some((_, records)) = self.brought.iter().find(held) {
            let within =
                |record: &&RecordFact| read.span.is_none_or(|(from, to)| record.starts <= to && record.ends >= from);
            return Ok(records.iter().filter(within).cloned().collect());
        }
        let records = facts::records(&mut *self.connection, self.office, self.but, &read).await?;
        self.brought.push((read, records.clone()));
        Ok(records)
    }

    /// Totals over records.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn totals(&mut self, read: &TotalsRead) -> Result<Vec<Group>> {
        let dialect = Dialect::of_backend(self.connection.backend_name());
        Ok(facts::totals(&mut *self.connection, dialect, self.office, self.but, read).await?)
    }
}
