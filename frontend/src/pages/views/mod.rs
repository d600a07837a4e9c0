//! Pages of views with a layout of their own: bookings, month, roll, and the latest record of each person.

mod bookings;
mod day;
mod latest_per_person;
mod month;
mod roll;

pub use bookings::Bookings;
pub use latest_per_person::LatestPerPerson;
pub use month::Month;
pub use roll::Roll;
