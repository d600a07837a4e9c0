//! Whom an office trusts: publishers by their keys, and whether it takes what nobody signed. The security officer says.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{
        Connection, UnitOfWork, offices,
        publishers::{self, Publisher},
    },
};
use guiju_api::{PublisherEntry, PublisherShown, Trust};
use guiju_domain::{
    OfficeId,
    events::revisions::{PublisherDropped, PublisherTrusted, UnsignedPackages},
    rejection::{Publisher as PublisherRejection, Unknown},
};
use guiju_package::PublicKey;

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
    let before = called(&mut change, &key).await?;
    publishers::save(&mut change, &key, name, by).await?;
    change.record(Some(by), &PublisherTrusted { public_key: key, before, name: name.to_owned() })?;
    Ok(change.commit().await?)
}

/// Trusts a publisher no longer; what is installed stays.
///
/// # Errors
/// If the caller is not the security officer, or nobody is trusted by that key.
pub async fn untrust(app: &App, caller: &Caller, key: &str) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    let name = called(&mut change, key).await?;
    if !publishers::delete(&mut change, key).await? {
        return Err(Error::from(Unknown::Publisher));
    }
    change.record(Some(caller.person), &PublisherDropped { public_key: key.to_owned(), name })?;
    Ok(change.commit().await?)
}

/// What the office calls a publisher until now.
async fn called(change: &mut UnitOfWork, key: &str) -> Result<Option<String>> {
    let office = change.office;
    let publishers = publishers::of_office(&mut **change, office).await?;
    Ok(publishers.into_iter().find(|publisher| publisher.public_key == key).map(|publisher| publisher.name))
}

/// Says whether packages that nobody signed are taken.
///
/// # Errors
/// If the caller is not the security officer.
pub async fn set_unsigned(app: &App, caller: &Caller, takes: bool) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    let before = offices::takes_unsigned(&mut *change, caller.office).await?;
    offices::set_takes_unsigned(&mut change, takes).await?;
    change.record(Some(caller.person), &UnsignedPackages { before, takes_unsigned: takes })?;
    Ok(change.commit().await?)
}
