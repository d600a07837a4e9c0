//! Accounts: settings of the office, logging in, one's own account.

mod settings;
