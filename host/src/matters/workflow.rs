//! The workflow of a matter: which station is open, who is asked there, when its route is done.

use super::{
    context::Context,
    deadlines, effects,
    evaluation::{Evaluation, RoutePlan},
    joint,
    keeping::Keeping,
    numbering,
    places::{self, Slot, Station},
    sequence,
    stand_ins::StandIns,
    submission::Submission,
    telling,
};
use crate::{
    error::Result,
    recordings,
    store::{
        UnitOfWork, matter_events,
        matters::{self, Matter},
        notices, records,
        tasks::{self, Task},
    },
};
use guiju_domain::{
    PersonId, TaskId,
    matters::{MatterEventKind, MatterStatus, TaskKind, TaskState},
};
use guiju_engine::Loaded;
use guiju_model::{Effect, Mode, Route, Step, Who};
use serde_json::json;
use std::sync::Arc;

/// Lays the route out anew after what was decided, opens the next station, or completes the matter.
///
/// # Errors
/// If a role is vacant, a regulation faults or the database cannot be used; then nothing of the change lasts.
pub async fn advance(change: &mut UnitOfWork, context: Context<'_>, matter: &mut Matter) -> Result<()> {
    let office = change.office;
    let mut tasks = tasks::of_matter(&mut **change, office, matter.id).await?;
    tasks.retain(|task| task.round == matter.round);
    let decisions = tasks.iter().filter_map(Task::decision).collect();
    let submission = Submission::of(matter, office, context.policy, decisions)?;
    let evaluation = submission.evaluate(change, context).await?;
    let routes = evaluation.routes()?;
    recordings::keep_matter(change, matter, &evaluation, &routes).await?;
    let RoutePlan { route, effects, .. } = evaluation.plan(context.policy, routes, context.now);
    let walk = Walk { context, submission: &submission, evaluation: &evaluation, route: &route, tasks: &tasks };
    let waits = walk.go(change, matter).await?;
    // Stations that the route no longer has ask nobody.
    let gone =
        |task: &&Task| task.is_pending() && task.decides() && !route.steps.iter().any(|step| step.id == task.step);
    for task in tasks.iter().filter(gone) {
        tasks::update(change, &Task { state: TaskState::Cancelled, ..task.clone() }).await?;
    }
    matter.route = route;
    if !waits {
        complete(change, context, (matter, &evaluation), &effects).await?;
    }
    Ok(())
}

/// Opens the first station of a matter that has just been inserted with its route, by the evaluation that let it be filed, or
/// completes it; then what follows the filing at once takes place.
///
/// # Errors
/// If a role is vacant or the database cannot be used; then nothing of the change lasts.
pub async fn begin(
    change: &mut UnitOfWork,
    context: Context<'_>,
    matter: &mut Matter,
    (evaluation, routes): (&Evaluation, &[Route]),
    plan: &RoutePlan,
) -> Result<()> {
    let submission = Submission::of(matter, change.office, context.policy, Vec::new())?;
    recordings::keep_matter(change, matter, evaluation, routes).await?;
    let walk = Walk { context, submission: &submission, evaluation, route: &plan.route, tasks: &[] };
    let waits = walk.go(change, matter).await?;
    effects::run(change, context, matter, &plan.at_once).await?;
    if !waits {
        complete(change, context, (matter, evaluation), &plan.effects).await?;
        matters::update(change, matter).await?;
    }
    Ok(())
}

/// Completes a matter: its record is final, and its effects take place.
async fn complete(
    change: &mut UnitOfWork,
    context: Context<'_>,
    (matter, evaluation): (&mut Matter, &Evaluation),
    effects: &[(Arc<Loaded>, Effect)],
) -> Result<()> {
    matter.status = MatterStatus::Completed;
    tasks::cancel_pending(change, matter.id).await?;
    matter_events::add(change, matter.id, MatterEventKind::Completed, None, json!({})).await?;
    records::complete(change, matter, &evaluation.content).await?;
    effects::run(change, context, matter, effects).await?;
    if !matter.route.steps.is_empty() {
        let message = format!("已办结：{}", telling::told(matter, context.policy, context.staff));
        notices::tell(change, matter.applicant, &message, Some(matter.id)).await?;
    }
    Ok(())
}

/// Tasks for which a matter waits; whoever is only informed of it is not waited for.
pub fn holders<'a>(matter: &'a Matter, tasks: &'a [Task]) -> impl Iterator<Item = &'a Task> {
    tasks.iter().filter(|task| task.is_open() && task.round == matter.round && !matter.only_informs(task))
}

/// Whether a matter can still be withdrawn: nobody has acted on it, or it lies with the applicant.
#[must_use]
pub fn may_withdraw(matter: &Matter, tasks: &[Task]) -> bool {
    let acted =
        tasks.iter().any(|task| task.done_at.is_some() && task.kind != TaskKind::Correct && !matter.only_informs(task));
    // Whoever was named and has left can be replaced by nobody but whoever named him.
    let named = |task: &Task| matter.step(&task.step).is_some_and(|step| matches!(step.who, Who::People(_)));
    let stranded =
        tasks.iter().any(|task| task.state == TaskState::Vacant && task.round == matter.round && named(task));
    match matter.status {
        MatterStatus::Returned => true,
        MatterStatus::Open => !acted || stranded,
        MatterStatus::Completed | MatterStatus::Refused | MatterStatus::Withdrawn => false,
    }
}

/// Updates the matter's row with its new version.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, matter: &mut Matter) -> Result<()> {
    matter.version += 1;
    Ok(matters::update(change, matter).await?)
}

