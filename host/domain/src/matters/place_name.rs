//! Names of the places of a step.

use crate::PersonId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a place of a step, unique within the step.
///
/// It is one role or several, a person's number, or `*` where one of all is enough. A signer who was added behind a place has
/// one of his own: the place's, a `+` and who he is. The name of a task that asks for a correction is where the matter goes
/// afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceName(String);

impl PlaceName {
    /// The name as it stands in the task's row.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The one place of a step at which one of all deciders is enough.
    #[must_use]
    pub fn anyone() -> Self {
        Self::new("*")
    }

    /// The place of a person who was named.
    #[must_use]
    pub fn of_person(person: PersonId) -> Self {
        Self(person.to_string())
    }

    /// The place of a signer who was added behind this one.
    #[must_use]
    pub fn added(&self, signer: PersonId) -> Self {
        Self(format!("{self}+{signer}"))
    }

    /// This place and another one as one: whoever decides there is asked once.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self(format!("{self} {other}"))
    }

    /// The name as it stands in the task's row.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the place of a signer who was added.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.0.contains('+')
    }

    /// Its roles; else the person or `*`.
    fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ')
    }

    /// Whether this role, or the person of this number, is in it.
    #[must_use]
    pub fn contains(&self, part: &str) -> bool {
        self.parts().any(|own| own == part)
    }

    /// Whether it has a role in common with another one, or is the same person's.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.parts().any(|part| other.contains(part))
    }

    /// Whether both are one place: a place of two roles has the name of both, and a signer who was added has one of his own.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        self == other || !self.is_added() && !other.is_added() && self.overlaps(other)
    }
}

impl fmt::Display for PlaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_one_role_are_one_place() {
        let (both, head) = (PlaceName::new("head").joined(&PlaceName::new("leader")), PlaceName::new("head"));
        assert!(both.is_same_place(&head) && head.is_same_place(&both) && both.contains("leader"));
        assert!(!PlaceName::new("headmaster").is_same_place(&head));
    }

    #[test]
    fn a_signer_who_was_added_has_a_place_of_his_own() {
        let head = PlaceName::new("head");
        let signer = head.added(PersonId::new(7));
        assert!(signer.is_added() && !head.is_added());
        assert!(!signer.is_same_place(&head) && signer.is_same_place(&signer.clone()));
        assert!(!signer.is_same_place(&head.added(PersonId::new(8))));
    }
}
