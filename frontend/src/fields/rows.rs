//! Rows of columns, each a small form.

use super::{Content, Place, grouped, set, widget};
use crate::words::{fill, t};
use guiju_model::{Column, Money, ValueKind};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// Rows of a table: beside each other where they fit, else each a block of labelled fields.
pub fn table(columns: Vec<Column>, name: &str, content: Content, regulation: &str) -> AnyView {
    let rows = Rows::of(name.to_owned(), content);
    let heads = columns.iter().map(|column| view! { <th scope="col">{titled(column)}</th> }).collect_view();
    // So many columns are never beside each other in a form.
    let class = if columns.len() > BESIDE { "rows blocks" } else { "rows" };
    let sums = sums(&columns, content, name);
    let (name, regulation) = (name.to_owned(), regulation.to_owned());
    let row = move |(key, row): (usize, Content)| {
        let cell = |column: &Column| {
            let id = format!("field-{name}-{key}-{}", column.name);
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
                view! { <td role="group" aria-label=column.label.clone()><span class="head" aria-hidden="true">{label}</span>{widget(&column.kind, &place)}</td> }.into_any()
            } else {
                view! { <td><label class="head" for=place.id.clone()>{label}</label>{widget(&column.kind, &place)}</td> }.into_any()
            }
        };
        let cells = columns.iter().map(cell).collect_view();
        view! { <tr>{cells}<td class="away"><button type="button" class="plain" on:click=move |_| rows.remove(key)>{t("删去")}</button></td></tr> }
    };
    view! {
        <div class="rows-box">
            <table class=class>
                <thead><tr>{heads}<th><span class="visually-hidden">{t("操作")}</span></th></tr></thead>
                <tbody><For each=move || rows.all.get() key=|(key, _)| *key children=row/></tbody>
            </table>
        </div>
        {sums}
        <button type="button" on:click=move |_| rows.add()>{t("增加一行")}</button>
    }
    .into_any()
}

/// More columns than these are shown as blocks.
const BESIDE: usize = 3;

fn titled(column: &Column) -> String {
    let optional = if column.required { "" } else { t("（选填）") };
    format!("{}{optional}", column.label)
}

/// The rows as they are typed, written to the content whenever one changes.
#[derive(Clone, Copy)]
struct Rows {
    all: RwSignal<Vec<(usize, Content)>>,
    next: StoredValue<usize>,
}

impl Rows {
    fn of(name: String, content: Content) -> Self {
        let first = content.with_untracked(|content| content.get(&name).and_then(Value::as_array).cloned());
        let first = first.unwrap_or_default();
        let next = StoredValue::new(first.len());
        let start = first.into_iter().map(|row| RwSignal::new(row.as_object().cloned().unwrap_or_default()));
        let rows = Self { all: RwSignal::new(start.enumerate().collect()), next };
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

    fn add(self) {
        self.next.update_value(|next| *next += 1);
        self.all.update(|rows| rows.push((self.next.get_value(), RwSignal::new(Map::new()))));
    }

    fn remove(self, key: usize) {
        self.all.update(|rows| rows.retain(|(known, _)| *known != key));
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
