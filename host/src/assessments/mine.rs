//! Metrics of the running periods for the caller, computed by the regulations on each request and not stored.

use super::{
    declared::declared,
    judge::{AssessmentContext, judge},
    subjects::subjects,
};
use crate::{accounts::Caller, app::App, error::Result, store};
use guiju_api::{AssessmentShown, SubjectShown};
use guiju_model::{Subject, SubjectKind};

/// Figures of the caller's own running periods: how much leave was taken and is left, how often something happened.
/// Judgements over what comes from files are left out, since files come late and a missing one would look like absence.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn mine(app: &App, caller: &Caller) -> Result<Vec<AssessmentShown>> {
    let (policy, staff, now) = (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let mut connection = store::acquire(&app.pool).await?;
    let mut shown = Vec::new();
    for (loaded, assessed) in declared(&policy, now.date()) {
        let manifest = loaded.manifest();
        let imported = |form: &str| manifest.form(form).is_some_and(|form| !form.filing.imports.is_empty());
        if assessed.per != SubjectKind::Person || assessed.reads.iter().any(|read| imported(&read.source)) {
            continue;
        }
        let (starts, ends) = now.date().around(assessed.period);
        let me = |subject: &Subject| matches!(subject, Subject::Person(person) if caller.person == person.into());
        for subject in subjects(&staff, &loaded, assessed.per)?.into_iter().filter(me) {
            let context = AssessmentContext {
                office: caller.office,
                now,
                policy: &policy,
                staff: &staff,
                loaded: &loaded,
                assessed: &assessed,
                period: (starts, ends),
            };
            let (_, result) = judge(&mut connection, &context, &subject).await?;
            let figures = result.figures.into_iter().filter(|figure| figure.value != 0).collect::<Vec<_>>();
            if figures.is_empty() {
                continue;
            }
            let (person, name) = (Some(caller.person.number()), staff.name(caller.person));
            let subject = SubjectShown { person, name, figures, marks: Vec::new(), duties: Vec::new() };
            shown.push(AssessmentShown {
                title: assessed.title.clone(),
                starts: starts.to_string(),
                ends: ends.to_string(),
                subjects: vec![subject],
                legend: Vec::new(),
            });
        }
    }
    Ok(shown)
}
