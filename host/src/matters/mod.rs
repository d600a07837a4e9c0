//! Matters: something filed on a form, its route through the steps, what follows.
//!
//! What people do is an event in the office's chain, and tasks, records and the matter's own row are written in the same
//! transaction. After each act the regulation is asked for the whole route again, and the first unfinished step is the one
//! that is open.

pub mod acts;
pub mod calls;
pub mod changes;
pub mod context;
mod covering;
pub mod document_templates;
pub mod drafts;
pub mod earlier;
pub mod effects;
pub mod eligibility;
pub mod evaluation;
pub mod facts;
pub mod filing;
mod following;
mod foreseeing;
pub mod history;
pub mod inbox;
mod known_names;
pub mod notices;
mod numbering;
pub mod offered;
pub mod office;
mod own_records;
pub mod pointing;
pub mod reassign;
mod record_effects;
mod rendering;
pub mod restriction;
pub mod shortcuts;
mod stand_ins;
pub mod standing_in;
pub mod steps_shown;
pub mod submission;
mod suspending;
pub mod telling;
pub mod under_way;
pub mod view;
mod voiding;
pub mod work;
mod writing;

pub use known_names::secrets;
