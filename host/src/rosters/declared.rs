//! Rosters as regulations declare them.

use crate::{
    error::{Error, Result},
    policy::OfficePolicy,
};
use guiju_domain::rejection::Unknown;
use guiju_engine::Loaded;
use guiju_model::{Date, Roster};
use std::sync::Arc;

/// A roster of the regulation that is in force on a day.
///
/// # Errors
/// If the regulation is not in force or here, or has no such roster.
pub(super) fn declared(
    policy: &OfficePolicy,
    on: Date,
    regulation: &str,
    roster: &str,
) -> Result<(Arc<Loaded>, Roster)> {
    let loaded = policy.in_force(regulation, on)?;
    let found = loaded.manifest().rosters.iter().find(|declared| declared.id == roster);
    Ok((loaded.clone(), found.cloned().ok_or(Error::from(Unknown::Roster))?))
}
