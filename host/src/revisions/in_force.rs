//! What binds an office on a day as things stand: the version of a regulation and the values of its parameters.

use crate::policy::OfficePolicy;
use guiju_model::Date;
use serde_json::{Map, Value};

/// The version of a regulation that binds the office on a day, if one does.
#[must_use]
pub fn version_on(policy: &OfficePolicy, regulation: &str, day: Date) -> Option<String> {
    policy.regulation(regulation, day).map(|loaded| loaded.manifest().version.clone())
}

/// The value of a parameter on a day: the office's own, or else that of the regulation.
#[must_use]
pub fn value_on(policy: &OfficePolicy, regulation: &str, name: &str, day: Date) -> Option<Value> {
    if let Some((value, _)) = policy.value(regulation, name, day) {
        return Some(value.clone());
    }
    let manifest = policy.regulation(regulation, day)?.manifest();
    let parameter = manifest.parameters.iter().find(|parameter| parameter.name == name)?;
    serde_json::from_str(&parameter.default).ok()
}

/// The values of several parameters on a day; those that are not known are left out.
#[must_use]
pub fn values_on<'n>(
    policy: &OfficePolicy,
    regulation: &str,
    names: impl Iterator<Item = &'n String>,
    day: Date,
) -> Map<String, Value> {
    names.filter_map(|name| Some((name.clone(), value_on(policy, regulation, name, day)?))).collect()
}
