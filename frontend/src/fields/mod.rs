//! Fields composed from their declarations: one widget for each kind of value.

mod attachment;
mod choosing;
mod lead;
mod numbers;
mod people;
mod reference;
mod rows;
mod spans;
mod wrong;

use crate::{i18n::t, state::resource::ApiResource};
use attachment::attachment;
pub use attachment::uploaded;
use choosing::{choice, department, several, yes_no};
use guiju_api::PersonShown;
use guiju_model::{
    Column, Field, FieldKind, ValueKind,
    shape::{self, Please},
};
pub use lead::lead;
use leptos::prelude::*;
use numbers::{money, number};
use people::{people, person};
use reference::reference;
use rows::table;
use serde_json::{Map, Value, json};
use spans::{half_days, period};

/// Content being filled in.
pub type Content = RwSignal<Map<String, Value>>;

/// Everybody who can be chosen.
#[derive(Clone, Copy)]
pub struct People(pub ApiResource<Vec<PersonShown>>);

/// What is wrong with a field, by path.
pub type Faults = Signal<Vec<(String, String)>>;

fn text(content: Content, name: &str) -> String {
    content.with(|content| match content.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    })
}

fn set(content: Content, name: &str, value: Value) {
    content.update(|content| {
        if value.is_null() || value == json!("") {
            content.remove(name);
        } else {
            content.insert(name.to_owned(), value);
        }
    });
}

/// A field that the portal itself asks for.
pub fn asked(name: &str, label: &str, required: bool, kind: ValueKind) -> Field {
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
    }
}

/// Rows of columns that no regulation declares: a page's own table.
pub fn rows_of(columns: Vec<Column>, name: &str, content: Content, faults: Faults) -> AnyView {
    table(columns, name, content, faults, "")
}

/// Fields in order; those whose conditions don't hold are not there.
#[component]
pub fn Fields(
    /// Declarations.
    fields: Vec<Field>,
    /// Content.
    content: Content,
    /// What is wrong.
    faults: Faults,
    /// Regulation that declares them, for references to its own forms.
    regulation: String,
) -> impl IntoView {
    let each = move |field: Field| {
        let conditions = field.shown_when.clone();
        let shown = Memo::new(move |_| content.with(|content| shape::is_shown(&conditions, content)));
        let regulation = regulation.clone();
        view! { <Show when=move || shown.get()><One field=field.clone() content faults regulation=regulation.clone()/></Show> }
    };
    fields.into_iter().map(each).collect_view()
}

#[component]
fn One(field: Field, content: Content, faults: Faults, regulation: String) -> impl IntoView {
    let name = field.name.clone();
    let id = format!("field-{name}");
    let fault = {
        let name = name.clone();
        move || {
            let prefix = format!("{name}/");
            faults.with(|faults| {
                let mine = faults.iter().filter(|(path, _)| *path == name || path.starts_with(&prefix));
                mine.cloned().collect::<Vec<_>>()
            })
        }
    };
    let faulty = {
        let fault = fault.clone();
        move || if fault().is_empty() { "field" } else { "field faulty" }
    };
    let required = if field.required { "" } else { t("（选填）") };
    let label = format!("{}{required}", field.label);
    let grouped = match &field.kind {
        FieldKind::Table(_) => true,
        FieldKind::Single(kind) => grouped(kind),
    };
    // What is wrong with a cell of a table stands at the cell.
    let (whole, rows) = (field.name.clone(), matches!(field.kind, FieldKind::Table(_)));
    if !rows {
        let fault = fault.clone();
        wrong::marked(id.clone(), move || !fault().is_empty());
    }
    let messages = move || {
        let mine = fault().into_iter().filter(|(path, _)| !rows || *path == whole);
        mine.map(|(_, message)| view! { <p class="fault">{t("错误：")}{message}</p> }).collect_view()
    };
    let help = field.help.clone().map(|help| view! { <p class="help">{help}</p> });
    let widget = match &field.kind {
        FieldKind::Single(kind) => widget(
            kind,
            &Place { name: name.clone(), id: id.clone(), content, regulation, label: field.label.clone(), row: false },
        ),
        FieldKind::Table(columns) => table(columns.clone(), &name, content, faults, &regulation),
    };
    if grouped {
        view! { <fieldset class=faulty id=id><legend>{label}</legend>{help}{messages}{widget}</fieldset> }.into_any()
    } else {
        view! { <div class=faulty><label for=id>{label}</label>{help}{messages}{widget}</div> }.into_any()
    }
}

