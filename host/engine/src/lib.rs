//! Loads, checks and calls regulations inside the sandbox.
//!
//! This crate knows wasmtime and the contract; it serves no HTTP and opens no database. Three lifetimes, three types: an
//! [`Engine`] for the process, a [`Loaded`] regulation for as long as it is in force somewhere, and a fresh instance for
//! each call, gone with its memory when the call returns. A regulation imports nothing, so all it can do is answer; the
//! limits bound what an answer may cost. An answer that cites a clause which its text lacks is a fault.

mod cache;
mod call;
mod check;
mod citations;
mod complexity;
mod contract;
mod engine;
mod error;
mod limits;
mod loaded;
mod shape;
mod version;
mod wasi;

pub use call::Cost;
pub use contract::Contract;
pub use engine::Engine;
pub use error::{CallFault, FaultKind, LoadError};
pub use limits::Limits;
pub use loaded::Loaded;
pub use version::version;
