//! What changes for a matter's open tasks, from the deciders as they are now.

use super::deciding::Deciding;
use crate::{
    error::Result,
    matters::{
        joint::{self, Claim, StandingIn},
        keeping::Keeping,
        places::{self, Slot, Station},
        submission::Submission,
    },
    store::{matters::Matter, tasks::Task},
};
use guiju_domain::{
    PersonId,
    deciders::{Change, HeldTask, Holding, Now, Place, diff},
    matters::{MatterStatus, TaskKind, TaskState},
    rejection::Vacancy,
};
use guiju_model::{Mode, Step, Who};
use std::collections::BTreeSet;

/// What changes at one station.
pub struct Planned {
    /// The station.
    pub step: Step,
    /// What changes.
    pub changes: Vec<Change>,
    /// Its places as they are now.
    pub slots: Vec<Slot>,
    /// Persons whom the closed matter names: they are told nothing of it.
    pub concerned: BTreeSet<PersonId>,
}

impl Deciding<'_> {
    /// What changes at each station where somebody is asked; stations at which nothing changes are left out.
    ///
    /// # Errors
    /// If the matter's package is gone.
    pub(super) fn plan(&self, matter: &Matter, tasks: &[Task]) -> Result<Vec<Planned>> {
        let submission = Submission::of(matter, self.context.office, self.context.policy, Vec::new())?;
        let round = tasks.iter().filter(|task| task.round == matter.round).cloned().collect::<Vec<_>>();
        let keeping = Keeping::of(&submission, &matter.route, tasks);
        let mut planned = Vec::new();
        for step in &matter.route.steps {
            if round.iter().any(|task| task.step == step.id && task.is_pending()) {
                let (submission, subject, staff) = (&submission, matter.subject, self.context.staff);
                let station = Station { submission, subject, staff, step, tasks: &round, keeping: &keeping };
                planned.push(self.station(station, matter.status == MatterStatus::Open));
            }
        }
        planned.retain(|planned| !planned.changes.is_empty());
        Ok(planned)
    }

    fn station(&self, station: Station<'_>, open: bool) -> Planned {
        let step = station.step;
        let here = station.tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        let apart = station.apart();
        let may_act = |person: PersonId| self.may_act(&station, &apart, person);
        let (own, asked): (Vec<&Task>, Vec<&Task>) = here
            .iter()
            .filter(|task| task.is_pending() && task.kind != TaskKind::Correct)
            .partition(|task| open && task.decides() && !task.is_added());
        let decided = |slot: &str| {
            let done = here.iter().filter(|task| task.is_done() && task.decides() && !task.is_added());
            done.into_iter().any(|task| task.slot.split(' ').any(|part| part == slot))
        };
        let slots = if own.is_empty() { Vec::new() } else { station.slots(decided) };
        let deputy = |person: PersonId| match step.mode {
            Mode::Vote(_) => None,
            _ => self
                .stand_ins
                .of(person, self.context.staff)
                .filter(|id| may_act(*id) && station.keeping.may_stand_in(&station.at(), *id)),
        };
        let holding = here.iter().filter(|task| task.decides() && (task.is_pending() || task.is_done())).copied();
        let mut claims = own.iter().map(|task| Claim { slot: &task.slot, decider: task.holder() }).collect::<Vec<_>>();
        claims.extend(places::claims(&slots));
        let standing_in = StandingIn { claims, tasks: holding.collect(), deputy: &deputy };
        let lies_with = |person: PersonId| {
            let to = if joint::is_joint(step) { standing_in.of(person) } else { deputy(person) };
            to.unwrap_or(person)
        };
        let held = own.iter().filter_map(|task| held(task)).collect::<Vec<_>>();
        let begun = here.iter().any(|task| task.is_done() && task.decides());
        let in_turn = step.mode == Mode::InTurn;
        let mut places = places(&slots, &own, step);
        let called_off = |task: &&Task| task.state == TaskState::Cancelled && task.decides() && !task.is_added();
        leave_off(&mut places, &own, &here.iter().copied().filter(called_off).collect::<Vec<_>>());
        let now = Now { places: &places, in_turn, begun, lies_with: &lies_with, may_act: &may_act };
        let mut changes = diff(&held, &now);
        for task in asked {
            changes.extend(self.asked(&station, task, &lies_with));
        }
        Planned { step: step.clone(), changes, slots, concerned: station.keeping.concerned.clone() }
    }

    /// Whoever was asked by a decider stays asked; only a stand-in comes and goes.
    fn asked(&self, station: &Station<'_>, task: &Task, lies_with: &dyn Fn(PersonId) -> PersonId) -> Vec<Change> {
        let holder = task.holder();
        // Advice of somebody who has left is not waited for.
        let gone = task.kind == TaskKind::Advise && !self.context.staff.is_active(holder.number());
        if gone || station.keeping.concerned.contains(&holder) {
            return ended(task);
        }
        let to = lies_with(holder);
        if to == task.assignee {
            return Vec::new();
        }
        vec![Change::Move { task: task.id, to, instead_of: (to != holder).then_some(holder) }]
    }

    /// Whether a person works here and is not concerned.
    fn may_act(&self, station: &Station<'_>, apart: &[PersonId], person: PersonId) -> bool {
        let own = [station.submission.applicant, station.subject];
        self.context.staff.is_active(person.number()) && !own.contains(&person) && !apart.contains(&person)
    }
}

