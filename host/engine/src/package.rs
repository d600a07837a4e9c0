//! What travels inside a component beside its code.

use sha2::{Digest, Sha256};
use wasmparser::{Parser, Payload};

/// Custom section with the regulation's example cases, as YAML documents.
pub const CASES_SECTION: &str = "guiju:cases";

/// SHA-256 of a component's bytes, in hexadecimal: the name it is kept under.
#[must_use]
pub fn digest(component: &[u8]) -> String {
    Sha256::digest(component).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The example cases inside a component.
#[must_use]
pub fn cases(component: &[u8]) -> Option<String> {
    Parser::new(0).parse_all(component).find_map(|payload| match payload {
        Ok(Payload::CustomSection(section)) if section.name() == CASES_SECTION => {
            String::from_utf8(section.data().to_vec()).ok()
        }
        _ => None,
    })
}
