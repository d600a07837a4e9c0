//! Who is asked about a matter changes without anybody's act on the matter itself.

use super::Event;
use crate::{MatterId, PersonId};
use serde::Serialize;

/// What changed, so that somebody else is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// A post was entered, vacated, filled, or gives other roles.
    Post,
    /// Somebody left the office.
    Left,
    /// Somebody moved to another department.
    Moved,
    /// A turn of duty began or ended, or was planned anew.
    Duty,
    /// Somebody stands in, or does so no longer.
    Delegation,
    /// What was decided meanwhile.
    Decision,
}

impl Because {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Post, Self::Left, Self::Moved, Self::Duty, Self::Delegation, Self::Decision];

    /// The name in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Left => "left",
            Self::Moved => "moved",
            Self::Duty => "duty",
            Self::Delegation => "delegation",
            Self::Decision => "decision",
        }
    }

    /// The reason with this name; of an unknown one, what was decided meanwhile.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|because| because.name() == name).unwrap_or(Self::Decision)
    }
}

/// Somebody is asked in place of somebody else, or beside the others.
#[derive(Clone, Debug, Serialize)]
pub struct Reassigned {
    /// The matter whose deciders change.
    #[serde(skip)]
    pub matter: MatterId,
    /// Title of the step.
    pub step: String,
    /// Who was asked before; nobody if one more is asked.
    pub from: Option<PersonId>,
    /// Who is asked now; nobody if a personal place ended with its holder.
    pub to: Option<PersonId>,
    /// What changed so that others are asked.
    pub because: Because,
}

impl Event for Reassigned {
    fn kind(&self) -> &'static str {
        "reassigned"
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}

/// A place of the step where a matter stands has no decider any more; the matter waits for one.
#[derive(Clone, Debug, Serialize)]
pub struct Vacated {
    /// The matter whose deciders change.
    #[serde(skip)]
    pub matter: MatterId,
    /// Title of the step.
    pub step: String,
    /// What is vacant, in words: the role and the department.
    pub vacancy: String,
    /// Who was asked before, unless the step only opened.
    pub from: Option<PersonId>,
    /// What changed so that others are asked.
    pub because: Because,
}

impl Event for Vacated {
    fn kind(&self) -> &'static str {
        "vacant"
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}

/// A task lies with whoever stands in for its holder, or with the holder again.
#[derive(Clone, Debug, Serialize)]
pub struct HandedOver {
    /// The matter whose deciders change.
    #[serde(skip)]
    pub matter: MatterId,
    /// Title of the step.
    pub step: String,
    /// With whom it lay.
    pub from: PersonId,
    /// With whom it lies.
    pub to: PersonId,
    /// Whether it lies with its holder again.
    #[serde(skip)]
    pub back: bool,
}

impl Event for HandedOver {
    fn kind(&self) -> &'static str {
        if self.back { "handed-back" } else { "handed-over" }
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}
