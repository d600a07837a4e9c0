//! Swapping a regulation: packages checked and installed, compared, scheduled by two persons; whom the office trusts; the
//! office's own wording.
//!
//! Nothing here judges a matter: a binding or a value takes effect because the policy of its day has it.

mod answering;
mod asking;
mod compare;
mod conditions;
mod consequences;
mod in_force;
mod listing;
mod packages;
mod refusals;
mod said;
mod slips;
mod trust;
mod values;
mod wordings;
mod words;

pub use answering::answer;
pub use asking::ask;
pub use compare::compare;
pub use conditions::checked_values;
pub use in_force::version_on;
pub use listing::shown;
pub use packages::{SIGNED, enter, install, installed, package};
pub use refusals::refusals;
pub use said::labelled;
pub use trust::{publish, set_unsigned, trust, untrust};
pub use values::{changed, of_parameter};
pub use wordings::{word, wordings};
