//! A table of rows that the reader fills in, each row a small form.

use super::{
    content::{Content, FieldErrors, set_value},
    context::{FieldContext, StaffDirectory},
    invalid::{about, describe},
    widget::{is_group, widget},
};
use crate::{
    components::icon::{drawing, icon},
    i18n::{fill, t, text},
    util::{dom::focus_by_id, format::format_value},
};
use guiju_api::PersonShown;
use guiju_model::{Column, Money, ValueKind};
use leptos::prelude::*;
use serde_json::{Map, Value, json};
use std::{slice, sync::Arc};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// With more columns than these, the cells of a row are stacked as blocks.
const MAX_SIDE_BY_SIDE: usize = 3;

/// A table of the portal's own columns, which no regulation declares.
pub fn own_table(columns: Vec<Column>, name: &str, content: Content, errors: FieldErrors) -> AnyView {
    table(columns, name, content, errors, "")
}

/// A table whose rows are beside each other where they fit, else blocks of labelled fields.
pub fn table(columns: Vec<Column>, name: &str, content: Content, errors: FieldErrors, regulation: &str) -> AnyView {
    let rows = Rows::of(name.to_owned(), content);
    let heads = columns.iter().map(|column| view! { <th scope="col">{label_of(column)}</th> }).collect_view();
    let class = if columns.len() > MAX_SIDE_BY_SIDE { "rows blocks" } else { "rows" };
    let sums = sums(&columns, content, name);
    let declared = Declared { name: name.to_owned(), regulation: regulation.to_owned(), columns };
    let context = TableContext { declared: Arc::new(declared), errors, rows };
    let (adding, adds) = (context.clone(), context.button_id("add", None));
    let row = move |(key, row): (usize, Content)| context.row(key, row);
    view! {
        <div class="rows-box">
            <table class=class>
                <thead><tr><th class="fold"></th>{heads}<th><span class="visually-hidden">{t(text::common::ACTIONS)}</span></th></tr></thead>
                <tbody><For each=move || rows.all.get() key=|(key, _)| *key children=row/></tbody>
            </table>
        </div>
        {sums}
        <button type="button" id=adds on:click=move |_| adding.add_row()>{icon(drawing::LuPlus.data)}{t(text::field::ADD_ROW)}</button>
    }
    .into_any()
}

/// A table as it is declared.
struct Declared {
    name: String,
    regulation: String,
    columns: Vec<Column>,
}

/// What the rows of a table share.
#[derive(Clone)]
struct TableContext {
    declared: Arc<Declared>,
    errors: FieldErrors,
    rows: Rows,
}

impl TableContext {
    /// Id of the widget of a row in a column.
    fn cell_id(&self, key: usize, column: &str) -> String {
        format!("field-{}-{key}-{column}", self.declared.name)
    }

    /// Id of the first widget of a row.
    fn first_id(&self, key: usize) -> String {
        self.cell_id(key, self.declared.columns.first().map(|column| column.name.as_str()).unwrap_or_default())
    }

    /// Adds a row and focuses its first widget.
    fn add_row(&self) {
        let id = self.first_id(self.rows.add());
        request_animation_frame(move || focus_widget(&id));
    }

    /// Id of a button of a row, or of the table.
    fn button_id(&self, what: &str, key: Option<usize>) -> String {
        format!("{what}-{}-{}", self.declared.name, key.unwrap_or_default())
    }

    /// Removes a row. The focus goes to the row in its place, else to the last one, else to the button that adds one.
    fn remove_row(&self, key: usize) {
        let next = self.rows.remove(key);
        let buttons = match next {
            Some(_) => vec![self.button_id("fold", next), self.button_id("remove", next)],
            None => vec![self.button_id("add", None)],
        };
        // Of the two buttons of a row one is hidden, which takes no focus.
        request_animation_frame(move || buttons.iter().for_each(|id| focus_by_id(id)));
    }

    /// Unfolds a row and focuses its first widget.
    fn open_row(&self, key: usize) {
        self.rows.opened.set(Some(key));
        let id = self.first_id(key);
        request_animation_frame(move || focus_widget(&id));
    }

