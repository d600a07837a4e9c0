//! Registers and boards, composed from what regulations declare.

mod board;
mod bookings;
mod cells;
mod columns;
mod custody;
mod export;
mod filler;
mod filter;
mod judged_roll;
mod latest_per_person;
mod month;
mod narrowed;
mod offered;
mod opened;
mod page;
mod roll;
mod rows;
mod seen;

pub use board::{board, board_outside};
pub use bookings::bookings;
pub use cells::{cell, state};
pub use custody::holdings;
pub use export::{csv_of, exported};
pub use filter::Filter;
pub use latest_per_person::latest_per_person;
pub use month::month;
pub use offered::{offered, options};
pub use opened::tells_of_now;
pub use page::rows;
pub use roll::roll;
