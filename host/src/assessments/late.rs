//! Facts that come late: a judgement whose period has settled is made again once a record that it reads has changed, such as a
//! report that was verified weeks after what it tells of.

use super::{
    declared::declared,
    made::{Changed, Made},
};
use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    store::{
        self, UnitOfWork, assessments, chain_ends,
        late_facts::{self, ChangedRecords, ReferenceField},
    },
};
use guiju_domain::OfficeId;
use guiju_model::{Cycle, Date, Period};
use std::collections::BTreeSet;

/// The first day of the periods that are judged again: of the last year and of this one.
pub(super) fn first_day(today: Date) -> Date {
    today.around(Cycle::Year).0.plus(-1).around(Cycle::Year).0
}

/// Facts of a day have come in: the judgements that they outdate need not wait for the next day.
///
/// # Errors
/// If the database cannot be used.
pub async fn facts_came(change: &mut UnitOfWork, from: Date) -> Result<()> {
    Ok(assessments::hasten(change, from.around(Cycle::Year).0).await?)
}

/// What every judgement of a period with some of these days goes by has changed, such as the calendar: they need not wait for the
/// next day. One whose package is not here is made again, too: how long its period is, is not known.
///
/// # Errors
/// If the database cannot be used.
pub async fn outdate_days(change: &mut UnitOfWork, policy: &OfficePolicy, days: (Date, Date)) -> Result<()> {
    let (office, today) = (change.office, change.now.date());
    let runs = assessments::runs(&mut **change, office, first_day(today)).await?;
    let is_outdated = |made: &&Made<'_>| made.is_unreadable(policy) || made.overlaps(days);
    for made in Made::all(policy, &runs, today).iter().filter(is_outdated) {
        assessments::outdate(change, made.judgement(), true).await?;
    }
    Ok(())
}

/// Looks for records that events have changed since the last look, and outdates the judgements that read them. A server that lacks a
/// package leaves it to one that has it.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn look(app: &App, office: OfficeId) -> Result<()> {
    let (behind, up_to) =
        (late_facts::looked_at(&app.pool, office).await?, chain_ends::last_seq(&app.pool, office).await?);
    let (policy, today) = (app.policy(office)?, app.now(office).date());
    if up_to <= behind || policy.can_assess(today).is_err() {
        return Ok(());
    }
    let pointers = pointers(&policy, today);
    let mut connection = store::acquire(&app.pool).await?;
    let mut records = late_facts::changed(&mut connection, app.dialect, office, (behind, up_to), &pointers).await?;
    drop(connection);
    let mut change = app.change(office).await?;
    records.extend(late_facts::take_left(&mut change).await?);
    if !records.is_empty() {
        let runs = assessments::runs(&mut *change, office, first_day(today)).await?;
        let made = Made::all(&policy, &runs, today);
        outdate(&mut change, &policy, &made, records.iter().map(of_records).collect()).await?;
    }
    late_facts::look(&mut change, up_to).await?;
    change.commit().await?;
    Ok(())
}

/// The fields by which records point to those that some judgement reads.
fn pointers(policy: &OfficePolicy, today: Date) -> Vec<ReferenceField> {
    let mut fields = BTreeSet::new();
    for (loaded, assessed) in declared(policy, today) {
        for related in assessed.reads.iter().flat_map(|read| &read.related) {
            let form = loaded.manifest().qualified(&related.form);
            if let Some((regulation, form)) = form.split_once('/') {
                let (regulation, form) = (regulation.to_owned(), form.to_owned());
                fields.insert(ReferenceField { regulation, form, field: related.field.clone() });
            }
        }
    }
    fields.into_iter().collect()
}

fn of_records(records: &ChangedRecords) -> Changed {
    let over = Period { from: records.starts, to: records.ends };
    Changed { source: format!("{}/{}", records.regulation, records.form), over }
}

/// Judgements were made just now: others that read their results are made again, but for those made with them.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn results_came(
    change: &mut UnitOfWork,
    policy: &OfficePolicy,
    made_now: &BTreeSet<String>,
    period: (Date, Date),
) -> Result<()> {
    let (office, today) = (change.office, change.now.date());
    let runs = assessments::runs(&mut **change, office, first_day(today)).await?;
    let mut made = Made::all(policy, &runs, today);
    made.retain(|made| made.run.starts != period.0 || !made_now.contains(&made.name()));
    let changed = made_now.iter().map(|name| Changed::results(name.clone(), period)).collect();
    outdate(change, policy, &made, changed).await
}

/// Outdates the judgements that read one of these, and those that read the results of such a judgement. One whose package is not here
/// is outdated, too: what it reads is not known.
async fn outdate(
    change: &mut UnitOfWork,
    policy: &OfficePolicy,
    made: &[Made<'_>],
    mut changed: Vec<Changed>,
) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let mut others = made.iter().collect::<Vec<_>>();
    // What reads another one's results may stand before it.
    loop {
        let reads = |made: &Made<'_>| changed.iter().any(|changed| made.read(policy, changed));
        let (outdated, rest) =
            others.into_iter().partition::<Vec<_>, _>(|made| made.is_unreadable(policy) || reads(made));
        if outdated.is_empty() {
            return Ok(());
        }
        for made in &outdated {
            assessments::outdate(change, made.judgement(), false).await?;
        }
        changed = outdated.into_iter().map(Made::results).collect();
        others = rest;
    }
}
