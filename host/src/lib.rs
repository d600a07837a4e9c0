//! Guiju's server: loads regulations, keeps matters, serves the portal.
//!
//! One module for each noun with its types, queries and rules; HTTP is a thin layer over them. The server knows no
//! regulation: whatever one needs is a capability that any can declare.

// A closed output is no fault of a command: `command::output` prints.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr))]

pub mod access;
pub mod accounts;
pub mod app;
pub mod assessments;
pub mod attachments;
mod attempt;
mod audit;
mod backup;
mod bounded;
pub mod citation;
pub mod clause_statistics;
pub mod clock;
pub mod command;
pub mod config;
pub mod discrepancies;
mod durable_file;
pub mod erasure;
pub mod error;
pub mod evidence;
pub mod fixtures;
pub mod health;
pub mod http;
pub mod imports;
pub mod inspection;
mod job_states;
pub mod jobs;
pub mod keepers;
mod keys;
pub mod language;
pub mod matters;
pub mod names;
pub mod obligations;
pub mod organisation;
pub mod policy;
mod private;
pub mod proof;
pub mod public_links;
pub mod publications;
pub mod quotas;
pub mod recordings;
pub mod registers;
pub mod rehearsals;
pub mod resources;
pub mod retention;
pub mod revisions;
mod romanisation;
mod room;
pub mod rosters;
pub mod search;
pub mod settings;
pub mod staff;
mod startup;
pub mod statistics;
pub mod suspensions;
pub mod vacancy;
mod words;

pub use guiju_store as store;

pub use axum::Router;
