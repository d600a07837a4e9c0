//! Records as facts, by one statement for any number of reads. Reads records, their keys and the step at which their matters wait.

use super::conditions::{Conditions, LatestKind, RecordsRead, bound_with_latest};
use crate::{
    Dialect,
    error::Result,
    sql::{Built, Db, FromRow, Statement, built, column},
};
use guiju_domain::{MatterId, OfficeId, PersonId, RecordId, RecordStatus};
use guiju_model::Moment;
use guiju_store_macros::Row;
use sqlx::any::AnyRow;

/// A record as a fact.
#[derive(Clone, Debug, PartialEq, Eq, Row)]
pub struct RecordFact {
    /// The record.
    pub id: RecordId,
    /// Whom it is about.
    #[column("person_id")]
    pub person: Option<PersonId>,
    /// When what it tells of begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// The content as JSON.
    pub content: String,
    /// Its state.
    pub status: RecordStatus,
    /// The step at which its matter waits, while it is under way.
    pub step: Option<String>,
}

/// What is read of a record `r`.
const COLUMNS: &str = "r.id, r.person_id, r.starts, r.ends, r.content, r.status,
    CASE WHEN r.status = 'open' THEN (
        SELECT MIN(t.step) FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND t.state = 'open'
    ) END AS step";

/// The names of what is read, with the place of the read that asked.
const NAMES: &str = "asked, id, person_id, starts, ends, content, status, step";

/// Records of several reads, each with the read's place among them.
struct Records {
    reads: Vec<Conditions>,
    but: bool,
}

impl Records {
    fn of(reads: &[RecordsRead], but: Option<MatterId>) -> Self {
        Self { reads: reads.iter().map(Conditions::of).collect(), but: but.is_some() }
    }
}

impl Built for Records {
    fn combinations() -> Vec<Self> {
        let each = Conditions::examples()
            .into_iter()
            .flat_map(|one| [false, true].map(|but| Self { reads: vec![one.clone()], but }));
        let latest = [LatestKind::Person, LatestKind::Field].into_iter().zip(Conditions::examples());
        let latest = latest.map(|(latest, one)| Self {
            reads: vec![Conditions { latest: Some(latest), ..one.clone() }, one],
            but: true,
        });
        // The reads of one statement have nothing to do with each other.
        let all = [false, true].map(|but| Self { reads: Conditions::examples().into_iter().take(8).collect(), but });
        each.chain(latest).chain(all).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let but = self.but.then_some(2);
        let mut last = if self.but { 2 } else { 1 };
        let mut next = || {
            last += 1;
            last
        };
        let mut reads = Vec::with_capacity(self.reads.len());
        for (asked, read) in self.reads.iter().enumerate() {
            let rows = read.bounded((&format!("{asked} AS asked, {COLUMNS}"), NAMES), but, &mut next);
            // Each read has a bound of its own, which a statement of several parts has only inside.
            reads.push(format!("SELECT * FROM ({rows}) AS read{asked}"));
        }
        reads.join(" UNION ALL ")
    }
}
built!(Records);

/// A record with the place of the read that asked for it.
struct Answer {
    asked: u32,
    fact: RecordFact,
}

impl FromRow for Answer {
    fn from_row(row: &AnyRow) -> Result<Self> {
        Ok(Self { asked: column(row, "asked")?, fact: RecordFact::from_row(row)? })
    }
}

/// The records of a read that no matter of this number left, the earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn records(
    db: impl Db<'_>,
    office: OfficeId,
    but: Option<MatterId>,
    read: &RecordsRead,
) -> Result<Vec<RecordFact>> {
    let answers = records_of_each(db, office, but, std::slice::from_ref(read)).await?;
    Ok(answers.into_iter().next().unwrap_or_default())
}

/// The records of each of several reads that no matter of this number left, the earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn records_of_each(
    db: impl Db<'_>,
    office: OfficeId,
    but: Option<MatterId>,
    reads: &[RecordsRead],
) -> Result<Vec<Vec<RecordFact>>> {
    let mut of_each = vec![Vec::new(); reads.len()];
    let asked = reads.iter().enumerate().filter(|(_, read)| !read.is_empty()).collect::<Vec<_>>();
    if asked.is_empty() {
        return Ok(of_each);
    }
    let narrowed = asked.iter().map(|(_, read)| (*read).clone()).collect::<Vec<_>>();
    let statement = Statement::common(&Records::of(&narrowed, but)).bind(office).bind_all(but);
    for Answer { asked: place, fact } in narrowed.iter().fold(statement, bound_with_latest).all::<Answer>(db).await? {
        let of_read = asked.get(place as usize).and_then(|(at, _)| of_each.get_mut(*at));
        of_read.into_iter().for_each(|of_read| of_read.push(fact.clone()));
    }
    for of_read in &mut of_each {
        of_read.sort_by_key(|record: &RecordFact| (record.starts, record.id));
    }
    Ok(of_each)
}
