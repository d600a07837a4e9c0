//! Open matters follow their deciders: after a change of posts, people, rosters or delegations, whoever decides now is asked,
//! in the same unit of work.
//!
//! What stays with whom is decided by [`guiju_domain::deciders`]; here stand the facts it is given and what is written. Added
//! signers and advisers were asked by a person and stay; they follow the task that they were asked from. A matter that is
//! returned waits for its applicant and is looked at again once it is resubmitted.

mod carry_out;
mod deciding;
mod matters;
mod plan;
mod resolve;
pub mod unresolved;
mod words;

pub use deciding::Deciding;
pub use guiju_domain::events::deciding::Because;
pub use matters::{around, office, person, personal};
pub use words::{instead, said};
