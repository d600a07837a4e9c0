//! The keepers of an office: who holds which role of the system, and what two of them change together.
//!
//! The rules stand in `host/domain/src/keepers`; here they meet the store. Whatever one keeper asks for waits in the table
//! `requests` until another confirms it, and is looked at again in that moment.

mod answering;
mod appointing;
mod asking;
mod entering;
mod listing;
pub mod logins;
mod opening;
mod saying;

pub use answering::{answer, confirm_on_server};
pub use appointing::{appoint, appointed, found, revoke};
pub use asking::{ask_grant, ask_reset, ask_revoke};
pub use entering::{enter_person, enter_post, enter_posts, post_waits};
pub use listing::{keepers, requests};
