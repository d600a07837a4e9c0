//! Runs the example cases of a regulation, natively and in the sandbox.
//!
//! A case is an example in YAML, as a clerk would tell it: what is filed or which period is assessed, what else is known, and
//! what is expected. [`run`] reports everything that differs, and the clauses that the cases touch.

mod answerer;
mod answers;
mod call;
mod case;
mod declared;
mod expect;
mod export;
mod facts;
mod limited;
mod notation;
mod outcome;
mod person;
mod reads;
mod records;
mod report;
mod sources;
mod suspensions;

pub use answerer::Answerer;
pub use answers::{Answered, CaseAnswer, answers};
pub use case::CaseError;
pub use declared::{Declared, declared};
pub use export::{assert_export, export};
pub use report::{Report, assert_cases, run};
pub use sources::Sources;
