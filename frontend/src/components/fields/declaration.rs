//! Declarations of fields: those of the portal itself, and the wording that asks for a field.

use crate::i18n::{Text, text};
use guiju_model::{Field, FieldKind, ValueKind, shape::Please};

/// A field that the portal itself declares, without help, clause, condition or initial value.
pub fn own_field(name: &str, label: &str, required: bool, kind: ValueKind) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        help: None,
        clause: None,
        required,
        shown_when: Vec::new(),
        kind: FieldKind::Single(kind),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    }
}

/// The text that asks for a missing field, with a placeholder for its label: to attach, to choose or to fill in.
pub fn request_text(field: &Field) -> Text {
    let kind = match &field.kind {
        FieldKind::Single(kind) => Some(kind),
        FieldKind::Table(_) => None,
    };
    match Please::of(kind) {
        Please::Attach => text::field::PLEASE_ATTACH,
        Please::Choose => text::field::PLEASE_CHOOSE,
        Please::Fill => text::field::PLEASE_FILL_IN,
    }
}
