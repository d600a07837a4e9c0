//! Joint deciding: where every place of a step decides, no person holds two of them, however he comes to them.
//!
//! A place is held by whoever it was made for, whoever has it and whoever decided it: for a deputy these are two people. A
//! person who holds two of the offices from the beginning is asked once; that is decided where places are made.

use super::{Matter, Task};
use crate::{
    PersonId,
    matters::{PlaceName, TaskState},
};
use guiju_model::{Mode, Step};
use std::collections::BTreeSet;

/// Whether all places of a step decide, so that each needs a person of its own.
#[must_use]
pub const fn is_joint(step: &Step) -> bool {
    matches!(step.mode, Mode::Every | Mode::InTurn)
}

/// The tasks of the round that hold other places of a step: pending, or decided.
fn elsewhere<'t, C>(matter: &'t Matter<C>, step: &'t str, place: &'t PlaceName) -> impl Iterator<Item = &'t Task<C>> {
    matter.at_step(step).filter(move |task| {
        task.decides()
            && !task.is_unheld
            && (task.is_pending() && task.state != TaskState::Vacant || task.is_done())
            && !task.place.is_same_place(place)
    })
}

/// Whether a person holds another place of this task's step, decided it, or handed it on: then the task is not given to that
/// person. What was handed on still is asked in that person's name.
pub(super) fn holds_another<C>(matter: &Matter<C>, task: &Task<C>, person: PersonId) -> bool {
    let holds = |other: &Task<C>| other.people().chain(other.decider).any(|id| id == person);
    elsewhere(matter, &task.step, &task.place).any(holds)
}

/// Persons who cannot decide in a place because they decided another one, or hold it by somebody's hand. Whoever holds both by
/// office and has decided neither is asked once.
pub(super) fn taken<C>(matter: &Matter<C>, step: &Step, place: &PlaceName) -> BTreeSet<PersonId> {
    if !is_joint(step) {
        return BTreeSet::new();
    }
    let by_hand = |task: &&Task<C>| {
        task.is_done() || task.is_added() || task.decider.is_some_and(|decider| decider != task.holder())
    };
    elsewhere(matter, &step.id, place).filter(by_hand).flat_map(Task::people).collect()
}

/// A place of a step for which a stand-in is looked for.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// Its name.
    pub place: PlaceName,
    /// Its decider.
    pub decider: PersonId,
}

/// Who stands in at a step: each deputy in one place at most, and nowhere if he decides there himself.
pub(super) struct StandingIn<'a, C> {
    /// Every place with each of its deciders, in their order.
    pub claims: Vec<Claim>,
    /// Tasks of the step that are pending or decided in this round.
    pub tasks: Vec<&'a Task<C>>,
    /// The deputy of a person now, if he may act here.
    pub deputy: &'a dyn Fn(PersonId) -> Option<PersonId>,
}

impl<C> StandingIn<'_, C> {
    /// Whoever stands in for a decider without holding another place of the step.
    pub fn of(&self, decider: PersonId) -> Option<PersonId> {
        let deputy = (self.deputy)(decider)?;
        let own = self.claims.iter().filter(|claim| claim.decider == decider).collect::<Vec<_>>();
        let mine = |place: &PlaceName| own.iter().any(|claim| claim.place.is_same_place(place));
        let decides = self.claims.iter().any(|claim| claim.decider == deputy && !mine(&claim.place));
        let holds =
            |task: &&Task<C>| task.people().any(|id| id == deputy) && task.holder() != decider && !mine(&task.place);
        if decides || self.tasks.iter().any(holds) {
            return None;
        }
        // Of several for whom he would stand in, the first one's task lies with him.
        let lies = |claim: &&Claim| {
            self.tasks.iter().any(|task| task.assignee == deputy && task.instead_of == Some(claim.decider))
        };
        let asks = |claim: &&Claim| (self.deputy)(claim.decider) == Some(deputy);
        let first = self.claims.iter().find(lies).or_else(|| self.claims.iter().find(asks));
        first.is_none_or(|first| first.decider == decider || mine(&first.place)).then_some(deputy)
    }
}
