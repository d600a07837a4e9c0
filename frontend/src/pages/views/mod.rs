//! Views that are no tables: what is booked in a week, what there is in a month, everybody by day, what stands of everybody.

mod bookings;
mod month;
mod roll;
mod standing;

pub use bookings::Bookings;
pub use month::Month;
pub use roll::Roll;
pub use standing::Standing;

use guiju_model::Date;

/// A day that the address names, today's page if none.
pub fn shifted(day: &str, days: i32) -> String {
    day.parse::<Date>().map(|day| day.plus(days).to_string()).unwrap_or_default()
}
