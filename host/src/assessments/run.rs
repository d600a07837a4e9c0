//! Judging a period: by hand, or by the clock once its facts are in.
//!
//! A regulation that faults stops only its own judgement: what it had written is taken back, the others are written.

use super::{
    due::{has_settled, is_due, is_outdated, of_cycle, without_facts},
    judge::{AssessmentContext, judge, key},
    late, proposing,
    subjects::subjects_of,
};
use crate::{
    app::App,
    attempt::Attempt,
    error::Result,
    recordings,
    staff::RolesFor,
    store::{
        UnitOfWork,
        assessments::{self, New},
        erasure, event_queries,
    },
    words::text,
};
use guiju_domain::{
    OfficeId, PersonId, access::Whose, events::assessments::Assessed, rejection::Erasure, workflow::Roles as _,
};
use guiju_engine::Loaded;
use guiju_model::{Cycle, Date, PenaltyProposal, Subject};
use std::{collections::BTreeSet, sync::Arc};

/// Judges the periods that have ended and whose facts are in, each once a day until they have settled, and again once a record that
/// they read has changed. What `is_paused`, because it failed not long ago, keeps its results; a regulation that faults is told in its
/// judgement's outcome.
///
/// # Errors
/// If the database cannot be used.
pub async fn catch_up(app: &App, office: OfficeId, is_paused: impl Fn(&str) -> bool) -> Result<Vec<Attempt>> {
    late::look(app, office).await?;
    let (policy, staff, now) = (app.policy(office)?, app.staff(office).await?, app.now(office));
    let runs = assessments::runs(&app.pool, office, late::first_day(now.date())).await?;
    let begun = event_queries::first_moment(&app.pool, office).await?.map(guiju_model::Moment::date);
    let stale = runs.iter().filter(|run| run.is_stale).map(|run| run.starts).collect::<BTreeSet<_>>();
    let reached = if stale.is_empty() { None } else { erasure::reached(&app.pool, office).await? };
    let is_whole = |ends: Date| reached.is_none_or(|reached| ends >= reached.date());
    let mut tried = Vec::new();
    'cycles: for &cycle in Cycle::ALL {
        let latest = now.date().around(cycle).0.plus(-1);
        let ended = stale.iter().map(|starts| starts.around(cycle));
        let ended = ended.filter(|(_, ends)| *ends < latest && is_whole(*ends)).collect::<BTreeSet<_>>();
        for period in [latest.around(cycle)].into_iter().chain(ended) {
            let ends = period.1;
            let mut wanted = Wanted::of(cycle, ends);
            for (loaded, assessed) in of_cycle(&policy, ends, cycle) {
                let (policy, staff, loaded, assessed) = (&*policy, &*staff, &*loaded, &assessed);
                let context = AssessmentContext { office, now, policy, staff, loaded, assessed, period };
                let is_due = if ends == latest { is_due(&context, &runs, begun) } else { is_outdated(&context, &runs) };
                if is_due {
                    let paused = is_paused(&wanted.part(&context.name(), now.date()));
                    (if paused { &mut wanted.unmade } else { &mut wanted.due }).insert(context.name());
                }
            }
            if wanted.due.is_empty() {
                continue;
            }
            // A period for which something is missing holds no other one up.
            if policy.can_assess(ends).is_err() {
                let lacking = wanted.due.iter().map(|name| wanted.part(name, now.date()));
                tried.extend(lacking.map(|part| Attempt { part, outcome: policy.can_assess(ends) }));
                continue;
            }
            wanted.waiting = without_facts(app, office, &policy, cycle, period).await?;
            let made = judge_all(app, office, &wanted, None).await?.1;
            // One earlier period a round: the office's other jobs and whoever files go between them.
            let is_enough = ends < latest && !made.is_empty();
            tried.extend(made);
            if is_enough {
                continue 'cycles;
            }
        }
    }
    Ok(tried)
}

/// Judges every subject over the periods of this length around a day, and proposes what follows; how many subjects were judged.
///
/// # Errors
/// If the database cannot be used, or a regulation faults: then the other judgements have been made.
pub async fn run(app: &App, office: OfficeId, cycle: Cycle, day: Date, by: Option<PersonId>) -> Result<u64> {
    let (policy, today) = (app.policy(office)?, app.now(office).date());
    let ends = day.around(cycle).1.min(today);
    let reached = erasure::reached(&app.pool, office).await?.map(guiju_model::Moment::date);
    if let Some(date) = reached.filter(|date| day.around(cycle).1 < *date) {
        // What the period was judged by is not whole any more.
        return Err(Erasure::Period { date }.into());
    }
    let due = of_cycle(&policy, ends, cycle).iter().map(|(loaded, one)| loaded.manifest().qualified(&one.id)).collect();
    let wanted = Wanted { due, ..Wanted::of(cycle, day) };
    let (judged, tried) = judge_all(app, office, &wanted, by).await?;
    tried.into_iter().find_map(|attempt| attempt.outcome.err()).map_or(Ok(judged), Err)
}

