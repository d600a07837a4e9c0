//! Rules of accounts: which passwords are taken, how fast guesses are answered, where a request comes from.

mod agent;
mod outcome;
mod password;
mod source;
mod throttle;

pub use agent::describe;
pub use outcome::LogInOutcome;
pub use password::{Candidate, LONGEST, check, folded};
pub use source::{counted, source};
pub use throttle::Allowance;
