//! States of delegations.

use crate::names::named;

named! {
    /// State of a delegation: whether the open tasks of the person replaced lie with the deputy.
    pub enum DelegationState {
        /// Its first day has not come, or its tasks have not been moved yet.
        Waiting = "waiting",
        /// It runs.
        Running = "running",
        /// It is over, and what was still open went back.
        Over = "over",
    }
}
