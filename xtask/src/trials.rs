//! `cargo xtask trials`: the trials on any binary of the server, as a table.

use crate::{
    needs::{BROWSER, Postgres, browser, need, python},
    plugins,
    run::cargo,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Stdio},
};

/// What the words after the task say.
#[derive(Default)]
struct Wanted {
    binary: Option<String>,
    database: Option<String>,
    filters: Vec<String>,
}

impl Wanted {
    fn read(words: &[String]) -> Result<Self> {
        let (mut wanted, mut words) = (Self::default(), words.iter());
        while let Some(word) = words.next() {
            match word.as_str() {
                "--binary" => wanted.binary = Some(words.next().context("--binary PATH")?.clone()),
                "--database" => wanted.database = Some(words.next().context("--database sqlite|postgres")?.clone()),
                other if other.starts_with("--") => bail!("there is no option {other}"),
                filter => wanted.filters.push(filter.to_owned()),
            }
        }
        let known = wanted.database.as_deref().is_none_or(|database| ["sqlite", "postgres"].contains(&database));
        ensure!(known, "--database is sqlite or postgres");
        Ok(wanted)
    }
}

/// Runs the trials and says of each whether it passed, which fault shows, or why it could not be tried.
pub fn run_trials(words: &[String]) -> Result<()> {
    let wanted = Wanted::read(words)?;
    plugins::build()?;
    let mut tests = cargo(&["test", "--locked", "-p", "guiju-tests", "--test", "trials", "--no-fail-fast", "--"]);
    tests.args(&wanted.filters);
    if let Some(binary) = &wanted.binary {
        let binary = Path::new(binary).canonicalize().with_context(|| binary.clone())?;
        tests.env("GUIJU_TRIAL_BINARY", binary);
    }
    let mut postgres = None;
    if wanted.database.as_deref() == Some("postgres") {
        let server = need("PostgreSQL", "postgresql", || Postgres::start().map(Some))?.context("PostgreSQL")?;
        tests.env("GUIJU_TRIAL_DATABASE", "postgres").env("GUIJU_TEST_POSTGRES", &server.url);
        postgres = Some(server);
    }
    if need("a browser", BROWSER, browser)?.is_some() {
        tests.env("GUIJU_TEST_BROWSER", "1");
    }
    if let Some(python) = need("Python's packages", "python3 python3-venv", python)? {
        tests.env("GUIJU_TEST_PYTHON", python);
    }
    let outcomes = outcomes(&mut tests)?;
    drop(postgres);
    let mut counts = [0; 3];
    for (trial, outcome) in &outcomes {
        println!("{trial:<52} {}", outcome.words());
        counts[outcome.place()] += 1;
    }
    println!("{} passed, {} show their fault, {} could not be tried", counts[0], counts[1], counts[2]);
    ensure!(counts[1] + counts[2] == 0, "not every trial passed");
    Ok(())
}

/// What came of a trial.
pub enum Outcome {
    Passed,
    Fault(String),
    Untried(String),
}

impl Outcome {
    fn words(&self) -> String {
        match self {
            Self::Passed => "passed".to_owned(),
            Self::Fault(words) => format!("FAULT {words}"),
            Self::Untried(words) => format!("could not be tried: {words}"),
        }
    }

    fn place(&self) -> usize {
        match self {
            Self::Passed => 0,
            Self::Fault(_) => 1,
            Self::Untried(_) => 2,
        }
    }
}

/// Runs tests and reads from what they print how each ended.
pub fn outcomes(tests: &mut Command) -> Result<BTreeMap<String, Outcome>> {
    let output = tests.env("RUST_BACKTRACE", "0").stderr(Stdio::inherit()).output().context("cargo test")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut outcomes = BTreeMap::new();
    let short = |name: &str| name.rsplit("::").next().unwrap_or(name).to_owned();
    for line in text.lines().filter_map(|line| line.strip_prefix("test ")) {
        if let Some(name) = line.strip_suffix(" ... ok") {
            outcomes.insert(short(name), Outcome::Passed);
        }
    }
    for part in text.split("\n---- ").skip(1) {
        let Some((name, said)) = part.split_once(" stdout ----") else { continue };
        let said = said.split("\nfailures:").next().unwrap_or(said);
        let fault = said.split_once("FAULT: ").map(|(_, words)| words);
        let first = |words: &str| words.trim().lines().find(|line| !line.is_empty()).unwrap_or_default().to_owned();
        let outcome = match fault {
            Some(words) => Outcome::Fault(first(words)),
            None => Outcome::Untried(first(said)),
        };
        outcomes.insert(short(name), outcome);
    }
    ensure!(!outcomes.is_empty(), "no test ran:\n{text}");
    Ok(outcomes)
}
