//! Judging a command against a matter.

use super::{
    Act, Command, Event, Matter, Office, Phase, StepPlaces, Task, places,
    plan::{Plan, plan},
};
use crate::{
    MatterId, PersonId, Rejection, TaskId,
    matters::{Action, MatterStatus, PlaceName, TaskKind, TaskState},
    rejection::{Act as Refusal, Decision, Unknown},
};
use guiju_model::{Mode, Moment, Step};
use std::collections::BTreeSet;

/// What a command comes to: its events in their order. The matter itself stays as it is.
///
/// # Errors
/// Why the command is not carried out.
pub fn decide<C: Clone, O: Office>(
    matter: &Matter<C>,
    command: Command<C>,
    office: &O,
) -> Result<Vec<Event<C>>, Rejection> {
    let mut work = Work { matter: matter.clone(), office, events: Vec::new(), asked: 0 };
    match command {
        Command::File => {
            let filed = Matter { status: MatterStatus::Open, round: 1, version: 1, ..matter.clone() };
            work.emit(Event::Filed(Box::new(filed.at_rest())));
        }
        Command::Act(act) => {
            check(matter, &act, office)?;
            work.act(act)?;
            work.emit(Event::Versioned);
        }
        Command::Lay(route) => work.lay(route)?,
        Command::Resolve { because, holds_open } => work.resolve(because, holds_open),
        Command::Recount(recount) => {
            work.emit(Event::Recounted(recount));
            if matter.status == MatterStatus::Open {
                work.emit(Event::Phase(Phase::Moved));
            }
            work.emit(Event::Versioned);
        }
        Command::Number(number) => work.emit(Event::Numbered(number)),
        Command::Defer { until, by } => work.defer(until, by),
        Command::AskConsent { person, title, effect } => work.ask_consent(person, title, effect),
        Command::DropConsents => work.cancel_consents(),
    }
    work.drop_advice();
    Ok(work.events)
}

/// Whether somebody may do what is asked, before anything that was filled in is looked at.
///
/// # Errors
/// Why not.
pub fn check<C: Clone, O: Office>(matter: &Matter<C>, act: &Act<C>, office: &O) -> Result<(), Rejection> {
    // A reader's note never collides with a decision.
    let task = act.task.map(|id| own_task(matter, id, act.by, office)).transpose()?;
    if act.version != matter.version && !task.is_some_and(Task::is_reading) {
        return Err(Refusal::Stale.into());
    }
    if let Some(task) = task {
        still_asked(matter, task, act.by, office)?;
    }
    match (act.action, task) {
        (Some(Action::Withdraw), _) if !matter.is_of(act.by) => Err(Refusal::WithdrawalNotYours.into()),
        (Some(Action::Withdraw | Action::Remind), _) if !matter.status.is_under_way() => {
            Err(Refusal::MatterOver.into())
        }
        (Some(Action::Withdraw), _) if !matter.may_withdraw() => Err(Refusal::WithdrawalTooLate.into()),
        (Some(Action::Remind), _) if !matter.is_of(act.by) => Err(Refusal::ReminderNotYours.into()),
        (Some(Action::Withdraw | Action::Remind), _) => Ok(()),
        (_, Some(task)) => allowed(matter, task, act),
        _ => Err(Refusal::TaskMissing.into()),
    }
}

/// A task that the person may act on.
fn own_task<'m, C>(
    matter: &'m Matter<C>,
    id: TaskId,
    person: PersonId,
    office: &impl Office,
) -> Result<&'m Task<C>, Rejection> {
    let task = matter.task(id).ok_or(Unknown::Task)?;
    let mine = !task.is_unheld && [task.assignee, task.holder()].contains(&person);
    if matches!(task.state, TaskState::Reassigned | TaskState::Vacant) && mine {
        let here = |other: &&Task<C>| {
            other.step == task.step
                && other.round == task.round
                && other.decides() == task.decides()
                && other.state.holds_its_turn()
                && other.state != TaskState::Vacant
        };
        let asked = matter.tasks.iter().filter(here).map(|task| task.assignee).collect::<BTreeSet<_>>();
        if asked.is_empty() && task.state != TaskState::Vacant {
            return Err(Refusal::TaskOver.into());
        }
        return Err(Decision::NoLongerYours { now: asked.into_iter().map(|id| office.name(id)).collect() }.into());
    }
    if task.assignee != person {
        return Err(Refusal::TaskNotYours.into());
    }
    if !task.is_open() || task.round != matter.round && !task.is_reading() {
        return Err(Refusal::TaskOver.into());
    }
    Ok(task)
}

/// Whether somebody may still act on a task of his: who is asked is looked for as things are now.
fn still_asked<C: Clone>(
    matter: &Matter<C>,
    task: &Task<C>,
    person: PersonId,
    office: &impl Office,
) -> Result<(), Rejection> {
    if !office.works_here(person) {
        return Err(Decision::HasLeft.into());
    }
    if matter.status != MatterStatus::Open || task.kind == TaskKind::Correct {
        return Ok(());
    }
    match plan(matter, office).iter().find_map(|plan: &Plan| plan.successors(task.id, person)) {
        None => Ok(()),
        Some(now) => {
            let names = now.into_iter().map(|id| office.name(id)).collect();
            Err(Decision::NoLongerYours { now: names }.into())
        }
    }
}

/// Whether the table of operations has this one for the task, and the words that it needs were said.
fn allowed<C>(matter: &Matter<C>, task: &Task<C>, act: &Act<C>) -> Result<(), Rejection> {
    let operation = matter.offers(task)?.into_iter().find(|operation| Some(operation.action) == act.action);
    let operation = operation.ok_or(Refusal::NotAtThisStep)?;
    if operation.needs_opinion && act.opinion.is_none() {
        return Err(Refusal::OpinionMissing { action: operation.action }.into());
    }
    Ok(())
}