/// Whether a kind of value is asked for by several inputs, each with a label of its own.
fn grouped(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Choice(_)
            | ValueKind::Choices(_)
            | ValueKind::YesNo
            | ValueKind::HalfDays
            | ValueKind::Period
            | ValueKind::People
    )
}

/// How one is asked for a field: what is chosen is not filled in.
pub fn asks(field: &Field) -> &'static str {
    let kind = match &field.kind {
        FieldKind::Single(kind) => Some(kind),
        FieldKind::Table(_) => None,
    };
    match Please::of(kind) {
        Please::Attach => "请附上“{}”",
        Please::Choose => "请选择“{}”",
        Please::Fill => "请填写“{}”",
    }
}

/// Where a widget stands.
#[derive(Clone)]
struct Place {
    name: String,
    id: String,
    content: Content,
    regulation: String,
    label: String,
    /// In a row of a table.
    row: bool,
}

impl Place {
    fn value(&self) -> impl Fn() -> String + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move || text(content, &name)
    }

    fn put(&self) -> impl Fn(Value) + Clone + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move |value| set(content, &name, value)
    }
}

fn widget(kind: &ValueKind, place: &Place) -> AnyView {
    match kind {
        ValueKind::LongText(_) => {
            let put = place.put();
            view! { <textarea id=place.id.clone() prop:value=place.value() on:input=move |e| put(json!(event_target_value(&e)))></textarea> }.into_any()
        }
        ValueKind::Date => dated("date", LAST_DAY, place),
        ValueKind::DateTime => dated("datetime-local", LAST_MINUTE, place),
        ValueKind::Time => input("time", place),
        ValueKind::Text(_) | ValueKind::Decimal(_) | ValueKind::DayOfYear | ValueKind::Sessions => input("text", place),
        ValueKind::Integer(_) => number(place),
        ValueKind::Money(_) => money(place),
        ValueKind::YesNo => yes_no(place),
        ValueKind::Choice(choices) => {
            choice(choices.iter().map(|c| (c.value.clone(), c.label.clone())).collect(), place)
        }
        ValueKind::Choices(choices) => {
            several(choices.iter().map(|c| (json!(c.value), c.label.clone())).collect(), place)
        }
        ValueKind::HalfDays => half_days(place),
        ValueKind::Period => period(place),
        ValueKind::Person => person(place),
        ValueKind::People => people(place),
        ValueKind::Department => department(place),
        ValueKind::Reference(form) | ValueKind::Resource(form) => reference(form, place),
        ValueKind::Attachment(_) => attachment(place, false),
        ValueKind::Attachments(_) => attachment(place, true),
    }
}

fn input(kind: &'static str, place: &Place) -> AnyView {
    let put = place.put();
    view! { <input id=place.id.clone() type=kind prop:value=place.value() on:input=move |e| put(json!(event_target_value(&e)))/> }.into_any()
}

/// The last day that can be typed: years have four digits.
const LAST_DAY: &str = "9999-12-31";
/// The last minute that can be typed.
const LAST_MINUTE: &str = "9999-12-31T23:59";

fn dated(kind: &'static str, last: &'static str, place: &Place) -> AnyView {
    let put = place.put();
    view! { <input id=place.id.clone() type=kind max=last prop:value=place.value() on:input=move |e| put(json!(event_target_value(&e)))/> }.into_any()
}
