//! The list of metrics names each metric that the server counts, and no other.

use crate::run::output;
use anyhow::{Result, bail};
use std::{collections::BTreeSet, fs, process::Command};

/// The list: one line of a table for each metric.
const LIST: &str = "docs/metrics.md";
/// How each metric's name begins.
const PREFIX: &str = "guiju_";

/// Compares the names in the server's code with those in the list.
///
/// # Errors
/// Each name that stands in one of them only.
pub fn check() -> Result<()> {
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "host"]))?;
    let code = files.lines().filter(|path| path.ends_with(".rs")).filter_map(|path| fs::read_to_string(path).ok());
    let counted = code.flat_map(|text| counted(&text)).collect::<BTreeSet<_>>();
    let listed = listed(&fs::read_to_string(LIST)?);
    let unlisted = counted.difference(&listed).map(|name| format!("{LIST}: {name} is counted and not listed"));
    let idle = listed.difference(&counted).map(|name| format!("{LIST}: {name} is listed and not counted"));
    let wrong = unlisted.chain(idle).collect::<Vec<_>>();
    if counted.is_empty() {
        bail!("no metric was found below host");
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// The metrics that a file counts: names in the macros of the crate `metrics`.
fn counted(code: &str) -> BTreeSet<String> {
    let macros = ["counter!(", "gauge!(", "histogram!("];
    let after = macros.iter().flat_map(|word| code.split(word).skip(1));
    let names = after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    names.filter(|name| name.starts_with(PREFIX)).map(str::to_owned).collect()
}

/// The metrics that the list has: each line of a table that begins with a name alone in back-quotes.
fn listed(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    let names = lines.filter_map(|line| line.split('`').nth(1));
    let is_name = |name: &&str| name.starts_with(PREFIX) && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    names.filter(is_name).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_code_and_list() {
        let code = "metrics::counter!(\n    \"guiju_a_total\", \"job\" => job).increment(1); gauge!(\"guiju_b\"); counter!(\"other\")";
        let list = "| metric | unit |\n|---|---|\n| `guiju_a_total` | `job` |\n| `guiju_b` | |\n| `guiju_d > 0` | |\nsee `guiju_c`";
        let names = BTreeSet::from(["guiju_a_total".to_owned(), "guiju_b".to_owned()]);
        assert_eq!(counted(code), names);
        assert_eq!(listed(list), names);
    }
}