const fn kind(mode: &Mode) -> TaskKind {
    match mode {
        Mode::One | Mode::Every | Mode::InTurn => TaskKind::Decide,
        Mode::Circulate | Mode::Inform => TaskKind::Read,
        Mode::File(_) => TaskKind::File,
        Mode::Vote(_) => TaskKind::Vote,
    }
}

/// A walk along the route as it was laid out anew.
struct Walk<'a> {
    context: Context<'a>,
    submission: &'a Submission,
    evaluation: &'a Evaluation,
    route: &'a Route,
    /// The tasks of this round.
    tasks: &'a [Task],
}

impl Walk<'_> {
    /// Opens, resumes or puts off each station; answers whether one of them waits for somebody.
    async fn go(&self, change: &mut UnitOfWork, matter: &mut Matter) -> Result<bool> {
        let (mut waiting, mut stand_ins) = (false, None);
        for step in &self.route.steps {
            // What was called off asked nobody in the end: a station that comes back to the route opens like a new one.
            let stands = |task: &Task| step.mode == Mode::Inform || task.is_pending() || task.is_done();
            let mine = self.tasks.iter().filter(|task| task.step == step.id && stands(task)).collect::<Vec<_>>();
            let waits = mine.iter().any(|task| task.is_pending());
            match &step.mode {
                mode if waiting => {
                    if *mode != Mode::Inform {
                        sequence::put_off(change, &mine).await?;
                    }
                }
                _ if mine.is_empty() => {
                    let known = match stand_ins.take() {
                        Some(known) => known,
                        None => StandIns::read(change).await?,
                    };
                    self.open(change, matter, step, &known).await?;
                    stand_ins = Some(known);
                    waiting = step.mode != Mode::Inform;
                }
                Mode::Inform => {}
                _ => {
                    if waits {
                        sequence::resume(change, self.context, step, &mine).await?;
                    } else {
                        let form = self.submission.form()?;
                        numbering::passed(change, matter, form, &self.evaluation.content, step).await?;
                    }
                    waiting = waits;
                }
            }
        }
        Ok(waiting)
    }

    /// Opens a station: everybody who decides there is asked, or whoever stands in.
    async fn open(&self, change: &mut UnitOfWork, matter: &Matter, step: &Step, stand_ins: &StandIns) -> Result<()> {
        let Self { context, submission, evaluation, route, tasks } = *self;
        let (staff, subject) = (context.staff, evaluation.subject);
        let keeping = Keeping::of(submission, route, tasks);
        let station = Station { submission, subject, staff, step, tasks, keeping: &keeping };
        let apart = station.apart();
        let own = [submission.applicant, subject];
        // A vote is personal, and nobody judges a matter of their own, not as a deputy either.
        let deputy = |person: PersonId| match step.mode {
            Mode::Vote(_) => None,
            _ => stand_ins.of(person, staff).filter(|deputy| !own.contains(deputy) && !apart.contains(deputy)),
        };
        let slots = station.opening()?;
        let standing_in = joint::StandingIn { claims: places::claims(&slots), tasks: Vec::new(), deputy: &deputy };
        let due = deadlines::due(context.policy, step, change.now);
        let mut asks = Vec::new();
        for (index, slot) in slots.iter().enumerate() {
            let state = if step.mode == Mode::InTurn && index > 0 { TaskState::Later } else { TaskState::Open };
            for person in slot.deciders.iter().copied() {
                let (stand_in, stays) = lies_with(&station, &standing_in, person);
                let notes = [Some(slot.note.clone()), stays].into_iter().flatten();
                let note = notes.filter(|note| !note.is_empty()).collect::<Vec<_>>().join("；");
                let assignee = stand_in.unwrap_or(person);
                let instead_of = stand_in.map(|_| person);
                asks.push(Task { assignee, instead_of, state, note, due, ..asked(change, matter, step, slot) });
            }
        }
        Ok(tasks::insert_all(change, &asks).await?)
    }
}

/// A new task of a slot, before it is said whose it is.
fn asked(change: &mut UnitOfWork, matter: &Matter, step: &Step, slot: &Slot) -> Task {
    Task {
        id: TaskId::new(change.id()),
        matter: matter.id,
        round: matter.round,
        step: step.id.clone(),
        title: step.title.clone(),
        kind: kind(&step.mode),
        slot: slot.name.clone(),
        assignee: PersonId::new(0),
        instead_of: None,
        decider: None,
        state: TaskState::Open,
        parent: None,
        asked_by: None,
        note: String::new(),
        verdict: None,
        opinion: None,
        content: None,
        arrived: change.now,
        due: None,
        done_at: None,
        done_by: None,
    }
}

/// Whoever stands in for a decider as a station opens; where the deputy may not, why the task stays with its decider.
fn lies_with(
    station: &Station<'_>,
    standing_in: &joint::StandingIn<'_>,
    person: PersonId,
) -> (Option<PersonId>, Option<String>) {
    let Some(deputy) = (standing_in.deputy)(person) else { return (None, None) };
    let staff = station.staff;
    // Nobody stands in for what is confidential who may not hold it himself.
    if !station.keeping.may_stand_in(&station.at(), deputy) {
        let (deputy, person) = (staff.name(deputy.number()), staff.name(person.number()));
        return (None, Some(format!("本事项内容保密，不移交代行的{deputy}，仍由{person}办理")));
    }
    if joint::is_joint(station.step) && standing_in.of(person).is_none() {
        return (None, Some(joint::stays_with(staff, deputy, person)));
    }
    (Some(deputy), None)
}
