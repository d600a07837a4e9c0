//! Laying out a route: which step is open, who is asked there, when the route is done.

use super::{
    Event, Matter, Message, Note, Office, Operation, Phase, StepPlace, StepPlaces, Task,
    decide::Work,
    joint::{StandingIn, is_joint},
    operations, places,
};
use crate::{
    PersonId, Rejection, TaskId,
    events::deciding::Because,
    matters::{Action, PlaceName, TaskKind, TaskState},
    rejection::Vacancy,
};
use guiju_model::{Mode, Route, Step};
use std::collections::BTreeSet;

const fn kind(mode: &Mode) -> TaskKind {
    match mode {
        Mode::One | Mode::Every | Mode::InTurn => TaskKind::Decide,
        Mode::Circulate | Mode::Inform => TaskKind::Read,
        Mode::File(_) => TaskKind::File,
        Mode::Vote(_) => TaskKind::Vote,
    }
}

/// A person to whom a task goes as a step opens, and what is noted on it.
struct Opened {
    place: PlaceName,
    state: TaskState,
    person: PersonId,
    stand_in: Option<PersonId>,
    note: String,
    is_unheld: bool,
}

impl<C: Clone, O: Office> Work<'_, C, O> {
    /// Opens, resumes or puts off each step of the route; one after whose last step nobody is waited for completes the matter.
    pub(super) fn lay(&mut self, route: Route) -> Result<(), Rejection> {
        let phase = self.matter.phase;
        let waits = self.walk(&route.steps)?;
        // Steps that the route no longer has ask nobody, and nobody advises there.
        let gone = |task: &Task<C>| {
            task.is_pending()
                && task.round == self.matter.round
                && (task.decides() || task.kind == TaskKind::Advise)
                && !route.steps.iter().any(|step| step.id == task.step)
        };
        self.cancel(self.ids(gone));
        self.emit(Event::Laid(Box::new(route)));
        self.emit(Event::Phase(Phase::Resting));
        if phase == Phase::Filed {
            self.emit(Event::Begun);
        }
        if !waits {
            self.cancel_pending();
            self.emit(Event::Completed);
        }
        Ok(())
    }

    /// Goes along the steps; whether one of them waits for somebody.
    fn walk(&mut self, steps: &[Step]) -> Result<bool, Rejection> {
        let mut waiting = false;
        for step in steps {
            let informs = step.mode == Mode::Inform;
            // What was called off asked nobody in the end: a step that comes back to the route opens like a new one, whatever
            // somebody advised there.
            let stands = |task: &&Task<C>| informs || task.is_pending() || task.is_done() && task.decides();
            let (here, waits) = {
                let here = self.matter.at_step(&step.id).filter(stands).collect::<Vec<_>>();
                (here.len(), here.iter().any(|task| task.is_pending()))
            };
            if waiting {
                if !informs {
                    self.put_off(step);
                }
            } else if here == 0 {
                self.open(step)?;
                waiting = !informs;
            } else if !informs {
                if waits {
                    self.resume(step);
                } else {
                    self.passed(step);
                }
                waiting = waits;
            }
        }
        Ok(waiting)
    }

    /// Puts off a step before which another one has opened. What a person asked of another person goes on.
    pub(super) fn put_off(&mut self, step: &Step) {
        let here = self.matter.at_step(&step.id).filter(|task| task.is_open() && task.decides());
        for task in here.map(|task| task.id).collect::<Vec<_>>() {
            self.emit(Event::PutOff(task));
        }
    }

    /// The matter gets its number when the step after which it gets one is passed. It keeps a number that it has.
    fn passed(&mut self, step: &Step) {
        if self.matter.particulars.number.is_none() && self.office.number_after() == Some(step.id.as_str()) {
            self.emit(Event::NumberDue { step: step.id.clone() });
        }
    }

    /// Opens a step: everybody who decides there is asked, or whoever stands in. A vacancy refuses what was asked for, unless
    /// nobody at the step that was decided last could send the matter back: then it waits at the vacant place.
    fn open(&mut self, step: &Step) -> Result<(), Rejection> {
        let due = self.due(step);
        let at = StepPlaces { matter: &self.matter, step, office: self.office };
        let places = match at.opening() {
            Ok(places) => places,
            Err(vacancy) if self.decided_last().is_some_and(|last| !self.may_return(last)) => {
                let places = at.places(|_| false);
                match step.mode {
                    // Nobody is waited for.
                    Mode::Inform => self.vacant(step, vacancy, false),
                    _ => self.waits_for(step, vacancy),
                }
                places
            }
            Err(vacancy) => return Err(vacancy.into()),
        };
        for opened in opening(&self.matter, step, self.office, &places) {
            let task = asked(self.next_id(), &self.matter, step, opened);
            self.ask(Task { arrived: self.now(), due, ..task });
        }
        Ok(())
    }

    /// The step that was decided last in this round, in the route as it was laid out before: a new one may not have it.
    fn decided_last(&self) -> Option<&Step> {
        let done = self.matter.of_round().filter(|task| task.is_done() && task.decides());
        let last = done.max_by_key(|task| (self.matter.decided == Some(task.id), task.done_at, task.id));
        self.matter.step(&last?.step)
    }

    /// Whether whoever decides at a step can send the matter back to somebody who can correct it.
    fn may_return(&self, step: &Step) -> bool {
        let returns = |operation: &Operation| operation.action == Action::Return;
        self.office.works_here(self.matter.filed_by) && operations(kind(&step.mode), step.allows).iter().any(returns)
    }

    /// Whoever filed the matter and the applicant are told that it waits for somebody at a step.
    pub(super) fn waits_for(&mut self, step: &Step, vacancy: Vacancy) {
        let message = Message::WaitsFor(Some(vacancy.clone()));
        self.vacant(step, vacancy, true);
        for person in BTreeSet::from([self.matter.applicant, self.matter.filed_by]) {
            self.emit(Event::Told { person, message: message.clone() });
        }
    }

    /// A place was vacant as its step opened.
    fn vacant(&mut self, step: &Step, vacancy: Vacancy, waits: bool) {
        let (step, vacancy, because) = (step.id.clone(), Some(vacancy), Because::Decision);
        self.emit(Event::Vacated { step, from: None, vacancy, waits, because });
    }
}

