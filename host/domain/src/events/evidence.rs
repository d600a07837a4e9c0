//! What happened to the chain itself.

use super::Event;
use serde::Serialize;

/// The office's data was restored from a backup. What happened after the backup is lost; anchors that were made meanwhile tell of
/// events that are not in the chain.
#[derive(Clone, Debug, Serialize)]
pub struct Restored {
    /// The last event of the chain as it was restored.
    pub kept_until: i64,
    /// The last event that anchors tell of.
    pub lost_until: i64,
    /// Why it was restored.
    pub reason: String,
    /// The public key of the server that was restored, in hexadecimal.
    pub key: String,
    /// Its signature: whoever can write into the database alone cannot acknowledge what he cut off.
    pub signature: String,
}

impl Event for Restored {
    fn kind(&self) -> &'static str {
        "restored"
    }
}
