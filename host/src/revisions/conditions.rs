//! What a revision must keep to: values that fit, a later day, a package that is trusted, two persons.

use super::{packages, trust::trust};
use crate::{
    app::App,
    citation,
    error::{Error, Result},
    keepers::logins,
    policy::OfficePolicy,
    store::{UnitOfWork, installations, revisions::Revision},
};
use guiju_domain::{
    OfficeId, Rejection, SystemRole,
    rejection::{Keeper, Revision as RevisionRejection},
};
use guiju_engine::Loaded;
use guiju_model::{Date, Field, FieldKind, shape};
use serde_json::{Map, Value, json};

/// Values that a regulation's parameters can take.
///
/// # Errors
/// Every value that does not fit, each on its parameter, and every one that there is not.
pub fn checked_values(policy: &OfficePolicy, loaded: &Loaded, values: &Map<String, Value>, on: Date) -> Result<()> {
    let manifest = loaded.manifest();
    let unknown = values.keys().filter(|name| !manifest.parameters.iter().any(|p| p.name == **name)).cloned();
    let unknown = unknown.collect::<Vec<_>>();
    if !unknown.is_empty() {
        return Err(
            RevisionRejection::UnknownParameters { regulation: manifest.title.clone(), parameters: unknown }.into()
        );
    }
    let mut findings = Vec::new();
    for parameter in manifest.parameters.iter().filter(|parameter| values.contains_key(&parameter.name)) {
        let field = Field {
            name: parameter.name.clone(),
            label: parameter.label.clone(),
            help: None,
            clause: Some(parameter.clause.clone()),
            required: true,
            shown_when: Vec::new(),
            kind: FieldKind::Single(parameter.kind.clone()),
            initial: None,
            sensitive: false,
            was: Vec::new(),
        };
        let given = json!({ parameter.name.as_str(): values[&parameter.name] });
        let shaped = shape::check([&field], &parameter.clause, &given);
        findings.extend(shaped.findings.iter().map(|finding| citation::finding(policy, manifest, finding, on)));
    }
    if findings.is_empty() { Ok(()) } else { Err(Error::Findings(findings)) }
}

/// Only from a later day on: no day is judged by two policies.
///
/// # Errors
/// If the day has begun.
pub(super) fn later(app: &App, office: OfficeId, from: Date) -> Result<()> {
    if from <= app.now(office).date() {
        return Err(RevisionRejection::TooEarly.into());
    }
    Ok(())
}

/// As with every request of a keeper: whoever asked still may, and what an administrator asked for is confirmed by the security
/// officer where there is one.
///
/// # Errors
/// If it is not so.
pub(super) async fn two_persons(
    change: &mut UnitOfWork,
    confirmer: Option<SystemRole>,
    revision: &Revision,
) -> Result<()> {
    let asker = logins::keeper(change, revision.asked_by).await?;
    if asker.role != Some(SystemRole::Administrator) {
        return Err(Rejection::from(Keeper::Stale).into());
    }
    let others = logins::all(change).await?;
    let secured = others.iter().any(|keeper| keeper.role == Some(SystemRole::Security));
    if confirmer != Some(SystemRole::Security) && secured {
        return Err(Rejection::from(Keeper::NeedsSecurity).into());
    }
    Ok(())
}

/// Whether the office still takes a package as it is signed. What came with the server is nobody's to sign.
///
/// # Errors
/// If whoever signed it is not trusted any more.
pub(super) async fn trusted(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    let installed = installations::find(&mut **change, office, digest).await?;
    let Some(signature) = installed.as_ref().and_then(packages::signature) else { return Ok(()) };
    let key = signature.by.to_string();
    if trust(change, office).await?.publishers.iter().any(|publisher| publisher.public_key == key) {
        return Ok(());
    }
    Err(RevisionRejection::SignerNotTrusted { key }.into())
}
