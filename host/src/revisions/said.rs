//! A revision in words, and the package that it is about.

use super::words;
use crate::{
    error::{Error, Result},
    policy::OfficePolicy,
    store::revisions::Revision,
};
use guiju_domain::rejection::Unknown;
use guiju_engine::Loaded;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The package that is to be in force then.
///
/// # Errors
/// If it is not here.
pub(super) fn package_of<'l>(revision: &Revision, policy: &'l OfficePolicy) -> Result<&'l Arc<Loaded>> {
    let loaded = match &revision.digest {
        Some(digest) => policy.package(digest),
        None => policy.regulation(&revision.regulation, revision.from),
    };
    loaded.ok_or(Error::from(Unknown::Package))
}

/// The revision in a few words.
///
/// # Errors
/// If its package is not here.
pub(super) fn said(revision: &Revision, policy: &OfficePolicy) -> Result<String> {
    let loaded = package_of(revision, policy)?;
    let manifest = loaded.manifest();
    let mut said = format!("《{}》自 {} 起", manifest.title, revision.from);
    if revision.digest.is_some() {
        said.push_str(&format!("施行 {} 版", manifest.version));
    }
    for (label, value) in labelled(loaded, &revision.parameters) {
        said.push_str(&format!("，“{label}”为 {value}"));
    }
    Ok(said)
}

/// Values under the labels of their parameters, with units.
pub(super) fn labelled(loaded: &Loaded, values: &Map<String, Value>) -> Vec<(String, String)> {
    let declared = loaded.manifest().parameters.iter();
    let set = declared.filter_map(|parameter| Some((parameter, values.get(&parameter.name)?)));
    set.map(|(parameter, value)| {
        let unit = parameter.unit.as_deref().unwrap_or_default();
        (parameter.label.clone(), format!("{} {unit}", words::value(value)).trim_end().to_owned())
    })
    .collect()
}
