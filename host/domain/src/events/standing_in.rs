//! Delegations that begin and end by the clock.

use super::Event;
use crate::PersonId;
use serde::Serialize;

/// A delegation that began or ended.
#[derive(Clone, Debug, Serialize)]
pub struct DelegationMoved {
    /// Who is away.
    pub person: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// Whether it is over; else it has begun.
    pub over: bool,
}

/// Delegations began or ended because their time had come.
#[derive(Clone, Debug, Serialize)]
pub struct DelegationsMoved {
    /// Each that began or ended.
    pub moved: Vec<DelegationMoved>,
}

impl Event for DelegationsMoved {
    fn kind(&self) -> &'static str {
        "delegations-moved"
    }
}
