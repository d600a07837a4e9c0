//! Recordings: what a regulation was asked and what it answered, packed, with every judgement that counted.

mod parts;

pub use parts::{delete_parts, insert_parts, parts, unnamed_parts};

use crate::{
    UnitOfWork,
    dialect::Dialect,
    error::Result,
    placeholders::{batches, places},
    sql::{Built, Db, Statement, built, sql, written},
};
use guiju_domain::{MatterId, OfficeId, RecordingId};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;

/// A recording.
#[derive(Clone, Debug, Row)]
pub struct Recording {
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// Its id.
    pub id: RecordingId,
    /// The matter, if it was about one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// The regulation that was asked.
    pub regulation: String,
    /// Its package then.
    pub digest: String,
    /// The form, as the regulation that was asked names it, or the assessment.
    pub source: String,
    /// The day on which the matter was filed, or the period's first day.
    pub starts: Date,
    /// When it was asked.
    pub at: Moment,
    /// What was asked: JSON, deflated.
    pub asked: Vec<u8>,
    /// What was answered: JSON, deflated.
    pub answered: Vec<u8>,
    /// The digests of the parts that `asked` names by their places, 32 bytes each; none if it is whole, as earlier versions saved it.
    pub parts: Option<Vec<u8>>,
}

/// A recording that is to be saved.
#[derive(Debug)]
pub struct NewRecording<'a> {
    /// Its id.
    pub id: RecordingId,
    /// The matter, if it is about one.
    pub matter: Option<MatterId>,
    /// The regulation that was asked.
    pub regulation: &'a str,
    /// Its package.
    pub digest: &'a str,
    /// The form or the assessment.
    pub source: &'a str,
    /// Of whom a period was judged; empty for a matter.
    pub subject: &'a str,
    /// The day on which the matter was filed, or the period's first day.
    pub starts: Date,
    /// What was asked: JSON, deflated.
    pub asked: Vec<u8>,
    /// What was answered: JSON, deflated.
    pub answered: Vec<u8>,
    /// The digests of the parts that `asked` names by their places, 32 bytes each.
    pub parts: Vec<u8>,
}

/// Which recordings of an office.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this regulation only.
    pub regulation: Option<String>,
    /// Of this matter only.
    pub matter: Option<MatterId>,
    /// Filed, or beginning, from this day on.
    pub from: Option<Date>,
    /// Until this day.
    pub to: Option<Date>,
}

macro_rules! columns {
    () => {
        "office_id, id, matter_id, regulation, digest, source, starts, at, asked, answered, parts"
    };
}

/// What is asked of recordings: how many there are, or the next ones after an id.
#[derive(Clone, Copy)]
enum Wish {
    Count,
    Next,
}

/// A statement about the recordings that are wanted.
struct Selection {
    wish: Wish,
    regulation: bool,
    matter: bool,
    from: bool,
    to: bool,
}

impl Selection {
    const fn of(wish: Wish, wanted: &Wanted) -> Self {
        Self {
            wish,
            regulation: wanted.regulation.is_some(),
            matter: wanted.matter.is_some(),
            from: wanted.from.is_some(),
            to: wanted.to.is_some(),
        }
    }
}

impl Built for Selection {
    fn combinations() -> Vec<Self> {
        let wish = |number: u8| if number & 16 == 0 { Wish::Count } else { Wish::Next };
        let has = |number: u8, bit: u8| number & bit != 0;
        let one = |number: u8| Self {
            wish: wish(number),
            regulation: has(number, 1),
            matter: has(number, 2),
            from: has(number, 4),
            to: has(number, 8),
        };
        (0..32).map(one).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let (what, first, last) = match self.wish {
            Wish::Count => ("COUNT(*) AS n", "", ""),
            Wish::Next => (columns!(), " AND id > $2", " ORDER BY id LIMIT $3"),
        };
        let mut text = format!("SELECT {what} FROM recordings WHERE office_id = $1{first}");
        let conditions = [
            (self.regulation, "regulation ="),
            (self.matter, "matter_id ="),
            (self.from, "starts >="),
            (self.to, "starts <="),
        ];
        let holding = conditions.iter().filter(|(holds, _)| *holds);
        let parameters = if first.is_empty() { 2.. } else { 4.. };
        for (parameter, (_, condition)) in parameters.zip(holding) {
            text.push_str(&format!(" AND {condition} ${parameter}"));
        }
        text.push_str(last);
        text
    }
}
built!(Selection);

impl Wanted {
    /// Binds the conditions that hold, after everything else.
    fn bound<'q>(&self, statement: Statement<'q>) -> Statement<'q> {
        statement.bind_all(&self.regulation).bind_all(self.matter).bind_all(self.from).bind_all(self.to)
    }
}

/// How many recordings there are.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, dialect: Dialect, office: OfficeId, wanted: &Wanted) -> Result<u64> {
    let statement = Statement::built(&Selection::of(Wish::Count, wanted), dialect).bind(office);
    wanted.bound(statement).value(db).await
}

/// The next so many recordings after an id, in the order in which they were saved.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    wanted: &Wanted,
    (after, most): (RecordingId, u64),
) -> Result<Vec<Recording>> {
    let statement = Statement::built(&Selection::of(Wish::Next, wanted), dialect).bind(office).bind(after).bind(most);
    wanted.bound(statement).all(db).await
}

/// A recording, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, id: RecordingId) -> Result<Option<Recording>> {
    sql!("SELECT ", columns!(), " FROM recordings WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(id)
        .first(db)
        .await
}

/// Saves so many recordings at once.
struct Insert {
    recordings: usize,
}

/// Values of each recording in the statement that saves them, beside the office and the moment.
const VALUES: usize = 10;
/// How many recordings one statement saves at most.
const AT_ONCE: usize = 50;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        [1, 2, AT_ONCE].map(|recordings| Self { recordings }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, $2, {})", places(3 + index * VALUES, VALUES));
        format!(
            "INSERT INTO recordings (office_id, at, id, matter_id, regulation, digest, source, subject, starts, asked,
             answered, parts) VALUES {} RETURNING *",
            (0..self.recordings).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Insert);

/// Saves recordings that were made at the moment of the change.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, recordings: &[NewRecording<'_>]) -> Result<()> {
    for recordings in batches(recordings, AT_ONCE) {
        let parts = Insert { recordings: recordings.len() };
        let statement = Statement::common(&parts).bind(change.office).bind(change.now);
        let bound = |statement: Statement<'static>, new: &NewRecording<'_>| {
            statement
                .bind(new.id)
                .bind(new.matter)
                .bind(new.regulation)
                .bind(new.digest)
                .bind(new.source)
                .bind(new.subject)
                .bind(new.starts)
                .bind(&new.asked)
                .bind(&new.answered)
                .bind(&new.parts)
        };
        recordings.iter().fold(statement, bound).write(change).await?;
    }
    Ok(())
}

/// Deletes what was recorded of an assessment of somebody in a period; how many recordings there were.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_period(
    change: &mut UnitOfWork,
    regulation: &str,
    assessment: &str,
    subject: &str,
    starts: Date,
) -> Result<u64> {
    written!(
        "DELETE FROM recordings WHERE office_id = $1 AND regulation = $2 AND source = $3 AND subject = $4 AND starts = $5
         AND matter_id IS NULL"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(assessment)
    .bind(subject)
    .bind(starts)
    .write(change)
    .await
}
