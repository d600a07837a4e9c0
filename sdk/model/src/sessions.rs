//! Sessions of work, and the halves of a working day.

use guiju_macros::wit_mirror;

/// A session of work.
#[wit_mirror]
#[derive(Copy)]
pub struct Session {
    /// The begin, in minutes after midnight.
    pub start: u16,
    /// The end, in minutes after midnight.
    pub end: u16,
}

/// Half of a working day.
#[wit_mirror]
pub enum Half {
    /// The morning.
    Am,
    /// The afternoon.
    Pm,
}
