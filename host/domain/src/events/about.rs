//! What an event is about: the people and things by which it is found.

use crate::{MatterId, PersonId, names::named};

named! {
    /// A kind of thing that an event can be about.
    pub enum Thing {
        /// Whoever did it, or whom it concerns; by id.
        Person = "person",
        /// A matter, by id.
        Matter = "matter",
        /// A post, by id.
        Post = "post",
        /// A department, by id.
        Department = "department",
        /// A regulation, by its id.
        Regulation = "regulation",
        /// A parameter: the regulation's id, `/` and the parameter's name.
        Parameter = "parameter",
        /// A register: the regulation's id, `/` and the form's or the view's id.
        Register = "register",
        /// A roster: the regulation's id, `/` and the roster's id.
        Roster = "roster",
        /// A login of an account.
        Account = "account",
        /// A request that waits for a second keeper, by id.
        Request = "request",
        /// A revision, by id.
        Revision = "revision",
        /// A proposal, by id.
        Proposal = "proposal",
        /// A record of a register, by id.
        Record = "record",
        /// A publication, by id.
        Publication = "publication",
        /// A public link, by id.
        PublicLink = "entrance",
        /// A publisher, by public key.
        Publisher = "publisher",
        /// A year of the calendar.
        Year = "year",
        /// A setting of the office, by name.
        Setting = "setting",
        /// A stored file, by digest.
        File = "file",
    }
}

/// One thing that an event is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// What kind of thing.
    pub thing: Thing,
    /// Which one: its number as digits, or its name.
    pub id: String,
}

impl Subject {
    /// A thing by whatever it is named by.
    #[expect(clippy::needless_pass_by_value, reason = "an id is a number, and a name is borrowed")]
    pub fn of(thing: Thing, id: impl ToString) -> Self {
        Self { thing, id: id.to_string() }
    }

    /// A person.
    #[must_use]
    pub fn person(person: PersonId) -> Self {
        Self::of(Thing::Person, person)
    }

    /// A matter.
    #[must_use]
    pub fn matter(matter: MatterId) -> Self {
        Self::of(Thing::Matter, matter)
    }

    /// A part of a regulation, such as a parameter or a roster, and the regulation itself.
    #[must_use]
    pub fn part(thing: Thing, regulation: &str, part: &str) -> Vec<Self> {
        vec![Self::of(thing, format!("{regulation}/{part}")), Self::of(Thing::Regulation, regulation)]
    }
}
