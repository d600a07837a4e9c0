//! The row of a task.

use crate::{
    error::{Error, Result},
    sql::{Bind, Column, named_columns},
};
use guiju_domain::{
    MatterId, PersonId, TaskId,
    matters::{TaskKind, TaskState},
};
use guiju_model::{Decision, Moment, Verdict};
use guiju_store_macros::Row;
use serde_json::Value;

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

/// A task.
#[derive(Clone, Debug, Row)]
pub struct Task {
    /// The id, which counts within the office.
    pub id: TaskId,
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The round of the matter's route.
    pub round: i64,
    /// The step of the route; empty if it belongs to none.
    pub step: String,
    /// The title of the step.
    pub title: String,
    /// What it asks for.
    pub kind: TaskKind,
    /// The place at its step: deciders in one slot stand for each other.
    pub slot: String,
    /// Who is asked.
    #[column("assignee_id")]
    pub assignee: PersonId,
    /// For whom, if the assignee stands in.
    pub instead_of: Option<PersonId>,
    /// The decider for whom it was made, where it was handed on for good; else its holder is.
    #[column("decider_id")]
    pub decider: Option<PersonId>,
    /// Its state.
    pub state: TaskState,
    /// The task from which it was asked for.
    #[column("parent_id")]
    pub parent: Option<TaskId>,
    /// Who asked for it, if it was a person.
    pub asked_by: Option<PersonId>,
    /// Why somebody else than expected is asked, in words.
    pub note: String,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// The opinion in words.
    pub opinion: Option<String>,
    /// What was filled in: an object.
    #[column(json)]
    pub content: Option<Value>,
    /// When it came.
    #[column("arrived_at")]
    pub arrived: Moment,
    /// Until when it is to be done.
    #[column("due_at")]
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// Who did it.
    pub done_by: Option<PersonId>,
}

impl Task {
    /// Whether it still holds its station.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.state.is_pending()
    }

    /// Whether its assignee is asked now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == TaskState::Open
    }

    /// Whether it was done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == TaskState::Done
    }

    /// Whether it asks to read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.kind == TaskKind::Read
    }

    /// Whoever has it, though somebody else may stand in meanwhile.
    #[must_use]
    pub fn holder(&self) -> PersonId {
        self.instead_of.unwrap_or(self.assignee)
    }

    /// Whether it was added by a decider, who wants somebody else to sign after him.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.slot.contains('+')
    }

    /// Whether it is a station's own, not one that a person asked for.
    #[must_use]
    pub const fn decides(&self) -> bool {
        self.kind.decides()
    }

    /// The decision as the contract has it, if it was decided.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        if !self.is_done() || !self.decides() {
            return None;
        }
        Some(Decision {
            step: self.step.clone(),
            by: self.done_by?.number(),
            instead_of: self.instead_of.map(PersonId::number),
            at: self.done_at?.0,
            verdict: self.verdict?,
            opinion: self.opinion.clone(),
            content: self.content.as_ref().map(Value::to_string),
        })
    }
}
