//! Why something cannot be read.

use guiju_model::Fault;

/// Content that does not have the declared shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The name of the field.
    pub path: &'static str,
    /// What the value should have been.
    pub reason: &'static str,
}

impl From<Malformed> for Fault {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed((malformed.path.to_owned(), malformed.reason.to_owned()))
    }
}
