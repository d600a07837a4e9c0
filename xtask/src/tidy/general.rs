//! What holds everywhere: a head on every file, a host that knows no regulation, English for every Chinese word, documents that
//! name what exists.

use crate::plugins;
use anyhow::Result;
use std::{collections::HashSet, fs};

/// The portal's words, each with its English.
const CATALOGUE: &str = "frontend/words/en.txt";

/// What is wrong in these files.
pub fn check(files: &[String]) -> Result<Vec<String>> {
    let mut untidy = Vec::new();
    let slugs = plugins::all()?.into_iter().map(|plugin| plugin.slug).collect::<Vec<_>>();
    for path in files {
        let Ok(text) = fs::read_to_string(path) else { continue };
        if path.ends_with(".rs") && !text.starts_with("//!") && !text.starts_with("#!") {
            untidy.push(format!("{path}: begin with what the file owns (//!)"));
        }
        if (path.starts_with("host/") || path.starts_with("frontend/")) && !path.ends_with(".md") {
            // The host knows no regulation: none is named in its code.
            for slug in slugs.iter().filter(|slug| text.contains(slug.as_str())) {
                let named = ["\"", "/", "#"].map(|end| format!("\"{slug}{end}"));
                let line = text.lines().position(|line| named.iter().any(|name| line.contains(name)));
                untidy.extend(line.map(|at| format!("{path}:{}: names the regulation {slug}", at + 1)));
            }
        }
        if path.starts_with("frontend/src/") {
            untidy.extend(without_english(path, &text)?);
        }
        if path.ends_with(".md") {
            untidy.extend(named_paths(path, &text));
        }
    }
    untidy.extend(idle_words(files)?);
    Ok(untidy)
}

/// Every Chinese word of the portal's pages stands in the catalogue with its English.
fn without_english(path: &str, text: &str) -> Result<Vec<String>> {
    let catalogue = fs::read_to_string(CATALOGUE)?;
    let catalogue =
        catalogue.lines().filter_map(|line| line.split_once('\t')).map(|(zh, _)| zh).collect::<HashSet<_>>();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words = code.flat_map(|line| line.split('"').skip(1).step_by(2).collect::<Vec<_>>());
    let chinese = words.filter(|word| word.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    let missing = chinese.filter(|word| !catalogue.contains(word));
    Ok(missing.map(|word| format!("{path}: “{word}” has no English in the catalogue")).collect())
}

/// Every word of the catalogue stands there once, and some page says it.
fn idle_words(files: &[String]) -> Result<Vec<String>> {
    let catalogue = fs::read_to_string(CATALOGUE)?;
    let pages = files.iter().filter(|path| path.starts_with("frontend/src/"));
    let pages = pages.filter_map(|path| fs::read_to_string(path).ok()).collect::<String>();
    // What stands between two quotation marks, whether they begin and end a word or lie between two words.
    let said = pages.split('"').collect::<HashSet<_>>();
    let (mut idle, mut known) = (Vec::new(), HashSet::new());
    for (word, _) in catalogue.lines().filter_map(|line| line.split_once('\t')) {
        if !known.insert(word) {
            idle.push(format!("{CATALOGUE}: “{word}” stands there twice"));
        } else if !said.contains(word) {
            idle.push(format!("{CATALOGUE}: no page says “{word}”"));
        }
    }
    Ok(idle)
}

/// Every path that a document names exists.
fn named_paths(document: &str, text: &str) -> Vec<String> {
    let tops = ["host/", "sdk/", "plugins/", "frontend/", "tests/", "xtask/", "migrations/"];
    let quoted = text.split('`').skip(1).step_by(2);
    let paths =
        quoted.filter(|word| tops.iter().any(|top| word.starts_with(top)) && !word.contains(['*', '<', ' ', 'N']));
    let missing = paths.filter(|path| fs::metadata(path).is_err());
    missing.map(|path| format!("{document}: names {path}, which does not exist")).collect()
}
