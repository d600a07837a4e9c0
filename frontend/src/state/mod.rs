//! Reactive state that pages and components share, apart from what the server says.

pub mod counts;
pub mod idempotency;
pub mod page_title;
pub mod query;
pub mod resource;
pub mod scope;
pub mod submission;
