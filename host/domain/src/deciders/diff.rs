//! The difference between a step's open tasks and its deciders as they are now.

use super::change::{Change, HeldTask, Place};
use crate::{
    PersonId, TaskId,
    matters::{Holding, PlaceName},
};
use std::collections::BTreeSet;

/// A step's deciders as they are now.
pub struct Now<'a> {
    /// Its places in their order, without those that are decided already.
    pub places: &'a [Place],
    /// Whether its places decide one after the other.
    pub in_turn: bool,
    /// Whether anybody has decided there already.
    pub begun: bool,
    /// Whoever stands in for a person now: that person, or the deputy.
    pub lies_with: &'a dyn Fn(PersonId) -> PersonId,
    /// Whether a person works here and may act on this matter.
    pub may_act: &'a dyn Fn(PersonId) -> bool,
}

/// What becomes of the tasks that hold a step. `tasks` are the step's own, in the order in which they were made.
#[must_use]
pub fn diff(tasks: &[HeldTask], now: &Now<'_>) -> Vec<Change> {
    let mut work = Work { tasks, now, claimed: BTreeSet::new(), changes: Vec::new() };
    for place in now.places {
        work.place(place);
    }
    work.keep_open();
    if now.in_turn {
        work.turns();
    }
    work.changes
}

struct Work<'a> {
    tasks: &'a [HeldTask],
    now: &'a Now<'a>,
    /// Tasks that some place has kept, merged or ended.
    claimed: BTreeSet<TaskId>,
    changes: Vec<Change>,
}

