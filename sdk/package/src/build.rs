//! From what cargo built to a component with its cases inside.

use crate::CASES_SECTION;
use std::{io, path::Path};
use thiserror::Error;

/// What regulations written in Rust are built for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The variable and the flags with which they are built: a small shadow stack leaves a regulation's memory in one page,
/// which the engine clears cheaply.
pub const RUSTFLAGS: (&str, &str) = (
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
    "-Clink-arg=-zstack-size=16384 -Clink-arg=--initial-memory=131072",
);

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
