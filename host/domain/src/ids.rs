//! Ids as types, so that the id of one thing is never taken for that of another.

use serde::{Deserialize, Serialize, Serializer};
use std::{fmt, num::ParseIntError, str::FromStr};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(transparent)]
        pub struct $name($inner);

        /// As its number; what is written knows by the name of the type what it is the id of.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(stringify!($name), &self.0)
            }
        }

        impl $name {
            /// The id with this number, as the store keeps it.
            #[must_use]
            pub const fn new(number: $inner) -> Self {
                Self(number)
            }

            /// The number that the store keeps.
            #[must_use]
            pub const fn number(self) -> $inner {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

/// The id of a department as regulations name it.
impl From<guiju_model::DepartmentId> for DepartmentId {
    fn from(number: guiju_model::DepartmentId) -> Self {
        Self(number.into())
    }
}

impl DepartmentId {
    /// The id as regulations name it. No office has so many departments that one would not fit.
    #[must_use]
    pub fn in_model(self) -> guiju_model::DepartmentId {
        self.0.try_into().unwrap_or(guiju_model::DepartmentId::MAX)
    }
}

/// The id of a person who comes with a call to a regulation.
impl From<&guiju_model::Person> for PersonId {
    fn from(person: &guiju_model::Person) -> Self {
        Self(person.id)
    }
}

/// The department of a person who comes with a call to a regulation.
impl From<&guiju_model::Person> for DepartmentId {
    fn from(person: &guiju_model::Person) -> Self {
        person.department.into()
    }
}

ids! {
    /// An office on this server.
    OfficeId(i64);
}

/// An id of something within an office. All of them come from one count, which the office's row keeps.
pub trait Counted {
    /// The id at which the count stands.
    fn counted(count: i64) -> Self;
}

macro_rules! of_count {
    ($count:ident as i64) => {
        $count
    };
    ($count:ident as u64) => {
        $count.unsigned_abs()
    };
}

macro_rules! counted_ids {
    ($($(#[$doc:meta])* $name:ident($inner:ident);)*) => {
        ids! { $($(#[$doc])* $name($inner);)* }

        $(impl Counted for $name {
            fn counted(count: i64) -> Self {
                Self(of_count!(count as $inner))
            }
        })*
    };
}

counted_ids! {
    /// A person of an office. Counts within the office, as every id below an office does.
    PersonId(u64);
    /// A post of an office.
    PostId(u64);
    /// A department of an office.
    DepartmentId(u64);
    /// A change that one keeper asked for and another confirms.
    RequestId(u64);
    /// A time that matters are erased which need not be kept any longer.
    ErasureId(u64);
    /// Something filed on a form.
    MatterId(i64);
    /// What one person is asked to do about a matter.
    TaskId(i64);
    /// A record of a register: what a matter left once it took effect, or a line that was imported.
    RecordId(u64);
    /// A thing that is booked: a room, a vehicle.
    ResourceId(u64);
    /// A booking of a resource.
    BookingId(i64);
    /// A notice to one person.
    NoticeId(i64);
    /// An opening of a closed matter with a reason.
    OpeningId(i64);
    /// A delegation: who stands in for whom between two days.
    DelegationId(i64);
    /// What is to be done after a matter has ended, by a day.
    FollowUpId(i64);
    /// The result of an assessment of one subject over one period.
    AssessmentId(u64);
    /// A penalty that an assessment proposes.
    ProposalId(i64);
    /// A link through which people without an account see a board or file a form.
    PublicLinkId(i64);
    /// A run of a rehearsal.
    RehearsalId(u64);
    /// A revision of a regulation: from which day which package is in force.
    RevisionId(u64);
    /// A recording of a call to a regulation.
    RecordingId(u64);
    /// A shift of a roster.
    ShiftId(u64);
    /// A proposal to swap two shifts.
    SwapId(u64);
    /// A privilege that somebody has suspended.
    SuspensionId(i64);
    /// Something published on a board or in the public column.
    PublicationId(i64);
}
