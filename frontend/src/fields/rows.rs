//! Rows of columns, each a small form.

use super::{Content, Faults, Place, grouped, set, widget, wrong::marked};
use crate::{
    components::icon::{drawing, icon},
    i18n::{fill, t},
};
use guiju_model::{Column, Money, ValueKind};
use leptos::prelude::*;
use serde_json::{Map, Value, json};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Rows of a table: beside each other where they fit, else each a block of labelled fields.
pub fn table(columns: Vec<Column>, name: &str, content: Content, faults: Faults, regulation: &str) -> AnyView {
    let rows = Rows::of(name.to_owned(), content);
    let heads = columns.iter().map(|column| view! { <th scope="col">{titled(column)}</th> }).collect_view();
    // So many columns are never beside each other in a form.
    let class = if columns.len() > BESIDE { "rows blocks" } else { "rows" };
    let sums = sums(&columns, content, name);
    let (of, begins) = (name.to_owned(), columns.first().map(|column| column.name.clone()).unwrap_or_default());
    let first = move |key: usize| format!("field-{of}-{key}-{begins}");
    let (name, regulation) = (name.to_owned(), regulation.to_owned());
    let first_of = first.clone();
    let row = move |(key, row): (usize, Content)| {
        let nth = Memo::new(move |_| rows.nth(key));
        let cell = |column: &Column| {
            // Where the check says of it: rows that are empty are not sent and not counted.
            let (field, within) = (name.clone(), column.name.clone());
            let path = move || nth.get().map(|nth| format!("{field}/{nth}/{within}"));
            let fault = {
                let path = path.clone();
                move || {
                    path()
                        .and_then(|path| said_of(faults, &path))
                        .map(|said| view! { <p class="fault small">{said}</p> })
                }
            };
            let id = format!("field-{name}-{key}-{}", column.name);
            let faulty = path.clone();
            marked(id.clone(), move || faulty().is_some_and(|path| said_of(faults, &path).is_some()));
            let place = Place {
                name: column.name.clone(),
                id,
                content: row,
                regulation: regulation.clone(),
                label: column.label.clone(),
                row: true,
            };
            let label = titled(column);
            // Choices have a label each; what names the group of them is heard with it.
            if grouped(&column.kind) {
                view! { <td role="group" aria-label=column.label.clone() data-path=path><span class="head" aria-hidden="true">{label}</span>{widget(&column.kind, &place)}{fault}</td> }.into_any()
            } else {
                view! { <td data-path=path><label class="head" for=place.id.clone()>{label}</label>{widget(&column.kind, &place)}{fault}</td> }.into_any()
            }
        };
        let cells = columns.iter().map(cell).collect_view();
        let (folds, told) = (columns.clone(), columns.clone());
        let first = first_of(key);
        let whole = name.clone();
        let faulty = move || nth.get().is_some_and(|nth| said_within(faults, &format!("{whole}/{nth}/")));
        let folded =
            Memo::new(move |_| rows.opened.get() != Some(key) && row.with(|row| complete(&folds, row)) && !faulty());
        // The number by which the check calls it, where there are several.
        let called =
            move || nth.get().filter(|_| rows.all.with(Vec::len) > 1).map(|nth| fill("第 {} 行", &[&(nth + 1)]));
        view! {
            <tr class:folded=folded>
                <td class="fold"><button type="button" aria-expanded="false" on:click=move |_| rows.open(key, first.clone())>{icon(drawing::LuCheck.data)}<span>{move || row.with(|row| line(&told, row))}</span><span class="soft small">{t("修改")}</span></button></td>
                {cells}
                <td class="away"><span class="soft small">{called}</span>" "<button type="button" class="plain" on:click=move |_| rows.remove(key)>{t("删去")}</button></td>
            </tr>
        }
    };
    view! {
        <div class="rows-box">
            <table class=class>
                <thead><tr><th class="fold"></th>{heads}<th><span class="visually-hidden">{t("操作")}</span></th></tr></thead>
                <tbody><For each=move || rows.all.get() key=|(key, _)| *key children=row/></tbody>
            </table>
        </div>
        {sums}
        <button type="button" on:click=move |_| rows.add_and_go(&first)>{icon(drawing::LuPlus.data)}{t("增加一行")}</button>
    }
    .into_any()
}

/// Whether everything that a row needs is there.
fn complete(columns: &[Column], row: &Map<String, Value>) -> bool {
    let said = |column: &Column| match row.get(&column.name) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(all)) => !all.is_empty(),
        Some(_) => true,
    };
    !row.is_empty() && columns.iter().filter(|column| column.required).all(said)
}

