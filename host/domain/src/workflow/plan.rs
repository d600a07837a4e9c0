//! What changes for a matter's pending tasks, from the deciders as they are now.

use super::{
    Matter, Office, StepPlace, StepPlaces, Task,
    joint::{Claim, StandingIn, is_joint},
    places,
};
use crate::{
    PersonId, TaskId,
    deciders::{Change, HeldTask, Now, Place, diff},
    matters::{MatterStatus, PlaceName, TaskKind, TaskState},
    rejection::Vacancy,
};
use guiju_model::{Mode, Step, Who};
use std::collections::BTreeSet;

/// What changes at one step.
#[derive(Debug)]
pub(super) struct Plan {
    /// The step.
    pub step: Step,
    /// What changes.
    pub changes: Vec<Change>,
    /// Its places as they are now.
    pub places: Vec<StepPlace>,
}

/// What changes at each step where somebody is asked; steps at which nothing changes are left out.
pub(super) fn plan<C: Clone, O: Office>(matter: &Matter<C>, office: &O) -> Vec<Plan> {
    let pending = |step: &&Step| matter.at_step(&step.id).any(Task::is_pending);
    let steps = matter.route.steps.iter().filter(pending);
    let plans = steps.map(|step| at_step(&StepPlaces { matter, step, office }));
    plans.filter(|plan| !plan.changes.is_empty()).collect()
}

fn at_step<C: Clone, O: Office>(at: &StepPlaces<'_, C, O>) -> Plan {
    let StepPlaces { matter, step, office } = *at;
    let here = matter.at_step(&step.id).collect::<Vec<_>>();
    let apart = at.apart();
    let own_matter = [matter.applicant, matter.subject];
    let may_act =
        |person: PersonId| office.works_here(person) && !own_matter.contains(&person) && !apart.contains(&person);
    let open = matter.status == MatterStatus::Open;
    let pending = here.iter().copied().filter(|task| task.is_pending() && task.kind != TaskKind::Correct);
    // Where only a place is held open, it is looked for a decider or left.
    let pending = pending.filter(|task| open || !task.is_unheld);
    let (own, asked): (Vec<&Task<C>>, Vec<&Task<C>>) =
        pending.partition(|task| open && task.decides() && !task.is_added());
    let places = if own.is_empty() { Vec::new() } else { at.places(|place| is_decided(&here, place)) };
    let deputy = |person: PersonId| match step.mode {
        Mode::Vote(_) => None,
        _ => office.deputy(person).filter(|id| may_act(*id) && office.may_stand_in(step, *id)),
    };
    let mut claims = own
        .iter()
        .filter(|task| !task.is_unheld)
        .map(|task| Claim { place: task.place.clone(), decider: task.holder() })
        .collect::<Vec<_>>();
    claims.extend(places::claims(&places));
    let holding =
        here.iter().copied().filter(|task| task.decides() && (task.is_pending() || task.is_done()) && !task.is_unheld);
    let standing_in = StandingIn { claims, tasks: holding.collect(), deputy: &deputy };
    let lies_with = |person: PersonId| {
        let to = if is_joint(step) { standing_in.of(person) } else { deputy(person) };
        to.unwrap_or(person)
    };
    let held = own.iter().filter_map(|task| held(task)).collect::<Vec<_>>();
    let begun = here.iter().any(|task| task.is_done() && task.decides());
    let mut wanted = wanted(&places, &own, step);
    let called_off = |task: &&Task<C>| task.state == TaskState::Cancelled && task.decides() && !task.is_added();
    leave_off(&mut wanted, &own, &here.iter().copied().filter(called_off).collect::<Vec<_>>());
    // At a step that is put off it is nobody's turn.
    let in_turn = step.mode == Mode::InTurn && matter.current_step().is_some_and(|current| current.id == step.id);
    let now = Now { places: &wanted, in_turn, begun, lies_with: &lies_with, may_act: &may_act };
    let mut changes = diff(&held, &now);
    for task in asked {
        // Whoever decides or signs at the step does not sign there in another one's name.
        let may_sign = |person: &PersonId| !task.is_added() || !acts_elsewhere(&here, &changes, task, *person);
        let lies_with = |holder: PersonId| Some(lies_with(holder)).filter(may_sign).unwrap_or(holder);
        let change = by_name(office, task, &lies_with);
        changes.extend(change);
    }
    Plan { step: step.clone(), changes, places }
}

/// Whether a place of the step is decided.
fn is_decided<C>(here: &[&Task<C>], place: &PlaceName) -> bool {
    let done = here.iter().filter(|task| task.is_done() && task.decides() && !task.is_added());
    done.into_iter().any(|task| task.place.contains(place.as_str()))
}

/// Whether a person decides or signs at the step by another task than this one, once what is planned so far is done. Two
/// tasks that are given to one deputy in one pass would else both go back in the next, and never rest.
fn acts_elsewhere<C>(here: &[&Task<C>], planned: &[Change], task: &Task<C>, person: PersonId) -> bool {
    let moved = |id: TaskId| {
        planned.iter().find_map(|change| match change {
            Change::Move { task, to, .. } if *task == id => Some(*to),
            _ => None,
        })
    };
    let has = |other: &Task<C>| match moved(other.id) {
        Some(to) => [to, other.holder()].contains(&person),
        None => other.people().any(|id| id == person),
    };
    let asked = |change: &Change| match change {
        Change::Ask { decider, assignee, .. } => [*decider, *assignee].contains(&person),
        _ => false,
    };
    let mut others =
        here.iter().filter(|other| other.id != task.id && other.decides() && (other.is_pending() || other.is_done()));
    others.any(|other| has(other)) || planned.iter().any(asked)
}

