//! Periods of the calendar.

use guiju_macros::wit_mirror;

/// A period of the calendar.
#[wit_mirror]
pub enum Cycle {
    /// One day.
    Day,
    /// Monday to Sunday (ISO).
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// January to June or July to December.
    HalfYear,
    /// A calendar year.
    Year,
}
