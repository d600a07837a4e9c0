//! Why a repeated request is not answered like the first.

use super::declare::rejections;

rejections! {
    /// A key that does not fit the request.
    pub enum Repeated: "repeated" {
        /// Something else was filed under this key.
        OtherContent = "other-content", Unprocessable;
        /// The key is too long, or not made of visible ASCII characters.
        Unusable = "unusable-key", Invalid;
    }
}
