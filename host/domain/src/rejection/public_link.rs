//! Why no public link leads to a form.

use super::declare::rejections;

rejections! {
    /// What keeps a form from those without an account.
    pub enum PublicLink: "entrance" {
        /// The form keeps something confidential: whoever opened the link would be a party to all that comes in by it.
        Confidential = "confidential", Forbidden;
        /// The form has a field that only somebody with an account can fill in.
        NeedsAccount {
            /// Title of the form.
            form: String,
            /// Label of the field.
            field: String,
        } = "needs-account", Invalid;
        /// It is not said where the link is put.
        PlaceMissing = "place-missing", Invalid;
        /// More came in by the link within a minute than it takes.
        Busy = "busy", Throttled;
    }
}
