//! The line of steps as people see it: who decides where, what was done there, and what a step waits for.

use super::{context::Context, office::MatterOffice, rendering::filled, stand_ins::StandIns, submission::Submission};
use crate::{citation, language::Language, names::Known, policy::OfficePolicy, store::tasks::Task, vacancy, words};
use guiju_api::{Act, Citation, StepShown};
use guiju_domain::{
    MatterId, PersonId,
    matters::{MatterStatus, StepState, TaskKind, TaskState},
    workflow::{Matter, Office, Outcome, Phase, StepPlace, StepPlaces, StepView, Tally},
};
use guiju_model::{Mode, Moment, Route, Step, Verdict};
use serde_json::Value;

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

/// A matter whose steps are shown.
struct Shown<'a> {
    context: Context<'a>,
    submission: &'a Submission,
    matter: &'a Matter<Value>,
    office: &'a MatterOffice<'a>,
}

impl Shown<'_> {
    /// A step with those who decide there, and its clauses.
    fn step(&self, step: &Step) -> StepShown {
        let Shown { context: Context { policy, staff, .. }, submission, matter, office } = *self;
        let (people, note) = match (StepPlaces { matter, step, office }).opening() {
            Ok(places) => {
                let notes = places.iter().map(|place| place.note.clone()).filter(|note| !note.is_empty());
                let notes = notes.collect::<Vec<_>>();
                let either = |StepPlace { deciders, .. }: &StepPlace| {
                    deciders.iter().map(|id| staff.name(id.number())).collect::<Vec<_>>().join(" 或 ")
                };
                (places.iter().map(either).collect(), notes.join("；"))
            }
            Err(vacancy) => (Vec::new(), words::say(&vacancy.into(), Language::current())),
        };
        StepShown {
            step: step.id.clone(),
            title: step.title.clone(),
            state: StepState::Coming.name().to_owned(),
            mode: mode(&step.mode),
            people,
            acts: Vec::new(),
            due: None,
            because: step.because.clone(),
            note,
            citations: citations(policy, submission, step),
        }
    }
}

/// The steps before anything is filed.
#[must_use]
pub fn coming(context: Context<'_>, submission: &Submission, subject: PersonId, route: &Route) -> Vec<StepShown> {
    let stand_ins = StandIns::default();
    let office = &MatterOffice::of(context, &stand_ins, submission, subject, (route, &[]));
    let matter = &unfiled(submission, subject, route);
    let shown = Shown { context, submission, matter, office };
    let mut first = true;
    let lines = route.steps.iter().map(|step| {
        let mut line = shown.step(step);
        // Only the first step's clock starts at filing.
        if first && step.mode != Mode::Inform {
            line.due = step.due.as_ref().map(|due| office.due(due.within).to_string());
            first = false;
        }
        line
    });
    lines.collect()
}

/// A matter that is not filed yet.
fn unfiled(submission: &Submission, subject: PersonId, route: &Route) -> Matter<Value> {
    Matter {
        id: MatterId::new(0),
        applicant: submission.applicant,
        subject,
        filed_by: submission.applicant,
        status: MatterStatus::Open,
        phase: Phase::Filed,
        round: 1,
        version: 0,
        route: route.clone(),
        is_numbered: false,
        reminded_at: Moment(0),
        tasks: Vec::new(),
    }
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

fn acts(names: &Known<'_>, step: &Step, tasks: &[&Task], filed_by: PersonId) -> Vec<Act> {
    // A place that was vacant as its step opened has a task without anybody; the step says what is vacant.
    let never_held = |task: &Task| task.state == TaskState::Vacant && task.assignee == filed_by;
    let asks_nobody = |task: &Task| matches!(task.state, TaskState::Cancelled | TaskState::Later) || never_held(task);
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

/// How a ballot stands, in words.
fn said(tally: &Tally) -> String {
    let Tally { ballot, present, ayes, nays, abstained, open } = *tally;
    let outcome = match tally.outcome() {
        Outcome::Reached => "已达到".to_owned(),
        Outcome::Impossible => "已不可能达到".to_owned(),
        Outcome::Lacks(votes) => format!("还差 {votes} 票"),
    };
    let needed = tally.needed();
    format!(
        "应到 {} 人，到会 {present} 人；赞成 {ayes}、反对 {nays}、弃权 {abstained}、未投 {open}；须赞成 {needed} 票，{outcome}",
        ballot.due
    )
}

/// The steps of a matter that was filed, with what was done at each.
#[must_use]
pub fn line(
    context: Context<'_>,
    names: &Known<'_>,
    submission: &Submission,
    matter: &Matter<Value>,
) -> Vec<StepShown> {
    let stand_ins = StandIns::default();
    let tasks = (&matter.route, &*matter.tasks);
    let office = &MatterOffice::of(context, &stand_ins, submission, matter.subject, tasks);
    let shown = Shown { context, submission, matter, office };
    let lines = matter.route.steps.iter().map(|step| {
        let view = StepView::of(matter, step);
        let mut line = shown.step(step);
        // Returns stay visible: the acts of earlier rounds stand before those of this one.
        let all = matter.tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        line.acts = acts(names, step, &all, matter.filed_by);
        if let Some(tally) = &view.tally {
            line.mode = format!("表决：{}", said(tally));
        }
        line.state = view.state.name().to_owned();
        line.due = view.due.map(|due| due.to_string());
        if let Some(note) = view.note {
            line.note = note;
        }
        if view.is_vacant {
            let places = (StepPlaces { matter, step, office }).places(|_| false);
            let vacancies = places.into_iter().filter_map(|place| place.vacancy);
            line.note = vacancies.map(|vacancy| vacancy::waits(&vacancy)).collect::<Vec<_>>().join("；");
        }
        line
    });
    lines.collect()
}
