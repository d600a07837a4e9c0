//! What can keep this server from its work, and what must be seen to although it works.

use crate::policy::Lack;
use guiju_domain::OfficeId;

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
        /// Why.
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
    /// Somebody is an office's only administrator and its only security officer.
    TwoRoles {
        /// The office's number.
        office: OfficeId,
    },
    /// Second factors stand, and the key that reads them is lost or another one.
    SecretsKey,
    /// People reach the server over TLS, so through a proxy, and none is trusted: all log-ins seem to come from it.
    Proxy,
    /// No address is configured under which people reach the server: this one is printed instead.
    Address(String),
}
