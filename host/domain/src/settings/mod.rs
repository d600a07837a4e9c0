//! What an office decides about itself: each setting with its kind, bounds, default and the keeper who may set it.
//!
//! The list stands in [`registry`]: a new setting is one entry there, and the server, the API and the portal know it.

mod check;
mod registry;
mod rejected;
mod setting;
mod value;

pub use registry::*;
pub use setting::{Kind, Safer, Setting, Words};
pub use value::{Settings, Value};
