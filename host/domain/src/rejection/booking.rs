//! Why a resource is not booked.

use super::declare::rejections;
use guiju_model::Period;

rejections! {
    /// A resource that is taken meanwhile.
    pub enum Booking: "booking" {
        /// By somebody whose use of it the caller may not see.
        Taken {
            /// From when to when it is taken.
            during: Period,
        } = "taken", Conflict;
        /// By somebody whose use of it the caller may see.
        TakenBy {
            /// From when to when it is taken.
            during: Period,
            /// Who uses it.
            name: String,
            /// What for.
            summary: String,
        } = "taken-by", Conflict;
    }
}
