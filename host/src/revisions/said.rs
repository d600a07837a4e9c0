//! A revision in words, and the package that it is about.

use super::values::changed;
use crate::{
    error::{Error, Result},
    policy::OfficePolicy,
    store::revisions::Revision,
};
use guiju_domain::{
    message,
    message::{Argument, Message},
    rejection::Unknown,
};
use guiju_engine::Loaded;
use guiju_model::{Date, Parameter};
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
pub(super) fn said(revision: &Revision, policy: &OfficePolicy) -> Result<Message> {
    let loaded = package_of(revision, policy)?;
    let (title, from) = (&loaded.manifest().title, revision.from);
    let said = match &revision.digest {
        Some(_) => message!("revision-scheduled-version", title, from, version = &loaded.manifest().version),
        None => message!("revision-scheduled", title, from),
    };
    let values = labelled(policy, loaded, &revision.parameters, from.plus(-1)).into_iter();
    Ok(values.fold(said, |said, (label, value)| message!("revision-with-value", said, label, value)))
}

/// Values under the labels of their parameters, with units; of a long list what changes in it against the value of a day.
pub fn labelled(
    policy: &OfficePolicy,
    loaded: &Loaded,
    values: &Map<String, Value>,
    against: Date,
) -> Vec<(String, Argument)> {
    let manifest = loaded.manifest();
    let one = |parameter: &Parameter| {
        let set = policy.value(&manifest.id, &parameter.name, against).map(|(value, _)| value.clone());
        let before = set.unwrap_or_else(|| serde_json::from_str(&parameter.default).unwrap_or_default());
        Some((parameter.label.clone(), changed(parameter, &before, values.get(&parameter.name)?).1))
    };
    manifest.parameters.iter().filter_map(one).collect()
}
