//! Events of an office's chain found by people, things, themes and time, the newest first (tables `events`, `event_subjects`). The
//! events from which the rows of matters follow are left out: what they did is told by the events beside them.

use crate::{
    Dialect,
    error::Result,
    event_subjects::THEME,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId,
    events::{Subject, Theme, Thing},
};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// Subjects by which events are narrowed at most: a thing, a person, a theme.
const MOST: usize = 3;

/// Which events are looked for.
#[derive(Clone, Debug)]
pub struct EventSearch {
    /// Whoever did it or whom it concerns.
    pub person: Option<PersonId>,
    /// What it is about.
    pub thing: Option<Subject>,
    /// What it has to do with.
    pub theme: Option<Theme>,
    /// From this moment on, in the office's local time.
    pub from: Moment,
    /// Before this moment.
    pub until: Moment,
    /// Before this event of the order: the moment and the number of the last one that was shown.
    pub before: Option<(Moment, i64)>,
}

impl EventSearch {
    /// The rows of `event_subjects` that an event must have, the rarest first.
    fn narrowed(&self) -> Vec<(&'static str, String)> {
        let thing = self.thing.as_ref().map(|Subject { thing, id }| (thing.name(), id.clone()));
        let person = self.person.map(|person| (Thing::Person.name(), person.to_string()));
        let theme = self.theme.map(|theme| (THEME, theme.name().to_owned()));
        [thing, person, theme].into_iter().flatten().collect()
    }
}

/// An event as it was recorded.
#[derive(Clone, Debug, Row)]
pub struct FoundEvent {
    /// Its number in the chain.
    pub seq: i64,
    /// When, in the office's local time.
    pub at: Moment,
    /// Its kind.
    pub kind: String,
    /// The matter it belongs to.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// Who did it; nobody if the server acted on its own.
    #[column("by_id")]
    pub by: Option<PersonId>,
    /// Its body as JSON text; none once it is erased.
    pub body: Option<String>,
}

/// A page of events that have so many subjects.
struct Page {
    subjects: usize,
}

impl Built for Page {
    fn combinations() -> Vec<Self> {
        (0..=MOST).map(|subjects| Self { subjects }).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let (rows, of) = match self.subjects {
            0 => ("events e", "e"),
            _ => ("event_subjects s JOIN events e ON e.office_id = s.office_id AND e.seq = s.seq", "s"),
        };
        let subjects = (0..self.subjects).map(|index| {
            let (thing, subject) = (7 + 2 * index, 8 + 2 * index);
            match index {
                0 => format!(" AND s.thing = ${thing} AND s.subject = ${subject}"),
                _ => format!(
                    " AND EXISTS (SELECT 1 FROM event_subjects o WHERE o.office_id = s.office_id AND o.thing = ${thing}
                     AND o.subject = ${subject} AND o.at = s.at AND o.seq = s.seq)"
                ),
            }
        });
        format!(
            "SELECT e.seq AS seq, e.at AS at, e.kind AS kind, e.matter_id AS matter_id, e.by_id AS by_id, NULLIF(e.body, '') AS body
             FROM {rows} WHERE {of}.office_id = $1 AND {of}.at >= $2 AND {of}.at <= $3 AND ({of}.at < $4 OR {of}.seq < $5)
             AND e.kind <> 'moved'{}
             ORDER BY {of}.at DESC, {of}.seq DESC LIMIT $6",
            subjects.collect::<String>()
        )
    }
}
built!(Page);

/// The newest events that are looked for, so many at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn page(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    search: &EventSearch,
    most: i64,
) -> Result<Vec<FoundEvent>> {
    let narrowed = search.narrowed();
    let (at, seq) = search.before.unwrap_or((Moment(i64::MAX), i64::MAX));
    let last = Moment(at.0.min(search.until.0.saturating_sub(1)));
    let statement = Statement::built(&Page { subjects: narrowed.len() }, dialect)
        .bind(office)
        .bind(search.from)
        .bind(last)
        .bind(at)
        .bind(seq)
        .bind(most);
    narrowed.iter().fold(statement, |statement, (thing, id)| statement.bind(*thing).bind(id)).all(db).await
}

/// Whether the office has events of earlier versions, which are found by whoever did them, their matter and their theme alone.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_earlier(db: impl Db<'_>, office: OfficeId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM events WHERE office_id = $1 AND seq = 1 AND salt IS NULL AND body_hash IS NULL")
        .bind(office)
        .exists(db)
        .await
}
