//! One page a file.

pub mod account;
pub mod administration;
pub mod assessments;
pub mod boards;
pub mod charts;
pub mod drafts;
pub mod duty;
pub mod entrance;
pub mod form;
pub mod home;
pub mod letter;
pub mod matter;
pub mod notices;
pub mod open;
pub mod public;
pub mod record;
pub mod registers;
pub mod regulations;
pub mod revisions;
pub mod search;
pub mod shortcuts;
pub mod start;
pub mod trays;
pub mod views;
