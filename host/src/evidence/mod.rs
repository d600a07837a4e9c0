//! Evidence: what shows that nothing was changed unseen.
//!
//! The heads of the chains are signed by a key outside the database and kept outside it; `guiju verify` compares the chains
//! with them, and every stored file with its digest. What keepers must see to is told once.

mod alarms;
mod anchors;
mod check;
mod published;
mod verify;

pub use alarms::{clocks_behind, raised, watch};
pub use anchors::{Anchors, FOLDER, bring, public_key, signed};
pub use check::{Kept, Trusted, disagreements, read};
pub use published::compare_published;
pub use verify::{faults_of_blobs, named, report, verify};
