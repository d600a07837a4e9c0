//! Notices of what was done to accounts and roles: to the person concerned and to the keepers of the office.

use crate::{
    error::Result,
    store::{UnitOfWork, accounts, notices},
};
use guiju_domain::{PersonId, message, message::Message};

/// Tells a person what was done about him, and what to do if he did not expect it.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell(change: &mut UnitOfWork, person: PersonId, what: impl Into<Message>) -> Result<()> {
    let told = message!("notice-unexpected", what = what.into());
    Ok(notices::tell(change, person, told, None).await?)
}

/// Tells every keeper but those named, who know of it already.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell_keepers(change: &mut UnitOfWork, but: &[PersonId], what: &Message) -> Result<()> {
    for keeper in accounts::keepers(change).await?.into_iter().filter(|keeper| !but.contains(&keeper.person)) {
        tell(change, keeper.person, what).await?;
    }
    Ok(())
}
