//! Rosters: shifts, and swaps of shifts by consent.

use crate::names::named;

named! {
    /// How far the proposal to swap two shifts is.
    pub enum SwapState {
        /// Waits for the answer of the other shift's holder.
        Asked = "asked",
        /// The shifts changed hands.
        Agreed = "agreed",
        /// The other holder did not agree.
        Declined = "declined",
    }
}
