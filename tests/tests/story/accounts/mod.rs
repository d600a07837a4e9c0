//! Accounts: settings of the office, logging in, one's own account.

mod log_in;
mod password;
mod second_factor;
mod sessions;
mod settings;
