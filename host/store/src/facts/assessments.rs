//! Results of assessments as facts. Reads the table `assessments`.

use crate::{
    Dialect,
    error::Result,
    sql::{Built, Db, Statement, built},
};
use guiju_domain::{AssessmentId, OfficeId, PersonId};
use guiju_model::{Assessment, Date, Moment};
use guiju_store_macros::Row;

/// The result of an assessment as a fact.
#[derive(Debug, Row)]
pub struct AssessmentFact {
    /// The assessment.
    pub id: AssessmentId,
    /// Of whom it is.
    #[column("person_id")]
    pub person: Option<PersonId>,
    /// The first day of its period.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
    /// The result.
    #[column(json)]
    pub result: Assessment,
}

/// Which facts.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The office.
    pub office: OfficeId,
    /// The regulation that owns the form or the assessment.
    pub regulation: String,
    /// The form, or the assessment.
    pub source: String,
    /// Whatever overlaps this span.
    pub span: (Moment, Moment),
    /// Of this person only.
    pub person: Option<PersonId>,
    /// How many at most, the earliest first.
    pub most: i64,
}

/// Results of an assessment, of one person or of all.
struct Assessments {
    person: bool,
}

impl Built for Assessments {
    fn combinations() -> Vec<Self> {
        vec![Self { person: false }, Self { person: true }]
    }

    fn text(&self, _: Dialect) -> String {
        format!(
            "SELECT id, person_id, starts, ends, result FROM assessments
             WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND ends >= $4 AND starts <= $5{}
             ORDER BY starts, id LIMIT $6",
            if self.person { " AND person_id = $7" } else { "" }
        )
    }
}
built!(Assessments);

/// How far from 1970 a moment may be to be compared by its day, in seconds: no day beyond stands in any period.
const FURTHEST: i64 = 86_400_000_000;

/// Results of an assessment whose period overlaps the days of the span.
///
/// # Errors
/// If the database cannot be used.
pub async fn assessments(db: impl Db<'_>, wanted: &Wanted) -> Result<Vec<AssessmentFact>> {
    let day = |moment: Moment| Moment(moment.0.clamp(-FURTHEST, FURTHEST)).date();
    Statement::common(&Assessments { person: wanted.person.is_some() })
        .bind(wanted.office)
        .bind(&wanted.regulation)
        .bind(&wanted.source)
        .bind(day(wanted.span.0))
        .bind(day(wanted.span.1))
        .bind(wanted.most)
        .bind_all(wanted.person)
        .all(db)
        .await
}
