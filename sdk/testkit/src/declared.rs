//! What the host carries out by itself because it is declared, without asking the regulation: no call can answer for it.

use guiju_model::{Audience, Field, FieldKind, Form, Layout, Manifest, ValueKind, View};
use std::collections::BTreeMap;

/// For each clause what carries it out, in words.
pub type Declared = BTreeMap<String, Vec<String>>;

/// What is declared for the clauses of a regulation.
pub fn declared(manifest: &Manifest) -> Declared {
    let mut declared = Declared::new();
    let mut add = |clause: &str, what: String| declared.entry(clause.to_owned()).or_default().push(what);
    for form in &manifest.forms {
        of_form(form).into_iter().for_each(|what| add(&form.clause, what));
        for field in form.fields() {
            let Some(clause) = &field.clause else { continue };
            of_field(field).into_iter().for_each(|what| add(clause, format!("{what} {} of {}", field.name, form.id)));
        }
    }
    manifest.views.iter().for_each(|view| add(&view.clause, of_view(view)));
    manifest.rosters.iter().for_each(|roster| add(&roster.clause, format!("roster {}", roster.id)));
    manifest.charts.iter().for_each(|chart| add(&chart.clause, format!("chart {}", chart.id)));
    manifest.letters.iter().for_each(|letter| add(&letter.clause, format!("document {}", letter.id)));
    manifest.attributes.iter().for_each(|one| add(&one.clause, format!("attribute {}", one.name)));
    if let Some(hours) = &manifest.working_hours {
        add(&hours.clause, "working hours".to_owned());
    }
    declared
}

/// What the host does with a form whatever its rules say.
fn of_form(form: &Form) -> Vec<String> {
    let id = &form.id;
    let said = |said: bool, what: &str| said.then(|| format!("{what} {id}"));
    let some = |audience: &Audience| matches!(audience, Audience::HoldersOf(_));
    [
        said(some(&form.filing.by) || some(&form.filing.on_behalf), "who may file"),
        said(!form.filing.imports.is_empty(), "import of"),
        said(form.series.is_some(), "numbers of"),
        said(some(&form.seen_by) || !form.closed_when.is_empty(), "readers of"),
        said(!form.held_by.is_empty(), "custodians of"),
        said(!form.copies.is_empty(), "copies of"),
        said(form.fields().any(|field| field.clause.is_none() && of_field(field).is_some()), "required fields of"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the host demands of a field before any rule is asked.
fn of_field(field: &Field) -> Option<&'static str> {
    let kind = match &field.kind {
        FieldKind::Single(kind) => kind,
        FieldKind::Table(columns) => {
            return (field.required || columns.iter().any(|column| column.required)).then_some("required rows");
        }
    };
    match kind {
        ValueKind::Resource(_) => Some("bookings by"),
        ValueKind::Attachment(_) | ValueKind::Attachments(_) => Some("attachment"),
        _ if field.required => Some("required field"),
        ValueKind::Choice(_) | ValueKind::Choices(_) => Some("choices of"),
        ValueKind::Integer(bounds) | ValueKind::Money(bounds) if bounds.least.or(bounds.most).is_some() => {
            Some("bounds of")
        }
        ValueKind::DecimalWithin(_) => Some("bounds of"),
        _ if field.sensitive => Some("masked"),
        _ => None,
    }
}

fn of_view(view: &View) -> String {
    let what = match view.layout {
        Layout::Table => "register",
        Layout::Board => "board",
        Layout::Calendar => "calendar",
        Layout::Bookings => "bookings",
        Layout::Roll => "sheet",
    };
    format!("{what} {}", view.id)
}
