//! The line of steps as people see it: who decides where, what was done there, and what a step waits for.

use super::{context::Context, office::MatterOffice, rendering::filled, stand_ins::StandIns, submission::Submission};
use crate::{
    citation,
    language::Language,
    names::Known,
    policy::OfficePolicy,
    store::{messages, tasks::Task},
    vacancy,
    words::{self, text},
};
use guiju_api::{Act, Citation, StepShown};
use guiju_domain::{
    MatterId, PersonId,
    matters::{MatterStatus, StepState, TaskKind, TaskState},
    message,
    workflow::{Matter, Office, Outcome, Particulars, Phase, StepPlace, StepPlaces, StepView, Tally},
};
use guiju_model::{Mode, Moment, Route, Step, Verdict};
use serde_json::Value;

fn mode(mode: &Mode) -> String {
    match mode {
        Mode::One => text!("step-one"),
        Mode::Every => text!("step-every"),
        Mode::InTurn => text!("step-in-turn"),
        Mode::Circulate => text!("step-circulate"),
        Mode::Inform => text!("step-inform"),
        Mode::File(bodies) => text!("step-file", bodies = bodies.clone()),
        Mode::Vote(ballot) => text!("step-vote", due = ballot.due, needed = ballot.ayes_needed()),
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
                let notes = places.iter().filter(|place| !place.note.is_empty());
                let notes = notes.map(|place| messages::read(&place.note)).collect::<Vec<_>>();
                let either = |StepPlace { deciders, .. }: &StepPlace| {
                    let names = deciders.iter().map(|id| staff.name(*id));
                    names.reduce(|one, other| text!("step-either", one, other)).unwrap_or_default()
                };
                (places.iter().map(either).collect(), words::argument(&notes.into()))
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
        reminded_at: Moment(0),
        decided: None,
        tasks: Vec::new(),
        particulars: Particulars::default(),
    }
}

fn verdict(task: &Task) -> String {
    let id = match (task.kind, task.verdict) {
        (TaskKind::Advise, Some(_)) => "step-advised",
        (TaskKind::Correct, _) if task.is_done() => "step-corrected",
        (TaskKind::Vote, Some(Verdict::Approved)) => "step-aye",
        (TaskKind::Vote, Some(Verdict::Refused)) => "step-nay",
        (_, Some(Verdict::Abstained)) => "step-abstained",
        (TaskKind::Read, Some(_)) => "step-read",
        (TaskKind::File, Some(Verdict::Noted)) => "step-filed",
        (_, Some(Verdict::Approved)) => "step-approved",
        (_, Some(Verdict::Refused)) => "step-refused",
        (_, Some(Verdict::Noted)) => "step-done",
        (kind, None) => match (kind, task.state) {
            (TaskKind::Read, TaskState::Open) => "step-to-read",
            (TaskKind::Correct, TaskState::Open) => "step-to-correct",
            (TaskKind::Advise, TaskState::Open) => "step-to-advise",
            (_, TaskState::Open) => "step-to-do",
            (_, TaskState::Waiting) => "step-waiting",
            (_, TaskState::Later) => "step-later",
            (_, TaskState::Returned) => "step-returned",
            (_, TaskState::Transferred) => "step-transferred",
            (_, TaskState::Reassigned) => "step-reassigned",
            (_, TaskState::Vacant) => "step-vacant",
            (_, TaskState::Done | TaskState::Cancelled) => return String::new(),
        },
    };
    words::said(id, Vec::new())
}

fn acts(names: &Known<'_>, step: &Step, tasks: &[&Task]) -> Vec<Act> {
    // Where a place was vacant as its step opened, the step says what is vacant.
    let asks_nobody = |task: &Task| task.is_unheld || matches!(task.state, TaskState::Cancelled | TaskState::Later);
    let shown = tasks.iter().filter(|task| !asks_nobody(task) || task.done_at.is_some());
    shown
        .map(|task| Act {
            person: names.staff.name(task.done_by.unwrap_or(task.assignee)),
            instead_of: task.instead_of.map(|id| names.staff.name(id)),
            state: task.state.name().to_owned(),
            verdict: verdict(task),
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
        Outcome::Reached => message!("step-reached"),
        Outcome::Impossible => message!("step-impossible"),
        Outcome::Lacks(votes) => message!("step-lacks", votes),
    };
    let (due, needed) = (ballot.due, tally.needed());
    text!("step-tally", due, present, ayes, nays, abstained, open, needed, outcome)
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
        line.acts = acts(names, step, &all);
        if let Some(tally) = &view.tally {
            line.mode = said(tally);
        }
        line.state = view.state.name().to_owned();
        line.due = view.due.map(|due| due.to_string());
        if let Some(note) = view.note {
            line.note = words::stored(&note);
        }
        if view.is_vacant {
            let places = (StepPlaces { matter, step, office }).places(|_| false);
            let vacancies = places.into_iter().filter_map(|place| place.vacancy);
            let waits = vacancies.map(|vacancy| vacancy::waits(&vacancy)).collect::<Vec<_>>();
            line.note = words::argument(&waits.into());
        }
        line
    });
    lines.collect()
}
