//! How a log-in came out.

use crate::names::named;

named! {
    /// How a log-in came out, as the metrics name it. Nothing here tells whether a login is known.
    pub enum LogInOutcome {
        /// A session began.
        LetIn = "let-in",
        /// Too many attempts were wrong before.
        Throttled = "throttled",
        /// Too many others log in at once.
        Busy = "busy",
        /// The password is right, and a code of the second factor is needed.
        CodeNeeded = "code-needed",
        /// Login, password or code are wrong, or the password opens nothing any more.
        Refused = "refused",
        /// The server could not look.
        Failed = "failed",
    }
}
