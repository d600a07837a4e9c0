//! A matter in a small office, on which commands are carried out as the server does it.

use super::office::{Small, person, role, route};
use crate::{
    MatterId, PersonId, Rejection, TaskId,
    events::deciding::Because,
    matters::{Action, MatterStatus, TaskKind},
    workflow::{Act, Command, Correction, Event, Matter, Occurs, Particulars, Phase, Recount, Refiled, Task, decide},
};
use guiju_model::{Mode, Moment, Route};

/// One thing that happens, from arbitrary numbers.
pub type Move = (u8, u8, u8, u8);

/// What was carried out, with its events.
pub struct Done {
    /// Who acted with which task; nobody if the clock or a keeper did.
    pub act: Option<(PersonId, Option<TaskId>)>,
    /// What happened.
    pub events: Vec<Event<u8>>,
}

/// A matter in its office.
#[derive(Clone)]
pub struct World {
    pub office: Small,
    pub matter: Matter<u8>,
    /// The route as the regulation answers it now.
    pub route: Route,
    /// The events from which the matter follows.
    pub stored: Vec<Event<u8>>,
}

/// The matter is counted again.
pub fn recounts() -> Command<u8> {
    Command::Recount(Box::new(Recount { derived: 7, ..Recount::default() }))
}

impl World {
    /// A matter that was filed; nothing if a place is vacant already.
    pub fn filed(steps: &[(u8, u8, u8)], (applicant, subject): (u8, u8)) -> Option<Self> {
        let mut office = Small::new();
        office.number_after = Some("step-0".to_owned());
        let matter = Matter {
            id: MatterId::new(1),
            applicant: person(applicant),
            subject: person(subject),
            filed_by: person(applicant),
            status: MatterStatus::Open,
            phase: Phase::Resting,
            round: 0,
            version: 0,
            route: Route::default(),
            reminded_at: Moment(0),
            decided: None,
            particulars: Particulars::default(),
            tasks: Vec::new(),
        };
        let mut world = Self { office, matter, route: route(steps), stored: Vec::new() };
        world.carry_out(Command::File).ok()?;
        Some(world)
    }

    /// Carries out a command and whatever follows from it, or nothing at all.
    pub fn carry_out(&mut self, command: Command<u8>) -> Result<Vec<Event<u8>>, Rejection> {
        let before = (self.matter.clone(), self.stored.len());
        let resolves = match &command {
            Command::Resolve { because, .. } => Some(*because),
            _ => None,
        };
        let done = self.steps(command);
        if done.is_err() {
            self.go_back(before);
        }
        match (done, resolves) {
            // A matter that cannot go on waits at its step.
            (Err(_), Some(because)) => self.steps(Command::Resolve { because, holds_open: true }),
            // Where it has gone on, a step that opened again may have deciders who are none any more.
            (Ok(mut events), Some(because)) if events.contains(&Event::Phase(Phase::Moved)) => {
                events.extend(self.carry_out(Command::Resolve { because, holds_open: false })?);
                Ok(events)
            }
            (done, _) => done,
        }
    }

    fn go_back(&mut self, (matter, stored): (Matter<u8>, usize)) {
        self.matter = matter;
        self.stored.truncate(stored);
    }

    fn steps(&mut self, command: Command<u8>) -> Result<Vec<Event<u8>>, Rejection> {
        let settles = matches!(command, Command::Act(_) | Command::Recount(_));
        let mut all = self.one(command)?;
        while self.matter.phase != Phase::Resting {
            all.extend(self.one(Command::Lay(self.route.clone()))?);
        }
        if settles {
            // Whoever is asked next is asked as things are now.
            let resolve = |holds_open| Command::Resolve { because: Because::Decision, holds_open };
            let before = (self.matter.clone(), self.stored.len());
            all.extend(self.steps(resolve(false)).or_else(|_| {
                self.go_back(before);
                self.steps(resolve(true))
            })?);
        }
        Ok(all)
    }

    fn one(&mut self, command: Command<u8>) -> Result<Vec<Event<u8>>, Rejection> {
        self.office.last_id = self.matter.tasks.iter().map(|task| task.id.number()).max().unwrap_or_default();
        let events = decide(&self.matter, command, &self.office)?;
        events.iter().for_each(|event| self.take(event));
        if events.iter().any(|event| matches!(event, Event::NumberDue { .. })) {
            let number = decide(&self.matter, Command::Number("1".to_owned()), &self.office)?;
            number.iter().for_each(|event| self.take(event));
        }
        Ok(events)
    }

    /// What the matter becomes by an event, which is stored if it changes the matter.
    fn take(&mut self, event: &Event<u8>) {
        if self.matter.is_changed_by(event) {
            self.stored.push(event.clone());
        }
        self.matter.apply(event);
    }

