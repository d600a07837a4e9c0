//! Looking for the deciders of a matter again: what changes, who is told, and whether the matter goes on.

use super::{
    Event, Message, Note, Office, Phase, Task,
    decide::Work,
    plan::{Plan, plan},
};
use crate::{
    PersonId, TaskId,
    deciders::{Change, Holding},
    events::deciding::Because,
    matters::{MatterStatus, PlaceName, TaskKind, TaskState},
};
use guiju_model::Mode;

/// How often deciders are looked for at most until nothing changes any more.
const PASSES: usize = 4;

/// A new task in a place of a step.
struct Asking<'a> {
    place: &'a PlaceName,
    decider: PersonId,
    assignee: PersonId,
    state: Holding,
    replaces: &'a [TaskId],
}

impl<C: Clone, O: Office> Work<'_, C, O> {
    /// Carries out what changes at each step. Where the last one who was waited for is a decider no longer and the others have
    /// decided, an open matter goes on, unless it is told to hold the step open.
    pub(super) fn resolve(&mut self, because: Because, holds_open: bool) {
        // What changes at a step can change who stands in there, or give a task back to somebody who is a decider no longer.
        for _ in 0..PASSES {
            let plans = plan(&self.matter, self.office);
            if plans.is_empty() {
                break;
            }
            if self.carry_out(plans, because, holds_open) {
                return;
            }
        }
        self.keep_turn();
    }

    /// Carries out plans in the order of their steps; whether the matter goes on.
    fn carry_out(&mut self, plans: Vec<Plan>, because: Because, holds_open: bool) -> bool {
        for mut plan in plans {
            let finishes = self.matter.status == MatterStatus::Open && plan.finishes(&self.matter);
            if finishes && holds_open {
                plan.hold_open(&self.matter);
            }
            Resolving { work: self, plan: &plan, because, told: Vec::new() }.carry_out();
            if finishes && !holds_open {
                self.emit(Event::Phase(Phase::Moved));
                self.emit(Event::Versioned);
                return true;
            }
        }
        false
    }

    /// At the step whose turn it is somebody's turn has come, and at no step behind it.
    fn keep_turn(&mut self) {
        self.drop_advice();
        if self.matter.status != MatterStatus::Open {
            return;
        }
        let Some(current) = self.matter.current_step().cloned() else { return };
        self.resume(&current);
        let behind = self.matter.route.steps.iter().skip_while(|step| step.id != current.id).skip(1);
        for step in behind.filter(|step| step.mode != Mode::Inform).cloned().collect::<Vec<_>>() {
            self.put_off(&step);
        }
    }
}

/// One step whose deciders change.
struct Resolving<'w, 'o, C, O> {
    work: &'w mut Work<'o, C, O>,
    plan: &'w Plan,
    because: Because,
    /// What the applicant is told, each once.
    told: Vec<Message>,
}

impl<C: Clone, O: Office> Resolving<'_, '_, C, O> {
    fn carry_out(mut self) {
        for change in &self.plan.changes {
            self.one(change);
        }
        let applicant = self.work.matter.applicant;
        for message in std::mem::take(&mut self.told) {
            self.tell(applicant, message);
        }
    }

    fn one(&mut self, change: &Change) {
        match change {
            Change::Rename { task, place } => self.work.emit(Event::Renamed { task: *task, place: place.clone() }),
            Change::Move { task, to, instead_of } => self.moves(*task, *to, *instead_of),
            Change::Merge { task, into } => {
                self.follow(&[*task], *into);
                self.work.emit(Event::Cancelled(*task));
            }
            Change::End { task, heir } => self.end(*task, *heir),
            Change::Vacate { task } => {
                if let Some(before) = self.work.matter.task(*task).cloned() {
                    self.work.emit(Event::Emptied(*task));
                    self.vacated(&before);
                }
            }
            Change::Ask { place, decider, assignee, state, like, replaces } => {
                let asking = Asking { place, decider: *decider, assignee: *assignee, state: *state, replaces };
                self.ask(&asking, *like);
            }
            Change::Turn { task, state: Holding::Open } => self.work.turn(&[*task], &self.plan.step),
            Change::Turn { task, .. } => self.work.emit(Event::PutOff(*task)),
        }
    }

    fn moves(&mut self, id: TaskId, to: PersonId, instead_of: Option<PersonId>) {
        let held = self.work.matter.task(id).filter(|task| !task.is_unheld);
        let Some(from) = held.map(|task| task.assignee) else { return };
        self.work.emit(Event::Moved { task: id, from, to, instead_of });
    }

    /// Advisers and added signers of tasks that end follow another one.
    fn follow(&mut self, ended: &[TaskId], now: TaskId) {
        let behind = |task: &Task<C>| task.is_pending() && task.parent.is_some_and(|parent| ended.contains(&parent));
        for task in self.work.ids(behind) {
            self.work.emit(Event::Follows { task, parent: now });
        }
    }

    fn tell(&mut self, person: PersonId, message: Message) {
        self.work.emit(Event::Told { person, message });
    }

