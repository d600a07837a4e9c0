//! A task: what one person is asked to do about a matter.

use super::seconds;
use crate::{
    MatterId, PersonId, TaskId,
    matters::{PlaceName, TaskKind, TaskState},
};
use guiju_model::{Decision, Moment, Verdict};
use serde::{Deserialize, Serialize};

/// What one person is asked to do about a matter. `C` is the content that a decider fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task<C> {
    /// The id, which counts within the office.
    pub id: TaskId,
    /// The matter.
    pub matter: MatterId,
    /// The round of the matter's route.
    pub round: i64,
    /// The step of the route; empty if it belongs to none.
    pub step: String,
    /// The title of the step.
    pub title: String,
    /// What it asks for.
    pub kind: TaskKind,
    /// The place at its step: deciders in one place stand for each other.
    pub place: PlaceName,
    /// Who is asked.
    pub assignee: PersonId,
    /// For whom, if the assignee stands in.
    pub instead_of: Option<PersonId>,
    /// The decider for whom it was made, where it was handed on for good; else its holder is.
    pub decider: Option<PersonId>,
    /// Whether it only holds a place open that nobody has held since the step opened; then nobody is asked by it.
    pub is_unheld: bool,
    /// Its state.
    pub state: TaskState,
    /// The task from which it was asked for.
    pub parent: Option<TaskId>,
    /// Who asked for it, if it was a person.
    pub asked_by: Option<PersonId>,
    /// Why somebody else than expected is asked, in words.
    pub note: String,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// The opinion in words.
    pub opinion: Option<String>,
    /// What was filled in.
    pub content: Option<C>,
    /// When it came.
    #[serde(with = "seconds")]
    pub arrived: Moment,
    /// Until when it is to be done.
    #[serde(default, with = "seconds::or_none")]
    pub due: Option<Moment>,
    /// When it was done.
    #[serde(default, with = "seconds::or_none")]
    pub done_at: Option<Moment>,
    /// Who did it.
    pub done_by: Option<PersonId>,
}

impl<C> Task<C> {
    /// Whether it still holds its step.
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

    /// The decider for whom it was made, whoever has it now.
    #[must_use]
    pub fn made_for(&self) -> PersonId {
        self.decider.unwrap_or_else(|| self.holder())
    }

    /// Whether it was added by a decider, who wants somebody else to sign after him.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.place.is_added()
    }

    /// Whether it is a step's own, not one that a person asked for.
    #[must_use]
    pub const fn decides(&self) -> bool {
        self.kind.decides()
    }

    /// Everybody in whose hands or name it is or was decided.
    pub(super) fn people(&self) -> impl Iterator<Item = PersonId> {
        [Some(self.holder()), Some(self.assignee), self.done_by].into_iter().flatten()
    }
}

impl<C: Clone> Task<C> {
    /// A task like this one that nobody has touched yet.
    #[must_use]
    pub(super) fn fresh(&self, now: Moment) -> Self {
        Self {
            state: TaskState::Open,
            verdict: None,
            opinion: None,
            content: None,
            arrived: now,
            done_at: None,
            done_by: None,
            ..self.clone()
        }
    }
}

impl<C: ToString> Task<C> {
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
            content: self.content.as_ref().map(C::to_string),
        })
    }
}