    /// A row: its summary while it is folded on a narrow screen, its cells, and the button that removes it.
    fn row(&self, key: usize, row: Content) -> AnyView {
        let rows = self.rows;
        let position = Memo::new(move |_| rows.position(key));
        let cells = self.declared.columns.iter().map(|column| self.cell(column, key, row, position)).collect_view();
        let (declared, errors) = (self.declared.clone(), self.errors);
        let has_errors = {
            let declared = declared.clone();
            move || {
                let prefix = |position| format!("{}/{position}/", declared.name);
                position.get().is_some_and(|position| has_errors_below(errors, &prefix(position)))
            }
        };
        let folded = {
            let declared = declared.clone();
            Memo::new(move |_| {
                let complete = row.with(|row| is_complete(&declared.columns, row));
                rows.opened.get() != Some(key) && complete && !has_errors()
            })
        };
        // The number by which error messages call the row, where there are several.
        let number = move || {
            let several = position.get().filter(|_| rows.all.with(Vec::len) > 1);
            several.map(|position| fill(text::field::ROW, &[&(position + 1)]))
        };
        let people = use_context::<StaffDirectory>();
        let told = move || {
            let people = people.and_then(|people| people.0.value()).unwrap_or_default();
            row.with(|row| summary(&declared.columns, row, &people))
        };
        let removes = move || position.get().map(|position| fill(text::field::REMOVE_ROW, &[&(position + 1)]));
        let (table, removing) = (self.clone(), self.clone());
        view! {
            <tr class:folded=folded>
                <td class="fold"><button type="button" id=self.button_id("fold", Some(key)) aria-expanded="false" on:click=move |_| table.open_row(key)>{icon(drawing::LuCheck.data)}<span>{told}</span><span class="soft small">{t(text::common::CHANGE)}</span></button></td>
                {cells}
                <td class="away"><span class="soft small">{number}</span>" "<button type="button" class="plain" id=self.button_id("remove", Some(key)) aria-label=removes on:click=move |_| removing.remove_row(key)>{t(text::common::REMOVE)}</button></td>
            </tr>
        }
        .into_any()
    }

    /// A cell with its label, widget and error. Empty rows are not submitted, so that paths count only the others.
    fn cell(&self, column: &Column, key: usize, row: Content, position: Memo<Option<usize>>) -> AnyView {
        let (table, name, errors) = (self.declared.clone(), column.name.clone(), self.errors);
        let id = self.cell_id(key, &column.name);
        let path = move || position.get().map(|position| format!("{}/{position}/{name}", table.name));
        let error = {
            let path = path.clone();
            move || path().and_then(|path| error_at(errors, &path))
        };
        let message = {
            let error = error.clone();
            move || error().map(|message| view! { <p class="fault small">{message}</p> })
        };
        let message = view! { <div id=about(&id)>{message}</div> };
        describe(id.clone(), move || error().is_some());
        let field = FieldContext {
            name: column.name.clone(),
            id: id.clone(),
            content: row,
            regulation: self.declared.regulation.clone(),
            label: column.label.clone(),
            in_row: true,
        };
        let (label, widget) = (label_of(column), widget(&column.kind, &field));
        // Choices have a label each; assistive technology reads the name of the group with them.
        if is_group(&column.kind) {
            view! { <td role="group" aria-label=column.label.clone() aria-describedby=about(&id) data-path=path><span class="head" aria-hidden="true">{label}</span>{widget}{message}</td> }.into_any()
        } else {
            view! { <td data-path=path><label class="head" for=id>{label}</label>{widget}{message}</td> }.into_any()
        }
    }
}

/// Whether a row has a value in every required column.
fn is_complete(columns: &[Column], row: &Map<String, Value>) -> bool {
    let filled = |column: &Column| match row.get(&column.name) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(all)) => !all.is_empty(),
        Some(_) => true,
    };
    !row.is_empty() && columns.iter().filter(|column| column.required).all(filled)
}

/// The values of a row in one line. Numbers say of what they are; records have no name here and are left out.
fn summary(columns: &[Column], row: &Map<String, Value>, people: &[PersonShown]) -> String {
    let told = |column: &Column| {
        let value = row.get(&column.name)?;
        let several = value.as_array();
        let each = several.map_or(slice::from_ref(value), Vec::as_slice).iter();
        let text = each.filter_map(|value| told(&column.kind, value, people)).collect::<Vec<_>>().join("、");
        let number = matches!(
            column.kind,
            ValueKind::Integer(_) | ValueKind::Decimal(_) | ValueKind::DecimalWithin(_) | ValueKind::YesNo
        );
        (!text.is_empty()).then(|| if number { format!("{} {text}", column.label) } else { text })
    };
    columns.iter().filter_map(told).collect::<Vec<_>>().join("，")
}