/// A matter while a command is carried out.
pub(super) struct Work<'a, C, O> {
    /// The matter as the events so far have changed it.
    pub matter: Matter<C>,
    /// The office.
    pub office: &'a O,
    /// What has happened so far.
    pub events: Vec<Event<C>>,
    /// How many new tasks there are.
    asked: i64,
}

impl<C: Clone, O: Office> Work<'_, C, O> {
    pub(super) fn emit(&mut self, event: Event<C>) {
        self.matter.apply(&event);
        self.events.push(event);
    }

    pub(super) fn now(&self) -> Moment {
        self.office.now()
    }

    /// When a step whose turn comes now is due; nothing if it sets no due date.
    pub(super) fn due(&self, step: &Step) -> Option<Moment> {
        step.due.as_ref().map(|due| self.office.due(due.within))
    }

    /// The next id of a task.
    pub(super) fn next_id(&mut self) -> TaskId {
        self.asked += 1;
        TaskId::new(self.office.last_id() + self.asked)
    }

    pub(super) fn ask(&mut self, task: Task<C>) {
        self.emit(Event::Asked(Box::new(task)));
    }

    pub(super) fn cancel(&mut self, tasks: impl IntoIterator<Item = TaskId>) {
        for task in tasks {
            self.emit(Event::Cancelled(task));
        }
    }

    /// The ids of tasks of which this holds.
    pub(super) fn ids(&self, of: impl Fn(&Task<C>) -> bool) -> Vec<TaskId> {
        self.matter.tasks.iter().filter(|task| of(task)).map(|task| task.id).collect()
    }

    pub(super) fn turn(&mut self, tasks: &[TaskId], step: &Step) {
        let (at, due) = (self.now(), self.due(step));
        for task in tasks {
            self.emit(Event::Turned { task: *task, at, due });
            self.tell_vacancy(*task, step);
        }
    }

    /// Where nobody has held the place whose turn has come, it is told that the matter waits there.
    fn tell_vacancy(&mut self, id: TaskId, step: &Step) {
        let Some(task) = self.matter.task(id).filter(|task| task.is_unheld) else { return };
        let places = StepPlaces { matter: &self.matter, step, office: self.office }.places(|_| false);
        let here = places.into_iter().find(|place| place.name.overlaps(&task.place));
        if let Some(vacancy) = here.and_then(|place| place.vacancy) {
            self.waits_for(step, vacancy);
        }
    }

    /// Cancels every pending task but those that ask to read or for consent.
    pub(super) fn cancel_pending(&mut self) {
        let ends = |task: &Task<C>| task.is_pending() && !matches!(task.kind, TaskKind::Read | TaskKind::Consent);
        self.cancel(self.ids(ends));
    }

    /// Whoever comes next at a step whose turn it is: of those put off or not asked yet, whoever waits for nobody before him. In
    /// turn, only the first place; a signer comes directly after the one who asked for the signature.
    pub(super) fn resume(&mut self, step: &Step) {
        let here = self.matter.at_step(&step.id).filter(|task| task.decides()).collect::<Vec<_>>();
        if step.mode == Mode::InTurn && here.iter().any(|task| task.state.holds_its_turn()) {
            return;
        }
        let waits = |task: &Task<C>| task.parent.and_then(|id| self.matter.task(id)).is_some_and(Task::is_pending);
        let mut next = here
            .into_iter()
            .filter(|task| task.state == TaskState::Later && !waits(task))
            .map(|task| ((!task.is_added(), places::order(step, &task.place), &task.place), task.id))
            .collect::<Vec<_>>();
        next.sort_unstable();
        if let (Mode::InTurn, Some((first, _))) = (&step.mode, next.first().copied()) {
            next.retain(|(place, _)| *place == first);
        }
        let next = next.into_iter().map(|(_, id)| id).collect::<Vec<_>>();
        self.turn(&next, step);
    }

    /// Advice for somebody who does not wait for it any more is not asked for.
    pub(super) fn drop_advice(&mut self) {
        let waits = |id: TaskId| self.matter.task(id).is_some_and(|task| task.state == TaskState::Waiting);
        let idle = |task: &Task<C>| {
            task.kind == TaskKind::Advise && task.is_pending() && task.parent.is_none_or(|parent| !waits(parent))
        };
        let idle = self.ids(idle);
        self.cancel(idle);
    }

    /// The pending tasks that are due earlier are due then; of each step it is told once.
    fn defer(&mut self, until: Moment, by: MatterId) {
        let earlier = |task: &Task<C>| {
            let due = task.due.filter(|due| *due < until && task.is_pending() && !task.is_reading())?;
            Some((task.id, task.title.clone(), due))
        };
        let earlier = self.matter.tasks.iter().filter_map(earlier).collect::<Vec<_>>();
        let mut told = BTreeSet::new();
        for (task, step, before) in earlier {
            self.emit(Event::DueSet { task, due: until });
            if told.insert((step.clone(), before)) {
                self.emit(Event::Deferred { step, before, until, by });
            }
        }
    }

    fn ask_consent(&mut self, person: PersonId, title: String, effect: String) {
        let (id, matter, round, arrived) = (self.next_id(), self.matter.id, self.matter.round, self.now());
        self.ask(Task {
            id,
            matter,
            round,
            step: String::new(),
            title,
            kind: TaskKind::Consent,
            place: PlaceName::of_person(person),
            assignee: person,
            instead_of: None,
            decider: None,
            is_unheld: false,
            state: TaskState::Open,
            parent: None,
            asked_by: None,
            note: effect,
            verdict: None,
            opinion: None,
            content: None,
            arrived,
            due: None,
            done_at: None,
            done_by: None,
        });
    }
}
