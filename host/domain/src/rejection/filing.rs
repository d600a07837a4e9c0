//! Why something is not filed.

use super::declare::rejections;

rejections! {
    /// A filing that is not taken, whatever its content.
    pub enum Filing: "filing" {
        /// The caller may not file this form, or not for that person.
        NotYours {
            /// The form's title.
            form: String,
        } = "not-yours", Forbidden;
    }
}
