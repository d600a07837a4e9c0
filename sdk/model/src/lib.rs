//! The vocabulary of Guiju: what host, portal and regulations say to each other, as types.
//!
//! The records mirror `sdk/wit/regulation.wit` name by name: the engine passes them into the sandbox as they are
//! (feature `engine`), the SDK's glue builds them inside, and the portal reads them as JSON. Beside them stand the pure
//! rules that all three sides share: civil dates, half days, money in words, the work calendar, the shape of a form's
//! content and the arithmetic of a vote. No clock, no I/O.

// What `#[wit_mirror]` writes names this crate.
#[cfg(feature = "engine")]
extern crate self as guiju_model;

mod answers;
mod as_text;
mod assessment;
mod capitals;
mod charts;
mod citing;
mod clauses;
mod cycle;
mod days;
// Of fields that a browser skips, so that it has no use for it.
#[cfg(not(target_arch = "wasm32"))]
mod defaults;
mod document_templates;
mod due;
mod effects;
mod facts;
mod forms;
mod ids;
mod judgements;
mod manifest;
mod reads;
mod roles;
mod rosters;
mod series;
mod sessions;
mod views;

pub mod answering;
pub mod attached;
pub mod blank;
pub mod calendar;
pub mod exercise;
pub mod half_days;
pub mod holidays;
pub mod lists;
pub mod lookups;
pub mod money;
pub mod numbers;
mod plain_kind;
pub mod privileges;
#[cfg(feature = "engine")]
pub mod reflected;
pub mod shape;
mod spans;
pub mod summary;
pub mod time;
pub mod vote;

pub use answers::*;
pub use assessment::*;
pub use charts::*;
pub use clauses::*;
pub use cycle::*;
pub use days::*;
pub use document_templates::*;
pub use due::*;
pub use effects::*;
pub use facts::*;
pub use forms::*;
pub use half_days::{HalfDay, HalfDays};
pub use ids::*;
pub use judgements::*;
pub use manifest::*;
pub use money::Money;
pub use plain_kind::{Choice, PlainKind};
pub use privileges::{Privilege, PrivilegeSuspension, Restoration, Suspended, Suspension};
pub use reads::*;
pub use roles::*;
pub use rosters::*;
pub use sessions::*;
pub use spans::SpanShown;
pub use time::{Date, Moment, Period};
pub use views::*;
