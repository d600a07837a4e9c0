//! What the server does by the clock.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// How a job of the server stands, as keepers of an office see it.
    JobShown {
        /// The kind of work: `reminders`, `assessments` …
        kind: String,
        /// What people call it, in the language that was asked for.
        label: String,
        /// The part of the work that fails for itself, such as a judgement as `regulation/assessment`; none for the whole.
        part: Option<String>,
        /// Whether the server does it once for all offices.
        of_server: bool,
        /// When it last ran: the office's local time.
        last_run: String,
        /// When it last went well.
        last_success: Option<String>,
        /// What went wrong the last time; none if it went well.
        last_error: Option<String>,
        /// How often in a row it failed.
        failures: u64,
        /// Before when it is not tried again, if it failed.
        next_try: Option<String>,
    }
}
