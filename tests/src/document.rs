//! The document of the API, as far as tests walk along it: its operations with their parameters, and the schemas of their bodies.

use crate::client::read;
use anyhow::Result;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The document.
#[derive(Debug, Deserialize)]
pub struct Document {
    paths: BTreeMap<String, BTreeMap<String, Operation>>,
    components: Components,
}

#[derive(Debug, Deserialize)]
struct Components {
    schemas: BTreeMap<String, Value>,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub struct Operation {
    #[serde(default)]
    parameters: Vec<Parameter>,
    #[serde(rename = "requestBody")]
    body: Option<Body>,
    security: Option<Vec<BTreeMap<String, Vec<String>>>>,
}

/// A parameter of an operation.
#[derive(Debug, Deserialize)]
pub struct Parameter {
    /// Its name, in the path or behind the question mark.
    pub name: String,
    #[serde(rename = "in")]
    place: String,
    #[serde(default)]
    schema: Value,
}

#[derive(Debug, Deserialize)]
struct Body {
    content: BTreeMap<String, Media>,
}

#[derive(Debug, Deserialize)]
struct Media {
    #[serde(default)]
    schema: Value,
}

impl Document {
    /// The document that a server gives.
    ///
    /// # Errors
    /// If it gives none.
    pub async fn of(base: &str) -> Result<Self> {
        read(format!("{base}/api/openapi.json")).await
    }

    /// Every operation: its method, its path with the names of its parts in braces, and the rest.
    ///
    /// # Errors
    /// If a method has no name that HTTP knows.
    pub fn operations(&self) -> Result<Vec<(Method, &str, &Operation)>> {
        let all = self
            .paths
            .iter()
            .flat_map(|(path, of)| of.iter().map(move |(method, operation)| (method, path, operation)));
        all.map(|(method, path, operation)| Ok((method.to_uppercase().parse()?, path.as_str(), operation))).collect()
    }

    /// The schema that goes by this name, or by the end of this reference.
    #[must_use]
    pub fn schema(&self, reference: &str) -> Option<&Value> {
        self.components.schemas.get(reference.rsplit('/').next()?)
    }
}

impl Operation {
    /// Whether it answers without a session.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.security.as_ref().is_some_and(|security| security.iter().all(BTreeMap::is_empty))
    }

    /// The parameters behind the question mark.
    pub fn asked(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.place == "query")
    }

    /// The parts of the path that are numbers.
    pub fn numbers(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.place == "path" && parameter.is("integer"))
    }

    /// The schema of its body, if it has one.
    #[must_use]
    pub fn body(&self) -> Option<&Value> {
        self.body.as_ref().and_then(|body| body.content.values().next()).map(|media| &media.schema)
    }
}

impl Parameter {
    /// Whether its values are of this kind.
    #[must_use]
    pub fn is(&self, kind: &str) -> bool {
        self.schema.get("type").is_some_and(|of| of == kind)
    }
}
