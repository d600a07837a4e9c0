//! The pages of the portal, one file or folder for each.

pub mod account;
pub mod administration;
pub mod assessments;
pub mod boards;
pub mod charts;
pub mod drafts;
pub mod form;
pub mod home;
pub mod matter;
pub mod no_such_page;
pub mod notices;
pub mod official_document;
pub mod public;
pub mod public_link;
pub mod record;
pub mod registers;
pub mod regulations;
pub mod revisions;
pub mod rosters;
pub mod search;
pub mod shortcuts;
pub mod start;
pub mod trays;
pub mod under_way;
pub mod views;