/// Whom a step asks as it opens.
fn opening<C, O: Office>(matter: &Matter<C>, step: &Step, office: &O, places: &[StepPlace]) -> Vec<Opened> {
    let at = StepPlaces { matter, step, office };
    let mut apart = at.apart();
    apart.extend([matter.applicant, matter.subject]);
    // A vote is personal, and nobody judges a matter of their own, not as a deputy either.
    let deputy = |person: PersonId| match step.mode {
        Mode::Vote(_) => None,
        _ => office.deputy(person).filter(|deputy| !apart.contains(deputy)),
    };
    let standing_in: StandingIn<'_, C> =
        StandingIn { claims: places::claims(places), tasks: Vec::new(), deputy: &deputy };
    let nobody = places.iter().all(|place| place.deciders.is_empty());
    let mut opened = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let state = if step.mode == Mode::InTurn && index > 0 { TaskState::Later } else { TaskState::Open };
        if place.vacancy.is_some() && place.deciders.is_empty() && (!place.personal || nobody) {
            // Nobody is asked; the task holds the place open until somebody is a decider.
            let state = if state == TaskState::Open { TaskState::Vacant } else { state };
            let (place, person, note) = (place.name.clone(), matter.filed_by, String::new());
            opened.push(Opened { place, state, person, stand_in: None, note, is_unheld: true });
        }
        for person in place.deciders.iter().copied() {
            let (stand_in, stays) = lies_with(&standing_in, step, office, person);
            let note = noted(office, place, stays.as_ref());
            opened.push(Opened { place: place.name.clone(), state, person, stand_in, note, is_unheld: false });
        }
    }
    opened
}

fn noted(office: &impl Office, place: &StepPlace, stays: Option<&Note>) -> String {
    let stays = stays.map(|note| office.words(note)).unwrap_or_default();
    office.words(&Note::All(vec![place.note.clone(), stays]))
}

/// Whoever stands in for a decider as a step opens; where the deputy may not, why the task stays with its decider.
fn lies_with<C, O: Office>(
    standing_in: &StandingIn<'_, C>,
    step: &Step,
    office: &O,
    decider: PersonId,
) -> (Option<PersonId>, Option<Note>) {
    let Some(deputy) = (standing_in.deputy)(decider) else { return (None, None) };
    // Nobody stands in for what is confidential who may not hold it himself.
    if !office.may_stand_in(step, deputy) {
        return (None, Some(Note::Confidential { deputy, decider }));
    }
    if is_joint(step) && standing_in.of(decider).is_none() {
        return (None, Some(Note::DecidesElsewhere { deputy, decider }));
    }
    (Some(deputy), None)
}

/// A new task of a place.
fn asked<C>(id: TaskId, matter: &Matter<C>, step: &Step, opened: Opened) -> Task<C> {
    let Opened { place, state, person, stand_in, note, is_unheld } = opened;
    Task {
        id,
        matter: matter.id,
        round: matter.round,
        step: step.id.clone(),
        title: step.title.clone(),
        kind: kind(&step.mode),
        place,
        assignee: stand_in.unwrap_or(person),
        instead_of: stand_in.map(|_| person),
        decider: None,
        is_unheld,
        state,
        parent: None,
        asked_by: None,
        note,
        verdict: None,
        opinion: None,
        content: None,
        arrived: guiju_model::Moment(0),
        due: None,
        done_at: None,
        done_by: None,
    }
}
