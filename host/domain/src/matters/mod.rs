//! States, kinds and actions of matters and their tasks.
//!
//! Each value has a stable name, by which the store, events and the API write it. A state that is not listed here is written
//! nowhere.

mod action;
mod event_kind;
mod matter;
mod place_name;
mod stand_in;
mod summary;
mod task;

pub use action::Action;
pub use event_kind::MatterEventKind;
pub use matter::{DueLevel, MatterStatus, PieceKind, StepState, Urgency};
pub use place_name::PlaceName;
pub use stand_in::DelegationState;
pub use summary::Summary;
pub use task::{CorrectionReturn, Holding, TaskKind, TaskState};
