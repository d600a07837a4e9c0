//! Describes a roster of shifts.

use crate::{RoleName, form::holders};
use guiju_model::{Cycle, Roster, RosterDays};

/// Describes a roster.
#[derive(Debug)]
pub struct RosterBuilder<'a>(pub(crate) &'a mut Roster);

impl RosterBuilder<'_> {
    /// Makes only holders of these roles eligible for a shift. Without it everybody is.
    pub fn eligible(self, roles: &[RoleName]) -> Self {
        self.0.among = holders(roles);
        self
    }

    /// Sets how long a shift lasts, a day or a week, and which days need somebody. Without it every day is a shift.
    pub fn shifts(self, length: Cycle, days: RosterDays) -> Self {
        (self.0.turn, self.0.days) = (length, days);
        self
    }

    /// Sets how many persons share a shift. Without it one has it alone.
    pub fn seats(self, seats: u32) -> Self {
        self.0.seats = seats;
        self
    }

    /// Names the roles that draw up and publish the roster.
    pub fn maintained_by(self, roles: &[RoleName]) -> Self {
        self.0.kept_by = holders(roles);
        self
    }
}
