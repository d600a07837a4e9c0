//! The example cases inside a component.

use wasmparser::{Parser, Payload};

/// Custom section with the regulation's example cases, as YAML documents.
pub const CASES_SECTION: &str = "guiju:cases";

/// The example cases inside a component, as one YAML text; none, if it has no such section.
#[must_use]
pub fn cases(component: &[u8]) -> Option<String> {
    Parser::new(0).parse_all(component).find_map(|payload| match payload {
        Ok(Payload::CustomSection(section)) if section.name() == CASES_SECTION => {
            String::from_utf8(section.data().to_vec()).ok()
        }
        _ => None,
    })
}