    /// What somebody may do next, of what is offered.
    fn offered(&self, choice: u8) -> Option<(Task<u8>, Action)> {
        let open = self.matter.tasks.iter().filter(|task| task.is_open());
        let open = open.filter(|task| task.round == self.matter.round || task.is_reading());
        let all = open.filter_map(|task| Some((task, self.matter.offers(task).ok()?)));
        let all = all.flat_map(|(task, offers)| offers.into_iter().map(move |offer| (task.clone(), offer.action)));
        let all = all.collect::<Vec<_>>();
        let index = usize::from(choice).checked_rem(all.len())?;
        all.into_iter().nth(index)
    }

    /// A correction that may change something.
    fn refiled(&self, other: u8) -> Refiled<u8> {
        let occurs = Occurs { starts: self.office.now, ends: self.office.now, provisional: other.is_multiple_of(2) };
        let correction = Correction { content: other, occurs: Some(occurs), ..Correction::default() };
        Refiled { is_changed: other.is_multiple_of(3), subject: self.matter.subject, correction: Box::new(correction) }
    }

    /// An act with everything that it could need.
    pub fn act(&self, by: PersonId, task: Option<TaskId>, action: Action, other: u8) -> Act<u8> {
        Act {
            by,
            action: Some(action),
            task,
            version: self.matter.version,
            opinion: Some("words".to_owned()),
            person: Some(person(other)),
            straight_back: other.is_multiple_of(2),
            content: Some(other),
            refiled: Some(self.refiled(other)),
        }
    }

    /// Lets one thing happen; nothing if it is rejected.
    pub fn happens(&mut self, (kind, a, b, c): Move) -> Option<Done> {
        self.office.now.0 += 600 * i64::from(c);
        let resolve = |because| Command::Resolve { because, holds_open: false };
        let (act, command) = match kind % 16 {
            0..=7 => {
                let (task, action) = self.offered(a)?;
                (Some((task.assignee, Some(task.id))), Command::Act(self.act(task.assignee, Some(task.id), action, b)))
            }
            8 => {
                let tasks = &self.matter.tasks;
                let task = tasks.get(usize::from(a).checked_rem(tasks.len())?)?.id;
                let action = Action::ALL[usize::from(b) % Action::ALL.len()];
                (Some((person(c), Some(task))), Command::Act(self.act(person(c), Some(task), action, a)))
            }
            9 => {
                let action = if a.is_multiple_of(8) { Action::Withdraw } else { Action::Remind };
                let by = self.matter.applicant;
                (Some((by, None)), Command::Act(self.act(by, None, action, b)))
            }
            10 => {
                let held = self.office.holders.entry(role(a)).or_default();
                if !held.remove(&person(b)) {
                    held.insert(person(b));
                }
                (None, resolve(Because::Post))
            }
            11 => {
                if !self.office.here.remove(&person(a)) {
                    self.office.here.insert(person(a));
                }
                (None, resolve(Because::Left))
            }
            12 => {
                if self.office.deputies.remove(&person(a)).is_none() && person(a) != person(b) {
                    self.office.deputies.insert(person(a), person(b));
                }
                (None, resolve(Because::Delegation))
            }
            13 => {
                // The regulation answers otherwise from now on: a step is gone, or stands elsewhere.
                let steps = &mut self.route.steps;
                let (from, to) = (usize::from(a).checked_rem(steps.len())?, usize::from(b).checked_rem(steps.len())?);
                let step = steps.remove(from);
                if !c.is_multiple_of(3) || steps.is_empty() {
                    steps.insert(to.min(steps.len()), step);
                }
                (None, recounts())
            }
            14 => {
                (None, Command::Defer { until: Moment(self.office.now.0 + 86_400 * i64::from(a)), by: self.matter.id })
            }
            _ => (None, resolve(Because::Duty)),
        };
        self.carry_out(command).ok().map(|events| Done { act, events })
    }

    /// Whether a step only informs.
    pub fn informs(&self, task: &Task<u8>) -> bool {
        self.matter.only_informs(task)
    }

    /// Whether a task is one at which somebody decides.
    pub fn is_decision(task: &Task<u8>) -> bool {
        task.decides() && task.kind != TaskKind::Read
    }

    /// The step of a task in the matter's route, if it decides on the matter itself.
    pub fn judges(matter: &Matter<u8>, task: &Task<u8>) -> bool {
        let step = matter.step(&task.step);
        Self::is_decision(task) && step.is_some_and(|step| step.allows.refuse && step.mode != Mode::Inform)
    }
}
