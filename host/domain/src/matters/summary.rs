//! The one line about a matter or record.

use std::fmt;

/// The one line about a matter or record as it was made from all of its content. It is no text by itself: what a reader sees of
/// it depends on the reader, so its text is only for the database and the chain. Shown in logs, it is masked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Summary(String);

impl Summary {
    /// A line made from whole content, or read from its row.
    #[must_use]
    pub fn new(line: impl Into<String>) -> Self {
        Self(line.into())
    }

    /// The whole line, unmasked: for the database and the chain, never for a reader.
    #[must_use]
    pub fn whole_line(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("＊＊＊")
    }
}
