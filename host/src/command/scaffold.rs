//! A crate for a new regulation: one clause, one form, one case; it builds, tests and packs as it is.

use super::{examples, files::write, output::say};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};

/// Writes the crate.
pub fn new(name: &str, title: Option<&str>, into: &Path, sdk: Option<PathBuf>) -> Result<()> {
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    ensure!(
        plain(name) && name.starts_with(|c: char| c.is_ascii_lowercase()),
        "{name:?} is no id: lower-case letters, digits and hyphens, beginning with a letter"
    );
    let folder = into.join(name);
    ensure!(!folder.exists(), "{} exists already", folder.display());
    let sdk = kit(sdk)?;
    let kind = name.split('-').map(capital).collect::<String>();
    let filled = |template: &str| {
        template
            .replace("{{name}}", name)
            .replace("{{Kind}}", &kind)
            .replace("{{title}}", title.unwrap_or(examples::TITLE))
            .replace("{{sdk}}", &sdk.display().to_string())
    };
    for (path, template) in FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        write(&path, filled(template).as_bytes())?;
    }
    say!("{} is written. Next:", folder.display());
    say!("  guiju regulation test {}", folder.display());
    say!("  guiju regulation pack {}", folder.display());
    Ok(())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The folder that holds `sdk`: named, in a folder beside the program, or above it.
fn kit(named: Option<PathBuf>) -> Result<PathBuf> {
    let holds = |folder: &Path| folder.join("sdk/Cargo.toml").exists();
    if let Some(folder) = named {
        ensure!(holds(&folder), "{} holds no `sdk`", folder.display());
        return Ok(std::fs::canonicalize(folder)?);
    }
    let program = std::env::current_exe()?;
    let beside = program.ancestors().skip(1).flat_map(|folder| [folder.join("kit"), folder.to_owned()]);
    let found = beside.into_iter().find(|folder| holds(folder));
    found.context("the SDK is not beside the program; name its folder with --sdk")
}

const FILES: [(&str, &str); 8] = [
    ("Cargo.toml", include_str!("scaffold/Cargo.toml.txt")),
    (".gitignore", "/target\n*.wasm\n"),
    ("regulation.md", include_str!("scaffold/regulation.md.txt")),
    ("src/lib.rs", include_str!("scaffold/lib.rs.txt")),
    ("src/forms.rs", include_str!("scaffold/forms.rs.txt")),
    ("src/parameters.rs", include_str!("scaffold/parameters.rs.txt")),
    ("src/rules.rs", include_str!("scaffold/rules.rs.txt")),
    ("cases/first.yaml", include_str!("scaffold/first.yaml.txt")),
];
