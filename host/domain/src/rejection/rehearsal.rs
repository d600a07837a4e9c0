//! Why a rehearsal is not stopped.

use super::declare::rejections;

rejections! {
    /// Something that cannot be done with a rehearsal.
    pub enum Rehearsal: "rehearsal" {
        /// It is over, or was stopped.
        NotRunning = "not-running", Conflict;
    }
}
