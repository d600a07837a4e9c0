//! Why a privilege is not suspended.

use super::declare::rejections;

rejections! {
    /// A suspension that does not take place.
    pub enum Suspension: "suspension" {
        /// It would end where it begins, or before.
        NoTime {
            /// What the privilege is called.
            privilege: String,
            /// When it would begin.
            starts: String,
            /// When it would end.
            ends: String,
        } = "no-time", Unprocessable;
    }
}
