//! Rosters: shifts are made and change hands.

use super::{Event, Subject, Thing};
use crate::{PersonId, ShiftId, SwapId};
use guiju_model::{Date, Moment};
use serde::Serialize;

/// A shift that somebody got when its roster was made.
#[derive(Clone, Debug, Serialize)]
pub struct ShiftGiven {
    /// The shift.
    pub turn: ShiftId,
    /// Whose it is.
    pub person: PersonId,
    /// When it begins, in the office's local time.
    pub starts: Moment,
}

/// Shifts of a roster were made and published. The kind tells other servers that who is on duty has changed.
#[derive(Clone, Debug, Serialize)]
pub struct RosterMade {
    /// Regulation of the roster.
    pub regulation: String,
    /// The roster.
    pub roster: String,
    /// First day of the days that were filled.
    pub from: Date,
    /// Last of these days.
    pub to: Date,
    /// How many shifts were made.
    pub turns: u64,
    /// The shifts that were made.
    pub after: Vec<ShiftGiven>,
}

impl Event for RosterMade {
    fn kind(&self) -> &'static str {
        "roster"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Roster, &self.regulation, &self.roster)
    }
}

/// Somebody asked to exchange a shift.
#[derive(Clone, Debug, Serialize)]
pub struct SwapAsked {
    /// The swap.
    pub swap: SwapId,
    /// The shift that is offered.
    pub turn: ShiftId,
    /// The shift that is wanted for it.
    #[serde(rename = "for")]
    pub wanted: ShiftId,
    /// Regulation of the roster.
    pub regulation: String,
    /// The roster.
    pub roster: String,
    /// Who holds the shift that is wanted.
    pub asked_of: PersonId,
    /// When the shift that is offered begins.
    pub turn_starts: Moment,
    /// When the shift that is wanted begins.
    pub for_starts: Moment,
    /// Why, in the asker's words.
    pub reason: String,
}

impl Event for SwapAsked {
    fn kind(&self) -> &'static str {
        "swap-asked"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Roster, &self.regulation, &self.roster)
    }
}

/// A swap was answered. Where it was agreed to, the two shifts have changed hands. The kind tells other servers so.
#[derive(Clone, Debug, Serialize)]
pub struct SwapAnswered {
    /// The swap.
    pub swap: SwapId,
    /// Regulation of the roster.
    pub regulation: String,
    /// The roster.
    pub roster: String,
    /// Whether it was agreed to.
    pub agreed: bool,
    /// Who asked for it and held `turn` before.
    pub asked_by: PersonId,
    /// Who was asked and held `for` before.
    pub asked_of: PersonId,
    /// The shift that was offered.
    pub turn: ShiftId,
    /// The shift that was wanted for it.
    #[serde(rename = "for")]
    pub wanted: ShiftId,
}

impl Event for SwapAnswered {
    fn kind(&self) -> &'static str {
        "roster"
    }

    fn about(&self) -> Vec<Subject> {
        Subject::part(Thing::Roster, &self.regulation, &self.roster)
    }
}
