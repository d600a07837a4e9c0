//! Accounts: logging in, sessions, passwords, the second factor, one's own account.

mod account;
mod caller;
mod devices;
mod hashing;
mod log_in;
pub mod password;
mod recovery;
pub mod second_factor;
mod secret_key;
mod secrets;
mod sessions;
mod throttle;

pub use account::{login_of, logins, me, name_of, shown};
pub use caller::Caller;
pub use devices::COOKIE_LASTS as DEVICE_LASTS;
pub use hashing::HashingCost;
pub(crate) use hashing::prepare;
pub use log_in::{LoggedIn, log_in};
pub(crate) use secret_key::SecretKey;
pub(crate) use secrets::{hashed, letters, open, seal, token};
pub use sessions::{Visit, caller, end, end_all, end_others, list, log_out};
pub use throttle::by_secret;
pub(crate) use throttle::clean;
