//! Lines of anchor files: whether a line is an anchor, and whether its signature counts.

use guiju_domain::anchor::Anchor;
use std::collections::BTreeSet;

/// The public keys whose signatures count, in hexadecimal. No signature counts for its own sake: where no key is known, no anchor
/// is taken.
#[derive(Clone, Debug, Default)]
pub struct Trusted(pub BTreeSet<String>);

/// Why a line of an anchor file does not count.
pub(super) enum LineFault {
    Malformed,
    /// Its key is not known.
    Foreign(Anchor),
    Unsigned,
}

impl LineFault {
    /// Whether another key signed it.
    pub const fn is_foreign(&self) -> bool {
        matches!(self, Self::Foreign(_))
    }
}

/// The anchor in a line.
pub(super) fn line_of(line: &str, trusted: &Trusted) -> Result<Anchor, LineFault> {
    let anchor: Anchor = serde_json::from_str(line).map_err(|_| LineFault::Malformed)?;
    if !signed(&anchor) {
        return Err(LineFault::Unsigned);
    }
    if trusted.0.contains(&anchor.key) { Ok(anchor) } else { Err(LineFault::Foreign(anchor)) }
}

/// Whether a line is an anchor, whoever signed it.
pub(super) fn is_anchor(line: &str) -> bool {
    serde_json::from_str::<Anchor>(line).is_ok()
}

/// Whether the key of an anchor signed it.
#[must_use]
pub fn signed(anchor: &Anchor) -> bool {
    is_signed(&anchor.head.signed_text(), &anchor.key, &anchor.signature)
}

/// Whether a key signed a text; key and signature are in hexadecimal.
pub(super) fn is_signed(text: &str, key: &str, signature: &str) -> bool {
    let key = bytes::<32>(key).and_then(|key| ed25519_dalek::VerifyingKey::from_bytes(&key).ok());
    let signature = bytes::<64>(signature).map(|bytes| ed25519_dalek::Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else { return false };
    key.verify_strict(text.as_bytes(), &signature).is_ok()
}

/// The bytes that a text says in hexadecimal, if it says exactly so many.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}
