//! Tidiness: rules over the whole tree, which `cargo xtask test` applies and `cargo xtask tidy` lists.
//!
//! Each rule stands in a file of its own. What the tree does not keep yet stands in `debt.txt`, which only grows shorter.

mod casts;
mod circles;
mod debt;
mod finding;
mod general;
mod lengths;
mod source;
mod sqlx;

use crate::run::output;
use anyhow::{Result, bail};
use circles::Sources;
use debt::Debt;
use finding::Finding;
use source::Source;
use std::{collections::BTreeMap, fs, process::Command};

/// Everything that is untidy, at once.
pub fn check() -> Result<()> {
    let files = files()?;
    let mut untidy = general::check(&files)?;
    untidy.extend(Debt::kept()?.settle(findings(&files)?).iter().map(ToString::to_string));
    if untidy.is_empty() { Ok(()) } else { bail!("{}", untidy.join("\n")) }
}

/// `cargo xtask tidy [--all | --debt]`.
pub fn tidy(words: &[String]) -> Result<()> {
    let files = files()?;
    let found = findings(&files)?;
    let (kept, now) = (Debt::kept()?, Debt::of(&found));
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => report(&kept, found, general::check(&files)?),
        ["--all"] => report(&Debt::default(), found, general::check(&files)?),
        ["--debt"] => {
            now.keep()?;
            println!("{}: {} taken out, {} added", debt::FILE, kept.beyond(&now), now.beyond(&kept));
            Ok(())
        }
        _ => bail!("cargo xtask tidy [--all: what debt.txt lets through as well | --debt: write debt.txt anew]"),
    }
}

/// Prints what is not let through, and how much of each rule is.
fn report(debt: &Debt, found: Vec<Finding>, general: Vec<String>) -> Result<()> {
    let allowed = debt.counts().into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect::<BTreeMap<_, _>>();
    let mut open = debt.clone().settle(found);
    open.sort_by(|a, b| (a.rule, &a.path, a.line, &a.text).cmp(&(b.rule, &b.path, b.line, &b.text)));
    let mut counts = BTreeMap::<&str, usize>::new();
    for finding in &open {
        println!("{finding}");
        *counts.entry(finding.rule).or_default() += 1;
    }
    for line in &general {
        println!("{line}");
    }
    println!();
    for rule in RULES {
        let (open, left) = (counts.get(rule).unwrap_or(&0), allowed.get(rule).unwrap_or(&0));
        println!("{rule:>8}: {open} findings, {left} left in debt.txt");
    }
    let wrong = open.len() + general.len();
    if wrong > 0 { bail!("{wrong} findings") } else { Ok(()) }
}

/// The rules that debt.txt may hold entries of.
const RULES: [&str; 4] = ["casts", "circles", "lengths", "sqlx"];

/// The files of the tree, by path.
fn files() -> Result<Vec<String>> {
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    Ok(files.lines().filter(|path| fs::exists(path).unwrap_or_default()).map(str::to_owned).collect())
}

/// What the rules find in all of these files.
fn findings(files: &[String]) -> Result<Vec<Finding>> {
    let mut sources = Sources::new();
    for path in files.iter().filter(|path| path.ends_with(".rs")) {
        sources.insert(path.clone(), Source::read(path)?);
    }
    let mut findings = circles::check(&sources);
    for source in sources.values() {
        findings.extend(lengths::check(source));
        findings.extend(casts::check(source));
        findings.extend(sqlx::check(source));
    }
    for path in files.iter().filter(|path| path.ends_with("Cargo.toml")) {
        findings.extend(sqlx::check_manifest(path, &fs::read_to_string(path)?));
    }
    Ok(findings)
}
