//! Who may see what, for every way out of the server: gathers the facts of matters and records and asks the one rule in
//! `guiju_domain::access`.
//!
//! A matter is looked at by the form of its own package's version: what was closed when it was filed stays closed.

mod exposed;
pub mod file_index;
pub mod files;
mod mask;
mod masking;
mod named;
pub mod openings;
mod reader;
mod reading;
mod records;
pub mod references;
mod secrets;
mod written;

pub use exposed::exported;
pub use guiju_domain::access::is_confidential;
pub use mask::{MASKED, masked};
pub use masking::{Summary, content, is_sensitive, line, told};
pub use named::{concerned, people};
pub use reader::{Access, Reader, Seen, confidentiality};
pub use reading::{Reading, of_matter, sees_whole};
pub use records::RecordSeen;
pub use secrets::Secrets;
