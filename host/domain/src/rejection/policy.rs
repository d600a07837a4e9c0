//! What this server cannot judge for the time being.

use super::declare::rejections;

rejections! {
    /// Why something is not judged here now.
    pub enum Policy: "policy" {
        /// This server does not have the package of a regulation that is in force.
        Behind {
            /// The regulation's title.
            regulation: String,
        } = "behind", Unavailable;
        /// The office's people or rules are being changed faster than this server can take them over.
        Changing = "changing", Unavailable;
    }
}
