//! A mark in a confidential field, by which the walk knows it again wherever it is told.

/// A file that can be attached.
pub const PDF: &str = "%PDF-1.7 附件";

/// A mark in a confidential field of a matter.
pub struct Mark {
    /// The words that stand in no other matter.
    pub text: String,
    /// Its form, as `regulation/form`.
    pub form: String,
    /// The name of its field.
    pub field: String,
    /// The matter in which it was filed.
    pub matter: u64,
}
