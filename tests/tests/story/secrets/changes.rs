//! The operations of the API's document that change something, each with bodies made after its schema: what they answer to
//! whoever may not read a confidential matter tells nothing of it either.

use super::world::World;
use anyhow::Result;
use guiju_tests::{Person, document::Document};
use reqwest::Method;
use serde::Deserialize;
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
pub fn changes(document: &Document) -> Result<Vec<Change>> {
    let mut all = Vec::new();
    for (method, path, operation) in document.operations()? {
        let left_out = LEFT_OUT.iter().any(|(way, _)| path == *way || path.starts_with(&format!("{way}/")));
        if method != Method::GET && !left_out {
            all.push(Change { path: path.to_owned(), method, body: operation.body().cloned() });
        }
    }
    Ok(all)
}

impl Change {
    /// Does it as somebody in every way there is: what all answers say.
    pub async fn tried(&self, document: &Document, world: &World, person: &Person) -> Result<Vec<(String, String)>> {
        let mut answers = Vec::new();
        for way in self.ways(world) {
            for body in self.bodies(document, world, &way) {
                let (_, answer) = match &body {
                    // A body that is no JSON: a file.
                    Value::String(file) => person.upload(&way, file.clone()).await?,
                    body => person.send(self.method.clone(), &way, body, None).await?,
                };
                answers.push((format!("{} {way}", self.method), answer.to_string()));
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

    fn bodies(&self, document: &Document, world: &World, way: &str) -> Vec<Value> {
        let Some(schema) = &self.body else { return vec![Value::Null] };
        let body = made(document, schema, world.matters[0], 0);
        if self.path.ends_with("/acts") {
            return ACTIONS.iter().map(|action| with(body.clone(), "action", json!(action))).collect();
        }
        let found = world.references.iter().find(|(form, _)| way.contains(&format!("/{form}/")));
        let Some((_, fields)) = found.filter(|(_, fields)| !fields.is_empty() && body.is_object()) else {
            return vec![body];
        };
        // Every record that hides something, in every field of the form that points to a record.
        let pointing = |record: &u64| {
            let content = fields.iter().map(|field| (field.clone(), json!(record))).collect::<Map<_, _>>();
            with(body.clone(), "content", Value::Object(content))
        };
        world.records.iter().map(pointing).collect()
    }
}

/// A body with this value of a field.
fn with(mut body: Value, field: &str, value: Value) -> Value {
    if let Some(fields) = body.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
    body
}

/// As much of a schema as a value is made after.
#[derive(Deserialize)]
struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    #[serde(default, rename = "enum")]
    values: Vec<Value>,
    #[serde(default, rename = "oneOf")]
    one_of: Vec<Value>,
    #[serde(default, rename = "anyOf")]
    any_of: Vec<Value>,
    #[serde(default, rename = "allOf")]
    all_of: Vec<Value>,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    properties: Map<String, Value>,
    #[serde(default)]
    items: Value,
}

impl Schema {
    /// The name of the kind; of several, the first.
    fn kind(&self) -> &str {
        self.kind.as_str().or_else(|| self.kind.get(0)?.as_str()).unwrap_or_default()
    }
}

/// A value after a schema; each number is an id of something confidential.
fn made(document: &Document, schema: &Value, id: u64, depth: u8) -> Value {
    let Ok(of) = Schema::deserialize(schema) else { return Value::Null };
    if let Some(schema) = of.reference.as_ref().and_then(|name| document.schema(name)) {
        return made(document, schema, id, depth + 1);
    }
    if let Some(first) = of.values.first() {
        return first.clone();
    }
    for choice in [&of.one_of, &of.any_of, &of.all_of] {
        let is_null = |one: &Value| Schema::deserialize(one).is_ok_and(|schema| schema.kind() == "null");
        if let Some(last) = choice.iter().rfind(|one| !is_null(one)) {
            return made(document, last, id, depth + 1);
        }
    }
    match of.kind() {
        "object" if depth < 8 => {
            let value = |(name, of): (&String, &Value)| (name.clone(), made(document, of, id, depth + 1));
            Value::Object(of.properties.iter().map(value).collect())
        }
        "array" if depth < 8 => json!([made(document, &of.items, id, depth + 1)]),
        "integer" | "number" => json!(id),
        "boolean" => json!(true),
        "string" => json!("走查"),
        _ => Value::Null,
    }
}
