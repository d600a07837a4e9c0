//! Makes a component with its cases inside from what cargo built.

use crate::cases::CASES_SECTION;
use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
};
use thiserror::Error;

/// The target for which regulations in Rust are compiled.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The environment variable with the flags of the compiler.
const RUSTFLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// Sets the flags with which cargo builds a regulation. A small shadow stack leaves its memory in one page, which the engine
/// clears cheaply. Most of a package is what it declares, which runs once: functions are inlined that are smaller than usual, which
/// makes it a tenth smaller. No folder of this machine stands in the result, so that the same source has the same digest everywhere.
pub fn as_regulation<'c>(cargo: &'c mut Command, root: &Path) -> &'c mut Command {
    let flags =
        ["-Clink-arg=-zstack-size=16384", "-Clink-arg=--initial-memory=131072", "-Cllvm-args=--inline-threshold=150"];
    let flags = flags.map(str::to_owned);
    cargo.env(RUSTFLAGS, flags.into_iter().chain(nowhere(root)).collect::<Vec<_>>().join(SEPARATOR))
}

/// Sets the flags with which cargo builds for the browser, so that no folder of this machine stands in the result.
pub fn as_page<'c>(cargo: &'c mut Command, root: &Path, flags: &[&str]) -> &'c mut Command {
    let flags = flags.iter().map(|&flag| flag.to_owned());
    cargo.env(RUSTFLAGS, flags.chain(nowhere(root)).collect::<Vec<_>>().join(SEPARATOR))
}

/// The separator between two flags.
const SEPARATOR: &str = "\x1f";

/// Flags that put other names in place of this machine's folders.
fn nowhere(root: &Path) -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let registry = home.map(|home| home.join("registry/src"));
    let sources = registry.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let crates = sources.map(|source| format!("--remap-path-prefix={}=crates", source.path().display()));
    crates.chain([format!("--remap-path-prefix={}=source", root.display())]).collect()
}

/// A package that cannot be made.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The module is no regulation.
    #[error("the module cannot become a component: {0}")]
    Componentise(String),
    /// The cases cannot be read.
    #[error("the cases cannot be read")]
    Cases(#[from] io::Error),
}

/// Makes a component of a core module built for `wasm32-unknown-unknown`, or takes a component as it is, and puts the
/// cases inside.
///
/// # Errors
/// If the module does not export the contract.
pub fn component(built: &[u8], cases: &str) -> Result<Vec<u8>, BuildError> {
    let mut component = if wasmparser::Parser::is_component(built) {
        built.to_vec()
    } else {
        wit_component::ComponentEncoder::default()
            .validate(true)
            .module(built)
            .and_then(wit_component::ComponentEncoder::encode)
            .map_err(|error| BuildError::Componentise(format!("{error:#}")))?
    };
    let section = wasm_encoder::CustomSection { name: CASES_SECTION.into(), data: cases.as_bytes().into() };
    component.push(0);
    wasm_encoder::Encode::encode(&section, &mut component);
    Ok(component)
}

/// Every case below a folder as one YAML text; none if there is no such folder.
///
/// # Errors
/// If a file cannot be read.
pub fn cases_of(folder: &Path) -> Result<String, BuildError> {
    if !folder.exists() {
        return Ok(String::new());
    }
    let mut files =
        std::fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?;
    files.sort();
    let texts = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.join("\n"))
}