    /// Whether a person works here and may know of the matter.
    fn may_be_told(&self, person: PersonId) -> bool {
        self.work.office.works_here(person) && !self.work.office.concerned().contains(&person)
    }

    fn tell_applicant(&mut self, task: &Task<C>, from: Option<PersonId>, to: Option<PersonId>) {
        let message = Message::Instead { because: self.because, from, to };
        if !matches!(task.kind, TaskKind::Read | TaskKind::Vote) && !self.told.contains(&message) {
            self.told.push(message);
        }
    }

    /// The task ends. Who is asked in its place is told with the new task; where somebody else was asked already, here.
    fn end(&mut self, id: TaskId, heir: Option<PersonId>) {
        let Some(task) = self.work.matter.task(id).cloned() else { return };
        self.work.emit(Event::Ended(id));
        if task.is_unheld {
            return;
        }
        if let (TaskKind::Advise, Some(parent)) = (task.kind, task.parent) {
            self.work.give_back(parent);
        }
        if task.state == TaskState::Vacant {
            return;
        }
        let because = self.because;
        if !self.plan.replaces(id) {
            // Signers behind it sign after whoever decides instead.
            let instead = |other: &Task<C>| {
                other.is_pending()
                    && other.step == task.step
                    && other.place.is_same_place(&task.place)
                    && other.id != id
            };
            // An heir may have handed on what was asked of him.
            let of_heir = |other: &Task<C>| heir.is_some_and(|heir| [other.holder(), other.made_for()].contains(&heir));
            let instead = self.work.matter.of_round().find(|other| instead(other) && of_heir(other));
            if let Some(now) = instead.map(|other| other.id) {
                self.follow(&[id], now);
            }
            self.reassigned(Some(task.holder()), heir);
            self.tell_applicant(&task, Some(task.holder()), heir);
        }
        if Some(task.assignee) != heir && !task.is_reading() && self.may_be_told(task.assignee) {
            self.tell(task.assignee, Message::NoLongerYours { because, now: heir });
        }
    }

    fn reassigned(&mut self, from: Option<PersonId>, to: Option<PersonId>) {
        let (step, because) = (self.plan.step.id.clone(), self.because);
        self.work.emit(Event::Reassigned { step, from, to, because });
    }

    /// Asks a new decider of a place, with the due date of a task there.
    fn ask(&mut self, asking: &Asking<'_>, like: TaskId) {
        let Some(like) = self.work.matter.task(like).cloned() else { return };
        let Asking { place, decider, assignee, state, replaces } = *asking;
        let from = replaces.iter().find_map(|id| self.work.matter.task(*id));
        let from = from.filter(|task| !task.is_unheld).map(Task::holder);
        let task = Task {
            id: self.work.next_id(),
            place: place.clone(),
            assignee,
            instead_of: (assignee != decider).then_some(decider),
            decider: None,
            is_unheld: state == Holding::Vacant || self.plan.is_vacant(place),
            parent: None,
            asked_by: None,
            note: if state == Holding::Vacant {
                String::new()
            } else {
                self.note(place, from, decider, like.due.is_some())
            },
            ..like.fresh(self.work.now())
        };
        let task = Task { state: state.into(), ..task };
        self.work.ask(task.clone());
        if state == Holding::Vacant {
            self.vacated(&task);
            return;
        }
        self.follow(replaces, task.id);
        self.reassigned(from, Some(decider));
        self.tell_applicant(&task, from, Some(decider));
        if !task.is_reading() && task.state != TaskState::Later {
            self.tell(task.assignee, Message::PleaseDo(task.id));
        }
    }

    /// What stands on a new task: instead of whom it is asked, and whom its place passed by.
    fn note(&self, place: &PlaceName, from: Option<PersonId>, to: PersonId, has_due: bool) -> String {
        let (office, keeps_due) = (self.work.office, from.is_some() && has_due);
        let note = office.words(&Note::Reassigned { because: self.because, from, to, keeps_due });
        let at = self.plan.places.iter().find(|at| at.name == *place);
        let passed = at.map(|at| at.note.clone()).unwrap_or_default();
        office.words(&Note::All(vec![note, passed]))
    }

    /// Nobody is asked in the task's place: the matter waits, and whoever it concerns is told.
    fn vacated(&mut self, task: &Task<C>) {
        let (vacancy, because, waits) =
            (self.plan.vacancy(&task.place), self.because, self.plan.step.mode != Mode::Inform);
        let (step, from) = (self.plan.step.id.clone(), (!task.is_unheld).then(|| task.holder()));
        self.work.emit(Event::Vacated { step, from, vacancy: vacancy.clone(), waits, because });
        if !waits {
            return;
        }
        let message = Message::WaitsFor(vacancy);
        if self.work.matter.filed_by != self.work.matter.applicant {
            self.tell(self.work.matter.filed_by, message.clone());
        }
        if !self.told.contains(&message) {
            self.told.push(message);
        }
        if task.state != TaskState::Vacant && self.may_be_told(task.assignee) {
            self.tell(task.assignee, Message::NoLongerYours { because, now: None });
        }
    }
}