/// A value of a row in a few words; nothing of one that has none.
fn told(kind: &ValueKind, value: &Value, people: &[PersonShown]) -> Option<String> {
    let id = value.as_u64();
    Some(match kind {
        ValueKind::Reference(_) | ValueKind::Resource(_) => return None,
        ValueKind::Money(_) => fill(text::field::AMOUNT_YUAN, &[&Money(value.as_i64()?)]),
        ValueKind::Person | ValueKind::People => people.iter().find(|one| Some(one.id) == id)?.name.clone(),
        ValueKind::Department => people.iter().find(|one| Some(one.department) == id)?.department_name.clone(),
        ValueKind::Attachment(_) | ValueKind::Attachments(_) => value.get("name")?.as_str()?.to_owned(),
        kind => format_value(kind, value),
    })
}

fn label_of(column: &Column) -> String {
    let optional = if column.required { "" } else { t(text::field::OPTIONAL) };
    format!("{}{optional}", column.label)
}

/// The error message of the cell with this path.
fn error_at(errors: FieldErrors, path: &str) -> Option<String> {
    errors.with(|errors| errors.iter().find(|(known, _)| known == path).map(|(_, message)| message.clone()))
}

/// Whether there are errors whose path begins with a prefix.
fn has_errors_below(errors: FieldErrors, prefix: &str) -> bool {
    errors.with(|errors| errors.iter().any(|(path, _)| path.starts_with(prefix)))
}

/// The rows as they are edited; each change is written to the content of the form.
#[derive(Clone, Copy)]
struct Rows {
    /// Each row with a key that stays the same while other rows come and go.
    all: RwSignal<Vec<(usize, Content)>>,
    last_key: StoredValue<usize>,
    /// Key of the row that was added or unfolded last. On a narrow screen the other complete rows are folded.
    opened: RwSignal<Option<usize>>,
}

impl Rows {
    fn of(name: String, content: Content) -> Self {
        let first = content.with_untracked(|content| content.get(&name).and_then(Value::as_array).cloned());
        let first = first.unwrap_or_default();
        let last_key = StoredValue::new(first.len());
        let start = first.into_iter().map(|row| RwSignal::new(row.as_object().cloned().unwrap_or_default()));
        let rows = Self { all: RwSignal::new(start.enumerate().collect()), last_key, opened: RwSignal::new(None) };
        if rows.all.with_untracked(Vec::is_empty) {
            rows.add();
        }
        Effect::new(move |_| {
            let all = rows.all.with(|rows| {
                let rows = rows.iter().map(|(_, row)| Value::Object(row.get()));
                rows.filter(|row| *row != json!({})).collect::<Vec<_>>()
            });
            set_value(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        });
        rows
    }

    /// Position of a row among the rows that are not empty; nothing if it is empty itself.
    fn position(self, key: usize) -> Option<usize> {
        self.all.with(|all| {
            let mut filled = all.iter().filter(|(_, row)| row.with(|row| !row.is_empty()));
            filled.position(|(known, _)| *known == key)
        })
    }

    /// Adds an empty row and returns its key.
    fn add(self) -> usize {
        self.last_key.update_value(|key| *key += 1);
        let key = self.last_key.get_value();
        self.opened.set(Some(key));
        self.all.update(|rows| rows.push((key, RwSignal::new(Map::new()))));
        key
    }

    /// Removes a row; returns the key of the one in its place, or of the last one.
    fn remove(self, key: usize) -> Option<usize> {
        let at = self.all.with_untracked(|rows| rows.iter().position(|(known, _)| *known == key))?;
        self.all.update(|rows| rows.retain(|(known, _)| *known != key));
        self.all.with_untracked(|rows| rows.get(at).or(rows.last()).map(|(key, _)| *key))
    }
}

/// Focuses the widget with this id; of a group of inputs, the first.
fn focus_widget(id: &str) {
    let input = document().query_selector(&format!(":is(input, select, textarea):is([id='{id}'], [id^='{id}-'])"));
    if let Some(input) = input.ok().flatten().and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        let _ = input.focus();
    }
}

/// The total of each column of amounts, below the table.
fn sums(columns: &[Column], content: Content, name: &str) -> AnyView {
    let amounts = columns.iter().filter(|column| matches!(column.kind, ValueKind::Money(_)));
    let sum = |column: &Column| {
        let (field, name) = (column.name.clone(), name.to_owned());
        let label = fill(text::field::IN_ALL, &[&column.label]);
        let total = move || {
            let total = content.with(|content| {
                let rows = content.get(&name).and_then(Value::as_array).into_iter().flatten();
                rows.filter_map(|row| row.get(&field).and_then(Value::as_i64)).try_fold(0i64, i64::checked_add)
            });
            total.map(|fen| fill(text::field::AMOUNT_YUAN, &[&Money(fen)]))
        };
        view! { <p class="sum">{label}" "<strong>{total}</strong></p> }
    };
    amounts.map(sum).collect_view().into_any()
}
