//! Why an order of departments and people is not set.

use super::declare::rejections;

rejections! {
    /// What is wrong with an order.
    pub enum Order: "order" {
        /// A department or a person stands in it twice.
        Twice = "twice", Invalid;
        /// A person stands in it under another department than his own.
        Elsewhere = "elsewhere", Invalid;
    }
}
