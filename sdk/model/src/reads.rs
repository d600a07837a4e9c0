//! Which records come with a call.

use crate::FormId;
use guiju_macros::wit_mirror;

/// Records of a form, or results of a judgement, that come with a call.
#[wit_mirror]
pub struct Read {
    /// The id of the form or the judgement.
    pub source: FormId,
    /// Whose records come.
    pub scope: Scope,
    /// The time in which the events of the records lie.
    pub window: Window,
}

/// Whose records come with a call.
#[wit_mirror]
pub enum Scope {
    /// Those about the subject.
    Subject,
    /// Those about persons of the subject's department.
    Department,
    /// Those of the whole office.
    Office,
    /// Those to which reference fields of the content point.
    Referenced,
}

/// The time in which the events of the records lie, around the day of the matter or over the period that is assessed.
#[wit_mirror]
#[derive(Copy)]
pub enum Window {
    /// The day itself.
    ThisDay,
    /// The day's ISO week.
    ThisWeek,
    /// The day's month.
    ThisMonth,
    /// The day's quarter.
    ThisQuarter,
    /// The day's year.
    ThisYear,
    /// This many days before the day, and the day itself.
    PastDays(u32),
    /// Any time, for matters still under way.
    StillOpen,
    /// Any time.
    Always,
}
