//! The operations of the API's document that change something, each with bodies made after its schema: what they answer to
//! whoever may not read a confidential matter tells nothing of it either.

use super::world::World;
use anyhow::{Context, Result};
use guiju_tests::Person;
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Operations that are left out, each with its reason.
const LEFT_OUT: &[(&str, &str)] = &[
    ("/api/session", "it would end or change the session of whoever walks"),
    ("/api/account", "it would end the sessions of whoever walks, and tells of the own account alone"),
    ("/api/matters/{id}/openings", "it makes its caller a reader, which the stories of access look at"),
];

/// What a decider or applicant may want with a matter.
const ACTIONS: [&str; 9] = ["approve", "refuse", "return", "transfer", "ask", "withdraw", "remind", "correct", "read"];

/// An operation with its method, path and the schema of its body.
pub struct Change {
    /// Path, as the document has it.
    pub path: String,
    method: Method,
    body: Option<Value>,
}

/// Every operation of the document that is not a reading one and is not left out.
pub fn changes(document: &Value) -> Result<Vec<Change>> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().context("paths")? {
        for (method, operation) in methods.as_object().context("methods")? {
            let left_out = LEFT_OUT.iter().any(|(way, _)| path == way || path.starts_with(&format!("{way}/")));
            if method == "get" || left_out {
                continue;
            }
            let contents = operation["requestBody"]["content"].as_object();
            let body = contents.and_then(|contents| contents.values().next()).map(|body| body["schema"].clone());
            all.push(Change { path: path.clone(), method: method.to_uppercase().parse()?, body });
        }
    }
    Ok(all)
}

impl Change {
    /// Does it as somebody in every way there is: what all answers say.
    pub async fn tried(&self, document: &Value, world: &World, person: &Person) -> Result<Vec<(String, String)>> {
        let mut answers = Vec::new();
        for way in self.ways(world) {
            for body in self.bodies(document, world, &way) {
                let (_, answer) = person.text(self.method.clone(), &way, &body).await?;
                answers.push((format!("{} {way}", self.method), answer));
            }
        }
        Ok(answers)
    }

    fn ways(&self, world: &World) -> Vec<String> {
        let pairs = |of: &[String], parts: &str| of.iter().map(|pair| self.path.replace(parts, pair)).collect();
        match &self.path {
            path if path.contains("{regulation}/{form}") => pairs(&world.forms, "{regulation}/{form}"),
            path if path.contains("{regulation}/{roster}") => pairs(&world.rosters, "{regulation}/{roster}"),
            path if path.contains("{digest}") => pairs(&world.packages, "{digest}"),
            path if path.contains("{secret}") => vec![path.replace("{secret}", &world.secret)],
            path if path.contains("{period}") => vec![path.replace("{period}", "month?day=2026-03-15")],
            path if path.contains("{id}") => {
                world.matters.iter().map(|id| path.replace("{id}", &id.to_string())).collect()
            }
            path if path.contains('{') => vec![path.replace(['{', '}'], "")],
            path => vec![path.clone()],
        }
    }

    fn bodies(&self, document: &Value, world: &World, way: &str) -> Vec<Value> {
        let Some(schema) = &self.body else { return vec![Value::Null] };
        let mut body = made(document, schema, world.matters[0], 0);
        if self.path.ends_with("/acts") {
            let with = |action: &&str| {
                body["action"] = json!(action);
                body.clone()
            };
            return ACTIONS.iter().map(with).collect();
        }
        let found = world.references.iter().find(|(form, _)| way.contains(&format!("/{form}/")));
        let Some((_, fields)) = found.filter(|(_, fields)| !fields.is_empty() && body.is_object()) else {
            return vec![body];
        };
        // Every record that hides something, in every field of the form that points to a record.
        let pointing = |record: &u64| {
            let content = fields.iter().map(|field| (field.clone(), json!(record))).collect::<Map<_, _>>();
            body["content"] = Value::Object(content);
            body.clone()
        };
        world.records.iter().map(pointing).collect()
    }
}

/// A value after a schema; each number is an id of something confidential.
fn made(document: &Value, schema: &Value, id: u64, depth: u8) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return made(document, &document["components"]["schemas"][name], id, depth + 1);
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(first) = schema[choice].as_array().and_then(|of| of.iter().rfind(|one| one["type"] != "null")) {
            return made(document, first, id, depth + 1);
        }
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap_or_default();
    match kind {
        "object" if depth < 8 => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            let value = |(name, of): (&String, &Value)| (name.clone(), made(document, of, id, depth + 1));
            Value::Object(properties.map(value).collect())
        }
        "array" if depth < 8 => json!([made(document, &schema["items"], id, depth + 1)]),
        "integer" | "number" => json!(id),
        "boolean" => json!(true),
        "string" => json!("走查"),
        _ => Value::Null,
    }
}
