//! `cargo xtask test`: everything, with a count at the end that says what passed and what failed.

use crate::{
    alone, clauses,
    needs::{BROWSER, Postgres, REGISTRY, browser, moto, need, proxy, python, registry},
    plugins, portal,
    run::{beside, cargo, run},
    tidy,
};
use anyhow::{Context, Result};
use std::{
    process::{Command, Stdio},
    time::Instant,
};

/// Runs every stage; a stage that fails lets the others go on, so that one run tells everything.
pub fn test() -> Result<()> {
    let started = Instant::now();
    let mut count = Count::default();
    count.stage("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])));
    count.stage("tidiness", tidy::check);
    // What becomes WebAssembly ends with one long step on one core: the lints keep the others busy.
    let modules = plugins::compiling().and_then(|plugins| Ok(vec![plugins, portal::compiling()?]))?;
    let lints = || run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]));
    let (compiled, ()) = beside(modules, || count.stage("lints", lints));
    count.stage("compiling regulations and the portal", || compiled);
    count.stage("regulations", || plugins::components().map(drop));
    count.stage("portal", || portal::files().map(drop));
    let of_all = |words: &[&str]| {
        let mut command = cargo(&["test", "--locked", "--workspace", "--exclude", "guiju-portal"]);
        command.args(words);
        command
    };
    count.stage("building the tests", || run(&mut of_all(&["--no-run"])));
    count.stage("clauses", clauses::report_of_tests);
    // End to end needs a database server and a browser; both are installed where that is possible.
    let postgres = need("PostgreSQL", "postgresql", || Postgres::start().map(Some))?;
    let browser = need("a browser", BROWSER, || Ok(browser().then_some(())))?;
    let mut tests = of_all(&["--no-fail-fast"]);
    // Many a test waits for a clock or a browser: one more than there are cores keeps these busy.
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        tests.env("RUST_TEST_THREADS", (cores + 1).to_string());
    }
    if let Some(postgres) = &postgres {
        tests.env("GUIJU_TEST_POSTGRES", &postgres.url);
    }
    if browser.is_some() {
        // The rules by which pages are checked for people who hear or feel them.
        run(Command::new("npm").args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            "target/axe",
            "axe-core@4",
        ]))?;
        tests.env("GUIJU_TEST_BROWSER", "1");
    }
    if let Some(python) = need("Python's packages", "python3 python3-venv", python)? {
        tests.env("GUIJU_TEST_PYTHON", python);
    }
    if let Some(moto) = need("an S3-compatible store", "python3 python3-venv", moto)? {
        tests.env("GUIJU_TEST_MOTO", moto);
    }
    if need("an OCI registry", "docker-registry", || Ok(registry().then_some(())))?.is_some() {
        tests.env("GUIJU_TEST_REGISTRY", REGISTRY);
    }
    if need("a proxy", "haproxy", || Ok(proxy().then_some(())))?.is_some() {
        tests.env("GUIJU_TEST_PROXY", "haproxy");
    }
    count.tests(&mut tests)?;
    drop(postgres);
    count.stage("the host without regulations", alone::check);
    println!(
        "\n{} in {} s",
        if count.failed == 0 { "everything passed" } else { "something failed" },
        started.elapsed().as_secs()
    );
    for failure in &count.failures {
        println!("  failed: {failure}");
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    if count.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
}

impl Count {
    fn stage(&mut self, name: &str, stage: impl FnOnce() -> Result<()>) {
        println!("── {name}");
        let started = Instant::now();
        match stage() {
            Ok(()) => self.passed += 1,
            Err(error) => {
                println!("{error:#}");
                self.failed += 1;
                self.failures.push(name.to_owned());
            }
        }
        println!("── {name}: {} s", started.elapsed().as_secs());
    }

    /// Runs cargo's tests and reads their closing lines.
    fn tests(&mut self, command: &mut Command) -> Result<()> {
        println!("── tests");
        let started = Instant::now();
        let output = command.stderr(Stdio::inherit()).output().context("cargo test")?;
        let text = String::from_utf8_lossy(&output.stdout);
        print!("{text}");
        let mut read = 0;
        for line in text.lines().filter_map(|line| line.strip_prefix("test result: ")) {
            let number = |word: &str| {
                let before = line.split(word).next()?;
                before.split_whitespace().last()?.parse::<u64>().ok()
            };
            self.passed += number(" passed").unwrap_or(0);
            self.failed += number(" failed").unwrap_or(0);
            read += 1;
        }
        self.failures.extend(text.lines().filter(|line| line.ends_with("... FAILED")).map(str::to_owned));
        if !output.status.success() && self.failures.is_empty() || read == 0 {
            self.failed += 1;
            self.failures.push("cargo test".to_owned());
        }
        println!("── tests: {} s", started.elapsed().as_secs());
        Ok(())
    }
}
