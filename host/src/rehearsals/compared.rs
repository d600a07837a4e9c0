//! A recorded answer beside the one that is given now.

use super::{lines, variation::Prepared};
use crate::{
    error::Result,
    policy::OfficePolicy,
    recordings::{Question, Recording},
    staff::Staff,
    store::rehearsals::NewDifference,
};
use guiju_domain::{
    DepartmentId, PersonId, message,
    message::{Argument, Message},
    rehearsals::Aspect,
};
use guiju_model::Subject;

/// Compares a recorded answer with another; none if both are the same.
///
/// # Errors
/// If the recording is damaged, or its package is not here.
pub(super) fn compared(
    policy: &OfficePolicy,
    staff: &Staff,
    recording: &Recording,
    prepared: Option<&Prepared>,
) -> Result<Option<NewDifference>> {
    let recorded = recording.answered()?;
    let again = prepared.map(Prepared::ask).transpose();
    if let Ok(Some(reply)) = &again
        && serde_json::to_string(reply)? == recorded
    {
        return Ok(None);
    }
    let own = policy.judged_by(&recording.digest)?;
    let (mut clauses, mut aspects) = (Vec::new(), Vec::new());
    match (again, prepared) {
        (Ok(Some(reply)), Some(prepared)) => {
            let before = lines::of(&serde_json::from_str(&recorded)?, own, staff);
            let after = lines::of(&reply, &prepared.loaded, staff);
            for line in lines::differing(&before, &after) {
                clauses.extend(line.clauses.clone());
                aspects.push(line.aspect);
            }
            if aspects.is_empty() {
                aspects.push(Aspect::Wording);
            }
        }
        (Ok(None) | Ok(Some(_)), _) => aspects.push(Aspect::Gone),
        (Err(_), _) => aspects.push(Aspect::Fault),
    }
    clauses.sort_unstable();
    clauses.dedup();
    aspects.sort_unstable();
    aspects.dedup();
    Ok(Some(difference((policy, staff), recording, (clauses, aspects))?))
}

/// A recording of which nothing can be asked, beside what was answered then.
///
/// # Errors
/// If the recording is damaged, or its package is not here.
pub(super) fn refused(policy: &OfficePolicy, staff: &Staff, recording: &Recording) -> Result<NewDifference> {
    difference((policy, staff), recording, (Vec::new(), vec![Aspect::Fault]))
}

fn difference(
    (policy, staff): (&OfficePolicy, &Staff),
    recording: &Recording,
    (clauses, aspects): (Vec<String>, Vec<Aspect>),
) -> Result<NewDifference> {
    let title = title(policy, staff, recording)?;
    let (recording, matter, starts) = (recording.id, recording.matter, recording.starts);
    Ok(NewDifference { recording, matter, starts, title, clauses, aspects })
}

/// What a recording is about: the form or the assessment, and whom it concerns.
///
/// # Errors
/// If the recording is damaged, or its package is not here.
pub(super) fn title(policy: &OfficePolicy, staff: &Staff, recording: &Recording) -> Result<Message> {
    let own = policy.judged_by(&recording.digest)?;
    let manifest = own.manifest();
    Ok(match recording.question()? {
        Question::Matter(matter) => {
            let qualified = manifest.qualified(&matter.form);
            let (owner, form) = qualified.split_once('/').unwrap_or_default();
            let of = policy.packages_of(owner).find_map(|loaded| loaded.manifest().form(form));
            let whose = staff.name(PersonId::from(&matter.subject));
            match of {
                Some(form) => message!("rehearsal-person", whose, form = &form.title),
                None => message!("rehearsal-person-alone", whose),
            }
        }
        Question::Period(ledger) => {
            let judged = manifest.assesses.iter().find(|a| a.id == ledger.assessed);
            let whose = match &ledger.subject {
                Subject::Person(person) => Argument::from(staff.name(person.into())),
                Subject::Department(id) => {
                    staff.departments.get(&DepartmentId::from(*id)).cloned().unwrap_or_default().into()
                }
                Subject::Office => message!("whole-office").into(),
            };
            message!("rehearsal-assessment", whose, assessment = judged.map_or("", |judged| judged.title.as_str()))
        }
    })
}
