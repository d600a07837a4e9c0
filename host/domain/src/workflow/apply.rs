//! How each event changes a matter, and whether it does.

use super::{Event, Matter, Phase};
use crate::matters::{MatterStatus, TaskState};

impl<C> Matter<C> {
    /// Whether an event changes the matter as it stands, so that it is stored.
    #[must_use]
    pub fn is_changed_by(&self, event: &Event<C>) -> bool {
        match event {
            Event::Laid(route) => **route != self.route,
            Event::Deferred { .. }
            | Event::Decided(_)
            | Event::HandedOn { .. }
            | Event::Advised(_)
            | Event::Consented { .. }
            | Event::NumberDue { .. }
            | Event::Begun
            | Event::Phase(_)
            | Event::Reassigned { .. }
            | Event::Vacated { .. }
            | Event::Told { .. } => false,
            _ => true,
        }
    }
}

impl<C: Clone> Matter<C> {
    /// Changes the matter by what happened to it.
    pub fn apply(&mut self, event: &Event<C>) {
        match event {
            Event::Asked(task) => self.tasks.push((**task).clone()),
            Event::Filed(filed) => {
                self.clone_from(filed);
                self.phase = Phase::Filed;
            }
            Event::Stood(stood) => self.clone_from(stood),
            Event::Returned { .. } => self.status = MatterStatus::Returned,
            Event::Resubmitted { subject, correction, .. } => {
                (self.status, self.phase, self.subject) = (MatterStatus::Open, Phase::Refiled, *subject);
                self.particulars.correct(correction);
            }
            Event::RoundBegun => self.round += 1,
            Event::Withdrawn => self.status = MatterStatus::Withdrawn,
            Event::Refused { .. } => self.status = MatterStatus::Refused,
            Event::Completed => self.status = MatterStatus::Completed,
            Event::Reminded { at, .. } => self.reminded_at = *at,
            Event::Numbered(number) => self.particulars.number = Some(number.clone()),
            Event::Recounted(recount) => self.particulars.recount(recount),
            Event::Decided(task) => self.decided = Some(*task),
            Event::Laid(route) => self.route.clone_from(route),
            Event::Phase(phase) => self.phase = *phase,
            Event::Versioned => self.version += 1,
            _ => self.apply_to_task(event),
        }
    }

    fn apply_to_task(&mut self, event: &Event<C>) {
        let Some(task) = event.changed_task().and_then(|id| self.task_mut(id)) else { return };
        match event {
            Event::Finished { state, by, at, verdict, opinion, content, .. } => {
                (task.state, task.done_by, task.done_at) = (*state, Some(*by), Some(*at));
                (task.verdict, task.opinion, task.content) = (*verdict, opinion.clone(), content.clone());
            }
            Event::Cancelled(_) => task.state = TaskState::Cancelled,
            Event::PutOff(_) => task.state = TaskState::Later,
            Event::Turned { at, due, .. } => {
                task.state = if task.is_unheld { TaskState::Vacant } else { TaskState::Open };
                (task.arrived, task.due) = (*at, *due);
            }
            Event::Waits(_) => task.state = TaskState::Waiting,
            Event::Follows { parent, .. } => task.parent = Some(*parent),
            Event::Renamed { place, .. } => task.place.clone_from(place),
            Event::Moved { to, instead_of, .. } => (task.assignee, task.instead_of) = (*to, *instead_of),
            Event::Ended(_) => task.state = TaskState::Reassigned,
            Event::Emptied(_) => task.state = TaskState::Vacant,
            Event::DueSet { due, .. } => task.due = Some(*due),
            _ => {}
        }
    }
}
