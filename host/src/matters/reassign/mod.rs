//! Open matters follow their deciders: after a change of posts, people, rosters or delegations, whoever decides now is asked,
//! in the same unit of work.
//!
//! What stays with whom is decided by [`guiju_domain::workflow`]; here stands which matters are looked at. A matter that is
//! returned waits for its applicant and is looked at again once it is resubmitted.

mod matters;
pub mod unresolved;
pub mod words;

pub use guiju_domain::events::deciding::Because;
pub use matters::{around, office, person, tell_keepers};
pub use words::{instead, said};
