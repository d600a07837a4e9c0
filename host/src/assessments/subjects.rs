//! Of whom a judgement is made.

use super::judge::AssessmentContext;
use crate::{
    error::Result,
    staff::Staff,
    store::{UnitOfWork, assessments, event_queries, records},
    words::text,
};
use guiju_domain::DepartmentId;
use guiju_engine::Loaded;
use guiju_model::{Subject, SubjectKind};

/// The subjects of an assessment as they are now: persons, departments, or the whole office.
///
/// # Errors
/// If a person is unknown.
pub fn subjects(staff: &Staff, loaded: &Loaded, per: SubjectKind) -> Result<Vec<Subject>> {
    Ok(match per {
        SubjectKind::Person => {
            let people = staff.people.values().filter(|member| member.active);
            people
                .map(|member| Ok(Subject::Person(staff.person(member.id, loaded.manifest())?)))
                .collect::<Result<_>>()?
        }
        SubjectKind::Department => staff.departments.keys().map(|id| Subject::Department(id.in_model())).collect(),
        SubjectKind::Office => vec![Subject::Office],
    })
}

/// The subjects of a judgement of a period. Whoever was judged before is judged again, though he has left since. Nobody is new in a
/// period that has settled; nor is, before that, whoever was entered after it and of whom it has no record.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn subjects_of(
    change: &mut UnitOfWork,
    context: &AssessmentContext<'_>,
    is_settled: bool,
) -> Result<Vec<Subject>> {
    let AssessmentContext { staff, loaded, assessed, period: (starts, ends), .. } = *context;
    if assessed.per != SubjectKind::Person {
        return subjects(staff, loaded, assessed.per);
    }
    let judged = assessments::people(change, context.judgement()).await?;
    let is_closed = is_settled && !judged.is_empty();
    let mut late = Vec::new();
    let (begins, over) = (starts.at(0), ends.plus(1).at(0));
    if !is_closed {
        for person in event_queries::entered_since(change, over).await? {
            if !records::is_of(change, person, (begins, over)).await? {
                late.push(person);
            }
        }
    }
    let is_subject = |id, active| judged.contains(id) || (active && !is_closed && !late.contains(id));
    let people = staff.people.iter().filter(|(id, member)| is_subject(*id, member.active));
    people.map(|(id, _)| Ok(Subject::Person(staff.person(*id, loaded.manifest())?))).collect()
}

/// The subject as people call it.
#[must_use]
pub fn subject_name(staff: &Staff, subject: &Subject) -> String {
    match subject {
        Subject::Person(person) => person.name.clone(),
        Subject::Department(id) => staff.departments.get(&DepartmentId::from(*id)).cloned().unwrap_or_default(),
        Subject::Office => text!("whole-office"),
    }
}
