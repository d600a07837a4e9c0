//! Binding an office to a regulation on the server itself, without its keepers.

use crate::{app::App, error::Result, revisions, store::bindings};
use guiju_domain::{OfficeId, PersonId, events::revisions::PackageBound, rejection::Binding};
use guiju_model::Date;
use guiju_package::Package;

/// Binds an office to a regulation from a day on, at once and without a second person: for an office that is being set up by
/// whoever runs the server, who trusts the files that he names. A signature need not be there; one that is there must hold.
///
/// # Errors
/// Every reason why the package is not accepted.
pub async fn bind(app: &App, office: OfficeId, bytes: &[u8], from: Date, by: Option<PersonId>) -> Result<String> {
    let package = Package::open(bytes);
    if package.signature.as_ref().is_some_and(|signature| !signature.holds(&package.digest)) {
        return Err(Binding::SignatureBroken { digest: package.digest }.into());
    }
    let loaded = app.policy.accept(package.component).await?;
    let manifest = loaded.manifest();
    let mut change = app.change(office).await?;
    revisions::enter(&mut change, &loaded, package.signature.as_ref(), 0, by).await?;
    bindings::save(&mut change, &manifest.id, from, loaded.digest()).await?;
    let before = app.policy(office).ok().and_then(|policy| revisions::version_on(&policy, &manifest.id, from));
    let event = PackageBound {
        regulation: manifest.id.clone(),
        version: manifest.version.clone(),
        digest: loaded.digest().to_owned(),
        before,
        from,
        revision: None,
        asked_by: None,
        reason: None,
    };
    change.record(by, &event)?;
    change.commit().await?;
    app.policy.refresh(&app.pool).await?;
    Ok(manifest.id.clone())
}
