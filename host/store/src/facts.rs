//! Facts that come with a call to a regulation. Reads records and assessments.

use crate::{
    Dialect,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{AssessmentId, DepartmentId, MatterId, OfficeId, PersonId, RecordId, RecordStatus};
use guiju_model::{Assessment, Date, Moment};
use guiju_store_macros::Row;

/// A record as a fact.
#[derive(Clone, Debug, Row)]
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
}

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
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The office.
    pub office: OfficeId,
    /// The regulation that owns the form or the assessment.
    pub regulation: &'a str,
    /// The form, or the assessment.
    pub source: &'a str,
    /// Whatever overlaps this span.
    pub span: (Moment, Moment),
    /// Of this person only.
    pub person: Option<PersonId>,
    /// How many at most, the earliest first.
    pub most: i64,
}

/// Conditions on records that hold only sometimes.
struct Records {
    still_open: bool,
    person: bool,
    department: bool,
    but: bool,
}

impl Built for Records {
    fn combinations() -> Vec<Self> {
        let part = |bits: u8, bit: u8| bits & (1 << bit) != 0;
        let of = |bits| Self {
            still_open: part(bits, 3),
            person: part(bits, 0),
            department: part(bits, 1),
            but: part(bits, 2),
        };
        (0..16).map(of).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let mut narrowed = String::from(if self.still_open { " AND status = 'open'" } else { " AND status <> 'void'" });
        // Records without a matter are nobody's own.
        let conditions = [
            (self.person, "person_id ="),
            (self.department, "department_id ="),
            (self.but, "COALESCE(matter_id, 0) <>"),
        ];
        let holding = conditions.into_iter().filter(|(holds, _)| *holds);
        for (place, (_, condition)) in (7..).zip(holding) {
            narrowed.push_str(&format!(" AND {condition} ${place}"));
        }
        // Two ranges of two indexes: what begins within the span, and what began before and reaches into it. One condition on both
        // ends would read everything before the span or everything behind it.
        let within = |range: &str| {
            format!(
                "SELECT id, person_id, starts, ends, content, status FROM records
                 WHERE office_id = $1 AND regulation = $2 AND form = $3 AND {range}{narrowed}"
            )
        };
        format!(
            "{} UNION ALL {} ORDER BY starts, id LIMIT $6",
            within("starts >= $4 AND starts <= $5 AND ends >= $4"),
            within("ends >= $4 AND starts < $4 AND starts <= $5")
        )
    }
}
built!(Records);

/// What else narrows records.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfRecords {
    /// Only those whose matter is under way.
    pub still_open: bool,
    /// Of this department only.
    pub department: Option<DepartmentId>,
    /// None that this matter left.
    pub but: Option<MatterId>,
}

/// Records of a form that are not void.
///
/// # Errors
/// If the database cannot be used.
pub async fn records(db: impl Db<'_>, wanted: &Wanted<'_>, narrowed: OfRecords) -> Result<Vec<RecordFact>> {
    let parts = Records {
        still_open: narrowed.still_open,
        person: wanted.person.is_some(),
        department: narrowed.department.is_some(),
        but: narrowed.but.is_some(),
    };
    Statement::common(&parts)
        .bind(wanted.office)
        .bind(wanted.regulation)
        .bind(wanted.source)
        .bind(wanted.span.0)
        .bind(wanted.span.1)
        .bind(wanted.most)
        .bind_all(wanted.person)
        .bind_all(narrowed.department)
        .bind_all(narrowed.but)
        .all(db)
        .await
}

/// A record of a form that is not void.
///
/// # Errors
/// If the database cannot be used.
pub async fn record(
    db: impl Db<'_>,
    office: OfficeId,
    record: RecordId,
    (regulation, form): (&str, &str),
) -> Result<Option<RecordFact>> {
    sql!(
        "SELECT id, person_id, starts, ends, content, status FROM records
         WHERE office_id = $1 AND id = $2 AND regulation = $3 AND form = $4
         AND status <> 'void'"
    )
    .bind(office)
    .bind(record)
    .bind(regulation)
    .bind(form)
    .first(db)
    .await
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
pub async fn assessments(db: impl Db<'_>, wanted: &Wanted<'_>) -> Result<Vec<AssessmentFact>> {
    let day = |moment: Moment| Moment(moment.0.clamp(-FURTHEST, FURTHEST)).date();
    Statement::common(&Assessments { person: wanted.person.is_some() })
        .bind(wanted.office)
        .bind(wanted.regulation)
        .bind(wanted.source)
        .bind(day(wanted.span.0))
        .bind(day(wanted.span.1))
        .bind(wanted.most)
        .bind_all(wanted.person)
        .all(db)
        .await
}
