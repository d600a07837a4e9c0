//! The system role of the reader.

use crate::api::Session;
use leptos::prelude::*;

/// The reader's system role, if there is one: `administrator`, `security` or `auditor`.
pub fn system_role() -> Option<String> {
    expect_context::<Session>().0.get_untracked().unwrap_or_default().system_role
}

/// Whether the reader is an administrator, who alone may change people, posts and the calendar.
pub fn is_administrator() -> bool {
    system_role().as_deref() == Some("administrator")
}
