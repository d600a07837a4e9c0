//! Attributes of persons: each of the kind that a regulation declares, whichever way it comes in.

use crate::{app::App, error::Result, imports, words::text};
use guiju_domain::{OfficeId, rejection::Organisation};
use guiju_model::Attribute;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Attributes that regulations of the office declare, those in force first; each once.
///
/// # Errors
/// If there is no such office.
pub fn declared(app: &App, office: OfficeId) -> Result<Vec<Attribute>> {
    let policy = app.policy(office)?;
    let in_force = policy.on(app.now(office).date()).into_values();
    let mut attributes = in_force.flat_map(|loaded| loaded.manifest().attributes.clone()).collect::<Vec<_>>();
    attributes.extend(policy.every().flat_map(|loaded| loaded.manifest().attributes.clone()));
    let mut seen = BTreeSet::new();
    attributes.retain(|attribute| seen.insert(attribute.name.clone()));
    Ok(attributes)
}

/// Attributes as they are kept: each typed by its declaration, in whichever common spelling it came; what stands unchanged since
/// before is not asked again.
///
/// # Errors
/// Every attribute that is not of its kind or that no regulation declares, in one message.
pub fn typed(declared: &[Attribute], before: Option<&Map<String, Value>>, given: &Value) -> Result<Map<String, Value>> {
    let given = match given {
        Value::Null => return Ok(Map::new()),
        Value::Object(given) => given,
        _ => return Err(Organisation::AttributesUnreadable.into()),
    };
    let (mut kept, mut wrong) = (Map::new(), Vec::new());
    for (name, value) in given {
        let unchanged = before.and_then(|before| before.get(name)) == Some(value);
        let Some(attribute) = declared.iter().find(|attribute| attribute.name == *name) else {
            // An office that has no regulation yet has no list of attributes.
            if unchanged || declared.is_empty() {
                kept.insert(name.clone(), value.clone());
            } else if !value.is_null() {
                wrong.push(text!("organisation-attribute-unknown", name));
            }
            continue;
        };
        match imports::typed(&attribute.kind, &attribute.label, value) {
            Ok(Value::Null) => {}
            Ok(value) => drop(kept.insert(name.clone(), value)),
            // What an earlier version took stays as long as nobody touches it.
            Err(_) if unchanged => drop(kept.insert(name.clone(), value.clone())),
            Err(why) => wrong.push(why),
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(Organisation::Attributes { faults: wrong.join("；") }.into()) }
}
