//! The persons of a case.

use crate::reads::DEPARTMENT;
use guiju_model::{Manifest, Person};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A person as a case describes one. What is left out has a default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CasePerson {
    pub id: Option<u64>,
    pub name: Option<String>,
    pub roles: Vec<String>,
    pub attributes: BTreeMap<String, Value>,
}

impl CasePerson {
    /// The person of the contract, with this id unless the case gives another, as far as the regulation asks for roles and attributes.
    ///
    /// # Errors
    /// A role or an attribute is told that the regulation does not declare.
    pub fn person(&self, id: u64, manifest: &Manifest) -> Result<Person, String> {
        if let Some(role) = self.roles.iter().find(|role| manifest.role(role).is_none()) {
            return Err(format!("the regulation declares no role {role}"));
        }
        let declared = |name: &String| manifest.attributes.iter().any(|attribute| attribute.name == *name);
        if let Some(name) = self.attributes.keys().find(|name| !declared(name)) {
            return Err(format!("the regulation declares no attribute {name}"));
        }
        Ok(Person {
            id: self.id.unwrap_or(id),
            name: self.name.clone().unwrap_or_else(|| "李敏".to_owned()),
            department: DEPARTMENT,
            roles: self.roles.clone(),
            attributes: self.attributes.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
        })
    }
}
