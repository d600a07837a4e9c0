//! The line of stations as people see it: who decides where, what was done there, and what a station waits for.

use super::{
    context::Context,
    deadlines,
    keeping::Keeping,
    places::{self, Slot},
    rendering::filled,
    submission::Submission,
};
use crate::{
    citation,
    language::Language,
    names::Known,
    policy::OfficePolicy,
    staff::Staff,
    store::{matters::Matter, tasks::Task},
    vacancy, words,
};
use guiju_api::{Act, Citation, Station};
use guiju_domain::{
    PersonId,
    matters::{StationState, TaskKind, TaskState},
};
use guiju_model::{Ballot, Mode, Route, Step, Verdict};
use std::collections::BTreeSet;

fn mode(mode: &Mode) -> String {
    match mode {
        Mode::One => "一人办理".to_owned(),
        Mode::Every => "会签，全部同意".to_owned(),
        Mode::InTurn => "依次办理".to_owned(),
        Mode::Circulate => "传阅".to_owned(),
        Mode::Inform => "抄送".to_owned(),
        Mode::File(bodies) => format!("报{}", bodies.join("、")),
        Mode::Vote(ballot) => format!("表决：应到 {} 人，赞成须达 {} 票", ballot.due, ballot.ayes_needed()),
    }
}

fn citations(policy: &OfficePolicy, submission: &Submission, step: &Step) -> Vec<Citation> {
    let due = step.due.iter().map(|due| &due.clause);
    let mut clauses = step.clauses.iter().chain(due).collect::<Vec<_>>();
    clauses.dedup();
    clauses
        .into_iter()
        .filter_map(|clause| citation::named(policy, submission.owner.manifest(), clause, submission.filed.date()))
        .collect()
}

fn station(policy: &OfficePolicy, at: places::Station<'_>) -> Station {
    let places::Station { submission, staff, step, .. } = at;
    let (people, note) = match at.opening() {
        Ok(slots) => {
            let notes = slots.iter().map(|slot| slot.note.clone()).filter(|note| !note.is_empty()).collect::<Vec<_>>();
            let either = |Slot { deciders, .. }: &Slot| {
                deciders.iter().map(|id| staff.name(id.number())).collect::<Vec<_>>().join(" 或 ")
            };
            (slots.iter().map(either).collect(), notes.join("；"))
        }
        Err(vacancy) => (Vec::new(), words::say(&vacancy.into(), Language::current())),
    };
    Station {
        step: step.id.clone(),
        title: step.title.clone(),
        state: StationState::Coming.name().to_owned(),
        mode: mode(&step.mode),
        people,
        acts: Vec::new(),
        due: None,
        because: step.because.clone(),
        note,
        citations: citations(policy, submission, step),
    }
}

/// The stations before anything is filed.
#[must_use]
pub fn coming(context: Context<'_>, submission: &Submission, subject: PersonId, route: &Route) -> Vec<Station> {
    let Context { policy, staff, now, .. } = context;
    let mut first = true;
    let keeping = Keeping::of(submission, route, &[]);
    let stations = route.steps.iter().map(|step| {
        let at = places::Station { submission, subject, staff, step, tasks: &[], keeping: &keeping };
        let mut station = station(policy, at);
        // Only the first station's clock starts at filing.
        if first && step.mode != Mode::Inform {
            station.due = deadlines::due(policy, step, now).map(|due| due.to_string());
            first = false;
        }
        station
    });
    stations.collect()
}

fn verdict(task: &Task) -> &'static str {
    match (task.kind, task.verdict) {
        (TaskKind::Advise, Some(_)) => "已提意见",
        (TaskKind::Correct, _) if task.is_done() => "已修改",
        (TaskKind::Vote, Some(Verdict::Approved)) => "赞成",
        (TaskKind::Vote, Some(Verdict::Refused)) => "反对",
        (_, Some(Verdict::Abstained)) => "弃权",
        (TaskKind::Read, Some(_)) => "已阅",
        (TaskKind::File, Some(Verdict::Noted)) => "已报送",
        (_, Some(Verdict::Approved)) => "同意",
        (_, Some(Verdict::Refused)) => "不同意",
        (_, Some(Verdict::Noted)) => "已办",
        (kind, None) => match (kind, task.state) {
            (TaskKind::Read, TaskState::Open) => "待阅",
            (TaskKind::Correct, TaskState::Open) => "待修改",
            (TaskKind::Advise, TaskState::Open) => "待提意见",
            (_, TaskState::Open) => "待办",
            (_, TaskState::Waiting) => "等待意见",
            (_, TaskState::Later) => "稍后",
            (_, TaskState::Returned) => "退回修改",
            (_, TaskState::Transferred) => "已转办",
            (_, TaskState::Reassigned) => "已改由他人办理",
            (_, TaskState::Vacant) => "岗位空缺",
            (_, TaskState::Done | TaskState::Cancelled) => "",
        },
    }
}

