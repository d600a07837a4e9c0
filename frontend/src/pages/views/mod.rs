//! Views that are no tables: what is booked in a week, what there is in a month, everybody by day, what stands of everybody.

mod bookings;
mod day;
mod month;
mod roll;
mod standing;

pub use bookings::Bookings;
pub use month::Month;
pub use roll::Roll;
pub use standing::Standing;
