//! Ids as types, so that the id of one thing is never taken for that of another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name($inner);

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

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// An office on this server.
    OfficeId(i64);
    /// A person of an office. Counts within the office, as every id below an office does.
    PersonId(u64);
    /// A post of an office.
    PostId(u64);
    /// A department of an office.
    DepartmentId(u64);
    /// A change that one keeper asked for and another confirms.
    RequestId(u64);
    /// Something filed on a form.
    MatterId(i64);
    /// What one person is asked to do about a matter.
    TaskId(i64);
}