/// Whoever has left, or is named by the closed matter, is asked no longer; who waited for that answer goes on without it.
fn ended(task: &Task) -> Vec<Change> {
    let mut changes = vec![Change::End { task: task.id, heir: None }];
    if let (TaskKind::Advise, Some(parent)) = (task.kind, task.parent) {
        changes.push(Change::Turn { task: parent, state: Holding::Open });
    }
    changes
}

/// A task as the diff has it.
fn held(task: &Task) -> Option<HeldTask> {
    Some(HeldTask {
        task: task.id,
        slot: task.slot.clone(),
        decider: decider(task),
        holder: task.holder(),
        assignee: task.assignee,
        state: task.state.holding()?,
    })
}

fn places(slots: &[Slot], own: &[&Task], step: &Step) -> Vec<Place> {
    let place =
        |slot: &Slot| Place { slot: slot.name.clone(), deciders: slot.deciders.clone(), personal: slot.personal };
    let mut places = slots.iter().map(place).collect::<Vec<_>>();
    // A seat in a ballot of office holders ends with the role.
    if let (Mode::Vote(_), Who::Roles(_)) = (&step.mode, &step.who) {
        for task in own {
            if !places.iter().any(|place| place.has(&task.slot)) {
                places.push(Place { slot: task.slot.clone(), deciders: Vec::new(), personal: true });
            }
        }
    }
    places
}

/// The decider for whom a task was made.
fn decider(task: &Task) -> PersonId {
    task.decider.unwrap_or_else(|| task.holder())
}

/// Deciders who stood beside whoever returned the matter are not asked again, as long as that one still decides: straight
/// back it came to that one alone.
fn leave_off(places: &mut [Place], own: &[&Task], off: &[&Task]) {
    for place in places {
        let asked = own.iter().filter(|task| place.has(&task.slot)).map(|task| decider(task)).collect::<Vec<_>>();
        if place.deciders.iter().any(|id| asked.contains(id)) {
            let let_off = |id: &PersonId| off.iter().any(|task| place.slot == task.slot && decider(task) == *id);
            let kept = place.deciders.iter().copied().filter(|id| asked.contains(id) || !let_off(id));
            place.deciders = kept.collect();
        }
    }
}

impl Planned {
    /// Why a place is vacant.
    pub fn vacancy(&self, slot: &str) -> Option<Vacancy> {
        let parts = slot.split(' ').collect::<Vec<_>>();
        let of = |held: &&Slot| held.name.split(' ').any(|part| parts.contains(&part));
        let found = self.slots.iter().find(of).and_then(|slot| slot.vacancy.clone());
        found.or_else(|| self.slots.iter().find_map(|slot| slot.vacancy.clone()))
    }

    /// Who is asked in place of somebody who would act on a task; nothing if it is still his.
    pub fn successors(&self, task: &Task, person: PersonId) -> Option<Vec<PersonId>> {
        let id = task.id;
        self.changes.iter().find_map(|change| match change {
            Change::End { task, heir } if *task == id => Some(heir.iter().copied().collect()),
            Change::Vacate { task } if *task == id => Some(Vec::new()),
            // The stand-in has not got it yet: until then its holder may act himself.
            Change::Move { task, to, instead_of } if *task == id && *instead_of != Some(person) => Some(vec![*to]),
            _ => None,
        })
    }

    /// Whether nobody is waited for here any more once this is done.
    pub fn finishes(&self, tasks: &[Task], round: i64) -> bool {
        let asks = self.changes.iter().any(|change| matches!(change, Change::Ask { .. }));
        let ended = |task: &Task| {
            self.changes.iter().any(|change| matches!(change, Change::End { task: id, .. } if *id == task.id))
        };
        let here = |task: &&Task| task.step == self.step.id && task.round == round && task.is_pending();
        self.step.mode != Mode::Inform && !asks && tasks.iter().filter(here).all(ended)
    }

    /// The last task that would end holds the station open instead.
    pub fn hold_open(&mut self) {
        let last = self.changes.iter_mut().rev().find(|change| matches!(change, Change::End { .. }));
        if let Some(last) = last
            && let Change::End { task, .. } = *last
        {
            *last = Change::Vacate { task };
        }
    }
}
