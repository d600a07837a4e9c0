//! Day marks that an assessment of persons gives each half day, as rolls show them.

use super::{AssessmentContext, due::latest, judge, subjects};
use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    matters::filing::belongs,
    store,
    store::assessments::{self, Judgement},
};
use guiju_domain::{PersonId, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Date, DayMark, Subject};
use std::collections::BTreeMap;

/// The marks of each person in the period around a day, as far as the caller may read them: those of the judged period, so that
/// they are the same as on the assessment's own sheet; of a period that has not been judged, what the regulation says of it so
/// far.
///
/// # Errors
/// If the regulation faults or the database cannot be used.
pub async fn signs(
    app: &App,
    caller: &Caller,
    loaded: &Loaded,
    assessed: &Assessed,
    day: Date,
) -> Result<BTreeMap<PersonId, Vec<DayMark>>> {
    let (starts, _) = day.around(assessed.period);
    let staff = app.staff(caller.office).await?;
    let all = caller.audits() || belongs(&staff, caller.person, &assessed.seen_by);
    let whose = Whose::readable(all, caller.person);
    let judgement = Judgement { regulation: &loaded.manifest().id, assessed: &assessed.id, starts };
    let results = assessments::of_period(&app.pool, caller.office, judgement, whose).await?;
    let of_person = |one: assessments::Assessed| Some((one.person?, one.result.marks));
    let mut marks = results.into_iter().filter_map(of_person).collect::<BTreeMap<_, _>>();
    if marks.is_empty() {
        marks = so_far(app, caller, loaded, assessed, day, all).await?;
    }
    Ok(marks)
}

/// What the regulation says of a period that has not been judged. Days that no imported file has reached yet stay empty: a file
/// that has not come is nobody's absence.
async fn so_far(
    app: &App,
    caller: &Caller,
    loaded: &Loaded,
    assessed: &Assessed,
    day: Date,
    all: bool,
) -> Result<BTreeMap<PersonId, Vec<DayMark>>> {
    let (policy, staff, now) = (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let (manifest, period) = (loaded.manifest(), day.around(assessed.period));
    let mut reached = now.date();
    for read in &assessed.reads {
        let imported = manifest.form(&read.source).is_some_and(|form| !form.filing.imports.is_empty());
        if imported {
            let latest = latest(app, caller.office, &manifest.id, &read.source).await?;
            reached = reached.min(latest.unwrap_or(period.0.plus(-1)));
        }
    }
    let mut marks = BTreeMap::new();
    if reached < period.0 {
        return Ok(marks);
    }
    let mut connection = store::acquire(&app.pool).await?;
    let context =
        AssessmentContext { office: caller.office, now, policy: &policy, staff: &staff, loaded, assessed, period };
    for subject in subjects(&staff, loaded, assessed.per)? {
        let Subject::Person(person) = &subject else { continue };
        let person = PersonId::from(person);
        if !all && person != caller.person {
            continue;
        }
        let (_, result) = judge(&mut connection, &context, &subject).await?;
        let known = result.marks.into_iter().filter(|mark| mark.date <= reached.0).collect();
        marks.insert(person, known);
    }
    Ok(marks)
}
