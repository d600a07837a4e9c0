//! Accounts: logging in, sessions, passwords, the second factor, one's own account.

mod account;
mod caller;
mod devices;
mod hashing;
mod log_in;
pub mod password;
mod recovery;
pub mod second_factor;
mod secrets;
mod sessions;
mod throttle;

pub use account::{login_of, logins, me, name_of, shown};
pub use caller::Caller;
pub use devices::COOKIE_SECONDS as DEVICE_SECONDS;
pub(crate) use hashing::prepare;
pub use log_in::{LoggedIn, log_in};
pub(crate) use secrets::{SecretKey, hashed, letters, open, seal, token};
pub use sessions::{Visit, caller, end, end_all, end_others, list, log_out};
pub use throttle::by_secret;

use crate::{app::App, error::Result};

/// Forgets what is not needed any more: attempts of yesterday.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn clean(app: &App) -> Result<()> {
    throttle::clean(app).await
}
