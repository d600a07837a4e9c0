//! Rule `io`: the domain and the model depend on nothing that reads files, opens connections or runs tasks.

use super::finding::Finding;
use crate::run::{cargo, output};
use anyhow::Result;
use std::collections::BTreeSet;

const RULE: &str = "io";
/// The pure crates and their manifests.
const PURE: [(&str, &str); 2] = [("guiju-domain", "host/domain/Cargo.toml"), ("guiju-model", "sdk/model/Cargo.toml")];
/// Crates that do I/O; those whose names begin with one of these and `-`, too.
const IO: [&str; 28] = [
    "async-std",
    "axum",
    "cap-std",
    "fantoccini",
    "h2",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "notify",
    "object_store",
    "oci-client",
    "postgres",
    "quinn",
    "reqwest",
    "rusqlite",
    "rustix",
    "rustls",
    "smol",
    "socket2",
    "sqlx",
    "tempfile",
    "tokio",
    "tower",
    "ureq",
    "walkdir",
    "wasmtime",
    "web-sys",
    "gloo",
];

/// The crates that do I/O among what the pure crates are compiled with.
pub fn check() -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (package, manifest) in PURE {
        let mut tree = cargo(&["tree", "--locked", "--offline", "-e", "normal", "--prefix", "none", "-p", package]);
        findings.extend(within(package, manifest, &output(&mut tree)?));
    }
    Ok(findings)
}

/// The findings in a list of crates, one a line, each with its version behind it.
fn within(package: &str, manifest: &str, tree: &str) -> Vec<Finding> {
    let crates = tree.lines().filter_map(|line| line.split(' ').next()).collect::<BTreeSet<_>>();
    let does_io = |name: &&str| {
        IO.iter().any(|io| name.strip_prefix(io).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_'])))
    };
    let finding = |name: &str| {
        let text = format!(
            "{package} depends on {name}, which does I/O (`cargo tree -i {name} -p {package}`): it belongs to the server"
        );
        Finding::new(RULE, manifest, 0, name, text)
    };
    crates.into_iter().filter(does_io).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_that_do_io_are_found_wherever_they_stand() {
        let tree = "guiju-domain v0.1.0 (/a)\nserde v1.0.229\nsqlx-core v0.9.0\ntokio v1.54.0\ntokio v1.54.0 (*)\n";
        let findings = within("guiju-domain", "host/domain/Cargo.toml", tree);
        let names = findings.iter().map(|finding| finding.keys[0].1.as_str()).collect::<Vec<_>>();
        assert_eq!(names, ["sqlx-core", "tokio"]);
    }

    #[test]
    fn other_crates_are_not() {
        assert!(
            within("guiju-model", "sdk/model/Cargo.toml", "guiju-model v0.1.0\nserde_json v1.0.0\nmiow v1\n")
                .is_empty()
        );
    }
}
