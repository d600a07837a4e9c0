//! A matter as it stood at one of its events, by what the events tell: its content, its state, and what was decided until then.

use crate::{
    access::{Access, Reading},
    error::Result,
    store::{
        Connection,
        matter_events::{self, MatterEvent},
        tasks::Task,
    },
};
use guiju_domain::{
    MatterId, OfficeId, TaskId,
    matters::{MatterEventKind, MatterStatus, TaskKind, TaskState},
};
use guiju_model::Moment;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A matter as it stood.
pub struct Earlier {
    /// What its reader sees of it: no more than of the matter as it is now.
    pub reading: Reading,
    /// When it came to stand so.
    pub moment: Moment,
}

/// The matter as it stood at the event of this number. What the reader sees follows from what it keeps from others now and from
/// what it kept then, whichever is more.
///
/// # Errors
/// If the database cannot be used.
pub async fn at(access: &Access, connection: &mut Connection, now: &Reading, seq: i64) -> Result<Earlier> {
    let fold = Fold::until(connection, (access.office, now.stored.id), seq).await?;
    let mut stored = now.stored.clone();
    stored.status = fold.status;
    if let Some(content) = &fold.content {
        stored.content = content.clone();
    }
    let tasks = fold.tasks(&now.tasks);
    let mut reading = access.reading(connection, stored, tasks).await?;
    reading.seen.confidentiality = reading.seen.confidentiality.max(now.seen.confidentiality);
    reading.seen.sight = now.seen.sight;
    reading.ties = now.ties;
    Ok(Earlier { reading, moment: fold.moment })
}

/// A matter as its events up to one of them tell it.
struct Fold {
    content: Option<Value>,
    status: MatterStatus,
    moment: Moment,
    /// The tasks that were decided.
    decided: BTreeSet<TaskId>,
    /// How often something else was done that ended a task.
    ended: BTreeMap<MatterEventKind, usize>,
}

impl Fold {
    async fn until(connection: &mut Connection, (office, matter): (OfficeId, MatterId), seq: i64) -> Result<Self> {
        let mut fold = Self {
            content: None,
            status: MatterStatus::Open,
            moment: Moment::default(),
            decided: BTreeSet::new(),
            ended: BTreeMap::new(),
        };
        for MatterEvent { kind, at, body, .. } in matter_events::until(connection, office, matter, seq).await? {
            fold.moment = at;
            if let Some(kind) = MatterEventKind::named(&kind) {
                fold.apply(kind, body);
            }
        }
        Ok(fold)
    }

    fn apply(&mut self, kind: MatterEventKind, mut body: Value) {
        use MatterEventKind as K;
        match kind {
            K::Filed | K::Resubmitted => {
                self.content = body.get_mut("content").map(Value::take).or(self.content.take());
                self.status = MatterStatus::Open;
            }
            K::Decided => self.decided.extend(body.get("task").and_then(Value::as_i64).map(TaskId::new)),
            K::Returned => self.status = MatterStatus::Returned,
            K::Withdrawn => self.status = MatterStatus::Withdrawn,
            K::Refused => self.status = MatterStatus::Refused,
            K::Completed => self.status = MatterStatus::Completed,
            _ => {}
        }
        if matches!(kind, K::Resubmitted | K::Returned | K::Advised | K::Transferred) {
            *self.ended.entry(kind).or_default() += 1;
        }
    }

    /// The tasks that had ended by then, of those that there are now.
    fn tasks(&self, now: &[Task]) -> Vec<Task> {
        let mut ended = now.iter().filter(|task| task.done_at.is_some()).collect::<Vec<_>>();
        ended.sort_by_key(|task| (task.done_at, task.id));
        let mut left = self.ended.clone();
        let had_ended = |task: &&Task| {
            let Some(kind) = ending(task) else { return self.decided.contains(&task.id) };
            let left = left.entry(kind).or_default();
            *left > 0 && {
                *left -= 1;
                true
            }
        };
        ended.into_iter().filter(had_ended).cloned().collect()
    }
}

/// The kind of event that ended a task, if it was no decision.
const fn ending(task: &Task) -> Option<MatterEventKind> {
    match (task.kind, task.state) {
        (_, TaskState::Returned) => Some(MatterEventKind::Returned),
        (_, TaskState::Transferred) => Some(MatterEventKind::Transferred),
        (TaskKind::Correct, TaskState::Done) => Some(MatterEventKind::Resubmitted),
        (TaskKind::Advise, TaskState::Done) => Some(MatterEventKind::Advised),
        _ => None,
    }
}
