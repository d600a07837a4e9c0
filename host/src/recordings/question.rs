//! What a regulation is asked, and what it answers.

use crate::{error::Result, matters::calls::called};
use guiju_engine::Loaded;
use guiju_model::{Assessment, Check, Ledger, Matter, Route};
use serde::{Deserialize, Serialize};

/// The question of a recorded call: everything that the regulation was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// About a matter: what is wrong with it, and its way.
    Matter(Matter),
    /// About a period.
    Period(Ledger),
}

/// The answer of a recorded call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// About a matter.
    Matter(Check, Route),
    /// About a period.
    Period(Assessment),
}

impl Question {
    /// Asks a regulation.
    ///
    /// # Errors
    /// If it faults.
    pub fn ask(&self, loaded: &Loaded) -> Result<Reply> {
        Ok(match self {
            Self::Matter(matter) => Reply::Matter(
                called(loaded, |loaded| loaded.validate(matter))?,
                called(loaded, |loaded| loaded.route(matter))?,
            ),
            Self::Period(ledger) => Reply::Period(called(loaded, |loaded| loaded.assess(ledger))?),
        })
    }
}
