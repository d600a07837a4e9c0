//! Reads of records for their readers: registers, boards, calendars, choices. Tables `records`, with `matters`, `tasks`,
//! `openings` and `bookings` beside them.

mod choices;
mod lists;
mod register;
mod register_text;
mod samples;
mod ties;

pub use choices::{Choice, ChoiceQuery, Which, choices};
pub use lists::{
    Booked, FormRecords, Found, Held, InMonth, InRegister, Resource, Span, at, bookings_of, completed, find, held,
    in_month, in_period, of_person, resources, spans,
};
pub use register::{RegisterQuery, RegisterRow, RegisterTexts, Totals};
pub use register_text::{RegisterColumn, RegisterOrder};
pub use samples::{Sample, samples};
pub use ties::{RecordTies, Tied};
