//! What the tests in `tests/tests` share: a served office with its people, a browser before it, and the server as a binary.

pub mod accounts;
pub mod acts;
mod altered;
pub mod baseline;
pub mod browser;
pub mod called;
mod chromium;
mod client;
mod columns;
pub mod contents;
mod database;
pub mod developer;
pub mod document;
mod each;
mod evidence;
pub mod filling;
mod keeping;
mod office;
pub mod packages;
mod parts;
mod person;
mod place;
pub mod process;
mod template;
pub mod trial;
pub mod wait;

pub use client::{Answer, client, get, read, said};
pub use columns::Columns;
pub use database::{Database, fresh, postgres};
pub use each::proven;
pub use evidence::Evidence;
pub use office::{OFFICE, Office, Values};
pub use parts::moment;
pub use person::{PASSWORD, Person, people, values};
pub use place::{root, skipped};
