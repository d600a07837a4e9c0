//! Evidence: what shows that nothing was changed unseen.
//!
//! The heads of the chains are signed by a key outside the database and kept outside it; `guiju verify` compares the chains
//! with them, and every stored file with its digest. What keepers must see to is told once.

mod alarms;
mod anchor_files;
mod anchors;
mod chains;
mod check;
mod copies;
mod published;
mod restored;
mod verify;

pub use alarms::{clocks_behind, raised, watch};
pub use anchor_files::bring;
pub use anchors::{Anchors, FOLDER, public_key, signed};
pub use chains::Chains;
pub use check::{AnchorsRead, Compared, Trusted, disagreements, keys_in, read};
pub use published::compare_published;
pub use restored::{Gap, acknowledge, gaps};
pub use verify::{Comparison, faults_of_blobs, report};