/// Which judgements of which period are wanted.
struct Wanted {
    /// The length of the period.
    cycle: Cycle,
    /// A day of the period.
    day: Date,
    /// The judgements that are due, by name.
    due: BTreeSet<String>,
    /// Those whose facts have not come; they are tried again another day, and what came of an earlier run stands.
    waiting: BTreeSet<String>,
    /// Those that are due and are not made now: what reads their results is made again after them.
    unmade: BTreeSet<String>,
}

impl Wanted {
    /// No judgement yet of a period.
    fn of(cycle: Cycle, day: Date) -> Self {
        Self { cycle, day, due: BTreeSet::new(), waiting: BTreeSet::new(), unmade: BTreeSet::new() }
    }

    /// What a judgement of this period is called among the parts of the job: that an earlier one fails pauses that one alone.
    fn part(&self, name: &str, today: Date) -> String {
        let (starts, ends) = self.day.around(self.cycle);
        if ends >= today.around(self.cycle).0.plus(-1) { name.to_owned() } else { format!("{name} {starts}") }
    }
}

/// Makes the wanted judgements in one change: how many subjects were judged, and what came of each judgement.
async fn judge_all(app: &App, office: OfficeId, wanted: &Wanted, by: Option<PersonId>) -> Result<(u64, Vec<Attempt>)> {
    let mut change = app.change(office).await?;
    let (policy, staff, now) = (app.policy(office)?, app.staff_within(&mut change).await?, change.now);
    let period = wanted.day.around(wanted.cycle);
    let (starts, ends) = period;
    // Whoever was where as the period ended.
    let then = staff.before(ends, &event_queries::staff_before(&mut change, ends.plus(1).at(0)).await?);
    policy.can_assess(ends.min(now.date()))?;
    let mut proposed: Vec<(Arc<Loaded>, PenaltyProposal)> = Vec::new();
    let mut round = Round { unmade: wanted.unmade.clone(), ..Round::default() };
    // The facts of a period are judged by the policy in force when they happened.
    for (loaded, assessed) in of_cycle(&policy, ends.min(now.date()), wanted.cycle) {
        let context = AssessmentContext {
            office,
            now,
            policy: &policy,
            staff: &then,
            loaded: &loaded,
            assessed: &assessed,
            period,
        };
        let penalties = match round.judge(&mut change, &context, wanted).await? {
            Some(penalties) => penalties,
            None => standing_penalties(&mut change, &context).await?,
        };
        let penalties = penalties.into_iter().flat_map(|penalty| answered_for(&context, penalty));
        proposed.extend(penalties.map(|penalty| (loaded.clone(), penalty)));
    }
    if round.tried.is_empty() {
        // Everything waits for its facts: nothing is judged, and no event tells of it.
        change.commit().await?;
        return Ok((0, round.tried));
    }
    let Round { judged, tried, made, faults, .. } = round;
    if judged == 0 && !faults.is_empty() {
        // Nothing came of it: it is tried again, and leaves no event each time.
        change.roll_back().await?;
        return Ok((0, tried));
    }
    let proposals =
        proposing::propose(&mut change, (&policy, &staff), proposing::merge(&staff, proposed), period).await?;
    late::results_came(&mut change, &policy, &made, period).await?;
    let (proposed, lapsed) = (proposals.made, proposals.lapsed);
    let event = Assessed { period: wanted.cycle, starts, ends, subjects: judged, faults, proposed, lapsed };
    change.record(by, &event)?;
    change.commit().await?;
    Ok((judged, tried))
}

/// What came of the judgements of a period so far.
#[derive(Default)]
struct Round {
    /// So many subjects were judged.
    judged: u64,
    tried: Vec<Attempt>,
    /// The judgements that were made, by name.
    made: BTreeSet<String>,
    /// Those that faulted, by name.
    faults: Vec<String>,
    /// Those that are due and were not made, or not from all that they read.
    unmade: BTreeSet<String>,
}

