//! schemathesis: requests made from the OpenAPI document, by the thousand; no answer is a fault of the server or one that
//! the document does not know.

use crate::{line, long, turn};
use anyhow::{Context, Result, ensure};
use guiju_tests::{
    Database, PASSWORD,
    trial::{AT, Ground, Served, Start},
};
use reqwest::Method;
use serde_json::json;
use std::{
    path::PathBuf,
    process::{Command, Output},
};

/// Operations that are left out, with the reason.
const LEFT_OUT: [(&str, &str); 3] = [
    ("/api/session", "logging out ends the session with which the requests are made"),
    ("/api/account/sessions", "likewise"),
    ("/api/account/password", "likewise"),
];

/// Errors of the tool's own, as its summary counts them: it makes no bodies of `application/wasm` (packages).
const KNOWN_ERRORS: [&str; 1] = ["Serialization not possible: 1"];

/// What is looked at in each answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

#[tokio::test(flavor = "multi_thread")]
async fn attack_schemathesis_sqlite() -> Result<()> {
    let _turn = turn().await;
    fuzzed(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_schemathesis_postgres() -> Result<()> {
    let _turn = turn().await;
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    fuzzed(Database::Postgres).await
}

/// As a clerk and as the administrator, each in an office of its own.
async fn fuzzed(database: Database) -> Result<()> {
    let Ok(python) = std::env::var("GUIJU_TEST_PYTHON") else {
        return guiju_tests::skipped("no schemathesis");
    };
    for (path, why) in LEFT_OUT {
        line("schemathesis", format!("left out: {path}"), why);
    }
    let mut failed = Vec::new();
    for login in ["li", "zhou"] {
        let ground = Ground::lay_on(database).await?;
        // A session that ends in the middle would make every answer the same.
        let start = Start { config: "session_minutes: 10000\n", ..Start::at(AT) };
        let served = ground.serve_so(&start).await?;
        let said = run(&PathBuf::from(&python), &served, login).await?;
        let well = served.stranger()?.look("/healthz").await?.taken();
        line("schemathesis", format!("as {login} on {database:?}"), format!("{} requests", said.made));
        if !said.passed {
            failed.push(format!("as {login} on {database:?}:\n{}", said.faults()));
        }
        ensure!(said.made >= least(), "only {} requests were made as {login}: {}", said.made, said.text);
        ensure!(well, "the server is not well any more");
    }
    ensure!(failed.is_empty(), "{}", failed.join("\n\n"));
    Ok(())
}

/// What one run came to.
struct Said {
    /// Everything that it printed.
    text: String,
    /// Requests that it made.
    made: u64,
    /// Whether no answer was wrong, and the tool met no error but those that are known of it.
    passed: bool,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        // “Test cases: 1,234 generated, …”, the number sometimes on a line of its own.
        let before = text.rfind(" generated").and_then(|at| text.get(..at)).unwrap_or_default();
        let digits = before.rsplit(|c: char| !c.is_ascii_digit() && c != ',').next().unwrap_or_default();
        let made = digits.replace(',', "").parse().unwrap_or(0);
        let mut errors = text.lines().filter_map(|line| line.trim().strip_prefix("🚫 "));
        let known = |error: &str| KNOWN_ERRORS.contains(&error) || error.starts_with("Fuzzing");
        let passed = !text.contains("= FAILURES =") && errors.all(|error| known(error.trim()));
        Self { text, made, passed }
    }

    /// What is wrong, as far as one reads.
    fn faults(&self) -> String {
        let start = ["= ERRORS =", "= FAILURES ="].iter().filter_map(|head| self.text.find(head)).min().unwrap_or(0);
        self.text.chars().skip(self.text[..start].chars().count()).take(6000).collect()
    }
}

/// How many requests a run makes at least.
fn least() -> u64 {
    if long() { 10_000 } else { 200 }
}

/// One run.
async fn run(python: &std::path::Path, served: &Served, login: &str) -> Result<Said> {
    let body = json!({ "login": login, "password": PASSWORD }).to_string().into_bytes();
    let answer = served.stranger()?.ask(Method::POST, "/api/session", &[], body).await?;
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let cookies = cookies.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ");
    let me = served.stranger()?.ask(Method::GET, "/api/session", &[("cookie", &cookies)], Vec::new()).await?;
    let csrf = me.done()?["csrf"].as_str().context("a token")?.to_owned();
    let mut command = Command::new(python.join("schemathesis"));
    command.arg("run").arg(format!("{}/api/openapi.json", served.base)).args(["--checks", CHECKS]);
    command.args(["--header", &format!("Cookie: {cookies}"), "--header", &format!("x-csrf-token: {csrf}")]);
    // About a hundred operations: so many requests to each come to ten thousand.
    let each = if long() { "110" } else { "3" };
    command.args(["--max-examples", each, "--phases", "fuzzing", "--mode", "all", "--seed", "15", "--workers", "2"]);
    command.args(["--request-timeout", "30", "--suppress-health-check", "all", "--no-color"]);
    for (path, _) in LEFT_OUT {
        command.args(["--exclude-path", path]);
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await?.context("schemathesis")?;
    Ok(Said::of(&output))
}
