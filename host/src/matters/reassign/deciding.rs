//! What is needed to look for deciders again.

use crate::{
    error::Result,
    matters::{context::Context, stand_ins::StandIns},
    store::UnitOfWork,
};
use guiju_domain::events::deciding::Because;

/// Office, policy and people as they are within a unit of work.
pub struct Deciding<'a> {
    pub(super) context: Context<'a>,
    pub(super) stand_ins: StandIns,
    pub(super) because: Because,
}

impl<'a> Deciding<'a> {
    /// Things as they are within a unit of work.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn within(change: &mut UnitOfWork, context: Context<'a>, because: Because) -> Result<Self> {
        Ok(Self { context, stand_ins: StandIns::read(change).await?, because })
    }
}
