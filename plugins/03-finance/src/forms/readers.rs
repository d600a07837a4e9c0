//! Who keeps and reads the books.

use guiju_sdk::prelude::*;

/// Who keeps and reads the books.
pub const KEEPERS: &[RoleName] = &[ACCOUNTANT, CASHIER, FINANCE_LEADER, PRINCIPAL_LEADER];
