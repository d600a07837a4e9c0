//! Joint deciding: where every place of a station decides, no person holds two of them, however he comes to them.
//!
//! A place is held by whoever it was made for, whoever has it and whoever decided it: for a deputy these are two people. A
//! person who holds two of the offices from the beginning is asked once; that is decided where places are made.

use crate::{staff::Staff, store::tasks::Task};
use guiju_domain::{PersonId, matters::TaskState};
use guiju_model::{Mode, Step};
use std::collections::BTreeSet;

/// Whether all places of a station decide, so that each needs a person of its own.
#[must_use]
pub const fn is_joint(step: &Step) -> bool {
    matches!(step.mode, Mode::Every | Mode::InTurn)
}

/// Whether two slots are one place: a place of two roles has the name of both. A signer added behind a place has one of his own.
#[must_use]
pub fn one_place(a: &str, b: &str) -> bool {
    a == b || !a.contains('+') && !b.contains('+') && a.split(' ').any(|role| b.split(' ').any(|other| other == role))
}

/// Everybody in whose hands or name a task is or was decided.
fn people(task: &Task) -> impl Iterator<Item = PersonId> {
    [Some(task.holder()), Some(task.assignee), task.done_by].into_iter().flatten()
}

/// The tasks that hold other places of a task's station in a round: pending, or decided.
fn elsewhere<'t>(tasks: &'t [Task], (step, round): (&str, i64), slot: &str) -> impl Iterator<Item = &'t Task> {
    tasks.iter().filter(move |task| {
        task.step == step
            && task.round == round
            && task.decides()
            && (task.is_pending() && task.state != TaskState::Vacant || task.is_done())
            && !one_place(&task.slot, slot)
    })
}

/// Whether a person holds another place of this task's station, decided it, or handed it on: then the task is not given to that
/// person. What was handed on still is asked in that person's name.
#[must_use]
pub fn holds_another(tasks: &[Task], task: &Task, person: PersonId) -> bool {
    let holds = |other: &Task| people(other).chain(other.decider).any(|id| id == person);
    elsewhere(tasks, (&task.step, task.round), &task.slot).any(holds)
}

/// Persons who cannot decide in a place because they decided another one, or hold it by somebody's hand. Whoever holds both by
/// office and has decided neither is asked once.
#[must_use]
pub fn taken(tasks: &[Task], step: &Step, slot: &str) -> BTreeSet<PersonId> {
    let Some(round) = tasks.iter().map(|task| task.round).max().filter(|_| is_joint(step)) else {
        return BTreeSet::new();
    };
    let by_hand = |task: &&Task| {
        task.is_done() || task.is_added() || task.decider.is_some_and(|decider| decider != task.holder())
    };
    elsewhere(tasks, (&step.id, round), slot).filter(by_hand).flat_map(people).collect()
}

/// A place of a station for which a stand-in is looked for.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// Its name.
    pub slot: &'a str,
    /// Its decider.
    pub decider: PersonId,
}

/// Who stands in at a station: each deputy in one place at most, and nowhere if he decides there himself.
pub struct StandingIn<'a> {
    /// Every place with each of its deciders, in their order.
    pub claims: Vec<Claim<'a>>,
    /// Tasks of the station that are pending or decided in this round.
    pub tasks: Vec<&'a Task>,
    /// The deputy of a person now, if he may act here.
    pub deputy: &'a (dyn Fn(PersonId) -> Option<PersonId> + Sync),
}

impl StandingIn<'_> {
    /// Whoever stands in for a decider without holding another place of the station.
    #[must_use]
    pub fn of(&self, decider: PersonId) -> Option<PersonId> {
        let deputy = (self.deputy)(decider)?;
        let own = self.claims.iter().filter(|claim| claim.decider == decider).collect::<Vec<_>>();
        let mine = |slot: &str| own.iter().any(|claim| one_place(claim.slot, slot));
        let decides = self.claims.iter().any(|claim| claim.decider == deputy && !mine(claim.slot));
        let holds = |task: &&Task| people(task).any(|id| id == deputy) && task.holder() != decider && !mine(&task.slot);
        if decides || self.tasks.iter().copied().any(|task| holds(&task)) {
            return None;
        }
        // Of several for whom he would stand in, the first one's task lies with him.
        let lies = |claim: &&Claim<'_>| {
            self.tasks.iter().any(|task| task.assignee == deputy && task.instead_of == Some(claim.decider))
        };
        let asks = |claim: &&Claim<'_>| (self.deputy)(claim.decider) == Some(deputy);
        let first = self.claims.iter().find(lies).or_else(|| self.claims.iter().find(asks));
        first.is_none_or(|first| first.decider == decider || mine(first.slot)).then_some(deputy)
    }
}

/// What is said on a task that stays with its decider, because the deputy decides at the same station.
#[must_use]
pub fn stays_with(staff: &Staff, deputy: PersonId, decider: PersonId) -> String {
    let (deputy, decider) = (staff.name(deputy.number()), staff.name(decider.number()));
    format!("代行的{deputy}已办理本环节另一处，会签不由一人代两处，仍由{decider}办理")
}
