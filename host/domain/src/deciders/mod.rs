//! Who is asked at a step after its deciders have changed: which tasks stay, which end, which are new.
//!
//! The rules, in the order in which they are applied at each place of a step:
//!
//! 1. A task stays with a decider who still is one. What he handed on for good stays with whom he handed it to.
//! 2. A task of somebody who is a decider no longer ends, and the new decider is asked in its place: with its due date, its
//!    turn, the advice it waits for and the signers behind it. That holds for what was handed on as well, because whoever
//!    got it acts for the post; only while the post is vacant does it stay with him.
//! 3. A place without deciders stays open: nothing is skipped, and nobody decides for it. A personal place (a seat in a
//!    ballot, one of several readers) ends with its holder, unless nobody would be left at the whole step.
//! 4. A task lies with whoever stands in for its holder meanwhile.

mod change;
mod diff;
#[cfg(test)]
mod tests;

pub use crate::matters::Holding;
pub use change::{Change, HeldTask, Place};
pub use diff::{Now, diff};
