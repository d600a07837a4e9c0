//! Results of judged periods (table `assessments`) and when each was last made (table `assessment_runs`).

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Json, Statement, built, sql, written},
};
use guiju_domain::{AssessmentId, OfficeId, PersonId, access::Whose};
use guiju_model::{Assessment, Date};
use guiju_store_macros::Row;
use std::collections::BTreeSet;

/// What an assessment says of a subject in a period.
#[derive(Debug, Row)]
pub struct Assessed {
    /// The subject's key: `person 7`, `department 3`, `office`.
    pub subject: String,
    /// The person, if the subject is one.
    #[column("person_id")]
    pub person: Option<PersonId>,
    /// What the regulation answered.
    #[column(json)]
    pub result: Assessment,
}

/// A judgement of a regulation over a period, by its first day.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'a> {
    /// The regulation.
    pub regulation: &'a str,
    /// The assessment that it declares.
    pub assessed: &'a str,
    /// The first day of the period.
    pub starts: Date,
}

/// A result before it has an id.
#[derive(Debug)]
pub struct New<'a> {
    /// The judgement.
    pub judgement: Judgement<'a>,
    /// The last day of the period.
    pub ends: Date,
    /// The subject's key.
    pub subject: &'a str,
    /// The person, if the subject is one.
    pub person: Option<PersonId>,
    /// Digest of the package that was asked.
    pub digest: &'a str,
    /// What it answered.
    pub result: &'a Assessment,
}

/// The last run of a judgement over a period.
#[derive(Debug, Row)]
pub struct Run {
    /// The regulation.
    pub regulation: String,
    /// The assessment that it declares.
    pub assessed: String,
    /// The first day of the period.
    pub starts: Date,
    /// The day on which it was judged.
    pub judged_on: Date,
    /// Whether what it reads has changed since.
    pub is_stale: bool,
}

/// The results of a judgement, of everybody or of one person.
struct OfPeriod {
    one_person: bool,
}

impl Built for OfPeriod {
    fn combinations() -> Vec<Self> {
        [false, true].map(|one_person| Self { one_person }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let person = if self.one_person { " AND person_id = $5" } else { "" };
        format!(
            "SELECT subject, person_id, result FROM assessments
             WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts = $4{person} ORDER BY person_id, subject"
        )
    }
}
built!(OfPeriod);

/// The results of a judgement: everybody's, or those of one person.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_period(
    db: impl Db<'_>,
    office: OfficeId,
    judgement: Judgement<'_>,
    whose: Whose,
) -> Result<Vec<Assessed>> {
    let person = whose.person();
    let statement = Statement::built(&OfPeriod { one_person: person.is_some() }, Dialect::Sqlite)
        .bind(office)
        .bind(judgement.regulation)
        .bind(judgement.assessed)
        .bind(judgement.starts);
    person.into_iter().fold(statement, Statement::bind).all(db).await
}

/// The results of an assessment of every period that begins on a day or later.
///
/// # Errors
/// If the database cannot be used.
pub async fn since(db: impl Db<'_>, office: OfficeId, judgement: Judgement<'_>) -> Result<Vec<Assessed>> {
    sql!(
        "SELECT subject, person_id, result FROM assessments
         WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts >= $4"
    )
    .bind(office)
    .bind(judgement.regulation)
    .bind(judgement.assessed)
    .bind(judgement.starts)
    .all(db)
    .await
}

/// Writes a result; it takes the place of an earlier one of the same subject and period.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, new: &New<'_>) -> Result<()> {
    let (id, now) = (change.id::<AssessmentId>(), change.now);
    written!(
        "INSERT INTO assessments (office_id, id, regulation, assessed, subject, person_id, starts, ends, digest, assessed_at,
         result) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (office_id, regulation, assessed, subject, starts) DO UPDATE SET digest = excluded.digest,
         assessed_at = excluded.assessed_at, result = excluded.result, ends = excluded.ends"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.judgement.regulation)
    .bind(new.judgement.assessed)
    .bind(new.subject)
    .bind(new.person)
    .bind(new.judgement.starts)
    .bind(new.ends)
    .bind(new.digest)
    .bind(now)
    .bind(Json(new.result))
    .write(change)
    .await?;
    Ok(())
}

