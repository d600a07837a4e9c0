//! Query parameters within bounds: rows to skip, texts to search for.

use serde::{Deserialize, Deserializer, de::Error};

/// Rows that a list may pass over at most.
pub const FARTHEST: i64 = 1_000_000;
/// Characters of what is searched for at most.
pub const LONGEST: usize = 200;

/// Reads how many rows are passed over: none to a million.
///
/// # Errors
/// If it is something else.
pub fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let rows = i64::deserialize(deserializer)?;
    if (0..=FARTHEST).contains(&rows) {
        return Ok(rows);
    }
    Err(D::Error::custom(format!("not between 0 and {FARTHEST}")))
}

/// Reads a text that is searched for, which nobody types longer than a line.
///
/// # Errors
/// If it is longer.
pub fn sought<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let length = text.chars().count();
    if length > LONGEST {
        return Err(D::Error::custom(format!("{length} characters and {LONGEST} at most")));
    }
    Ok(text)
}

/// The same, where nothing need be searched for.
///
/// # Errors
/// If it is longer.
pub fn maybe_sought<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    sought(deserializer).map(Some)
}

/// Reads the number of a page.
///
/// # Errors
/// If there can be no such page.
pub fn page<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    const LAST: u64 = 20_000;
    let page = u64::deserialize(deserializer)?;
    if page <= LAST { Ok(page) } else { Err(D::Error::custom(format!("not between 0 and {LAST}"))) }
}
