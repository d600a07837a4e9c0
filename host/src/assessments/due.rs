//! Which assessments are due: their period has ended, and the files that they read have been imported.

use super::{declared::declared, judge::AssessmentContext};
use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    store::{assessments::Run, imported_lines},
};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Assessed, Cycle, Date};
use std::{collections::BTreeSet, sync::Arc};

/// For so many days after its end a period is judged anew each day, while statements and corrections still come in.
const SETTLES: i32 = 10;
/// Whoever has something to explain has so many working days of these at least.
const WORKED: u32 = 6;
/// No holiday lasts longer, in days.
const LONGEST_HOLIDAY: i32 = 31;

/// The judgements of a length that the regulations in force on a day declare.
pub(super) fn of_cycle(policy: &OfficePolicy, on: Date, cycle: Cycle) -> Vec<(Arc<Loaded>, Assessed)> {
    declared(policy, on).into_iter().filter(|(_, assessed)| assessed.period == cycle).collect()
}

/// Whether a period has settled by a day: after so many days, of which so many were worked. Around long holidays that takes longer.
pub(super) fn has_settled(policy: &OfficePolicy, ends: Date, today: Date) -> bool {
    let worked = || policy.days(ends, ends.plus(SETTLES + LONGEST_HOLIDAY)).calendar().working_days_after(ends, WORKED);
    today > ends.plus(SETTLES) && today > worked()
}

/// Whether a judgement of the last period is to be made today: not yet made of a period that the office has seen, or made before
/// today of one that has not settled, or that has changed since.
pub(super) fn is_due(context: &AssessmentContext<'_>, runs: &[Run], begun: Option<Date>) -> bool {
    let ((_, ends), today) = (context.period, context.now.date());
    match run_of(context, runs) {
        Some(run) => run.judged_on < today && (run.is_stale || !has_settled(context.policy, ends, today)),
        // A period from before the office was set up has no facts.
        None => begun.is_some_and(|begun| begun <= ends),
    }
}

/// Whether a judgement of an earlier period was made before today and what it reads has changed since.
pub(super) fn is_outdated(context: &AssessmentContext<'_>, runs: &[Run]) -> bool {
    run_of(context, runs).is_some_and(|run| run.is_stale && run.judged_on < context.now.date())
}

/// When a judgement was made.
fn run_of<'r>(context: &AssessmentContext<'_>, runs: &'r [Run]) -> Option<&'r Run> {
    let judgement = context.judgement();
    let same = |run: &&Run| {
        (run.regulation.as_str(), run.assessed.as_str(), run.starts)
            == (judgement.regulation, judgement.assessed, judgement.starts)
    };
    runs.iter().find(same)
}

/// Assessments that wait: what they read is imported from files and does not yet reach the period's last working day, or
/// they read another's results that wait. Nobody is judged absent only because a clock machine has not been read.
pub(super) async fn without_facts(
    app: &App,
    office: OfficeId,
    policy: &OfficePolicy,
    cycle: Cycle,
    (starts, ends): (Date, Date),
) -> Result<BTreeSet<String>> {
    let days = policy.days(starts, ends);
    let calendar = days.calendar();
    let last = (0..=ends.0 - starts.0).map(|back| ends.plus(-back)).find(|day| calendar.worked(*day)).unwrap_or(starts);
    let mut waiting = BTreeSet::new();
    for (loaded, assessed) in of_cycle(policy, ends, cycle) {
        let manifest = loaded.manifest();
        for read in &assessed.reads {
            let imported = manifest.form(&read.source).filter(|form| !form.filing.imports.is_empty());
            let missing = match imported {
                Some(form) => latest(app, office, &manifest.id, &form.id).await?.is_none_or(|day| day < last),
                None => waiting.contains(&manifest.qualified(&read.source)),
            };
            if missing {
                waiting.insert(manifest.qualified(&assessed.id));
                break;
            }
        }
    }
    Ok(waiting)
}

/// The day of the latest record of a form.
pub(super) async fn latest(app: &App, office: OfficeId, regulation: &str, form: &str) -> Result<Option<Date>> {
    Ok(imported_lines::latest(&app.pool, office, regulation, form).await?.map(guiju_model::Moment::date))
}
