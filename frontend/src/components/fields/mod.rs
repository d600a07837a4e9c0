//! Form fields made from their declarations: one widget for each kind of value.

mod attachment;
mod choice;
mod content;
mod context;
mod declaration;
mod field;
mod focus;
mod invalid;
mod lists;
mod number;
mod people;
mod period;
mod reference;
mod table;
mod widget;

pub use attachment::uploads_finished;
pub use content::{Content, FieldErrors, initial_content, is_missing, value_at};
pub use context::StaffDirectory;
pub use declaration::{own_field, request_text};
pub use field::Fields;
pub use focus::focus_field;
pub use table::own_table;
