//! Matters: something filed on a form, its way through the stations, what follows.
//!
//! A matter is event sourced: what people do is an event in the office's chain, and tasks, records and the matter's own row
//! are written in the same transaction. After each act the regulation is asked for the whole way again, and the first
//! unfinished station is the one that is open.

pub mod acts;
mod changes;
pub mod check;
mod covering;
pub mod drafts;
pub mod earlier;
pub mod effects;
mod entering;
pub mod facts;
pub mod filing;
pub mod history;
pub mod inbox;
mod joint;
pub mod keeping;
pub mod letters;
pub mod notices;
mod numbering;
pub mod offered;
pub mod open;
pub mod operations;
mod paper;
pub mod places;
pub mod pointing;
pub mod progress;
pub mod reassign;
mod several;
pub mod shortcuts;
pub mod show;
pub mod standing_in;
pub mod stations;
pub mod stored;
mod telling;
mod turns;
