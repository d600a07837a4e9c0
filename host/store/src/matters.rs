//! Matters: what was filed on a form, with the route that it takes.

use crate::{
    Connection, Dialect, UnitOfWork,
    error::Result,
    placeholders::places,
    sql::{Bind, Built, Column, Db, Json, Statement, built, named_columns, sql, written},
    tasks::{self, Task},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId,
    matters::{MatterStatus, Summary},
};
use guiju_model::{Moment, Route, Step};
use guiju_store_macros::Row;
use serde_json::{Map, Value};
use std::collections::HashMap;

named_columns!(MatterStatus);

impl Column for Summary {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        Ok(Self::new(raw))
    }
}

impl Bind for Summary {
    type Raw = String;
    fn bind(self) -> String {
        self.whole_line().to_owned()
    }
}

macro_rules! columns {
    () => {
        "id, regulation, digest, form, applicant_id, subject_id, filed_by, content, derived, findings, remark, summary, number, \
         status, filed_at, starts, ends, parameters, round, version, route, provisional, reminded_at, filing_key, filing_digest"
    };
}

/// A matter.
#[derive(Clone, Debug, PartialEq, Row)]
pub struct Matter {
    /// The id, which counts within the office.
    pub id: MatterId,
    /// The regulation that owns the form.
    pub regulation: String,
    /// The digest of the package by which the matter is judged.
    pub digest: String,
    /// The form's id within the regulation.
    pub form: String,
    /// Who applies.
    #[column("applicant_id")]
    pub applicant: PersonId,
    /// Whom it concerns.
    #[column("subject_id")]
    pub subject: PersonId,
    /// Who filed it.
    pub filed_by: PersonId,
    /// The content as filed: an object.
    #[column(json)]
    pub content: Value,
    /// The computed values, as shown.
    #[column(json)]
    pub derived: Value,
    /// The findings that stand, as shown.
    #[column(json)]
    pub findings: Value,
    /// Why it was filed in spite of warnings.
    pub remark: Option<String>,
    /// One line made from the whole content.
    pub summary: Summary,
    /// Its document number, once it has one.
    pub number: Option<String>,
    /// Its state.
    pub status: MatterStatus,
    /// When it was filed.
    #[column("filed_at")]
    pub filed: Moment,
    /// When what it tells of begins.
    pub starts: Moment,
    /// When what it tells of ends.
    pub ends: Moment,
    /// The parameters in force on that day, by regulation.
    #[column(json)]
    pub parameters: Map<String, Value>,
    /// How often it has begun its route, from 1.
    pub round: i64,
    /// Counts every change, from 1 as it is filed.
    pub version: i64,
    /// The route as last laid out.
    #[column(json)]
    pub route: Route,
    /// Whether it was counted on days whose holidays are not published.
    pub provisional: bool,
    /// When somebody was last reminded.
    pub reminded_at: Moment,
    /// The key under which it is filed once.
    pub filing_key: Option<String>,
    /// The digest of what was filed under the key.
    pub filing_digest: Option<String>,
}

impl Matter {
    /// A step of the route as last laid out.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.route.steps.iter().find(|step| step.id == id)
    }

    /// The content as an object.
    #[must_use]
    pub fn fields(&self) -> Map<String, Value> {
        self.content.as_object().cloned().unwrap_or_default()
    }
}

/// A matter of an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Option<Matter>> {
    sql!("SELECT ", columns!(), " FROM matters WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(matter)
        .first(db)
        .await
}

/// Matters by their ids: so many of them.
struct ByIds(usize);

impl Built for ByIds {
    fn combinations() -> Vec<Self> {
        vec![Self(1), Self(2), Self(500)]
    }

    fn text(&self, _: Dialect) -> String {
        format!(concat!("SELECT ", columns!(), " FROM matters WHERE office_id = $1 AND id IN ({})"), places(2, self.0))
    }
}
built!(ByIds);

/// Matters by their ids, in no order; what does not exist is left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn by_ids(db: impl Db<'_>, office: OfficeId, matters: &[MatterId]) -> Result<Vec<Matter>> {
    if matters.is_empty() {
        return Ok(Vec::new());
    }
    Statement::common(&ByIds(matters.len())).bind(office).bind_all(matters).all(db).await
}

/// Matters with their tasks, in the order in which they are named, by two statements; what does not exist is left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn with_tasks(
    connection: &mut Connection,
    office: OfficeId,
    ids: &[MatterId],
) -> Result<Vec<(Matter, Vec<Task>)>> {
    let mut of_matter: HashMap<MatterId, Vec<Task>> = HashMap::new();
    for task in tasks::of_matters(&mut *connection, office, ids).await? {
        of_matter.entry(task.matter).or_default().push(task);
    }
    let found = by_ids(connection, office, ids).await?;
    let mut found = found.into_iter().map(|matter| (matter.id, matter)).collect::<HashMap<_, _>>();
    let with_tasks = |id: &MatterId| Some((found.remove(id)?, of_matter.remove(id).unwrap_or_default()));
    Ok(ids.iter().filter_map(with_tasks).collect())
}

