//! The OpenAPI document: valid, complete, true to the router; a client generated from it logs in, files and decides.

use anyhow::{Context, Result, ensure};
use guiju::http;
use guiju_tests::{Database, Office, called, root};
use serde_json::Value;
use std::{
    collections::{BTreeSet, HashSet},
    fs,
    path::PathBuf,
    process::Command,
};

/// Every operation: address, method, what is said of it.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            operations.push((path.clone(), method.clone(), operation.clone()));
        }
    }
    operations
}

/// Where the tools of Python stand, if the test command says so.
fn python(tool: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("GUIJU_TEST_PYTHON")?;
    let tool = PathBuf::from(folder).join(tool);
    tool.exists().then_some(tool)
}

#[test]
fn no_schema_stands_for_two_shapes() {
    assert_eq!(http::clashes(), Vec::<String>::new());
}

#[test]
fn every_operation_is_complete() {
    let document = http::document();
    let (mut ids, mut summaries) = (HashSet::new(), HashSet::new());
    for (path, method, operation) in operations(&document) {
        let named = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(!id.is_empty() && ids.insert(id.to_owned()), "{named}: the id {id:?} is not its own");
        let summary = operation["summary"].as_str().unwrap_or_default();
        assert!(summary.ends_with('.') && summary.len() > 12, "{named}: {summary:?} is no summary");
        assert!(summaries.insert(summary.to_owned()), "{named}: another operation has the summary {summary:?}");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{named}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        assert!(parameters.iter().all(|parameter| !parameter["schema"].is_null()), "{named}");
        let said = parameters.iter().filter(|parameter| parameter["in"] == "path").filter_map(|p| p["name"].as_str());
        let meant = path.split('{').skip(1).filter_map(|part| part.split('}').next());
        assert_eq!(said.collect::<BTreeSet<_>>(), meant.collect::<BTreeSet<_>>(), "{named}: parts of its address");
        for (status, response) in operation["responses"].as_object().into_iter().flatten() {
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{named} {status}");
            if status.as_str() >= "400" {
                let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{named} {status}");
            } else if status != "204" {
                assert!(response["content"].as_object().is_some_and(|content| !content.is_empty()), "{named} {status}");
            }
        }
        let has = |status: &str| !operation["responses"][status].is_null();
        assert!(has("400") && has("500") && has("503"), "{named}");
        let public = operation["security"] == serde_json::json!([{}]);
        assert!(public || has("401") && has("403"), "{named}");
        if method != "get" && !public {
            assert!(operation["security"][0]["csrf"].is_array(), "{named}");
        }
    }
    let filing = &document["paths"]["/api/forms/{regulation}/{form}/file"]["post"];
    let body = filing["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str().unwrap_or_default();
    let schema = &document["components"]["schemas"][body.rsplit('/').next().unwrap_or_default()];
    assert!(
        schema["properties"]["content"].is_object() && schema["properties"]["remark"].is_object(),
        "{body} {schema}"
    );
    let problem = &document["components"]["schemas"]["Problem"]["properties"];
    let listed = |member: &str, name: &str| {
        problem[member]["enum"].as_array().is_some_and(|all| all.iter().any(|one| one == name))
    };
    for code in guiju_domain::Rejection::codes() {
        assert!(listed("code", code), "{code}");
    }
    for (kind, _) in guiju::error::KINDS {
        assert!(listed("type", kind) && listed("code", kind), "{kind}");
    }
}

/// The addresses that the router really has are those of the document, and the few that stand beside it.
#[tokio::test]
async fn every_route_is_in_the_document() -> Result<()> {
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let routed = format!("{:?}", http::router(&office.app));
    let real = routed.split('"').skip(1).step_by(2).filter(|word| word.starts_with('/') && *word != "/");
    let real = real.filter(|word| !word.contains("*")).map(str::to_owned).collect::<BTreeSet<_>>();
    let document = http::document();
    let mut said =
        document["paths"].as_object().into_iter().flatten().map(|(path, _)| path.clone()).collect::<BTreeSet<_>>();
    said.extend(http::BESIDE.map(str::to_owned));
    assert!(real.len() > 50, "the router tells its addresses: {real:?}");
    assert_eq!(real, said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_document_is_valid() -> Result<()> {
    let Some(validator) = python("openapi-spec-validator") else {
        return guiju_tests::skipped("no openapi-spec-validator");
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("openapi.json");
    fs::write(&file, http::document().to_string())?;
    let output = Command::new(validator).arg(&file).output()?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{said}");
    Ok(())
}

/// A client that nobody wrote: it logs in, files, and another one decides.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_generated_client_files_and_decides() -> Result<()> {
    let (Some(generator), Some(interpreter)) = (python("openapi-python-client"), python("python")) else {
        return guiju_tests::skipped("no openapi-python-client");
    };
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("openapi.json");
    fs::write(&file, guiju_tests::get(format!("{}/api/openapi.json", office.base)).await?.text().await?)?;
    let package = folder.path().join("guiju_client");
    let generated = Command::new(generator)
        .args(["generate", "--meta", "none", "--overwrite", "--path"])
        .arg(&file)
        .arg("--config")
        .arg(root().join("tests/python/client.yaml"))
        .arg("--output-path")
        .arg(&package)
        .env("PATH", format!("{}:/usr/bin:/bin", interpreter.parent().context("a folder")?.display()))
        .output()?;
    let said = format!("{}{}", String::from_utf8_lossy(&generated.stdout), String::from_utf8_lossy(&generated.stderr));
    ensure!(generated.status.success(), "{said}");
    ensure!(!said.contains("WARNING") && !said.contains("Unable"), "parts of the document cannot be generated: {said}");
    let (base, script) = (office.base.clone(), root().join("tests/python/client.py"));
    let path = folder.path().to_owned();
    let run = move || {
        let mut command = Command::new(interpreter);
        command.arg(script).args([&base, guiju_tests::PASSWORD]).env("PYTHONPATH", path).output()
    };
    let output = tokio::task::spawn_blocking(run).await??;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{said}");
    Ok(())
}

#[test]
fn an_operation_that_leaves_no_event_is_named() {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let operations = named(&["POST /api/one", "POST /api/two", "PUT /api/three", "DELETE /api/four"]);
    let silent = [("PUT /api/three", "a trial"), ("POST /api/gone", "a trial")];
    let lines = "told POST /api/one\nsilent POST /api/one\nsilent POST /api/two\ntold PUT /api/three\n";
    assert_eq!(
        called::faults(&operations, &silent, lines),
        [
            "DELETE /api/four: no test has called it with success",
            "POST /api/two: it has succeeded and never left an event",
            "PUT /api/three: it leaves an event and needs no reason why not",
            "POST /api/gone: there is no such operation",
        ]
    );
    let unknown = called::SILENT.iter().filter(|(name, _)| !called::mutating().contains(*name));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}
