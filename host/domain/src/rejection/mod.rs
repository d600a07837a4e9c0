//! Why a command is not carried out: typed, each with a code that stays the same for ever.
//!
//! Each noun has its own list in a file of its own; a code begins with the noun. A new list is a file, its `mod` here and its line
//! in [`rejection_nouns`]; its words stand in the server, in `host/words/zh-CN` and `host/words/en`, in a file with the noun's name.
//! The HTTP status follows from the [`Class`], also at the edge.

mod account;
mod act;
mod attachment;
mod audit;
mod binding;
mod blob;
mod booking;
mod calendar;
mod days;
mod decision;
mod declare;
mod erasure;
mod filing;
mod import;
mod inspection;
mod keeper;
mod limit;
mod opening;
mod order;
mod organisation;
mod package;
mod password;
mod policy;
mod proposal;
mod public_link;
mod publication;
mod publisher;
mod record;
mod register;
mod rehearsal;
mod repeated;
mod request;
mod revision;
mod roster;
mod setting;
mod suspension;
mod swap;
mod text;
mod unknown;
mod vacancy;
mod wording;

pub use declare::{Class, Declared};
pub use limit::Quota;
pub use text::TextKind;

use crate::message::{Arguments, Message};

/// Calls a macro with every list of rejections: what it is about, its module and its type.
#[macro_export]
macro_rules! rejection_nouns {
    ($callback:ident) => {
        $callback! {
            /// Nobody is let in, or an account is not changed.
            account::Account
            /// An act on a matter or on a task is not carried out.
            act::Act
            /// A file is not stored.
            attachment::Attachment
            /// The audit is not asked so.
            audit::Audit
            /// An office is not bound to a package as it is set up.
            binding::Binding
            /// A stored file is not handed out.
            blob::Blob
            /// A resource is taken meanwhile.
            booking::Booking
            /// A year of the calendar is not published.
            calendar::Calendar
            /// Days that a request names are not taken.
            days::Days
            /// A decision that is not taken from this person.
            decision::Decision
            /// Something was erased, or is not erased.
            erasure::Erasure
            /// Something is not filed.
            filing::Filing
            /// A file is not read, or an imported line is not withdrawn.
            import::Import
            /// An inspection pack is not made.
            inspection::Inspection
            /// Something that keepers do together, or may not do.
            keeper::Keeper
            /// More than there may be.
            limit::Limit
            /// A closed matter is not opened.
            opening::Opening
            /// An order of departments and people is not set.
            order::Order
            /// People, posts and departments are not entered.
            organisation::Organisation
            /// A package is not installed.
            package::Package
            /// A password is not taken.
            password::PasswordFault
            /// Something is not judged here for the time being.
            policy::Policy
            /// A decision on a penalty proposal is not taken.
            proposal::Proposal
            /// No public link leads to a form.
            public_link::PublicLink
            /// A publication is not withdrawn.
            publication::Publication
            /// A publisher is not entered.
            publisher::Publisher
            /// A record is not changed.
            record::Record
            /// Rows of a register are not shown.
            register::Register
            /// Something cannot be done with a rehearsal.
            rehearsal::Rehearsal
            /// A key of repeated requests that does not fit.
            repeated::Repeated
            /// A request that is not understood, or that nobody may send.
            request::Request
            /// A revision is not taken.
            revision::Revision
            /// A roster is not made.
            roster::Roster
            /// A setting of the office is not changed.
            setting::SettingFault
            /// A privilege is not suspended.
            suspension::Suspension
            /// Shifts are not exchanged.
            swap::Swap
            /// A text with characters that do not belong into it.
            text::Text
            /// There is no such thing, or not for this caller.
            unknown::Unknown
            /// Nobody can decide at a step.
            vacancy::Vacancy
            /// A wording is not taken.
            wording::Wording
        }
    };
}

/// Declares the sum of all lists.
macro_rules! sum {
    ($($(#[$about:meta])* $noun:ident::$list:ident)+) => {
        $(pub use $noun::$list;)+

        /// A rejection of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Rejection {
            $($(#[$about])* $list($list)),+
        }

        impl Rejection {
            /// The stable code, as answers carry it.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$list(why) => why.code()),+
                }
            }

            /// What kind of refusal it is.
            #[must_use]
            pub const fn class(&self) -> Class {
                match self {
                    $(Self::$list(why) => why.class()),+
                }
            }

            /// The values that its words may name.
            #[must_use]
            pub fn arguments(&self) -> Arguments {
                match self {
                    $(Self::$list(why) => why.arguments()),+
                }
            }

            /// Every code with the names of its arguments.
            pub fn declared() -> impl Iterator<Item = &'static Declared> {
                [$($list::DECLARED),+].into_iter().flatten()
            }
        }

        $(impl From<$list> for Rejection {
            fn from(why: $list) -> Self {
                Self::$list(why)
            }
        })+
    };
}
rejection_nouns!(sum);

impl Rejection {
    /// Every code there is, for the API's documentation.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        Self::declared().map(|declared| declared.code)
    }

    /// Its words: those under its code, with `-` for the point.
    #[must_use]
    pub fn message(&self) -> Message {
        Message::new(self.code().replace('.', "-"), self.arguments())
    }

    /// After how many seconds trying again makes sense, where only time is needed.
    #[must_use]
    pub const fn wait(&self) -> Option<u64> {
        match self {
            Self::Account(why) => why.wait(),
            Self::Limit(why) => why.wait(),
            Self::PublicLink(PublicLink::Busy) => Some(60),
            _ => None,
        }
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Rejection {}
