//! What people and machines write, read as dates, times, numbers, yes and no.
//!
//! Only spellings with one meaning are taken; whatever can be read in two ways is refused in words. Nothing here panics on
//! any text.

mod answer;
mod date;
mod number;
#[cfg(test)]
mod properties;
mod text;
mod time;

pub use answer::yes_or_no;
pub use date::{date, serial_date};
pub use number::whole;
pub use text::{half_width, quoted};
pub use time::{instant, moment, time_of_day};
