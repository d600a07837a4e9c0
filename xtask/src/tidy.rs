//! Tidiness: one subject a file, a head on every file, a host that knows no regulation, texts of the portal in its catalogues.

use crate::{catalogue, plugins, run::output};
use anyhow::{Result, bail};
use std::{fs, process::Command};

/// Lines of a file at most.
const LONGEST: usize = 500;

/// Everything that is untidy, at once.
pub fn check() -> Result<()> {
    let mut untidy = Vec::new();
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let slugs = plugins::all()?.into_iter().map(|plugin| plugin.slug).collect::<Vec<_>>();
    for path in files.lines() {
        let Ok(text) = fs::read_to_string(path) else { continue };
        if path.ends_with(".rs") {
            if !text.starts_with("//!") && !text.starts_with("#!") {
                untidy.push(format!("{path}: begin with what the file owns (//!)"));
            }
            if text.lines().count() > LONGEST {
                untidy.push(format!("{path}: {} lines; one subject a file", text.lines().count()));
            }
        }
        if (path.starts_with("host/") || path.starts_with("frontend/")) && !path.ends_with(".md") {
            for (index, line) in text.lines().enumerate() {
                // The host knows no regulation: none is named in its code.
                if let Some(slug) = slugs
                    .iter()
                    .find(|slug| ["\"", "/", "#"].iter().any(|end| line.contains(&format!("\"{slug}{end}"))))
                {
                    untidy.push(format!("{path}:{}: names the regulation {slug}", index + 1));
                }
            }
        }
        if path.starts_with("frontend/src/") {
            untidy.extend(catalogue::literals(path, &text));
        }
        if path.ends_with(".md") {
            untidy.extend(named_paths(path, &text));
        }
    }
    untidy.extend(catalogue::untidy(&files)?);
    if untidy.is_empty() { Ok(()) } else { bail!("{}", untidy.join("\n")) }
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
