//! When something is due.

use crate::{ClauseId, DayNumber};
use guiju_macros::wit_mirror;

/// A due date that a regulation sets for steps of a form that it oversees.
#[wit_mirror]
pub struct Deadline {
    /// The step. Without one, every step at which somebody has something to do.
    pub step: Option<String>,
    /// When the step is due.
    pub due: Due,
}

/// When something is due, counted from the begin of the step.
#[wit_mirror]
pub struct Due {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The time that is left from the begin of the step.
    pub within: Span,
}

/// A length of time as regulations state it.
#[wit_mirror]
#[derive(Copy)]
pub enum Span {
    /// No time: it is due at once.
    AtOnce,
    /// To the end of the same working day.
    SameDay,
    /// This many minutes of working time.
    WorkingMinutes(u32),
    /// This many working days, to the end of the last.
    WorkingDays(u32),
    /// To the end of this day.
    On(DayNumber),
}
