//! Anchors: heads of an office's chain of events, signed by a key that is not in the database.
//!
//! Whoever can write into the database can cut the chain off or compute all its hashes anew. He cannot make a signature, so
//! that a signed head kept elsewhere shows it.

use crate::{OfficeId, event_hash};
use serde::{Deserialize, Serialize};

/// What is signed begins so, that no signature made for anything else holds here.
const DOMAIN: &str = "guiju anchor 1";
/// The same for a restore.
const RESTORE: &str = "guiju restore 1";

/// The last event of an office's chain at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The office whose chain it is.
    pub office: OfficeId,
    /// Number of the event in the chain.
    pub seq: i64,
    /// Its hash, in hexadecimal; where it is published, its last digits alone.
    pub hash: String,
    /// Its moment: the office's local time in seconds since 1970.
    pub at: i64,
}

impl Head {
    /// The head as it may be published: the first digits of its hash are a secret of the sheet printed then.
    #[must_use]
    pub fn published(&self) -> Self {
        Self { hash: event_hash::tail(&self.hash).to_owned(), ..self.clone() }
    }

    /// The text that is signed.
    #[must_use]
    pub fn signed_text(&self) -> String {
        format!("{DOMAIN} {} {} {} {}", self.office, self.seq, self.hash, self.at)
    }
}

/// A restore from a backup, as whoever ran the server acknowledged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restore<'a> {
    /// The office.
    pub office: OfficeId,
    /// The last event of the chain as it was restored.
    pub kept_until: i64,
    /// The last event that anchors tell of.
    pub lost_until: i64,
    /// Why it was restored.
    pub reason: &'a str,
}

impl Restore<'_> {
    /// The text that is signed.
    #[must_use]
    pub fn signed_text(&self) -> String {
        let Self { office, kept_until, lost_until, reason } = self;
        format!("{RESTORE} {office} {kept_until} {lost_until} {reason}")
    }
}

/// A head with its signature: a line of an anchor file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// What is signed.
    #[serde(flatten)]
    pub head: Head,
    /// The public key, in hexadecimal.
    pub key: String,
    /// The signature, in hexadecimal.
    pub signature: String,
}

/// What an anchor shows of a chain that does not agree with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The chain ends before the event that was anchored: its end was cut off, or an older copy was put back.
    Shortened {
        /// The chain's last event now.
        ends_at: i64,
    },
    /// The event that was anchored has another hash now: the chain was computed anew.
    Rewritten,
}

/// Compares an anchored head with a chain that ends at an event and has a hash at the anchored one.
///
/// # Errors
/// What does not agree.
pub fn compare(head: &Head, ends_at: i64, hash_there: Option<&str>) -> Result<(), Disagreement> {
    match hash_there {
        _ if ends_at < head.seq => Err(Disagreement::Shortened { ends_at }),
        Some(hash) if event_hash::agrees(&head.hash, hash) => Ok(()),
        _ => Err(Disagreement::Rewritten),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_may_grow_but_neither_end_earlier_nor_change() {
        let head = Head { office: OfficeId::new(1), seq: 5, hash: "abc".to_owned(), at: 0 };
        assert_eq!(compare(&head, 9, Some("abc")), Ok(()));
        assert_eq!(compare(&head, 5, Some("abc")), Ok(()));
        assert_eq!(compare(&head, 4, None), Err(Disagreement::Shortened { ends_at: 4 }));
        assert_eq!(compare(&head, 9, Some("abd")), Err(Disagreement::Rewritten));
        assert_eq!(compare(&head, 9, None), Err(Disagreement::Rewritten));
    }

    #[test]
    fn another_office_signs_another_text() {
        let head = |office| Head { office: OfficeId::new(office), seq: 5, hash: "abc".to_owned(), at: 0 };
        assert_ne!(head(1).signed_text(), head(2).signed_text());
    }
}
