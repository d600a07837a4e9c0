//! Checks of a component that need no compilation: validity, imports, exports, the contract that it speaks.

use crate::{Limits, LoadError, complexity, contract::Contract, wasi};
use wasmparser::{
    Parser, Payload,
    component_types::{ComponentEntityType, ComponentItem},
    types::Types,
};

/// What every regulation exports.
const EXPORTS: [&str; 4] = ["describe", "validate", "route", "assess"];

/// Checks a component.
///
/// # Errors
/// The first of: too large, no component, too complex, not sound, asks for something from outside, another contract or none.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), LoadError> {
    if bytes.len() > limits.component_bytes {
        return Err(LoadError::TooLarge { actual: bytes.len(), limit: limits.component_bytes });
    }
    if !Parser::is_component(bytes) {
        return Err(LoadError::NotAComponent(begins_as(bytes).to_owned()));
    }
    complexity::check(bytes, limits)?;
    let no_component = |error: wasmparser::BinaryReaderError| LoadError::NotAComponent(error.to_string());
    let types = wasmparser::validate(bytes).map_err(no_component)?;
    imports(&types, &named_imports(bytes).map_err(no_component)?)?;
    for name in EXPORTS {
        let item = types.as_ref().component_item_for_export(name);
        if !item.is_some_and(|item| matches!(item.ty, ComponentEntityType::Func(_))) {
            return Err(LoadError::Contract { ours: Contract::OURS, why: format!("it does not export {name}") });
        }
    }
    Ok(())
}

/// Names of what the component itself imports, its parts apart.
fn named_imports(bytes: &[u8]) -> wasmparser::Result<Vec<&str>> {
    let (mut names, mut depth) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) if depth > 0 => depth -= 1,
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section {
                    names.push(import?.name.name);
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// A regulation may name the contract's types and ask of WASI what is there, and empty; nothing else that can be called.
fn imports(types: &Types, names: &[&str]) -> Result<(), LoadError> {
    let (mut asked, mut other_contract) = (Vec::new(), Vec::new());
    for name in names.iter().copied().filter(|name| !wasi::named(name)) {
        let item = types.as_ref().component_item_for_import(name);
        match item.map(|item| &item.ty) {
            Some(ComponentEntityType::Type { .. }) => {}
            Some(ComponentEntityType::Instance(id)) => {
                let callable = |item: &ComponentItem| !matches!(item.ty, ComponentEntityType::Type { .. });
                if types[*id].exports.values().any(callable) {
                    asked.push(name.to_owned());
                } else if name.starts_with("guiju:regulation/") && Contract::named(name).is_none() {
                    other_contract.push(name.to_owned());
                }
            }
            _ => asked.push(name.to_owned()),
        }
    }
    match (asked.is_empty(), other_contract.is_empty()) {
        (true, true) => Ok(()),
        (true, false) => {
            Err(LoadError::Contract { ours: Contract::OURS, why: format!("it speaks {}", other_contract.join(", ")) })
        }
        (false, _) => Err(LoadError::Imports(asked)),
    }
}

/// What a file is that is no component, by its first bytes.
fn begins_as(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'P', b'K', 3, 4, ..] => "it is a zip archive",
        [0x1f, 0x8b, ..] => "it is compressed with gzip",
        [0, b'a', b's', b'm', ..] => "it is a core module, not a component",
        _ => "it does not begin as one",
    }
}
