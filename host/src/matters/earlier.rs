//! A matter as it stood at one of its events, by what the events tell: its content, its state, and what was decided until then.

use super::stored::Task;
use crate::{
    access::{Access, Reading},
    error::Result,
    store::Columns,
};
use guiju_domain::OfficeId;
use guiju_model::Moment;
use serde_json::Value;
use sqlx::AnyConnection;
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
pub async fn at(access: &Access, connection: &mut AnyConnection, now: &Reading, seq: i64) -> Result<Earlier> {
    let told = Told::until(connection, (access.office, now.stored.id), seq).await?;
    let mut stored = now.stored.clone();
    told.status.clone_into(&mut stored.status);
    if let Some(content) = &told.content {
        stored.content = content.clone();
    }
    let tasks = told.tasks(&now.tasks);
    let mut reading = access.reading(connection, stored, tasks).await?;
    reading.seen.confidentiality = reading.seen.confidentiality.max(now.seen.confidentiality);
    reading.seen.sight = now.seen.sight;
    reading.ties = now.ties;
    Ok(Earlier { reading, moment: told.moment })
}

/// What the events tell until one of them.
#[derive(Default)]
struct Told {
    content: Option<Value>,
    status: &'static str,
    moment: Moment,
    /// The tasks that were decided.
    decided: BTreeSet<i64>,
    /// How often something else was done that ended a task.
    ended: BTreeMap<&'static str, usize>,
}

impl Told {
    async fn until(connection: &mut AnyConnection, (office, matter): (OfficeId, i64), seq: i64) -> Result<Self> {
        let rows = sqlx::query(
            "SELECT kind, at, body FROM events WHERE office_id = $1 AND matter_id = $2 AND seq <= $3
             AND kind <> 'matter-opened' ORDER BY seq",
        )
        .bind(office.number())
        .bind(matter)
        .bind(seq)
        .fetch_all(connection)
        .await?;
        let mut told = Self { status: "open", ..Self::default() };
        for row in rows {
            told.moment = Moment(row.int("at")?);
            told.happened(&row.text("kind")?, row.json("body")?);
        }
        Ok(told)
    }

    fn happened(&mut self, kind: &str, mut body: Value) {
        match kind {
            "filed" | "resubmitted" => {
                self.content = body.get_mut("content").map(Value::take).or(self.content.take());
                self.status = "open";
            }
            "decided" => self.decided.extend(body.get("task").and_then(Value::as_i64)),
            "returned" => self.status = "returned",
            "withdrawn" => self.status = "withdrawn",
            "refused" => self.status = "refused",
            "completed" => self.status = "completed",
            _ => {}
        }
        if let Some(kind) = ["resubmitted", "returned", "advised", "transferred"].into_iter().find(|one| *one == kind) {
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
fn ending(task: &Task) -> Option<&'static str> {
    match (task.kind.as_str(), task.state.as_str()) {
        (_, "returned") => Some("returned"),
        (_, "transferred") => Some("transferred"),
        ("correct", "done") => Some("resubmitted"),
        ("advise", "done") => Some("advised"),
        _ => None,
    }
}
