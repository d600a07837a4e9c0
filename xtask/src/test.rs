//! `cargo xtask test`: everything, with a count at the end that says what passed and what failed.

use crate::{
    alone, called, clauses, licences, lints,
    needs::Needs,
    plugins, portal, reference,
    run::{beside, cargo, quietly, run},
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
    let (packages, _) = beside(packages, || count.stage("lints", lints::check));
    count.stage("regulations and the portal", || packages);
    // First the copy: both make programs of the same names, and the tests start those that know the portal.
    let mut suites = count.stage("building the host without regulations", alone::built).unwrap_or_default();
    suites.extend(count.stage("building the tests", suites::built).unwrap_or_default());
    count.stage("clauses", clauses::report_of_tests);
    let needs = count.stage("what the tests need", || needs.join().unwrap_or_else(|_| bail!("nothing was looked for")));
    count.tests(suites, needs.as_ref().map_or_else(Vec::new, Needs::settings))?;
    drop(needs);
    count.stage("operations leave events", called::check);
    println!("\n{} in {} s", count.verdict(), started.elapsed().as_secs());
    for skipped in &count.skips {
        println!("  skipped: {skipped}");
    }
    for failure in &count.failures {
        println!("  failed: {failure}");
    }
    println!("{}", count.closing());
    if count.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

/// Builds the portal and every regulation.
fn packages() -> Result<()> {
    quietly(portal::compiling()?)?;
    portal::files()?;
    quietly(plugins::compiling()?)?;
    plugins::components().map(drop)
}

#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
    /// What could not run here, each with what it needs. On CI that is a failure.
    skips: Vec<String>,
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
        settings.push((called::CALLED, called::begin()?.display().to_string()));
        let count = Mutex::new(&mut *self);
        suites::run(suites, &settings, |ran| {
            if let Ok(mut count) = count.lock() {
                count.suite(&ran);
            }
        })?;
        println!("── tests: {} s", started.elapsed().as_secs());
        Ok(())
    }

    fn verdict(&self) -> &'static str {
        match (self.failed, self.skips.is_empty()) {
            (0, true) => "everything passed",
            (0, false) => "what could run passed",
            _ => "something failed",
        }
    }

    /// The last line. Where nothing was skipped, as on CI, it says nothing of it.
    fn closing(&self) -> String {
        let line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skips.is_empty() { line } else { format!("{line}, {} skipped", self.skips.len()) }
    }

    /// Counts what a test program says; a test that it skipped ended well, but is not counted as passed.
    fn suite(&mut self, ran: &Ran) {
        println!("── {}: {} s\n{}", ran.name, ran.seconds, ran.said);
        let results = ran.said.lines().filter_map(Results::of).collect::<Vec<_>>();
        let sum = |of: fn(&Results) -> u64| results.iter().map(of).sum::<u64>();
        let failed = sum(|results| results.failed);
        let skipped = u64::try_from(ran.skipped.len()).unwrap_or(u64::MAX);
        self.passed += sum(|results| results.passed).saturating_sub(skipped);
        self.failed += failed;
        // What runs without settings leaves out what needs one on purpose: it ran with them elsewhere.
        if !ran.is_bare {
            self.skips.extend(ran.skipped.iter().map(|skipped| format!("{}: {skipped}", ran.name)));
        }
        let ignored = ran.said.lines().filter(|line| line.contains("... ignored"));
        self.skips.extend(ignored.map(|line| format!("{}: {line}", ran.name)));
        let failures = ran.said.lines().filter(|line| line.ends_with("... FAILED"));
        self.failures.extend(failures.map(|line| format!("{}: {line}", ran.name)));
        // It ended in the middle, or never began.
        if failed == 0 && (!ran.passed || results.is_empty()) {
            self.failed += 1;
            self.failures.push(ran.name.clone());
        }
    }
}

/// The closing line of a test program.
struct Results {
    passed: u64,
    failed: u64,
}

impl Results {
    /// What a line says, if it is a closing one: `test result: ok. 3 passed; 0 failed; …`.
    fn of(line: &str) -> Option<Self> {
        let counts = line.strip_prefix("test result: ")?;
        let before = |word: &str| counts.split(word).next()?.split_whitespace().last()?.parse().ok();
        Some(Self { passed: before(" passed")?, failed: before(" failed")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(said: &str, passed: bool, skipped: &[&str]) -> Count {
        let skipped = skipped.iter().map(|line| (*line).to_owned()).collect();
        let mut count = Count::default();
        count.suite(&Ran {
            name: "story".to_owned(),
            said: said.to_owned(),
            passed,
            seconds: 1,
            skipped,
            is_bare: false,
        });
        count
    }

    #[test]
    fn skipped_is_not_passed() {
        let closing = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(ran(closing, true, &[]).closing(), "5 passed, 0 failed");
        let count = ran(closing, true, &["a::postgres: no PostgreSQL server", "b: no browser"]);
        assert_eq!(count.closing(), "3 passed, 0 failed, 2 skipped");
        assert_eq!(count.verdict(), "what could run passed");
        let ignored = "test c ... ignored, needs a disk\ntest result: ok. 1 passed; 0 failed; 1 ignored; 0 measured";
        assert_eq!(ran(ignored, true, &[]).closing(), "1 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn what_fails_or_breaks_off_is_counted() {
        let failed = "test a ... FAILED\ntest result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(ran(failed, false, &[]).closing(), "2 passed, 1 failed");
        assert_eq!(ran("it broke off", false, &[]).closing(), "0 passed, 1 failed");
        assert_eq!(ran("", true, &[]).closing(), "0 passed, 1 failed");
    }
}