/// The matter that was filed under a key, with the digest of what was filed; a former version of the server kept no digest.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed_under(db: impl Db<'_>, office: OfficeId, key: &str) -> Result<Option<(MatterId, Option<String>)>> {
    sql!("SELECT id, filing_digest FROM matters WHERE office_id = $1 AND filing_key = $2")
        .bind(office)
        .bind(key)
        .first(db)
        .await
}

/// How often a person has filed each form: the regulation, the form, the count.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed_forms(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Vec<(String, String, u64)>> {
    sql!(
        "SELECT regulation, form, COUNT(*) AS n FROM matters WHERE office_id = $1 AND filed_by = $2 GROUP BY regulation, form"
    )
    .bind(office)
    .bind(person)
    .all(db)
    .await
}

/// The content and the one line of a completed matter.
#[derive(Debug, Row)]
pub struct Completed {
    /// The content as filed.
    #[column(json)]
    pub content: Map<String, Value>,
    /// One line about it.
    pub summary: String,
}

/// The latest completed matters of a form that a person filed for himself, the latest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn completed_of(
    db: impl Db<'_>,
    (office, person): (OfficeId, PersonId),
    (regulation, form): (&str, &str),
    most: i64,
) -> Result<Vec<Completed>> {
    sql!(
        "SELECT content, summary FROM matters WHERE office_id = $1 AND regulation = $2 AND form = $3 AND filed_by = $4
         AND subject_id = $4 AND status = 'completed' ORDER BY id DESC LIMIT $5"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(person)
    .bind(most)
    .all(db)
    .await
}

/// Inserts a new matter, open and in its first round and version.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, matter: &Matter) -> Result<()> {
    written!(
        "INSERT INTO matters (office_id, id, regulation, digest, form, applicant_id, subject_id, filed_by, content, derived,
         findings, remark, summary, number, status, filed_at, starts, ends, parameters, round, version, route, provisional,
         reminded_at, filing_key, filing_digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open',
         $15, $16, $17, $18, 1, 1, $19, $20, 0, $21, $22)"
    )
    .bind(change.office)
    .bind(matter.id)
    .bind(&matter.regulation)
    .bind(&matter.digest)
    .bind(&matter.form)
    .bind(matter.applicant)
    .bind(matter.subject)
    .bind(matter.filed_by)
    .bind(Json(&matter.content))
    .bind(Json(&matter.derived))
    .bind(Json(&matter.findings))
    .bind(&matter.remark)
    .bind(&matter.summary)
    .bind(&matter.number)
    .bind(matter.filed)
    .bind(matter.starts)
    .bind(matter.ends)
    .bind(Json(&matter.parameters))
    .bind(Json(&matter.route))
    .bind(matter.provisional)
    .bind(&matter.filing_key)
    .bind(&matter.filing_digest)
    .write(change)
    .await?;
    Ok(())
}

/// Updates whatever of a matter changes after it was filed; what is found by text search is to be made again.
///
/// # Errors
/// If the database cannot be used.
pub async fn update(change: &mut UnitOfWork, matter: &Matter) -> Result<()> {
    written!(
        "UPDATE matters SET status = $3, round = $4, version = $5, route = $6, content = $7, derived = $8, findings = $9,
         summary = $10, reminded_at = $11, remark = $12, subject_id = $13, number = $14, provisional = $15,
         starts = $16, ends = $17, sought = NULL WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(matter.id)
    .bind(matter.status)
    .bind(matter.round)
    .bind(matter.version)
    .bind(Json(&matter.route))
    .bind(Json(&matter.content))
    .bind(Json(&matter.derived))
    .bind(Json(&matter.findings))
    .bind(&matter.summary)
    .bind(matter.reminded_at)
    .bind(&matter.remark)
    .bind(matter.subject)
    .bind(&matter.number)
    .bind(matter.provisional)
    .bind(matter.starts)
    .bind(matter.ends)
    .write(change)
    .await?;
    Ok(())
}

/// How many matters of a regulation are under way.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_under_way(db: impl Db<'_>, office: OfficeId, regulation: &str) -> Result<u64> {
    sql!(
        "SELECT COUNT(*) AS n FROM matters WHERE office_id = $1 AND regulation = $2 AND status IN ('open', 'returned')"
    )
    .bind(office)
    .bind(regulation)
    .value(db)
    .await
}
