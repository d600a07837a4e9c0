//! Numbers of papers: given once, and void with a reason when their paper comes to nothing.

use crate::{Event, MatterId};
use serde::Serialize;

/// A paper got its number.
#[derive(Clone, Debug, Serialize)]
pub struct NumberGiven {
    /// The matter whose paper has the number.
    #[serde(skip)]
    pub matter: MatterId,
    /// The number as it stands on paper.
    pub number: String,
    /// The step that was passed before.
    pub step: String,
}

impl Event for NumberGiven {
    fn kind(&self) -> &'static str {
        "numbered"
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}

/// A number is void: it stays in the register and is given to no other paper.
#[derive(Clone, Debug, Serialize)]
pub struct NumberVoided {
    /// The matter whose paper has the number.
    #[serde(skip)]
    pub matter: MatterId,
    /// The number as it stood on paper.
    pub number: String,
    /// Why: what was decided, and in whose words.
    pub reason: String,
}

impl Event for NumberVoided {
    fn kind(&self) -> &'static str {
        "number-void"
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}
