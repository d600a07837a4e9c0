//! What was erased, and why nothing is erased.

use super::declare::rejections;
use guiju_model::Date;

rejections! {
    /// Something was erased, or is not erased.
    pub enum Erasure: "erasure" {
        /// The matter was erased, because the office need not keep it any longer.
        Matter {
            /// Its number; empty if it had none.
            number: String,
            /// The day on which it was erased.
            date: Date,
            /// For how many years the office keeps matters.
            years: i64,
        } = "matter", Gone;
        /// What a period was judged by was erased.
        Period {
            /// The day before which it was erased.
            date: Date,
        } = "period", Conflict;
        /// The office keeps matters for ever.
        ForEver = "for-ever", Conflict;
        /// Nothing is due.
        NothingDue = "nothing-due", Conflict;
    }
}
