//! Tasks: what one person is asked to do about a matter.

mod lists;
mod pending;
mod row;
mod write;

pub use lists::{AskedByName, WaitingTask, asked_by_name, holding, of_matter, of_matters, waiting};
pub use pending::{pending_matters, pending_matters_around};
pub use row::Task;
pub use write::{hold, insert_all, update};
