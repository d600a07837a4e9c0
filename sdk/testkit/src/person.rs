//! The persons of a case.

use guiju_model::Person;
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
    /// The person of the contract, with this id unless the case gives another.
    pub fn person(&self, id: u64) -> Person {
        Person {
            id: self.id.unwrap_or(id),
            name: self.name.clone().unwrap_or_else(|| "李敏".to_owned()),
            department: 1,
            roles: self.roles.clone(),
            attributes: self.attributes.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
        }
    }
}
