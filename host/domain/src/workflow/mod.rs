//! The workflow of a matter: what a command comes to, as a pure function.
//!
//! A [`Matter`] with its [`Task`]s is one aggregate. [`decide`] judges a [`Command`] against it and gives [`Event`]s or a
//! rejection; [`Matter::apply`] is the only way in which an event changes it. What belongs to the office (people, roles, working
//! time, words) is asked of an [`Office`]. Content is opaque: its type is a parameter.
//!
//! Some commands leave the matter in a [`Phase`] in which its route has to be laid out again: the caller asks the regulations and
//! sends [`Command::Lay`].

mod acts;
mod apply;
mod command;
mod decide;
mod event;
mod fold;
mod handing;
mod joint;
mod lay;
mod matter;
mod office;
mod operations;
mod particulars;
mod places;
mod plan;
mod resolve;
mod route_plan;
mod seconds;
mod step_view;
mod task;
#[cfg(test)]
mod tests;

pub use command::{Act, Command, Refiled};
pub use decide::{check, decide};
pub use event::{Event, Message};
pub use fold::{Fold, FoldError, Moved, MovedBody};
pub use joint::is_joint;
pub use matter::{Matter, Phase};
pub use office::{Note, Office, Roles, climb};
pub use operations::{Operation, operations};
pub use particulars::{Correction, Occurs, Particulars, Recount};
pub use places::{StepPlace, StepPlaces};
pub use route_plan::{RoutePlan, earliest, missing};
pub use step_view::{Outcome, StepView, Tally};
pub use task::Task;
