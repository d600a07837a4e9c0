//! The licences of every dependency: each must allow that the project is passed on under its own.

use crate::run::{cargo, output};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;

/// The project's own licence, as each of its crates names it.
const OWN: &str = "Apache-2.0";

/// Licences under which a dependency may come, by their SPDX identifiers. All of them allow the server to be passed on as a
/// whole under Apache-2.0; what they ask for in return is their text, which stands in each crate.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates with another licence, which nothing that is passed on contains: name and licence.
const ONLY_IN_TESTS: &[(&str, &str)] = &[
    // The protocol by which the tests drive a browser.
    ("webdriver", "MPL-2.0"),
];

/// The machines for which the project is built: the server and the regulations with the portal.
const PLATFORMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"];

/// Checks the licences of all packages that cargo resolves for the project.
///
/// # Errors
/// Each package whose licence is not accepted, and each of our own that names another licence than the project's.
pub fn check() -> Result<()> {
    let text = fs::read_to_string("LICENSE").context("LICENSE, the text of the project's licence")?;
    if !text.contains("Apache License") || !text.contains("Version 2.0, January 2004") {
        bail!("LICENSE is not the text of {OWN}");
    }
    let mut command = cargo(&["metadata", "--locked", "--format-version", "1"]);
    command.args(PLATFORMS.map(|platform| format!("--filter-platform={platform}")));
    let metadata = serde_json::from_str::<Value>(&output(&mut command)?).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let wrong = packages.iter().filter_map(fault).collect::<Vec<_>>();
    if !wrong.is_empty() {
        bail!(
            "{}\nA licence that lets the project be passed on under {OWN} is added to ACCEPTED in xtask/src/licences.rs; else the \
             dependency is not taken",
            wrong.join("\n")
        );
    }
    println!("{} packages, every licence is accepted", packages.len());
    Ok(())
}

/// What is wrong with the licence of a package, as `cargo metadata` describes it.
fn fault(package: &Value) -> Option<String> {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let (name, version, licence) = (text("name"), text("version"), text("license"));
    if package["source"].is_null() {
        return (licence != OWN).then(|| format!("{name}: one of our crates, so `license.workspace = true` ({OWN})"));
    }
    if licence.is_empty() {
        return Some(format!("{name} {version} names no licence"));
    }
    let accepted = ONLY_IN_TESTS.contains(&(name, licence)) || is_accepted(licence);
    (!accepted).then(|| format!("{name} {version}: “{licence}” is not accepted"))
}

/// Whether a licence expression can be met by accepted licences alone. What cannot be read is not accepted.
fn is_accepted(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words);
    met == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Alternatives: one of them is enough. `None` if they cannot be read.
fn any(words: &mut Words) -> Option<bool> {
    let mut met = all(words)?;
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words)?;
    }
    Some(met)
}

/// Conditions: each of them counts.
fn all(words: &mut Words) -> Option<bool> {
    let mut met = one(words)?;
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words)?;
    }
    Some(met)
}

/// A licence, perhaps with an exception, or an expression in brackets.
fn one(words: &mut Words) -> Option<bool> {
    let word = words.next().filter(|word| !matches!(*word, "OR" | "AND" | "WITH" | ")"))?;
    if word == "(" {
        let met = any(words)?;
        return words.next_if_eq(&")").map(|_| met);
    }
    if words.next_if_eq(&"WITH").is_none() {
        return Some(ACCEPTED.contains(&word));
    }
    let exception = words.next()?;
    Some(ACCEPTED.contains(&format!("{word} WITH {exception}").as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_expression_is_accepted_if_accepted_licences_meet_it() {
        for (expression, accepted) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
            ("MIT OR GPL-2.0-only AND GPL-3.0-only", true),
            ("Apache-2.0 WITH LLVM-exception OR MPL-2.0", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("MPL-2.0", false),
            ("MIT OR", false),
            ("(MIT", false),
            ("MIT Apache-2.0", false),
            ("", false),
        ] {
            assert_eq!(is_accepted(expression), accepted, "{expression}");
        }
    }

    #[test]
    fn a_package_is_refused_by_name() {
        let package = |name: &str, licence: Value, source: Value| {
            fault(&json!({ "name": name, "version": "1.0.0", "license": licence, "source": source }))
        };
        assert_eq!(package("good", json!("MIT"), json!("registry")), None);
        assert_eq!(package("webdriver", json!("MPL-2.0"), json!("registry")), None);
        assert_eq!(package("ours", json!("Apache-2.0"), Value::Null), None);
        let refused = package("bad", json!("MPL-2.0"), json!("registry")).unwrap_or_default();
        assert!(refused.contains("bad 1.0.0") && refused.contains("MPL-2.0"), "{refused}");
        assert!(package("silent", Value::Null, json!("registry")).is_some());
        assert!(package("ours", json!("MIT"), Value::Null).is_some());
    }
}
