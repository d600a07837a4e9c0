//! Accounts: settings of the office, logging in, one's own account, another's.

mod log_in;
mod others;
mod password;
mod second_factor;
mod sessions;
mod settings;