fn acts(names: &Known<'_>, step: &Step, tasks: &[&Task]) -> Vec<Act> {
    let asks_nobody = |task: &Task| matches!(task.state, TaskState::Cancelled | TaskState::Later);
    let shown = tasks.iter().filter(|task| !asks_nobody(task) || task.done_at.is_some());
    shown
        .map(|task| Act {
            person: names.staff.name(task.done_by.unwrap_or(task.assignee).number()),
            instead_of: task.instead_of.map(|id| names.staff.name(id.number())),
            state: task.state.name().to_owned(),
            verdict: verdict(task).to_owned(),
            opinion: task.opinion.clone(),
            filled: filled(&step.fields, task.content.as_ref(), names),
            arrived: task.arrived.to_string(),
            done: task.done_at.map(|at| at.to_string()),
        })
        .collect()
}

/// How a ballot stands.
fn tally(ballot: &Ballot, tasks: &[&Task]) -> String {
    let count = |verdict| tasks.iter().filter(|task| task.verdict == Some(verdict)).count();
    let (ayes, nays, abstained) = (count(Verdict::Approved), count(Verdict::Refused), count(Verdict::Abstained));
    let open = tasks.iter().filter(|task| task.is_pending()).count();
    // Whoever left the station before voting is not there; a person is there once.
    let there = tasks.iter().filter(|task| task.is_pending() || task.is_done());
    let present = there.map(|task| task.holder()).collect::<BTreeSet<_>>().len();
    let needed = ballot.ayes_needed() as usize;
    let outcome = if ayes >= needed {
        "已达到".to_owned()
    } else if ayes + open < needed {
        "已不可能达到".to_owned()
    } else {
        format!("还差 {} 票", needed - ayes)
    };
    format!(
        "应到 {} 人，到会 {present} 人；赞成 {ayes}、反对 {nays}、弃权 {abstained}、未投 {open}；须赞成 {needed} 票，{outcome}",
        ballot.due
    )
}

/// The stations of a matter that was filed, with what was done at each.
#[must_use]
pub fn line(
    policy: &OfficePolicy,
    names: &Known<'_>,
    submission: &Submission,
    matter: &Matter,
    tasks: &[Task],
) -> Vec<Station> {
    let (keeping, staff) = (Keeping::of(submission, &matter.route, tasks), names.staff);
    let stations = matter.route.steps.iter().map(|step| {
        let all = tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        let round = all.iter().filter(|task| task.round == matter.round).copied().collect::<Vec<_>>();
        let at = places::Station { submission, subject: matter.subject, staff, step, tasks, keeping: &keeping };
        let mut station = station(policy, at);
        // Returns stay visible: the acts of earlier rounds stand before those of this one.
        station.acts = acts(names, step, &all);
        if let (Mode::Vote(ballot), false) = (&step.mode, round.is_empty()) {
            station.mode = format!("表决：{}", tally(ballot, &round));
        }
        station.state = state(step, &round).name().to_owned();
        let due = round.iter().filter(|task| task.is_pending()).find_map(|task| task.due);
        station.due = due.map(|due| due.to_string());
        if let Some(noted) = round.iter().rev().find(|task| !task.note.is_empty() && task.decides()) {
            station.note = noted.note.clone();
        }
        if round.iter().any(|task| task.state == TaskState::Vacant) {
            station.note = waits(submission, matter, staff, step, tasks);
        }
        station
    });
    stations.collect()
}

/// How a station stands, by its tasks of this round.
fn state(step: &Step, round: &[&Task]) -> StationState {
    let any = |is: fn(&Task) -> bool| round.iter().any(|task| is(task));
    let informs = step.mode == Mode::Inform;
    if any(|task| task.verdict == Some(Verdict::Refused) && task.kind != TaskKind::Vote) {
        StationState::Refused
    } else if any(Task::is_pending) && !informs {
        StationState::Current
    } else if any(Task::is_done) || informs && !round.is_empty() {
        StationState::Done
    } else if any(|task| task.state == TaskState::Returned) {
        StationState::Returned
    } else {
        StationState::Coming
    }
}

/// What a station waits for at which a place is vacant.
fn waits(submission: &Submission, matter: &Matter, staff: &Staff, step: &Step, tasks: &[Task]) -> String {
    let round = tasks.iter().filter(|task| task.round == matter.round).cloned().collect::<Vec<_>>();
    let keeping = Keeping::of(submission, &matter.route, tasks);
    let subject = matter.subject;
    let station = places::Station { submission, subject, staff, step, tasks: &round, keeping: &keeping };
    let vacancies = station.slots(|_| false).into_iter().filter_map(|slot| slot.vacancy);
    vacancies.map(|vacancy| vacancy::waits(&vacancy)).collect::<Vec<_>>().join("；")
}
