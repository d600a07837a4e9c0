//! D17: the OpenAPI document is valid and complete.

use crate::office::operations;
use anyhow::{Context, Result};
use guiju_tests::{right, trial::Ground};
use serde_json::{Value, json};
use std::{collections::HashMap, path::PathBuf, process::Command};

/// The document, and every operation in it.
async fn document() -> Result<(Value, Vec<(String, Value)>)> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let document = served.stranger()?.get("/api/openapi.json").await?;
    let operations = operations(&served).await?;
    anyhow::ensure!(operations.len() > 20, "only {} operations are documented", operations.len());
    let named = operations.into_iter().map(|(method, path, operation)| (format!("{method} {path}"), operation));
    Ok((document, named.collect()))
}

/// What a reference in the document points to, or the thing itself.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
        Some(path) => document.pointer(path).unwrap_or(&Value::Null),
        None => schema,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_valid() -> Result<()> {
    let (document, _) = document().await?;
    let version = document["openapi"].as_str().unwrap_or_default();
    right!(version.starts_with("3.1"), "the document is of version {version:?}");
    let Ok(python) = std::env::var("GUIJU_TEST_PYTHON") else {
        return guiju_tests::skipped("no openapi-spec-validator");
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, document.to_string())?;
    let validator = PathBuf::from(python).join("openapi-spec-validator");
    let ran = Command::new(&validator).arg(&file).output().with_context(|| validator.display().to_string())?;
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    right!(ran.status.success(), "the document is not valid: {}", said.chars().take(600).collect::<String>());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_operation_ids() -> Result<()> {
    let (_, operations) = document().await?;
    let mut ids = HashMap::<&str, Vec<&str>>::new();
    for (name, operation) in &operations {
        ids.entry(operation["operationId"].as_str().unwrap_or("none")).or_default().push(name);
    }
    right!(!ids.contains_key("none"), "operations have no id: {:?}", ids["none"]);
    ids.retain(|_, names| names.len() > 1);
    right!(ids.is_empty(), "operation ids stand for several operations: {ids:?}");
    Ok(())
}

/// The body of a filing is the filing: content, for whom, a remark.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_body_of_a_filing() -> Result<()> {
    let (document, operations) = document().await?;
    let (_, operation) = operations
        .iter()
        .find(|(name, _)| name.starts_with("POST /api/forms/") && name.ends_with("/file"))
        .context("the operation that files")?;
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let properties = &resolved(&document, schema)["properties"];
    right!(properties.get("content").is_some(), "the body of a filing is documented as {properties}");
    Ok(())
}

/// What stands in braces in a path, and what is read behind the question mark, is documented.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_parameters() -> Result<()> {
    let (_, operations) = document().await?;
    // Operations of which everybody knows that they read something behind the question mark.
    let asked = json!({
        "GET /api/search": "q", "GET /api/inspection": "from", "GET /api/views/{regulation}/{view}": "text",
        "GET /api/publications": "archive",
    });
    let mut missing = Vec::new();
    for (name, operation) in &operations {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let documented = parameters.filter_map(|parameter| parameter["name"].as_str()).collect::<Vec<_>>();
        let in_path = name.split('{').skip(1).filter_map(|part| part.split('}').next());
        let wanted = in_path.chain(asked.get(name).and_then(Value::as_str));
        missing.extend(wanted.filter(|wanted| !documented.contains(wanted)).map(|wanted| format!("{name}: {wanted}")));
    }
    right!(missing.is_empty(), "parameters are not documented: {missing:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_error_answers() -> Result<()> {
    let (_, operations) = document().await?;
    let silent = operations.iter().filter(|(_, operation)| {
        let answers = operation["responses"].as_object();
        !answers.is_some_and(|answers| answers.keys().any(|status| status.starts_with('4') || status == "default"))
    });
    let silent = silent.map(|(name, _)| name).collect::<Vec<_>>();
    right!(silent.is_empty(), "{} operations document no error, such as {:?}", silent.len(), silent.first());
    Ok(())
}

/// What one may read without a session, and what with one, is told to a client.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_security() -> Result<()> {
    let (document, _) = document().await?;
    let schemes = document["components"]["securitySchemes"].to_string();
    right!(schemes.contains("cookie"), "a client is not told how one is known: {schemes}");
    Ok(())
}

/// Every answer that has a body says of which shape it is.
#[tokio::test(flavor = "multi_thread")]
async fn trial_d17_bodies_of_answers() -> Result<()> {
    let (_, operations) = document().await?;
    let mut silent = Vec::new();
    for (name, operation) in &operations {
        for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
            if status == "200" && answer["content"].as_object().is_none_or(serde_json::Map::is_empty) {
                silent.push(name);
            }
        }
    }
    right!(silent.is_empty(), "answers with a body are documented without one: {silent:?}");
    Ok(())
}
