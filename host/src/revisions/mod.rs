//! Swapping a regulation: packages checked and installed, compared, scheduled by two persons; whom the office trusts; the
//! office's own wording.
//!
//! Nothing here judges a matter: a binding or a value takes effect because the law of its day has it.

mod compare;
mod packages;
mod refusals;
mod schedule;
mod trust;
mod wordings;
mod words;

pub use compare::compare;
pub use packages::{SIGNED, enter, install, installed, package};
pub use refusals::refusals;
pub use schedule::{answer, ask, checked_values, shown};
pub use trust::{publish, set_unsigned, trust, untrust};
pub use wordings::{word, wordings};
