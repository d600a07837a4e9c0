//! The fields of a form with their labels, help and errors.

use super::{
    content::{Content, FieldErrors},
    context::FieldContext,
    invalid::{about, describe},
    lists::tier_columns,
    table::table,
    widget::{is_group, widget},
};
use crate::i18n::{t, text};
use guiju_model::{Field, FieldKind, ValueKind, shape};
use leptos::prelude::*;

/// Fields in their order; a field whose conditions do not hold is not rendered.
#[component]
pub fn Fields(
    /// Declarations of the fields.
    fields: Vec<Field>,
    /// Content that the fields edit.
    content: Content,
    /// Errors to be shown at the fields.
    errors: FieldErrors,
    /// Regulation that declares the fields, for references to its own forms.
    regulation: String,
) -> impl IntoView {
    let each = move |field: Field| {
        let conditions = field.shown_when.clone();
        let shown = Memo::new(move |_| content.with(|content| shape::is_shown(&conditions, content)));
        let regulation = regulation.clone();
        view! { <Show when=move || shown.get()><FormField field=field.clone() content errors regulation=regulation.clone()/></Show> }
    };
    fields.into_iter().map(each).collect_view()
}

/// A field with its label, help, errors and widget.
#[component]
fn FormField(field: Field, content: Content, errors: FieldErrors, regulation: String) -> impl IntoView {
    let name = field.name.clone();
    let id = format!("field-{name}");
    let own_errors = errors_below(errors, &name);
    let class = {
        let own_errors = own_errors.clone();
        move || if own_errors().is_empty() { "field" } else { "field faulty" }
    };
    let required = if field.required { "" } else { t(text::field::OPTIONAL) };
    let label = format!("{}{required}", field.label);
    let grouped = match &field.kind {
        FieldKind::Table(_) => true,
        FieldKind::Single(kind) => is_group(kind),
    };
    // The errors of a table's cells are shown and marked at the cells.
    let rows = matches!(field.kind, FieldKind::Table(_) | FieldKind::Single(ValueKind::Tiers(_)));
    let (whole, invalid) = (field.name.clone(), own_errors.clone());
    describe(id.clone(), move || !rows && !invalid().is_empty());
    let messages = move || {
        let shown = own_errors().into_iter().filter(|(path, _)| !rows || *path == whole);
        shown.map(|(_, message)| view! { <p class="fault">{t(text::field::ERROR)}{message}</p> }).collect_view()
    };
    let help = field.help.clone().map(|help| view! { <p class="help">{help}</p> });
    let about = view! { <div id=about(&id)>{help}{messages}</div> };
    let widget = match &field.kind {
        FieldKind::Single(ValueKind::Tiers(limits)) => {
            let table = table(tier_columns(limits), &name, content, errors, &regulation);
            view! { <p class="help">{t(text::field::TIERS_RISE)}</p>{table} }.into_any()
        }
        FieldKind::Single(kind) => {
            let (id, label) = (id.clone(), field.label.clone());
            widget(kind, &FieldContext { name, id, content, regulation, label, in_row: false })
        }
        FieldKind::Table(columns) => table(columns.clone(), &name, content, errors, &regulation),
    };
    if grouped {
        view! { <fieldset class=class id=id><legend>{label}</legend>{about}{widget}</fieldset> }.into_any()
    } else {
        view! { <div class=class><label for=id>{label}</label>{about}{widget}</div> }.into_any()
    }
}

/// The errors of a field and, if it is a table, of its cells.
fn errors_below(errors: FieldErrors, name: &str) -> impl Fn() -> Vec<(String, String)> + Clone + Send + 'static {
    let name = name.to_owned();
    move || {
        let prefix = format!("{name}/");
        errors.with(|errors| {
            let own = errors.iter().filter(|(path, _)| *path == name || path.starts_with(&prefix));
            own.cloned().collect::<Vec<_>>()
        })
    }
}
