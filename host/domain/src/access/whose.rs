//! Whose rows are read: everybody's, or one person's. A type, because a number that stands for everybody may come from outside.

use crate::PersonId;

/// Whose rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of everybody in the office.
    Everybody,
    /// Those of this person alone.
    Person(PersonId),
}

impl Whose {
    /// Everybody's where somebody may read all, otherwise his own.
    #[must_use]
    pub const fn readable(all: bool, reader: PersonId) -> Self {
        if all { Self::Everybody } else { Self::Person(reader) }
    }

    /// The person, if it is one's.
    #[must_use]
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Everybody => None,
            Self::Person(person) => Some(person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_no_number() {
        assert_eq!(Whose::Everybody.person(), None);
        let one = Whose::readable(false, PersonId::new(7));
        assert_eq!(one.person(), Some(PersonId::new(7)));
        assert_eq!(Whose::readable(true, PersonId::new(7)), Whose::Everybody);
    }
}
