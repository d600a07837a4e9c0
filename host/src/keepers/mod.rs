//! The keepers of an office: who holds which role of the system, and what two of them change together.
//!
//! The rules stand in `host/domain/src/keepers`; here they meet the store. Whatever one keeper asks for waits in the table
//! `requests` until another confirms it, and is looked at again in that moment.

mod answering;
mod applying;
mod appointing;
mod asking;
mod closing;
mod entries;
mod expiring;
mod listing;
pub mod logins;
mod opening;
mod outdated;
mod second_roles;
mod telling;
mod trying;
mod weakening;
mod wording;

pub use answering::{answer, confirm_on_server};
pub use appointing::{Whom, appoint, appointed, found, reset_second_factor, revoke};
pub use asking::{ask_erasure, ask_grant, ask_reset, ask_revoke};
pub use entries::{enter_as_seen, enter_person, enter_post, enter_posts};
pub(crate) use expiring::expire;
pub use listing::{keepers, requests};
pub use opening::roles as opening_roles;
pub(crate) use second_roles::{remove as remove_second_roles, stands as second_roles_stand};
pub use telling::{tell, tell_keepers};
pub use trying::{try_people, try_posts};
pub use weakening::ask as ask_to_weaken;
pub use wording::RequestWording;

use guiju_domain::message::Message;

/// What becomes of the second half of a first password.
#[must_use]
pub fn second_half(code: &str) -> Message {
    Message::new("keeper-second-half", vec![("code", code.to_owned().into())])
}
