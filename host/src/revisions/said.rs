//! A revision in words, and the package that it is about.

use super::words;
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
    let values = labelled(loaded, &revision.parameters).into_iter();
    Ok(values.fold(said, |said, (label, value)| message!("revision-with-value", said, label, value)))
}

/// Values under the labels of their parameters, with units.
pub(super) fn labelled(loaded: &Loaded, values: &Map<String, Value>) -> Vec<(String, Argument)> {
    let declared = loaded.manifest().parameters.iter();
    let set = declared.filter_map(|parameter| Some((parameter, values.get(&parameter.name)?)));
    set.map(|(parameter, value)| (parameter.label.clone(), words::of_parameter(parameter, value))).collect()
}
