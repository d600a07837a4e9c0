//! Kinds of what is stored for a while only.

use crate::names::named;

named! {
    /// A kind of what is stored for a while only, as events and settings name it.
    pub enum RetentionKind {
        /// Drafts that nobody goes on with.
        Drafts = "drafts",
        /// Notices that have been read.
        Notices = "notices",
        /// Rehearsals that have ended, with their differences.
        Rehearsals = "rehearsals",
        /// Devices from which somebody has logged in.
        Devices = "devices",
        /// Files that nobody filed.
        Files = "files",
        /// Stored bytes that no row names.
        Orphans = "orphans",
    }
}
