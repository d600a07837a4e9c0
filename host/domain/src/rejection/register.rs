//! Why rows of a register are not handed out.

use super::declare::rejections;

rejections! {
    /// A request for rows that is not answered.
    pub enum Register: "register" {
        /// The register is not open to the caller.
        NotYours {
            /// The register's title.
            register: String,
        } = "not-yours", Forbidden;
        /// There are more rows than are handed out at once.
        TooManyRows {
            /// How many rows there are.
            total: usize,
            /// How many are handed out.
            limit: usize,
        } = "too-many-rows", Invalid;
        /// The column to sort by is none of the register.
        UnknownSort {
            /// The register's title.
            register: String,
            /// The name that was given.
            column: String,
        } = "unknown-sort", Invalid;
        /// There is no such status of records.
        UnknownStatus {
            /// The name that was given.
            status: String,
        } = "unknown-status", Invalid;
    }
}
