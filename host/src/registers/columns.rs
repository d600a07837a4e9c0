//! Views as their regulation declares them, and the headings of their columns.

use crate::{
    error::{Error, Result},
    words::text,
};
use guiju_api::ColumnShown;
use guiju_domain::rejection::Unknown;
use guiju_model::{FieldKind, Form, Heading, Manifest, ValueKind, View};

/// The heading of a column.
pub(super) fn column(form: Option<&Form>, heading: Heading<'_>) -> ColumnShown {
    let Heading { name, whole, label } = heading;
    let field = form.and_then(|form| form.field(name));
    let label = match (name, field) {
        _ if label.is_some() => label.unwrap_or_default().to_owned(),
        (_, Some(field)) => field.label.clone(),
        ("person", _) => text!("register-head-person"),
        ("department", _) => text!("register-head-department"),
        ("filed", _) => text!("register-head-filed"),
        ("status", _) => text!("register-head-status"),
        ("number", _) => text!("register-head-number"),
        ("summary", _) => text!("register-head-summary"),
        (other, None) => other.to_owned(),
    };
    let money = matches!(field.map(|field| &field.kind), Some(FieldKind::Single(ValueKind::Money(_))));
    let amount = money && whole.is_none();
    ColumnShown { name: name.to_owned(), label, amount }
}

/// The view with this id.
///
/// # Errors
/// If the regulation declares none.
pub(super) fn declared<'a>(manifest: &'a Manifest, view: &str) -> Result<&'a View> {
    manifest.views.iter().find(|declared| declared.id == view).ok_or(Error::from(Unknown::Register))
}
