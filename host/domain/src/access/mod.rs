//! Who may see what of a matter: one pure function for every way out of the server.
//!
//! Pages, registers, references, search, statistics, counts, exports, packs, prints, proofs and attachments gather the
//! facts and ask [`sight`]; what a single field shows follows from its answer by [`shows`].

mod audience;
mod fields;
pub mod opening;
mod sight;
mod whose;

pub use audience::{includes, names_role};
pub use fields::{Shown, shows};
pub use opening::{Place, gains, is_confidential, roles_that_open};
pub use sight::{Confidentiality, Outlet, Sight, Ties, may_open, sight, takes_part};
pub use whose::Whose;