impl Work<'_> {
    fn place(&mut self, place: &Place) {
        let here = self.tasks.iter().filter(|task| place.name.overlaps(&task.place)).collect::<Vec<_>>();
        let mut missing = Vec::new();
        for decider in &place.deciders {
            let mut own = here.iter().filter(|task| self.stays(task, *decider)).copied().collect::<Vec<_>>();
            own.retain(|task| !self.claimed.contains(&task.task));
            if own.is_empty() {
                missing.push(*decider);
            } else {
                self.merge_own(&own, place);
            }
        }
        // A task that another place keeps is not ended by this one.
        let mut rest = here.iter().filter(|task| !self.claimed.contains(&task.task)).copied().collect::<Vec<_>>();
        rest.retain(|task| !self.held_elsewhere(task, place));
        if place.deciders.is_empty() {
            self.vacant(place, &here, &rest);
            return;
        }
        let heir = missing.first().or_else(|| place.deciders.first()).copied();
        for task in &rest {
            self.claimed.insert(task.task);
            self.changes.push(Change::End { task: task.task, heir });
        }
        self.ask(place, &missing, &here, &rest);
    }

    /// Whether a task stays for this decider: his own, or what he handed to somebody who can act on it.
    fn stays(&self, task: &HeldTask, decider: PersonId) -> bool {
        task.decider == decider
            && task.state != Holding::Vacant
            && (task.holder == decider || (self.now.may_act)(task.holder))
    }

    /// Whether a later place keeps the task: then this one does not end it.
    fn held_elsewhere(&self, task: &HeldTask, place: &Place) -> bool {
        let others = self.now.places.iter().filter(|other| *other != place && other.name.overlaps(&task.place));
        others.into_iter().any(|other| other.deciders.iter().any(|decider| self.stays(task, *decider)))
    }

    /// A decider's tasks in a place become one, unless he handed one of them on and has kept another.
    fn merge_own(&mut self, own: &[&HeldTask], place: &Place) {
        self.claimed.extend(own.iter().map(|task| task.task));
        let Some((first, others)) = own.split_first() else { return };
        if others.iter().any(|other| other.holder != first.holder) {
            own.iter().for_each(|task| self.lies(task));
            return;
        }
        if first.place != place.name {
            self.changes.push(Change::Rename { task: first.task, place: place.name.clone() });
        }
        self.lies(first);
        self.changes.extend(others.iter().map(|other| Change::Merge { task: other.task, into: first.task }));
    }

    /// The task lies with whoever stands in for its holder.
    fn lies(&mut self, task: &HeldTask) {
        let to = (self.now.lies_with)(task.holder);
        if to != task.assignee {
            let instead_of = (to != task.holder).then_some(task.holder);
            self.changes.push(Change::Move { task: task.task, to, instead_of });
        }
    }

    fn vacant(&mut self, place: &Place, here: &[&HeldTask], rest: &[&HeldTask]) {
        for task in rest {
            self.claimed.insert(task.task);
            if place.personal {
                self.changes.push(Change::End { task: task.task, heir: None });
                continue;
            }
            if task.place != place.name {
                self.changes.push(Change::Rename { task: task.task, place: place.name.clone() });
            }
            if task.holder != task.decider && (self.now.may_act)(task.holder) {
                // Whoever got it acts for the post, while nobody holds that.
                self.lies(task);
            } else if task.state == Holding::Open {
                self.changes.push(Change::Vacate { task: task.task });
            }
        }
        // The task stands for another place now: this one needs one of its own to stay open.
        if let (true, [like, ..], false) = (rest.is_empty(), here, place.personal) {
            let state = if like.state == Holding::Later { Holding::Later } else { Holding::Vacant };
            let (place, decider, assignee) = (place.name.clone(), like.decider, like.decider);
            let (like, replaces) = (like.task, Vec::new());
            self.changes.push(Change::Ask { place, decider, assignee, state, like, replaces });
        }
    }

    fn ask(&mut self, place: &Place, missing: &[PersonId], here: &[&HeldTask], ended: &[&HeldTask]) {
        let like = ended.first().or_else(|| here.first()).copied();
        // A new seat in a ballot is asked like those that are there.
        let like = like.or_else(|| self.tasks.first().filter(|_| place.personal));
        let Some(like) = like else { return };
        let later = like.state == Holding::Later;
        for (index, decider) in missing.iter().enumerate() {
            let replaces = if index == 0 { ended.iter().map(|task| task.task).collect() } else { Vec::<TaskId>::new() };
            let waits = ended.iter().any(|task| task.state == Holding::Waiting);
            let state = match () {
                () if index == 0 && waits => Holding::Waiting,
                () if later => Holding::Later,
                () => Holding::Open,
            };
            let assignee = (self.now.lies_with)(*decider);
            let (place, decider, like) = (place.name.clone(), *decider, like.task);
            self.changes.push(Change::Ask { place, decider, assignee, state, like, replaces });
        }
    }

    /// A step at which nobody decided and nobody would be left stays open.
    fn keep_open(&mut self) {
        let asks = self.changes.iter().any(|change| matches!(change, Change::Ask { .. }));
        let ended = |task: &HeldTask| {
            self.changes.iter().any(|change| matches!(change, Change::End { task: ended, .. } if *ended == task.task))
        };
        if self.now.begun || asks || !self.tasks.iter().all(ended) {
            return;
        }
        let Some(last) = self.changes.iter_mut().rev().find(|change| matches!(change, Change::End { .. })) else {
            return;
        };
        if let Change::End { task, .. } = last {
            *last = Change::Vacate { task: *task };
        }
        // What is vacant already stays so.
        let vacant = |id: &TaskId| self.tasks.iter().any(|task| task.task == *id && task.state == Holding::Vacant);
        self.changes.retain(|change| !matches!(change, Change::Vacate { task } if vacant(task)));
    }

    /// In turn, the first place that is not decided has its turn, and no other.
    fn turns(&mut self) {
        // While somebody signs behind the last decider, it is nobody's turn.
        let running = self.tasks.iter().any(|task| task.state != Holding::Later);
        for (index, place) in self.now.places.iter().enumerate() {
            let wanted = if index == 0 && running { Holding::Open } else { Holding::Later };
            let other = |state: Holding| match wanted {
                Holding::Open => state == Holding::Later,
                _ => state == Holding::Open,
            };
            let vacant = place.deciders.is_empty();
            for change in &mut self.changes {
                if let Change::Ask { place: asked_in, state, .. } = change
                    && *asked_in == place.name
                    && other(*state)
                {
                    *state = if wanted == Holding::Open && vacant { Holding::Vacant } else { wanted };
                }
            }
            let stay = self.tasks.iter().filter(|task| place.name == *self.place_of(task) && other(task.state));
            let turned = stay.filter(|task| !self.ends(task.task)).map(|task| {
                let acts = task.holder != task.decider && (self.now.may_act)(task.holder);
                if wanted == Holding::Open && vacant && !acts {
                    return Change::Vacate { task: task.task };
                }
                Change::Turn { task: task.task, state: wanted }
            });
            let turned = turned.collect::<Vec<_>>();
            self.changes.extend(turned);
        }
    }

    fn ends(&self, id: TaskId) -> bool {
        self.changes.iter().any(|change| match change {
            Change::End { task, .. } | Change::Merge { task, .. } | Change::Vacate { task } => *task == id,
            _ => false,
        })
    }

    /// A task's place under the name that it has from now on.
    fn place_of<'t>(&'t self, task: &'t HeldTask) -> &'t PlaceName {
        let renamed = self.changes.iter().find_map(|change| match change {
            Change::Rename { task: id, place } if *id == task.task => Some(place),
            _ => None,
        });
        renamed.unwrap_or(&task.place)
    }
}
