//! Stories over the real API, on both databases.

mod calendar;
mod capabilities;
mod clock;
mod doors;
mod faults;
mod hostile;
mod jobs;
mod leave;
mod meetings;
mod modes;
mod money;
mod office;
mod operations;
mod papers;
mod sandbox;
