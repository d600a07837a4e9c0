//! Who stands in for whom at the moment of a change.

use crate::{
    error::Result,
    staff::Staff,
    store::{UnitOfWork, delegations},
};
use guiju_domain::PersonId;
use std::collections::HashMap;

/// Who stands in for whom now.
#[derive(Clone, Debug, Default)]
pub struct StandIns(HashMap<PersonId, PersonId>);

impl StandIns {
    /// Reads the delegations that run now; of several of one person the latest counts.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn read(change: &mut UnitOfWork) -> Result<Self> {
        Ok(Self(delegations::running(change).await?.into_iter().collect()))
    }

    /// Who stands in for a person, unless that one has left.
    #[must_use]
    pub fn of(&self, person: PersonId, staff: &Staff) -> Option<PersonId> {
        self.0.get(&person).copied().filter(|deputy| staff.is_active(*deputy))
    }
}
