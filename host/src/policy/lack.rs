//! A package of an office that this server does not have, and why.

/// Why this server does not have a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The store has no file of it.
    Missing,
    /// The file is damaged.
    Damaged,
    /// The store cannot be reached.
    Unreachable,
    /// The file cannot be run here; why.
    Unusable(String),
}

/// A package of an office that this server does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Id of the regulation whose package is missing.
    pub regulation: String,
    /// The package's version.
    pub version: String,
    /// The package's digest.
    pub digest: String,
    /// Why it is not here.
    pub why: Lack,
    /// The forms that it oversees; nothing if no server has had it yet since this is noted.
    pub(super) oversees: Option<Vec<String>>,
    /// Whether it fixes the office's working hours, or may.
    pub(super) working_hours: bool,
}

impl Behind {
    /// Whether a form of another regulation may be overseen by it.
    pub(super) fn may_oversee(&self, form: &str) -> bool {
        self.oversees.as_ref().is_none_or(|forms| forms.iter().any(|overseen| overseen == form))
    }
}
