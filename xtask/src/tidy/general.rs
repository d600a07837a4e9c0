//! What holds everywhere: a head on every file, a host that knows no regulation, texts of the portal in its catalogues, documents
//! that name what exists.

use crate::{catalogue, plugins};
use anyhow::Result;
use std::fs;

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
            untidy.extend(catalogue::literals(path, &text));
        }
        if path.ends_with(".md") {
            untidy.extend(named_paths(path, &text));
        }
        let unmerged = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
        let line = text.lines().position(unmerged);
        untidy.extend(line.map(|at| format!("{path}:{}: a merge was left half done", at + 1)));
    }
    untidy.extend(catalogue::untidy(files)?);
    Ok(untidy)
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
