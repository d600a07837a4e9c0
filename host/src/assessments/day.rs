//! One day of one person: the sessions to be worked and what is on record, so that a judgement is seen at a glance.

use super::declared::declared;
use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{
        assessments::{self, Judgement},
        record_queries,
    },
};
use guiju_api::{DayEntry, DayShown};
use guiju_domain::{PersonId, access::Whose, rejection::Unknown};
use guiju_model::{Date, Moment, Scope};

/// What an assessment saw of a person on a day: the records that it reads, each as far as it lies within the day.
///
/// # Errors
/// If there is no such assessment, or it is not for the caller to see.
pub async fn day(
    app: &App,
    caller: &Caller,
    regulation: &str,
    assessed: &str,
    person: PersonId,
    date: Date,
) -> Result<DayShown> {
    let access = Access::of(app, caller).await?;
    let (policy, staff) = (&access.policy, &access.staff);
    let mut all = declared(policy, date.min(app.now(caller.office).date())).into_iter();
    let (loaded, declared) = all
        .find(|(loaded, declared)| loaded.manifest().id == regulation && declared.id == assessed)
        .ok_or(Error::from(Unknown::Assessment))?;
    let sees = caller.person == person || access.belongs(&declared.seen_by);
    if !sees || !staff.people.contains_key(&person) {
        return Err(Error::from(Unknown::AssessmentOfPerson));
    }
    let (first, last) = (date.at(0), Moment(date.plus(1).at(0).0 - 1));
    let clock = |moment: Moment| moment.to_string().get(11..16).unwrap_or_default().to_owned();
    let days = policy.days(date, date);
    let sessions = days.calendar().sessions(date).iter();
    let sessions = sessions.map(|session| (clock(date.at(session.start)), clock(date.at(session.end)))).collect();
    let mut entries = Vec::new();
    for read in declared.reads.iter().filter(|read| read.scope == Scope::Subject) {
        let source = loaded.manifest().qualified(&read.source);
        let Some((owner, form)) = source.split_once('/') else { continue };
        let owner_policy = policy.regulation(owner, date);
        let Some(form) = owner_policy.and_then(|loaded| loaded.manifest().form(form)) else { continue };
        let of = access.records_of(owner, &form.id);
        for found in record_queries::of_person(&app.pool, &of, person, (first, last)).await? {
            let record = access.record(&found.ties, owner, &form.id)?;
            if record.seen.hides_all() {
                continue;
            }
            let (starts, ends) = (found.row.starts.max(first), found.row.ends.min(last));
            let (title, summary) = (form.title.clone(), record.summary);
            entries.push(DayEntry { title, summary, starts: clock(starts), ends: clock(ends) });
        }
    }
    let (starts, _) = date.around(declared.period);
    let judgement = Judgement { regulation, assessed, starts };
    let whose = Whose::Person(person);
    let judged = assessments::of_period(&app.pool, caller.office, judgement, whose).await?;
    let marks = judged.into_iter().flat_map(|judged| judged.result.marks).filter(|mark| mark.date == date.0).collect();
    Ok(DayShown { sessions, marks, entries })
}