/// A row in one line: its words, then its amounts.
fn line(columns: &[Column], row: &Map<String, Value>) -> String {
    let text = |column: &Column| match (&column.kind, row.get(&column.name)?) {
        (ValueKind::Text(_), Value::String(text)) => Some(text.clone()),
        (ValueKind::Money(_), value) => Some(fill("{} 元", &[&Money(value.as_i64()?)])),
        _ => None,
    };
    columns.iter().filter_map(text).collect::<Vec<_>>().join("，")
}

/// More columns than these are shown as blocks.
const BESIDE: usize = 3;

fn titled(column: &Column) -> String {
    let optional = if column.required { "" } else { t("（选填）") };
    format!("{}{optional}", column.label)
}

/// What is wrong with a cell; the row is known where it stands.
fn said_of(faults: Faults, path: &str) -> Option<String> {
    faults.with(|faults| faults.iter().find(|(known, _)| known == path).map(|(_, said)| said.clone()))
}

/// Whether something is wrong below a path.
fn said_within(faults: Faults, prefix: &str) -> bool {
    faults.with(|faults| faults.iter().any(|(path, _)| path.starts_with(prefix)))
}

/// The rows as they are typed, written to the content whenever one changes.
#[derive(Clone, Copy)]
struct Rows {
    all: RwSignal<Vec<(usize, Content)>>,
    next: StoredValue<usize>,
    /// The row that was added or opened last: on a phone the others, where they are complete, stand in one line.
    opened: RwSignal<Option<usize>>,
}

impl Rows {
    fn of(name: String, content: Content) -> Self {
        let first = content.with_untracked(|content| content.get(&name).and_then(Value::as_array).cloned());
        let first = first.unwrap_or_default();
        let next = StoredValue::new(first.len());
        let start = first.into_iter().map(|row| RwSignal::new(row.as_object().cloned().unwrap_or_default()));
        let rows = Self { all: RwSignal::new(start.enumerate().collect()), next, opened: RwSignal::new(None) };
        if rows.all.with_untracked(Vec::is_empty) {
            rows.add();
        }
        Effect::new(move |_| {
            let all = rows.all.with(|rows| {
                let rows = rows.iter().map(|(_, row)| Value::Object(row.get()));
                rows.filter(|row| *row != json!({})).collect::<Vec<_>>()
            });
            set(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        });
        rows
    }

    /// Which of the rows that say something a row is; none where it says nothing.
    fn nth(self, key: usize) -> Option<usize> {
        self.all.with(|all| {
            let mut said = all.iter().filter(|(_, row)| row.with(|row| !row.is_empty()));
            said.position(|(known, _)| *known == key)
        })
    }

    fn add(self) {
        self.next.update_value(|next| *next += 1);
        self.opened.set(Some(self.next.get_value()));
        self.all.update(|rows| rows.push((self.next.get_value(), RwSignal::new(Map::new()))));
    }

    /// Opens a row that stands in one line, and goes to its first field.
    fn open(self, key: usize, first: String) {
        self.opened.set(Some(key));
        request_animation_frame(move || to(&first));
    }

    /// Adds a row, and goes to its first field.
    fn add_and_go(self, first: &impl Fn(usize) -> String) {
        self.add();
        let first = first(self.next.get_value());
        request_animation_frame(move || to(&first));
    }

    fn remove(self, key: usize) {
        self.all.update(|rows| rows.retain(|(known, _)| *known != key));
    }
}

/// Gives the focus to a field, of choices to the first.
fn to(id: &str) {
    let field = document().query_selector(&format!(":is(input, select, textarea):is([id='{id}'], [id^='{id}-'])"));
    if let Some(field) = field.ok().flatten().and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// What the amounts of all rows come to, once below them.
fn sums(columns: &[Column], content: Content, name: &str) -> AnyView {
    let amounts = columns.iter().filter(|column| matches!(column.kind, ValueKind::Money(_)));
    let sum = |column: &Column| {
        let (field, name) = (column.name.clone(), name.to_owned());
        let label = fill("{}合计", &[&column.label]);
        let total = move || {
            let total = content.with(|content| {
                let rows = content.get(&name).and_then(Value::as_array).into_iter().flatten();
                rows.filter_map(|row| row.get(&field).and_then(Value::as_i64)).try_fold(0i64, i64::checked_add)
            });
            total.map(|fen| fill("{} 元", &[&Money(fen)]))
        };
        view! { <p class="sum">{label}" "<strong>{total}</strong></p> }
    };
    amounts.map(sum).collect_view().into_any()
}
