//! What a widget needs to know of its field.

use super::content::{Content, set_value, text_of};
use crate::state::resource::ApiResource;
use guiju_api::PersonShown;
use serde_json::Value;

/// The people and departments that can be chosen, provided as a context by pages with fields.
#[derive(Clone, Copy)]
pub struct StaffDirectory(pub ApiResource<Vec<PersonShown>>);

/// The last day that can be entered, because years have four digits.
pub const LAST_DAY: &str = "9999-12-31";
/// The last minute that can be entered.
pub const LAST_MINUTE: &str = "9999-12-31T23:59";

/// The field or table cell that a widget edits.
#[derive(Clone)]
pub struct FieldContext {
    /// Name of the field in the content.
    pub name: String,
    /// Id of the widget's element.
    pub id: String,
    /// Content of the form or of the table's row.
    pub content: Content,
    /// Regulation that declares the field.
    pub regulation: String,
    /// Label of the field.
    pub label: String,
    /// Whether the field is a cell of a table.
    pub in_row: bool,
}

impl FieldContext {
    /// Reads the value as text.
    pub fn value(&self) -> impl Fn() -> String + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move || text_of(content, &name)
    }

    /// Sets the value; null or an empty text removes it.
    pub fn setter(&self) -> impl Fn(Value) + Clone + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move |value| set_value(content, &name, value)
    }
}
