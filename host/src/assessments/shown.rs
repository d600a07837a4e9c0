//! Assessments as people open them: which there are, and the results of a period.

use super::declared::declared;
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::filing::belongs,
    staff::Staff,
    store::assessments::{self, Judgement},
    words::text,
};
use guiju_api::{AssessmentOffered, AssessmentShown, SubjectShown};
use guiju_domain::{DepartmentId, OfficeId, PersonId, access::Whose, rejection::Unknown};
use guiju_model::Date;

/// The assessments that can be opened.
///
/// # Errors
/// If the office is unknown.
pub fn offered(app: &App, office: OfficeId) -> Result<Vec<AssessmentOffered>> {
    let policy = app.policy(office)?;
    let offered = declared(&policy, app.now(office).date()).into_iter().map(|(loaded, assessed)| AssessmentOffered {
        regulation: loaded.manifest().id.clone(),
        regulation_title: loaded.manifest().title.clone(),
        assessed: assessed.id.clone(),
        title: assessed.title,
        period: assessed.period.name().to_owned(),
    });
    Ok(offered.collect())
}

/// The results of a period: everybody's for those who decide, one's own for the others.
///
/// # Errors
/// If there is no such assessment.
pub async fn shown(app: &App, caller: &Caller, regulation: &str, assessed: &str, day: Date) -> Result<AssessmentShown> {
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let loaded = policy.in_force(regulation, app.now(caller.office).date())?;
    let manifest = loaded.manifest();
    let declared = manifest.assesses.iter().find(|a| a.id == assessed).ok_or(Error::from(Unknown::Assessment))?;
    let (starts, ends) = day.around(declared.period);
    let all = caller.audits() || belongs(&staff, caller.person, &declared.seen_by);
    let whose = Whose::readable(all, caller.person);
    let judgement = Judgement { regulation, assessed, starts };
    let results = assessments::of_period(&app.pool, caller.office, judgement, whose).await?;
    let mut subjects = results.into_iter().map(|one| subject_shown(&staff, one)).collect::<Vec<_>>();
    let standing = staff.standing();
    subjects.sort_by_key(|((person, department), _)| {
        (person.map(|person| standing.of(person)), department.map(|id| standing.of_department(id)))
    });
    let subjects = subjects.into_iter().map(|(_, subject)| subject).collect();
    let (title, legend) = (declared.title.clone(), declared.legend.clone());
    Ok(AssessmentShown { title, starts: starts.to_string(), ends: ends.to_string(), subjects, legend })
}

/// A result as people read it, with the person or the department that the subject is.
fn subject_shown(
    staff: &Staff,
    assessments::Assessed { subject, person, result }: assessments::Assessed,
) -> ((Option<PersonId>, Option<DepartmentId>), SubjectShown) {
    let department = subject.strip_prefix("department ").and_then(|id| id.parse::<DepartmentId>().ok());
    let called = || department.and_then(|id| staff.departments.get(&id).cloned());
    let shown = SubjectShown {
        person: person.map(PersonId::number),
        name: person.map_or_else(|| called().unwrap_or_else(|| text!("whole-office")), |id| staff.name(id)),
        figures: result.figures,
        marks: result.marks,
        duties: result.duties.into_iter().map(|duty| (duty.what, duty.done, duty.needed)).collect(),
    };
    ((person, department), shown)
}