impl Round {
    /// Makes a judgement if it is wanted: its penalties. None, where what came of an earlier run stands.
    async fn judge(
        &mut self,
        change: &mut UnitOfWork,
        context: &AssessmentContext<'_>,
        wanted: &Wanted,
    ) -> Result<Option<Vec<PenaltyProposal>>> {
        let name = context.name();
        if !wanted.due.contains(&name) {
            return Ok(None);
        }
        if wanted.waiting.contains(&name) {
            assessments::save_run(change, context.judgement(), true).await?;
            return Ok(None);
        }
        let outcome = judge_one(change, context).await?;
        let penalties = outcome.as_ref().ok().map(|(_, penalties)| penalties.clone());
        let is_unsure = penalties.is_none() || reads_one_of(context, &self.unmade);
        match &outcome {
            Ok((subjects, _)) => {
                self.judged += subjects;
                assessments::save_run(change, context.judgement(), is_unsure).await?;
                self.made.insert(name.clone());
            }
            Err(_) => self.faults.push(name.clone()),
        }
        self.tried.push(Attempt { part: wanted.part(&name, context.now.date()), outcome: outcome.map(drop) });
        if is_unsure {
            self.unmade.insert(name);
        }
        Ok(penalties)
    }
}

/// Whether a judgement reads the results of one of these.
fn reads_one_of(context: &AssessmentContext<'_>, names: &BTreeSet<String>) -> bool {
    let manifest = context.loaded.manifest();
    context.assessed.reads.iter().any(|read| names.contains(&manifest.qualified(&read.source)))
}

/// Makes one judgement of every subject: how many there were, and the penalties. If the regulation faults, what was written of the
/// judgement is taken back and the fault is the inner result.
async fn judge_one(
    change: &mut UnitOfWork,
    context: &AssessmentContext<'_>,
) -> Result<Result<(u64, Vec<PenaltyProposal>)>> {
    let mark = change.mark().await?;
    match judge_subjects(change, context).await {
        Ok(judged) => {
            change.go_on(mark).await?;
            Ok(Ok(judged))
        }
        Err(fault) if fault.is_of_regulation() => {
            change.go_back(mark).await?;
            Ok(Err(fault))
        }
        Err(other) => Err(other),
    }
}

async fn judge_subjects(
    change: &mut UnitOfWork,
    context: &AssessmentContext<'_>,
) -> Result<(u64, Vec<PenaltyProposal>)> {
    let (mut judged, mut penalties) = (0, Vec::new());
    let is_settled = has_settled(context.policy, context.period.1, context.now.date());
    for subject in subjects_of(change, context, is_settled).await? {
        let (ledger, assessment) = judge(change, context, &subject).await?;
        let person = if let Subject::Person(person) = &subject { Some(PersonId::from(person)) } else { None };
        let new = New {
            judgement: context.judgement(),
            ends: context.period.1,
            subject: &key(&subject),
            person,
            digest: context.loaded.digest(),
            result: &assessment,
        };
        assessments::save(change, &new).await?;
        recordings::keep_period(change, context.loaded, &key(&subject), ledger, assessment.clone()).await?;
        penalties.extend(assessment.penalties);
        judged += 1;
    }
    Ok((judged, penalties))
}

/// The penalties of results that stand from an earlier judgement of the period.
async fn standing_penalties(change: &mut UnitOfWork, context: &AssessmentContext<'_>) -> Result<Vec<PenaltyProposal>> {
    let office = change.office;
    let results = assessments::of_period(&mut **change, office, context.judgement(), Whose::Everybody).await?;
    Ok(results.into_iter().flat_map(|one| one.result.penalties).collect())
}

/// A penalty, and the same for each who answers for it beside the person. A role that nobody holds is said.
fn answered_for(context: &AssessmentContext<'_>, mut penalty: PenaltyProposal) -> Vec<PenaltyProposal> {
    let AssessmentContext { staff, loaded, .. } = *context;
    let person = PersonId::new(penalty.person);
    let Some(member) = staff.people.get(&person).filter(|_| !penalty.answerable.is_empty()) else {
        return vec![penalty];
    };
    let roles = RolesFor { staff, manifest: loaded.manifest(), department: Some(member.department) };
    let (mut others, mut vacant) = (BTreeSet::new(), Vec::new());
    for role in penalty.answerable.iter().filter_map(|role| roles.role(role)) {
        match roles.holders(role) {
            holders if holders.is_empty() => vacant.push(role.label.clone()),
            holders => others.extend(holders.into_iter().filter(|holder| *holder != person)),
        }
    }
    let explanation =
        text!("proposal-answerable", person = member.name.clone(), explanation = penalty.explanation.clone());
    let also = |holder: PersonId| PenaltyProposal {
        person: holder.number(),
        explanation: explanation.clone(),
        answerable: Vec::new(),
        same_as: Vec::new(),
        ..penalty.clone()
    };
    let mut all = others.into_iter().map(also).collect::<Vec<_>>();
    for role in vacant {
        penalty.explanation = text!("proposal-answerable-vacant", role, explanation = penalty.explanation.clone());
    }
    all.push(penalty);
    all
}
