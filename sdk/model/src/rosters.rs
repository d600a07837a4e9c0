//! Rosters of shifts.

use crate::{Audience, ClauseId, Cycle, RoleId};
use guiju_macros::wit_mirror;

/// A roster of shifts that go round among the holders of roles. Each shift is a record under the roster's id.
#[wit_mirror]
pub struct Roster {
    /// The id among the regulation's forms, judgements and rosters.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The role that whoever is on duty holds meanwhile.
    pub gives: RoleId,
    /// Those who are eligible for a shift.
    pub among: Audience,
    /// How long a shift lasts: a day or a week.
    pub turn: Cycle,
    /// The days that need somebody.
    pub days: RosterDays,
    /// How many share a shift.
    pub seats: u32,
    /// Who draws it up and publishes it.
    pub kept_by: Audience,
}

/// The days that a roster covers.
#[wit_mirror]
pub enum RosterDays {
    /// Every day.
    Every,
    /// Working days only.
    Working,
    /// Rest days and holidays only.
    Rest,
}
