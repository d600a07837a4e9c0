//! The row of a task.

use crate::{
    error::{Error, Result},
    sql::{Bind, Column, FromRow, named_columns},
};
use guiju_domain::{
    MatterId, PersonId, TaskId,
    matters::{PlaceName, TaskKind, TaskState},
};
use guiju_model::{Moment, Verdict};
use guiju_store_macros::Row;
use serde_json::Value;
use sqlx::any::AnyRow;

named_columns!(TaskState, TaskKind);

impl Column for Verdict {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        let named = Self::ALL.iter().copied().find(|verdict| verdict.name() == raw);
        named.ok_or_else(|| Error::column(&raw, "Verdict"))
    }
}

impl Bind for Verdict {
    type Raw = String;
    fn bind(self) -> String {
        self.name().to_owned()
    }
}

/// A task with the content that was filled in: an object.
pub type Task = guiju_domain::workflow::Task<Value>;

/// The columns of a task.
#[derive(Row)]
struct TaskRow {
    id: TaskId,
    #[column("matter_id")]
    matter: MatterId,
    round: i64,
    step: String,
    title: String,
    kind: TaskKind,
    #[column("slot")]
    place: String,
    #[column("assignee_id")]
    assignee: PersonId,
    instead_of: Option<PersonId>,
    #[column("decider_id")]
    decider: Option<PersonId>,
    #[column("unheld")]
    is_unheld: bool,
    state: TaskState,
    #[column("parent_id")]
    parent: Option<TaskId>,
    asked_by: Option<PersonId>,
    note: String,
    verdict: Option<Verdict>,
    opinion: Option<String>,
    #[column(json)]
    content: Option<Value>,
    #[column("arrived_at")]
    arrived: Moment,
    #[column("due_at")]
    due: Option<Moment>,
    done_at: Option<Moment>,
    done_by: Option<PersonId>,
}

impl FromRow for Task {
    fn from_row(row: &AnyRow) -> Result<Self> {
        let TaskRow {
            id,
            matter,
            round,
            step,
            title,
            kind,
            place,
            assignee,
            instead_of,
            decider,
            is_unheld,
            state,
            parent,
            asked_by,
            note,
            verdict,
            opinion,
            content,
            arrived,
            due,
            done_at,
            done_by,
        } = TaskRow::from_row(row)?;
        Ok(Self {
            id,
            matter,
            round,
            step,
            title,
            kind,
            place: PlaceName::new(place),
            assignee,
            instead_of,
            decider,
            is_unheld,
            state,
            parent,
            asked_by,
            note,
            verdict,
            opinion,
            content,
            arrived,
            due,
            done_at,
            done_by,
        })
    }
}
