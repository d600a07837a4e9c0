//! Completing the document: what every operation has in common.

use super::{answers, operation::Operation};
use crate::{error, http::auth};
use guiju_domain::Rejection;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use utoipa::openapi::OpenApi;

/// The largest number that the database counts with.
const LARGEST: i64 = i64::MAX;

/// The complete document.
pub fn complete(document: &OpenApi) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    document["servers"] = json!([{ "url": "/", "description": "This server." }]);
    document["security"] = json!([{ "session": [] }]);
    let mut tags = BTreeSet::new();
    for (path, methods) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            tags.insert(completed(path, method, operation));
        }
    }
    document["tags"] = tags.into_iter().map(|tag| json!({ "name": tag })).collect();
    components(&mut document);
    fixed_lengths(&mut document);
    document
}

/// Completes an operation; its tag.
fn completed(path: &str, method: &str, operation: &mut Value) -> String {
    let tag = path.trim_start_matches("/api/").split('/').next().unwrap_or_default().to_owned();
    let name = operation["operationId"].as_str().unwrap_or_default();
    operation["operationId"] = Value::from(format!("{}_{name}", tag.replace('-', "_")));
    operation["tags"] = json!([tag]);
    let changes = !matches!(method, "get" | "head");
    let public = operation.get("security").is_some();
    if changes && !public {
        operation["security"] = json!([{ "session": [], "csrf": [] }]);
    }
    let about = Operation {
        path,
        public,
        changes,
        has_body: operation.get("requestBody").is_some(),
        has_path_parameters: path.contains('{'),
    };
    let errors = answers::errors(&about);
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        bound(&mut parameter["schema"]);
    }
    if let Some(body) = operation.get_mut("requestBody") {
        contents(body);
    }
    responses(&mut operation["responses"], &errors);
    tag
}

/// Numbers in an address are those that the database counts with.
fn bound(schema: &mut Value) {
    let whole =
        schema["type"] == "integer" || schema["type"].as_array().is_some_and(|types| types.contains(&json!("integer")));
    if whole && schema.get("maximum").is_none() {
        schema["maximum"] = json!(LARGEST);
    }
}

/// Answers are described; errors are problems.
fn responses(responses: &mut Value, errors: &[u16]) {
    let Some(responses) = responses.as_object_mut() else { return };
    for (status, response) in responses.iter_mut() {
        let status = status.parse().unwrap_or_default();
        describe(response, status);
        contents(response);
    }
    for status in errors {
        let entry = responses.entry(status.to_string()).or_insert_with(|| json!({}));
        describe(entry, *status);
        if entry.get("content").is_none() {
            entry["content"] =
                json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
        }
        if matches!(status, 429 | 503) {
            entry["headers"] = json!({ "Retry-After": {
                "description": "Seconds after which to try again.", "schema": { "type": "integer", "minimum": 0 }
            } });
        }
    }
}

fn describe(response: &mut Value, status: u16) {
    if response["description"].as_str().is_none_or(str::is_empty) {
        response["description"] = Value::from(answers::description(status));
    }
}

/// Files are bytes, not lists of numbers.
fn contents(holder: &mut Value) {
    let Some(contents) = holder.get_mut("content").and_then(Value::as_object_mut) else { return };
    for (media_type, content) in contents {
        if !media_type.contains("json") {
            content["schema"] = json!({ "type": "string", "format": "binary", "contentMediaType": media_type });
        }
    }
}

/// Lists of a fixed length say it by their length: not every tool reads `items: false`.
fn fixed_lengths(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let fixed = fields.get("prefixItems").and_then(Value::as_array).map(Vec::len);
            if let (Some(length), Some(Value::Bool(false))) = (fixed, fields.get("items")) {
                fields.remove("items");
                fields.insert("minItems".to_owned(), json!(length));
                fields.insert("maxItems".to_owned(), json!(length));
            }
            fields.values_mut().for_each(fixed_lengths);
        }
        Value::Array(values) => values.iter_mut().for_each(fixed_lengths),
        _ => {}
    }
}

/// Schemas of problems and of security; what nothing refers to is left out.
fn components(document: &mut Value) {
    let kinds = error::KINDS.iter().map(|(kind, _)| *kind).collect::<BTreeSet<_>>();
    let codes = kinds.iter().copied().chain(Rejection::codes()).collect::<BTreeSet<_>>();
    let problem = &mut document["components"]["schemas"]["Problem"]["properties"];
    problem["type"]["enum"] = json!(kinds);
    problem["code"]["enum"] = json!(codes);
    if let Some(code) = problem["code"].as_object_mut() {
        code.remove("default");
    }
    document["components"]["schemas"]["Problem"]["required"] = json!(["type", "code", "title", "status"]);
    document["components"]["securitySchemes"] = json!({
        "session": {
            "type": "apiKey", "in": "cookie", "name": auth::COOKIE,
            "description": "Set by `POST /api/session`.",
        },
        "csrf": {
            "type": "apiKey", "in": "header", "name": "x-csrf-token",
            "description": "`csrf` of `GET /api/session`; every change carries it.",
        },
    });
    prune(document);
}

/// Where the schemas stand to which others refer.
const SCHEMAS: &str = "#/components/schemas/";

/// Leaves out schemas to which nothing leads from outside the schemas.
fn prune(document: &mut Value) {
    let mut schemas = std::mem::take(&mut document["components"]["schemas"]);
    let mut waiting = BTreeSet::new();
    referred(document, &mut waiting);
    let mut kept = Map::new();
    while let Some(name) = waiting.pop_first() {
        // Those that are kept are looked at once.
        let Some(schema) = schemas.as_object_mut().and_then(|schemas| schemas.remove(&name)) else { continue };
        referred(&schema, &mut waiting);
        kept.insert(name, schema);
    }
    document["components"]["schemas"] = Value::Object(kept);
}

/// Notes the names of the schemas to which a value refers.
fn referred(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => names.extend(text.strip_prefix(SCHEMAS).map(str::to_owned)),
        Value::Array(values) => values.iter().for_each(|value| referred(value, names)),
        Value::Object(fields) => fields.values().for_each(|value| referred(value, names)),
        _ => {}
    }
}
