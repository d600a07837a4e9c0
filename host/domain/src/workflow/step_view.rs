//! How a step stands, as its tasks of the present round show it.

use super::{Matter, Task};
use crate::matters::{StepState, TaskKind, TaskState};
use guiju_model::{Ballot, Mode, Moment, Step, Verdict};
use std::collections::BTreeSet;

/// How a step stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Its state.
    pub state: StepState,
    /// Until when it is to be done, while somebody is asked.
    pub due: Option<Moment>,
    /// What is noted on the latest of its tasks that has a note.
    pub note: Option<String>,
    /// Whether a place of it is vacant.
    pub is_vacant: bool,
    /// How its ballot stands, once there is one.
    pub tally: Option<Tally>,
}

impl StepView {
    /// A step of a matter.
    #[must_use]
    pub fn of<C>(matter: &Matter<C>, step: &Step) -> Self {
        let round = matter.at_step(&step.id).collect::<Vec<_>>();
        let noted = round.iter().rev().find(|task| !task.note.is_empty() && task.decides());
        Self {
            state: state(step, &round),
            due: round.iter().filter(|task| task.is_pending()).find_map(|task| task.due),
            note: noted.map(|task| task.note.clone()),
            is_vacant: round.iter().any(|task| task.state == TaskState::Vacant),
            tally: match &step.mode {
                Mode::Vote(ballot) if !round.is_empty() => Some(Tally::of(*ballot, &round)),
                _ => None,
            },
        }
    }
}

/// How a step stands, by its tasks of this round.
fn state<C>(step: &Step, round: &[&Task<C>]) -> StepState {
    let any = |is: fn(&Task<C>) -> bool| round.iter().any(|task| is(task));
    let informs = step.mode == Mode::Inform;
    if any(|task| task.verdict == Some(Verdict::Refused) && task.kind != TaskKind::Vote) {
        StepState::Refused
    } else if any(Task::is_pending) && !informs {
        StepState::Current
    } else if any(Task::is_done) || informs && !round.is_empty() {
        StepState::Done
    } else if any(|task| task.state == TaskState::Returned) {
        StepState::Returned
    } else {
        StepState::Coming
    }
}

/// How a ballot stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    /// Its rules.
    pub ballot: Ballot,
    /// Persons who are there.
    pub present: usize,
    /// Votes in favour.
    pub ayes: usize,
    /// Votes against.
    pub nays: usize,
    /// Votes neither in favour nor against.
    pub abstained: usize,
    /// Votes that were not given yet.
    pub open: usize,
}

/// What can still come of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There are enough votes in favour.
    Reached,
    /// There cannot be enough any more.
    Impossible,
    /// So many are needed yet.
    Lacks(usize),
}

impl Tally {
    fn of<C>(ballot: Ballot, tasks: &[&Task<C>]) -> Self {
        let count = |verdict| tasks.iter().filter(|task| task.verdict == Some(verdict)).count();
        // Whoever left the step before voting is not there; a person is there once.
        let there = tasks.iter().filter(|task| !task.is_unheld && (task.is_pending() || task.is_done()));
        Self {
            ballot,
            present: there.map(|task| task.holder()).collect::<BTreeSet<_>>().len(),
            ayes: count(Verdict::Approved),
            nays: count(Verdict::Refused),
            abstained: count(Verdict::Abstained),
            open: tasks.iter().filter(|task| task.is_pending()).count(),
        }
    }

    /// How many votes in favour carry it.
    #[must_use]
    pub const fn needed(&self) -> usize {
        self.ballot.ayes_needed() as usize
    }

    /// What can still come of it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        if self.ayes >= self.needed() {
            Outcome::Reached
        } else if self.ayes + self.open < self.needed() {
            Outcome::Impossible
        } else {
            Outcome::Lacks(self.needed() - self.ayes)
        }
    }
}
