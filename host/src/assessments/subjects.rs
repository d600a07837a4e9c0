//! Of whom a judgement is made.

use super::judge::{AssessmentContext, key};
use crate::{
    error::Result,
    staff::Staff,
    store::{UnitOfWork, assessments, event_queries, record_presence},
    words::text,
};
use guiju_domain::{DepartmentId, PersonId};
use guiju_engine::Loaded;
use guiju_model::{Date, Subject, SubjectKind};
use std::collections::BTreeSet;

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
/// period that has settled; nor is, before that, whoever was entered after it and of whom there is nothing in it that the judgement reads.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn subjects_of(
    change: &mut UnitOfWork,
    context: &AssessmentContext<'_>,
    is_settled: bool,
) -> Result<Vec<Subject>> {
    let AssessmentContext { staff, loaded, assessed, period: (starts, ends), .. } = *context;
    let judged = assessments::subjects(change, context.judgement()).await?;
    let is_closed = is_settled && !judged.is_empty();
    if assessed.per != SubjectKind::Person {
        let mut now = subjects(staff, loaded, assessed.per)?;
        now.retain(|subject| !is_closed || judged.contains(&key(subject)));
        return Ok(now);
    }
    let mut late = Vec::new();
    if !is_closed {
        for person in event_queries::entered_since(change, ends.plus(1).at(0)).await? {
            if !is_known(change, context, person, (starts, ends)).await? {
                late.push(person);
            }
        }
    }
    let mut found = Vec::new();
    for (id, member) in &staff.people {
        let subject = Subject::Person(staff.person(*id, loaded.manifest())?);
        if judged.contains(&key(&subject)) || (member.active && !is_closed && !late.contains(id)) {
            found.push(subject);
        }
    }
    Ok(found)
}

/// Whether what the judgement reads has a record of a person in a period, or the result of a judgement of one.
async fn is_known(
    change: &mut UnitOfWork,
    context: &AssessmentContext<'_>,
    person: PersonId,
    (starts, ends): (Date, Date),
) -> Result<bool> {
    let manifest = context.loaded.manifest();
    let sources = context.assessed.reads.iter().map(|read| manifest.qualified(&read.source)).collect::<BTreeSet<_>>();
    for source in sources.iter().filter_map(|source| source.split_once('/')) {
        let has_record = record_presence::has_of(change, source, person, (starts.at(0), ends.plus(1).at(0))).await?;
        if has_record || assessments::has_of(change, source, person, (starts, ends)).await? {
            return Ok(true);
        }
    }
    Ok(false)
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
