//! What changes for a matter's open tasks, from the deciders as they are now.

use super::Deciding;
use crate::{
    error::Result,
    matters::{
        check::Docket,
        joint::{self, Claim, StandingIn},
        keeping::Keeping,
        places::{Slot, Station},
        stored::{Stored, Task},
    },
    vacancy::Vacancy,
};
use guiju_domain::{
    OfficeId, PersonId, TaskId,
    deciders::{Change, HeldTask, Holding, Now, Place, diff},
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
    pub concerned: BTreeSet<u64>,
}

impl Deciding<'_> {
    /// What changes at each station where somebody is asked; stations at which nothing changes are left out.
    ///
    /// # Errors
    /// If the matter's package is gone.
    pub(super) fn plan(&self, office: OfficeId, stored: &Stored, tasks: &[Task]) -> Result<Vec<Planned>> {
        let docket = stored.docket(office, self.law, Vec::new())?;
        let round = tasks.iter().filter(|task| task.round == stored.round).cloned().collect::<Vec<_>>();
        let keeping = Keeping::of(&docket, &stored.route, tasks);
        let mut planned = Vec::new();
        for step in &stored.route.steps {
            if round.iter().any(|task| task.step == step.id && task.pending()) {
                let (docket, subject, staff) = (&docket, stored.subject, self.staff);
                let station = Station { docket, subject, staff, step, tasks: &round, keeping: &keeping };
                planned.push(self.station(station, step, stored.status == "open"));
            }
        }
        planned.retain(|planned| !planned.changes.is_empty());
        Ok(planned)
    }

    fn station(&self, station: Station<'_>, step: &Step, open: bool) -> Planned {
        let here = station.tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        let (docket, apart) = (station.docket, station.apart());
        let may_act = |person: PersonId| self.may_act(docket, station.subject, &apart, person.number());
        let (own, asked): (Vec<&Task>, Vec<&Task>) = here
            .iter()
            .filter(|task| task.pending() && task.kind != "correct")
            .partition(|task| open && task.decides() && !task.added());
        let decided = |slot: &str| {
            let done = here.iter().filter(|task| task.state == "done" && task.decides() && !task.added());
            done.into_iter().any(|task| task.slot.split(' ').any(|part| part == slot))
        };
        let slots = if own.is_empty() { Vec::new() } else { station.slots(decided) };
        let deputy = |person: u64| match step.mode {
            Mode::Vote(_) => None,
            _ => self
                .stand_ins
                .of(person, self.staff)
                .filter(|id| may_act(PersonId::new(*id)) && station.keeping.may_stand_in(&station.at(), *id)),
        };
        let holding = here.iter().filter(|task| task.decides() && (task.pending() || task.state == "done")).copied();
        let holding = holding.collect::<Vec<_>>();
        let mut claims = own.iter().map(|task| Claim { slot: &task.slot, decider: task.holder() }).collect::<Vec<_>>();
        claims.extend(joint::claims(&slots));
        let standing_in = StandingIn { claims, tasks: holding, deputy: &deputy };
        let lies_with = |person: PersonId| {
            let joint = joint::is_joint(step);
            let to = if joint { standing_in.of(person.number()) } else { deputy(person.number()) };
            to.map_or(person, PersonId::new)
        };
        let held = own.iter().filter_map(|task| held(task)).collect::<Vec<_>>();
        let begun = here.iter().any(|task| task.state == "done" && task.decides());
        let in_turn = step.mode == Mode::InTurn;
        let mut places = places(&slots, &own, step);
        let off = here.iter().filter(|task| task.state == "cancelled" && task.decides() && !task.added());
        leave_off(&mut places, &own, &off.copied().collect::<Vec<_>>());
        let now = Now { places: &places, in_turn, begun, lies_with: &lies_with, may_act: &may_act };
        let mut changes = diff(&held, &now);
        // Whoever was asked by a decider stays asked; only a stand-in comes and goes.
        for task in asked {
            // Advice of somebody who has left is not waited for.
            let gone = task.kind == "advise" && !self.staff.is_active(task.holder());
            if gone || station.keeping.concerned.contains(&task.holder()) {
                changes.extend(ended(task));
                continue;
            }
            let (holder, at) = (PersonId::new(task.holder()), PersonId::new(task.assignee));
            let to = lies_with(holder);
            if to != at {
                let instead_of = (to != holder).then_some(holder);
                changes.push(Change::Move { task: TaskId::new(task.id), to, instead_of });
            }
        }
        Planned { step: step.clone(), changes, slots, concerned: station.keeping.concerned.clone() }
    }

    /// Whether a person works here and is not concerned.
    fn may_act(&self, docket: &Docket, subject: u64, apart: &[u64], person: u64) -> bool {
        self.staff.is_active(person) && ![docket.applicant, subject].contains(&person) && !apart.contains(&person)
    }
}

/// Whoever has left, or is named by the closed matter, is asked no longer; who waited for that answer goes on without it.
fn ended(task: &Task) -> Vec<Change> {
    let mut changes = vec![Change::End { task: TaskId::new(task.id), heir: None }];
    if let (true, Some(parent)) = (task.kind == "advise", task.parent) {
        changes.push(Change::Turn { task: TaskId::new(parent), state: Holding::Open });
    }
    changes
}

/// A task as the diff has it.
fn held(task: &Task) -> Option<HeldTask> {
    let state = match task.state.as_str() {
        "open" => Holding::Open,
        "waiting" => Holding::Waiting,
        "later" => Holding::Later,
        "vacant" => Holding::Vacant,
        _ => return None,
    };
    Some(HeldTask {
        task: TaskId::new(task.id),
        slot: task.slot.clone(),
        decider: decider(task),
        holder: PersonId::new(task.holder()),
        assignee: PersonId::new(task.assignee),
        state,
    })
}

fn places(slots: &[Slot], own: &[&Task], step: &Step) -> Vec<Place> {
    let place = |slot: &Slot| Place {
        slot: slot.name.clone(),
        deciders: slot.deciders.people.iter().copied().map(PersonId::new).collect(),
        personal: slot.personal,
    };
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
    PersonId::new(task.decider.unwrap_or_else(|| task.holder()))
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
    pub fn successors(&self, task: &Task, person: u64) -> Option<Vec<u64>> {
        let id = TaskId::new(task.id);
        self.changes.iter().find_map(|change| match change {
            Change::End { task, heir } if *task == id => Some(heir.iter().map(|heir| heir.number()).collect()),
            Change::Vacate { task } if *task == id => Some(Vec::new()),
            // The stand-in has not got it yet: until then its holder may act himself.
            Change::Move { task, to, instead_of } if *task == id && *instead_of != Some(PersonId::new(person)) => {
                Some(vec![to.number()])
            }
            _ => None,
        })
    }

    /// Whether nobody is waited for here any more once this is done.
    pub fn finishes(&self, tasks: &[Task], round: i64) -> bool {
        let asks = self.changes.iter().any(|change| matches!(change, Change::Ask { .. }));
        let ended = |task: &Task| {
            self.changes.iter().any(|change| matches!(change, Change::End { task: id, .. } if id.number() == task.id))
        };
        let mut pending =
            tasks.iter().filter(|task| task.step == self.step.id && task.round == round && task.pending());
        self.step.mode != Mode::Inform && !asks && pending.all(ended)
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
