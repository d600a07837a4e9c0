//! Binding an office to a regulation on the server itself, without its keepers.

use crate::{app::App, error::Result, revisions, store::bindings};
use guiju_domain::{OfficeId, PersonId, rejection::Binding};
use guiju_model::Date;
use guiju_package::Package;
use serde_json::json;

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
    let body =
        json!({ "regulation": manifest.id, "version": manifest.version, "digest": loaded.digest(), "from": from });
    change.office_event("bound", by, body);
    change.commit().await?;
    app.policy.refresh(&app.pool).await?;
    Ok(manifest.id.clone())
}
