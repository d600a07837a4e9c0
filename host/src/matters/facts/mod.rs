//! The facts that come with a call: the office's side of the contract.

mod answers;
mod call;
mod gathering;
mod reader;
mod sources;
mod suspensions;

pub use super::eligibility::department;
pub use call::{About, Asking, occurs, people, references};
pub use gathering::{gather, of_records};
pub use reader::FactReader;
