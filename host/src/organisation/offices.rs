//! Offices: created empty, and called by their names.

use crate::{
    error::{Error, Result},
    store::{Pool, offices},
};
use guiju_domain::{OfficeId, rejection::Unknown};
use guiju_model::holidays;

/// Creates an empty office with the published years of the calendar.
///
/// # Errors
/// If the database cannot be used.
pub async fn create(pool: &Pool, name: &str) -> Result<OfficeId> {
    Ok(offices::create(pool, name, holidays::PUBLISHED).await?)
}

/// The office's name.
///
/// # Errors
/// If there is no such office, or the database cannot be used.
pub async fn name(pool: &Pool, office: OfficeId) -> Result<String> {
    offices::name(pool, office).await?.ok_or(Error::from(Unknown::Office))
}
