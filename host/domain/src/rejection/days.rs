//! Why days are not understood.

use super::declare::rejections;

rejections! {
    /// Days that a request names and that are not taken.
    pub enum Days: "days" {
        /// A text is not the date of a day that exists.
        Malformed = "malformed", Invalid;
        /// The last day is before the first.
        EndBeforeStart = "end-before-start", Invalid;
    }
}
