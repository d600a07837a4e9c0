//! Calls a regulation to assess one subject over one period.

use crate::{
    error::Result,
    matters::{
        calls::called,
        facts::{self, FactReader},
    },
    policy::OfficePolicy,
    staff::Staff,
    store::{Connection, assessments::Judgement},
};
use guiju_domain::{DepartmentId, OfficeId, PersonId};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Assessment, Date, Ledger, Moment, Subject};

/// What is judged, but for the subject.
#[derive(Clone, Copy)]
pub struct AssessmentContext<'a> {
    /// The office whose people are assessed.
    pub office: OfficeId,
    /// The office's local time.
    pub now: Moment,
    /// Packages, parameters and calendar in force.
    pub policy: &'a OfficePolicy,
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation.
    pub loaded: &'a Loaded,
    /// The assessment that it declares.
    pub assessed: &'a Assessed,
    /// First and last day of the period.
    pub period: (Date, Date),
}

impl<'a> AssessmentContext<'a> {
    /// The judgement as the store knows it.
    #[must_use]
    pub fn judgement(&self) -> Judgement<'a> {
        Judgement { regulation: &self.loaded.manifest().id, assessed: &self.assessed.id, starts: self.period.0 }
    }

    /// The name of the judgement with its regulation, as `regulation/assessment`.
    #[must_use]
    pub fn name(&self) -> String {
        self.loaded.manifest().qualified(&self.assessed.id)
    }
}

/// Asks the regulation what a period comes to for a subject, and says what came with the call; writes nothing.
///
/// # Errors
/// If the regulation faults or the database cannot be used.
pub async fn judge(
    connection: &mut Connection,
    context: &AssessmentContext<'_>,
    subject: &Subject,
) -> Result<(Ledger, Assessment)> {
    let (person, department) = match subject {
        Subject::Person(person) => (Some(PersonId::from(person)), Some(DepartmentId::from(person))),
        Subject::Department(id) => (None, Some(DepartmentId::from(*id))),
        Subject::Office => (None, None),
    };
    let AssessmentContext { office, now, policy, staff, loaded, assessed, period: (starts, ends) } = *context;
    let about = facts::About {
        office,
        person,
        department,
        days: (starts, ends),
        applicant: None,
        content: None,
        named: &[],
        references: &[],
    };
    let parameters = &policy.parameters(loaded.manifest(), ends.min(now.date()));
    let asking = facts::Asking { policy, staff, regulation: loaded, parameters, reads: &assessed.reads, now };
    let mut reader = FactReader::new(connection, office, None);
    reader.bring(facts::of_records(&asking, &about)).await?;
    let facts = facts::gather(&mut reader, &asking, &about).await?;
    let (assessed, subject) = (assessed.id.clone(), subject.clone());
    let ledger = Ledger { assessed, subject, starts: starts.0, ends: ends.0, facts };
    let assessment = called(loaded, |loaded| loaded.assess(&ledger))?;
    Ok((ledger, assessment))
}

/// The key under which results and recordings of a subject are stored.
pub(super) fn key(subject: &Subject) -> String {
    match subject {
        Subject::Person(person) => format!("person {}", person.id),
        Subject::Department(id) => format!("department {id}"),
        Subject::Office => "office".to_owned(),
    }
}
