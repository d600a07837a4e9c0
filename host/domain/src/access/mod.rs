//! Who may see what: pure rules over declarations and facts.

pub mod opening;

pub use opening::{Place, gains, roles_that_open};
