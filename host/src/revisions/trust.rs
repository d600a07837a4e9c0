//! Whom an office trusts: publishers by their keys, and whether it takes what nobody signed. The security officer says.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{
        Connection, offices,
        publishers::{self, Publisher},
    },
};
use guiju_api::{PublisherEntry, PublisherShown, Trust};
use guiju_domain::{
    OfficeId,
    rejection::{Publisher as PublisherRejection, Unknown},
};
use guiju_package::PublicKey;
use serde_json::json;

/// Whom the office trusts.
///
/// # Errors
/// If the database cannot be used.
pub async fn trust(connection: &mut Connection, office: OfficeId) -> Result<Trust> {
    let publishers = publishers::of_office(&mut *connection, office).await?;
    let shown = |publisher: Publisher| PublisherShown {
        public_key: publisher.public_key,
        name: publisher.name,
        since: publisher.trusted_at.date().to_string(),
    };
    let takes_unsigned = offices::takes_unsigned(connection, office).await?;
    Ok(Trust { publishers: publishers.into_iter().map(shown).collect(), takes_unsigned })
}

/// Trusts a publisher.
///
/// # Errors
/// If the caller is not the security officer, or the key is none.
pub async fn publish(app: &App, caller: &Caller, entry: &PublisherEntry) -> Result<()> {
    caller.security_officer()?;
    let key: PublicKey = entry.public_key.parse().map_err(|_| PublisherRejection::KeyMalformed)?;
    let name = entry.name.trim();
    if name.is_empty() {
        return Err(PublisherRejection::NameMissing.into());
    }
    let mut change = app.change(caller.office).await?;
    let (key, by) = (key.to_string(), caller.person);
    publishers::save(&mut change, &key, name, by).await?;
    change.office_event("publisher-trusted", Some(by), json!({ "public_key": key, "name": name }));
    Ok(change.commit().await?)
}

/// Trusts a publisher no longer; what is installed stays.
///
/// # Errors
/// If the caller is not the security officer, or nobody is trusted by that key.
pub async fn untrust(app: &App, caller: &Caller, key: &str) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    if !publishers::delete(&mut change, key).await? {
        return Err(Error::from(Unknown::Publisher));
    }
    let by = Some(caller.person);
    change.office_event("publisher-dropped", by, json!({ "public_key": key }));
    Ok(change.commit().await?)
}

/// Says whether packages that nobody signed are taken.
///
/// # Errors
/// If the caller is not the security officer.
pub async fn set_unsigned(app: &App, caller: &Caller, takes: bool) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    offices::set_takes_unsigned(&mut change, takes).await?;
    let by = Some(caller.person);
    change.office_event("unsigned-packages", by, json!({ "takes_unsigned": takes }));
    Ok(change.commit().await?)
}
