//! Why something published is not withdrawn.

use super::declare::rejections;

rejections! {
    /// A publication that is not withdrawn.
    pub enum Publication: "publication" {
        /// Nothing of it is published, or not any more.
        NotPublished = "not-published", Conflict;
    }
}
