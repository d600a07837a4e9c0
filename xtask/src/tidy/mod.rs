//! Tidiness: rules over the whole tree, which `cargo xtask test` applies and `cargo xtask tidy` lists.
//!
//! Each rule stands in a file of its own. What the tree does not keep yet stands in `debt.txt`, which only grows shorter.

mod casts;
mod chinese;
mod circles;
mod debt;
mod docs;
mod finding;
mod general;
mod io;
mod lengths;
mod raw_json;
mod retired;
mod sleeps;
mod source;
mod sqlx;
mod states;

use crate::run::output;
use anyhow::{Result, bail};
use circles::Parts;
use debt::Debt;
use finding::Finding;
use source::Source;
use std::{collections::BTreeMap, fs, process::Command};

/// Everything that is untidy, at once.
pub fn check() -> Result<()> {
    let files = files()?;
    let mut untidy = general::check(&files)?;
    untidy.extend(Debt::load()?.settle(Found::within(&files)?.findings).iter().map(ToString::to_string));
    if untidy.is_empty() { Ok(()) } else { bail!("{}", untidy.join("\n")) }
}

/// `cargo xtask tidy` with its options.
pub fn tidy(words: &[String]) -> Result<()> {
    let files = files()?;
    let Found { findings: found, parts } = Found::within(&files)?;
    let (allowed, now) = (Debt::load()?, Debt::of(&found));
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => report(&allowed, found, &general::check(&files)?),
        ["--all"] => report(&Debt::default(), found, &general::check(&files)?),
        ["--debt"] => {
            now.save()?;
            println!("{}: {} taken out, {} added", debt::FILE, allowed.beyond(&now), now.beyond(&allowed));
        }
        ["--imports"] => circles::imports(&parts).iter().for_each(|line| println!("{line}")),
        _ => bail!("{HELP}"),
    }
    Ok(())
}

const HELP: &str = "\
cargo xtask tidy            what the rules find and debt.txt does not let through, and how much it does
cargo xtask tidy --all      what it lets through as well
cargo xtask tidy --debt     write debt.txt anew
cargo xtask tidy --imports  every import within a circle: circle: who -> whom: what";

/// Prints what is not let through, and how much of each rule is.
fn report(debt: &Debt, found: Vec<Finding>, general: &[String]) {
    let allowed = debt.counts().into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect::<BTreeMap<_, _>>();
    let mut open = debt.settle(found);
    open.sort_by_key(|finding| finding.rule);
    let mut counts = BTreeMap::<&str, usize>::new();
    for finding in &open {
        println!("{finding}");
        *counts.entry(finding.rule).or_default() += 1;
    }
    for line in general {
        println!("{line}");
    }
    println!();
    for rule in RULES {
        let (open, left) = (counts.get(rule).unwrap_or(&0), allowed.get(rule).unwrap_or(&0));
        println!("{rule:>8}: {open} findings, {left} left in debt.txt");
    }
    if !open.is_empty() || !general.is_empty() {
        std::process::exit(1);
    }
}

/// The rules that debt.txt may hold entries of.
const RULES: [&str; 11] =
    ["casts", "chinese", "circles", "docs", "io", "lengths", "raw-json", "retired", "sleeps", "sqlx", "states"];

/// The rules that look at one file after the other.
const EACH: [fn(&Source) -> Vec<Finding>; 9] = [
    casts::check,
    chinese::check,
    docs::check,
    lengths::check,
    raw_json::check,
    retired::check,
    sleeps::check,
    sqlx::check,
    states::check,
];

/// The files of the tree, by path.
fn files() -> Result<Vec<String>> {
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    Ok(files.lines().filter(|path| fs::exists(path).unwrap_or_default()).map(str::to_owned).collect())
}

/// What the rules find in the tree.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    /// What the files say of themselves, for the rule that needs all of them.
    parts: Parts,
}

impl Found {
    /// What the rules find in these files.
    fn within(files: &[String]) -> Result<Found> {
        let rust = files.iter().map(String::as_str).filter(|path| path.ends_with(".rs")).collect::<Vec<_>>();
        // Reading and parsing is nearly all of the work: each core takes its share.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut it = std::thread::scope(|scope| {
            let share = |at: usize| rust.iter().copied().skip(at).step_by(cores).collect::<Vec<_>>();
            let read = |share: Vec<_>| scope.spawn(move || Found::each(&share));
            let reading = (0..cores).map(share).map(read).collect::<Vec<_>>();
            let mut it = Found::default();
            for share in reading {
                let share = share.join().unwrap_or_else(|_| bail!("reading the sources broke off"))?;
                it.findings.extend(share.findings);
                it.parts.extend(share.parts);
            }
            anyhow::Ok(it)
        })?;
        it.findings.extend(circles::check(&it.parts));
        it.findings.extend(io::check()?);
        for path in files.iter().filter(|path| path.ends_with("Cargo.toml")) {
            it.findings.extend(sqlx::check_manifest(path, &fs::read_to_string(path)?));
        }
        it.findings.sort_by(|a, b| (&a.path, a.line, a.rule, &a.text).cmp(&(&b.path, b.line, b.rule, &b.text)));
        Ok(it)
    }

    /// What the rules find that look at one file after the other.
    fn each(paths: &[&str]) -> Result<Found> {
        let mut it = Found::default();
        for path in paths {
            let source = Source::read(path)?;
            for rule in EACH {
                it.findings.extend(rule(&source));
            }
            it.parts.insert((*path).to_owned(), circles::part(&source));
        }
        Ok(it)
    }
}
