//! `cargo xtask test`: everything, with a count at the end that says what passed and what failed.

use crate::{
    alone, clauses, licences,
    needs::Needs,
    plugins, portal, reference,
    run::{beside, cargo, run},
    suites::{self, Ran, Suite},
    tidy,
};
use anyhow::{Result, bail};
use std::{sync::Mutex, time::Instant};

/// Runs every stage; a stage that fails lets the others go on, so that one run tells everything.
pub fn test() -> Result<()> {
    let started = Instant::now();
    let mut count = Count::default();
    // Installing waits for the network and the disk: it goes on while the rest is compiled.
    let needs = std::thread::spawn(Needs::found);
    count.stage("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])));
    count.stage("tidiness", tidy::check);
    count.stage("licences", licences::check);
    count.stage("list of metrics", reference::check);
    // The portal ends with one long step on one core, so it comes first, and the lints keep the others busy.
    let modules = portal::compiling().and_then(|portal| Ok(vec![portal, plugins::compiling()?]))?;
    let lints = || run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]));
    let (compiled, _) = beside(modules, || count.stage("lints", lints));
    count.stage("compiling regulations and the portal", || compiled);
    count.stage("regulations", || plugins::components().map(drop));
    count.stage("portal", || portal::files().map(drop));
    let suites = count.stage("building the tests", suites::built);
    count.stage("clauses", clauses::report_of_tests);
    let needs = count.stage("what the tests need", || needs.join().unwrap_or_else(|_| bail!("nothing was looked for")));
    count.tests(suites.unwrap_or_default(), needs.as_ref().map_or_else(Vec::new, Needs::settings))?;
    drop(needs);
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
    /// Runs a stage and counts it; what it made, if it went well.
    fn stage<T>(&mut self, name: &str, stage: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("── {name}");
        let started = Instant::now();
        let made = match stage() {
            Ok(made) => {
                self.passed += 1;
                Some(made)
            }
            Err(error) => {
                println!("{error:#}");
                self.failed += 1;
                self.failures.push(name.to_owned());
                None
            }
        };
        println!("── {name}: {} s", started.elapsed().as_secs());
        made
    }

    /// Runs the test programs and reads their closing lines.
    fn tests(&mut self, suites: Vec<Suite>, mut settings: Vec<(&str, String)>) -> Result<()> {
        println!("── tests");
        let started = Instant::now();
        // Many a test waits for a clock or a browser: one more than there are cores keeps these busy.
        if std::env::var_os("RUST_TEST_THREADS").is_none() {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            settings.push(("RUST_TEST_THREADS", (cores + 1).to_string()));
        }
        let count = Mutex::new(&mut *self);
        suites::run(suites, &settings, |ran| {
            if let Ok(mut count) = count.lock() {
                count.suite(&ran);
            }
        })?;
        println!("── tests: {} s", started.elapsed().as_secs());
        Ok(())
    }

    fn suite(&mut self, ran: &Ran) {
        println!("── {}: {} s\n{}", ran.name, ran.seconds, ran.said);
        let closing = ran.said.lines().filter_map(|line| line.strip_prefix("test result: "));
        let number = |line: &str, word: &str| {
            let before = line.split(word).next()?;
            before.split_whitespace().last()?.parse::<u64>().ok()
        };
        let counts = closing.map(|line| (number(line, " passed"), number(line, " failed"))).collect::<Vec<_>>();
        let failed = counts.iter().filter_map(|(_, failed)| *failed).sum::<u64>();
        self.passed += counts.iter().filter_map(|(passed, _)| *passed).sum::<u64>();
        self.failed += failed;
        let failures = ran.said.lines().filter(|line| line.ends_with("... FAILED"));
        self.failures.extend(failures.map(|line| format!("{}: {line}", ran.name)));
        // It ended in the middle, or never began.
        if failed == 0 && (!ran.passed || counts.is_empty()) {
            self.failed += 1;
            self.failures.push(ran.name.clone());
        }
    }
}
