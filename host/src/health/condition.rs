//! What can keep this server from its work, and what must be seen to although it works.

use crate::policy::Lack;
use guiju_domain::{OfficeId, message::Message};
use guiju_model::Date;

/// Why a server is not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The database cannot be used.
    Database,
    /// It does not have a package that binds an office.
    Behind {
        /// The office's number.
        office: OfficeId,
        /// What people call the regulation.
        title: String,
        /// The package's version.
        version: String,
        /// What went wrong, in words.
        why: Lack,
    },
    /// What binds an office could not be read anew.
    Stuck {
        /// The office's number.
        office: OfficeId,
    },
}

/// What must be seen to although the server works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Attachments or packages are damaged or missing: how many are known.
    Blobs(usize),
    /// The machine's clock is behind the last event of an office: by so many minutes.
    Clock {
        /// The office's number.
        office: OfficeId,
        /// How far behind.
        minutes: i64,
    },
    /// Anchors could not be copied to a second place: which, and why.
    AnchorCopy(String),
    /// A new key signs anchors although there are anchors of another one.
    AnchorKey,
    /// The chain of an office is broken, or does not agree with what is anchored, at an event.
    Chain {
        /// The office's number.
        office: OfficeId,
        /// The event.
        seq: i64,
    },
    /// Comparing an office's chain and rows failed.
    Comparison {
        /// The office's number.
        office: OfficeId,
    },
    /// Somebody is an office's only administrator and its only security officer.
    TwoRoles {
        /// The office's number.
        office: OfficeId,
    },
    /// Second factors stand, and the key that reads them is lost or another one.
    SecretsKey,
    /// Copies from before an upgrade have stood in the data folder for long.
    UpgradeCopies {
        /// How many.
        count: usize,
        /// The day on which the oldest of them was made.
        day: Date,
    },
    /// People reach the server over TLS, so through a proxy, and none is trusted: all log-ins seem to come from it.
    Proxy,
    /// No address is configured under which people reach the server: this one is printed instead.
    Address(String),
}

impl Reason {
    /// The message of the catalogue that tells it to people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Database => Message::new("health-database", vec![]),
            Self::Behind { office, title, version, why } => Message::new(
                "health-behind",
                vec![
                    ("office", (*office).into()),
                    ("regulation", title.clone().into()),
                    ("version", version.clone().into()),
                    ("lack", lack(why).into()),
                ],
            ),
            Self::Stuck { office } => Message::new("health-stuck", vec![("office", (*office).into())]),
        }
    }
}

const fn lack(why: &Lack) -> &'static str {
    match why {
        Lack::Missing => "missing",
        Lack::Damaged => "damaged",
        Lack::Unreachable => "unreachable",
        Lack::Unusable(_) => "unusable",
    }
}

impl Warning {
    /// The message of the catalogue that tells it to people.
    #[must_use]
    pub fn message(&self) -> Message {
        let (id, arguments) = match self {
            Self::Blobs(count) => ("health-blobs", vec![("count", (*count).into())]),
            Self::Clock { office, minutes } => {
                ("health-clock", vec![("office", (*office).into()), ("minutes", (*minutes).into())])
            }
            Self::AnchorCopy(fault) => ("health-anchor-copy", vec![("fault", fault.clone().into())]),
            Self::AnchorKey => ("health-anchor-key", vec![]),
            Self::Chain { office, seq } => {
                ("health-chain", vec![("office", (*office).into()), ("event", (*seq).into())])
            }
            Self::Comparison { office } => ("health-comparison", vec![("office", (*office).into())]),
            Self::TwoRoles { office } => ("health-two-roles", vec![("office", (*office).into())]),
            Self::UpgradeCopies { count, day } => {
                ("health-upgrade-copies", vec![("count", (*count).into()), ("day", (*day).into())])
            }
            Self::SecretsKey => ("health-secrets-key", vec![]),
            Self::Proxy => ("health-proxy", vec![]),
            Self::Address(address) => ("health-address", vec![("address", address.clone().into())]),
        };
        Message::new(id, arguments)
    }
}
