//! How long a connection may take and how many there may be.

use serde::Deserialize;
use std::time::Duration;

/// Limits of connections and requests. Times are in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(serde::Serialize))]
#[serde(default, deny_unknown_fields)]
pub struct HttpLimits {
    /// Longest time in which the head of a request must have come, from its first byte; for the first request of a
    /// connection, from its opening.
    pub header_seconds: u64,
    /// Largest head of a request in bytes.
    pub header_bytes: usize,
    /// Longest pause in a body that is sent, and in an answer that is read.
    pub body_seconds: u64,
    /// Longest time in which a whole body must have come.
    pub upload_seconds: u64,
    /// How long a connection is kept open between two requests.
    pub idle_seconds: u64,
    /// Longest time for an answer to a reading request. A change is never cut off: whoever asked for it is told what came of it.
    pub answer_seconds: u64,
    /// Most connections at once.
    pub connections: usize,
    /// Most connections at once from one address; a whole /64 for IPv6.
    pub connections_per_source: usize,
    /// Most bytes of large bodies that are held at once, in megabytes; a body up to 64 KiB does not count.
    pub bodies_megabytes: u64,
    /// How long requests under way may take once the server is told to end.
    pub end_seconds: u64,
}

impl Default for HttpLimits {
    fn default() -> Self {
        Self {
            header_seconds: 10,
            header_bytes: 32 << 10,
            body_seconds: 15,
            upload_seconds: 300,
            idle_seconds: 75,
            answer_seconds: 120,
            connections: 4096,
            connections_per_source: 512,
            bodies_megabytes: 256,
            end_seconds: 20,
        }
    }
}

impl HttpLimits {
    /// Longest time in which the head of a request must come.
    #[must_use]
    pub const fn header(&self) -> Duration {
        Duration::from_secs(self.header_seconds)
    }

    /// Longest pause in a body or in the reading of an answer.
    #[must_use]
    pub const fn body(&self) -> Duration {
        Duration::from_secs(self.body_seconds)
    }

    /// Longest time in which a request body must come.
    #[must_use]
    pub const fn upload(&self) -> Duration {
        Duration::from_secs(self.upload_seconds)
    }

    /// Longest pause between two requests.
    #[must_use]
    pub const fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_seconds)
    }

    /// Longest time for an answer to a reading request.
    #[must_use]
    pub const fn answer(&self) -> Duration {
        Duration::from_secs(self.answer_seconds)
    }

    /// Longest time for what is under way when the server ends.
    #[must_use]
    pub const fn end(&self) -> Duration {
        Duration::from_secs(self.end_seconds)
    }
}