/// The runs over periods that begin on a day or later.
///
/// # Errors
/// If the database cannot be used.
pub async fn runs(db: impl Db<'_>, office: OfficeId, since: Date) -> Result<Vec<Run>> {
    sql!(
        "SELECT regulation, assessed, starts, judged_on, is_stale FROM assessment_runs WHERE office_id = $1 AND starts >= $2"
    )
    .bind(office)
    .bind(since)
    .all(db)
    .await
}

/// The judgement was made on the day of this change, of all that it reads (not `is_stale`) or of some of it: then it is made again.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_run(change: &mut UnitOfWork, judgement: Judgement<'_>, is_stale: bool) -> Result<()> {
    let today = change.now.date();
    sql!(
        "INSERT INTO assessment_runs (office_id, regulation, assessed, starts, judged_on, is_stale)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, regulation, assessed, starts)
         DO UPDATE SET judged_on = excluded.judged_on, is_stale = excluded.is_stale"
    )
    .bind(change.office)
    .bind(judgement.regulation)
    .bind(judgement.assessed)
    .bind(judgement.starts)
    .bind(today)
    .bind(is_stale)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// The subjects of whom there is a result of a judgement.
///
/// # Errors
/// If the database cannot be used.
pub async fn subjects(change: &mut UnitOfWork, judgement: Judgement<'_>) -> Result<BTreeSet<String>> {
    let subjects: Vec<String> = sql!(
        "SELECT subject FROM assessments WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts = $4"
    )
    .bind(change.office)
    .bind(judgement.regulation)
    .bind(judgement.assessed)
    .bind(judgement.starts)
    .values(&mut **change)
    .await?;
    Ok(subjects.into_iter().collect())
}

/// Whether there is a result of a judgement of a person for periods that begin between two days, both included.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_of(
    change: &mut UnitOfWork,
    (regulation, assessed): (&str, &str),
    person: PersonId,
    (first, last): (Date, Date),
) -> Result<bool> {
    sql!(
        "SELECT 1 FROM assessments WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts >= $4
         AND starts <= $5 AND person_id = $6"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(assessed)
    .bind(first)
    .bind(last)
    .bind(person)
    .exists(&mut **change)
    .await
}

/// What a judgement over a period reads has changed: it is made again, at the next day's round at the latest, or at once.
///
/// # Errors
/// If the database cannot be used.
pub async fn outdate(change: &mut UnitOfWork, judgement: Judgement<'_>, at_once: bool) -> Result<()> {
    sql!(
        "UPDATE assessment_runs SET is_stale = 1, judged_on = CASE WHEN $5 = 1 THEN starts ELSE judged_on END
         WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts = $4"
    )
    .bind(change.office)
    .bind(judgement.regulation)
    .bind(judgement.assessed)
    .bind(judgement.starts)
    .bind(at_once)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Judgements over periods that begin on a day or later need not wait for the next day if what they read has changed.
///
/// # Errors
/// If the database cannot be used.
pub async fn hasten(change: &mut UnitOfWork, since: Date) -> Result<()> {
    sql!("UPDATE assessment_runs SET judged_on = starts WHERE office_id = $1 AND starts >= $2")
        .bind(change.office)
        .bind(since)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// The result of an assessment that is measured.
#[derive(Clone, Debug, Row)]
pub struct AssessmentResult {
    /// The person, if the subject is one.
    #[column("person_id")]
    pub person: Option<PersonId>,
    /// The subject.
    pub subject: String,
    /// The first day of the period.
    pub starts: Date,
    /// The result.
    #[column(json)]
    pub result: Assessment,
}

/// The results of an assessment for periods that begin between two days, both included, so many at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn between(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, assessed): (&str, &str),
    (first, last): (Date, Date),
    most: u64,
) -> Result<Vec<AssessmentResult>> {
    sql!(
        "SELECT person_id, subject, starts, result FROM assessments WHERE office_id = $1 AND regulation = $2
         AND assessed = $3 AND starts >= $4 AND starts <= $5 LIMIT $6"
    )
    .bind(office)
    .bind(regulation)
    .bind(assessed)
    .bind(first)
    .bind(last)
    .bind(most)
    .all(db)
    .await
}
