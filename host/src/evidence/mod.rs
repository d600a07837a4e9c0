//! Evidence: what shows that nothing was changed unseen.
//!
//! The heads of the chains are signed by a key outside the database and kept outside it; `guiju verify` compares the chains
//! with them, and every stored file with its digest. What keepers must see to is told once.

mod acknowledge;
mod alarms;
mod anchor_files;
mod anchors;
mod chains;
mod check;
mod copies;
mod database;
mod folds;
mod lines;
mod nightly;
mod office;
mod published;
mod restored;
mod rows;
mod verify;

pub use acknowledge::acknowledge;
pub use alarms::{clocks_behind, raised, watch};
pub use anchor_files::{FOLDER, bring};
pub use anchors::{Anchors, public_key};
pub use chains::Chains;
pub use check::{AnchorsRead, Compared, disagreements, keys_in, read};
pub use lines::{Trusted, signed};
pub use nightly::verify;
pub use published::compare_published;
pub use restored::{Gap, gaps};
pub use rows::table_named;
pub use verify::{Comparison, faults_of_blobs, files_unread, report};
