//! What the server does by the clock, and how long it waits before it tries again what failed.

use crate::{message::Message, names::named};

named! {
    /// A job of the server.
    pub enum JobKind {
        /// Expired sessions and counters of log-in attempts are deleted.
        Accounts = "accounts",
        /// What another server of the database has changed is taken over.
        Follow = "follow",
        /// Delegations begin and end.
        Delegations = "delegations",
        /// Shifts begin and end.
        Shifts = "shifts",
        /// Matters whose deciders could not be resolved are tried again.
        Unresolved = "unresolved",
        /// What is due is told to whom it concerns.
        Reminders = "reminders",
        /// Periods that have ended are judged.
        Assessments = "assessments",
        /// Counts that rest on a year's holidays that were not published are made again.
        Recount = "recount",
        /// Whoever still owes something in a period that ends soon is told.
        Obligations = "obligations",
        /// What is wrong with the data is told to the keepers.
        Alarms = "alarms",
        /// Requests of keepers that nobody confirmed expire.
        Keepers = "keepers",
        /// What the office need not keep any longer is deleted.
        Retention = "retention",
        /// The search index is caught up.
        Search = "search",
        /// Chain and rows are compared every night.
        Verify = "verify",
        /// The heads of the chains are signed and kept outside of the database.
        Anchors = "anchors",
    }
}

impl JobKind {
    /// What people call it.
    #[must_use]
    pub fn message(self) -> Message {
        Message::new(format!("job-{}", self.name()), Vec::new())
    }
}

/// Seconds before what failed once is tried again.
const FIRST_PAUSE: i64 = 5;
/// Seconds before what keeps failing is tried again: an hour.
const LONGEST_PAUSE: i64 = 3600;

/// Seconds before a job is tried again that has failed so often in a row: 5, 10, 20 … up to an hour. None for one that did not fail.
#[must_use]
pub const fn pause(failures: u32) -> i64 {
    if failures == 0 {
        return 0;
    }
    let doublings = if failures > 12 { 12 } else { failures - 1 };
    let pause = FIRST_PAUSE << doublings;
    if pause > LONGEST_PAUSE { LONGEST_PAUSE } else { pause }
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_grow_up_to_an_hour() {
        assert_eq!([0, 1, 2, 3].map(pause), [0, 5, 10, 20]);
        assert!((1..40).all(|failures| pause(failures) <= pause(failures + 1)));
        assert_eq!(pause(u32::MAX), 3600);
    }
}