/// Whoever was asked by a decider stays asked; only a stand-in comes and goes.
fn by_name<C>(office: &impl Office, task: &Task<C>, lies_with: &dyn Fn(PersonId) -> PersonId) -> Vec<Change> {
    let holder = task.holder();
    // Advice of somebody who has left, or whom the closed matter names, is not waited for.
    let gone = task.kind == TaskKind::Advise && !office.works_here(holder);
    if gone || office.concerned().contains(&holder) {
        return vec![Change::End { task: task.id, heir: None }];
    }
    let to = lies_with(holder);
    if to == task.assignee {
        return Vec::new();
    }
    vec![Change::Move { task: task.id, to, instead_of: (to != holder).then_some(holder) }]
}

/// A task as the difference has it.
fn held<C>(task: &Task<C>) -> Option<HeldTask> {
    Some(HeldTask {
        task: task.id,
        place: task.place.clone(),
        decider: task.made_for(),
        holder: task.holder(),
        assignee: task.assignee,
        state: task.state.holding()?,
    })
}

fn wanted<C>(places: &[StepPlace], own: &[&Task<C>], step: &Step) -> Vec<Place> {
    let place = |place: &StepPlace| Place {
        name: place.name.clone(),
        deciders: place.deciders.clone(),
        personal: place.personal,
    };
    let mut wanted = places.iter().map(place).collect::<Vec<_>>();
    // A seat in a ballot of office holders ends with the role.
    if let (Mode::Vote(_), Who::Roles(_)) = (&step.mode, &step.who) {
        for task in own {
            if !wanted.iter().any(|place| place.name.overlaps(&task.place)) {
                wanted.push(Place { name: task.place.clone(), deciders: Vec::new(), personal: true });
            }
        }
    }
    wanted
}

/// Deciders who stood beside whoever returned the matter are not asked again, as long as that one still decides: straight
/// back it came to that one alone.
fn leave_off<C>(wanted: &mut [Place], own: &[&Task<C>], off: &[&Task<C>]) {
    for place in wanted {
        let asked = own
            .iter()
            .filter(|task| place.name.overlaps(&task.place))
            .map(|task| task.made_for())
            .collect::<BTreeSet<_>>();
        if place.deciders.iter().any(|id| asked.contains(id)) {
            let name = &place.name;
            let let_off = |id: &PersonId| off.iter().any(|task| *name == task.place && task.made_for() == *id);
            place.deciders.retain(|id| asked.contains(id) || !let_off(id));
        }
    }
}

impl Plan {
    /// Why a place is vacant.
    pub fn vacancy(&self, place: &PlaceName) -> Option<Vacancy> {
        let found = self.places.iter().find(|at| at.name.overlaps(place)).and_then(|at| at.vacancy.clone());
        found.or_else(|| self.places.iter().find_map(|place| place.vacancy.clone()))
    }

    /// Whether nobody is a decider of a place.
    pub fn is_vacant(&self, place: &PlaceName) -> bool {
        self.places.iter().any(|at| at.name == *place && at.deciders.is_empty())
    }

    /// Who is asked in place of somebody who would act on a task; nothing if it is still his.
    pub fn successors(&self, id: TaskId, person: PersonId) -> Option<Vec<PersonId>> {
        self.changes.iter().find_map(|change| match change {
            Change::End { task, heir } if *task == id => Some(heir.iter().copied().collect()),
            Change::Vacate { task } if *task == id => Some(Vec::new()),
            // The stand-in has not got it yet: until then its holder may act himself.
            Change::Move { task, to, instead_of } if *task == id && *instead_of != Some(person) => Some(vec![*to]),
            _ => None,
        })
    }

    /// Whether nobody is waited for here any more once this is done.
    pub fn finishes<C>(&self, matter: &Matter<C>) -> bool {
        let asks = self.changes.iter().any(|change| matches!(change, Change::Ask { .. }));
        let ended = |task: &Task<C>| {
            self.changes.iter().any(|change| matches!(change, Change::End { task: id, .. } if *id == task.id))
        };
        let mut pending = matter.at_step(&self.step.id).filter(|task| task.is_pending());
        self.step.mode != Mode::Inform && !asks && pending.all(ended)
    }

    /// The last task that would end holds the step open instead; one that is vacant does so already.
    pub fn hold_open<C>(&mut self, matter: &Matter<C>) {
        let last = self.changes.iter().rposition(|change| matches!(change, Change::End { .. }));
        let Some(index) = last else { return };
        if let Change::End { task, .. } = self.changes[index] {
            self.changes[index] = Change::Vacate { task };
            if matter.task(task).is_some_and(|task| task.state == TaskState::Vacant) {
                self.changes.remove(index);
            }
        }
    }

    /// Whether a task is asked anew in another one's place.
    pub fn replaces(&self, id: TaskId) -> bool {
        self.changes.iter().any(|change| match change {
            Change::Ask { replaces, .. } => replaces.contains(&id),
            _ => false,
        })
    }
}
