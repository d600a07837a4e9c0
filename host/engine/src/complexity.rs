//! Limits the complexity of a component before it is compiled, because compiling keeps the machine busy.

use crate::{Limits, LoadError};
use wasmparser::{Parser, Payload};

/// Deepest nesting of components.
const DEEPEST: u64 = 8;
/// Most modules and components inside.
const MOST_PARTS: u64 = 64;

/// Counts functions, parts and levels of a component against the limits.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), LoadError> {
    let (mut functions, mut parts, mut depth) = (0, 0, 0);
    let within = |what, actual, limit| {
        if actual > limit { Err(LoadError::TooComplex { what, actual, limit }) } else { Ok(()) }
    };
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(|error| LoadError::NotAComponent(error.to_string()))? {
            Payload::CodeSectionStart { count, .. } => functions += u64::from(count),
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => (parts, depth) = (parts + 1, depth + 1),
            Payload::End(_) if depth > 0 => depth -= 1,
            _ => {}
        }
        within("functions", functions, limits.component_functions)?;
        within("modules", parts, MOST_PARTS)?;
        within("levels", depth, DEEPEST)?;
    }
    Ok(())
}
