//! Status of a record in a register.

use crate::names::named;

named! {
    /// Status of a record in a register.
    pub enum RecordStatus {
        /// Its matter is under way, or was returned to whoever filed it.
        Open = "open",
        /// It took effect.
        Completed = "completed",
        /// It does not count any more.
        Void = "void",
    }
}
