//! Why a year of the calendar is not published.

use super::declare::rejections;

rejections! {
    /// A notice of holidays that is not taken.
    pub enum Calendar: "calendar" {
        /// Lines of the notice that are not understood, or that contradict each other.
        Faulty {
            /// Every faulty line.
            faults: String,
        } = "faulty", Invalid;
        /// A year for which no holidays can have been published.
        NotYet {
            /// The year.
            year: i32,
            /// The last one that can be published.
            next: i32,
        } = "not-yet", Invalid;
    }
}
