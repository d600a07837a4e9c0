//! Rows of columns, each a small form.

use super::{Content, Place, set, widget};
use crate::words::t;
use guiju_model::Column;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// Rows of a table, each a small form.
pub fn table(columns: Vec<Column>, name: String, content: Content) -> AnyView {
    let first =
        content.with_untracked(|content| content.get(&name).and_then(Value::as_array).cloned()).unwrap_or_default();
    let next = StoredValue::new(first.len());
    let start = first
        .into_iter()
        .enumerate()
        .map(|(key, row)| (key, RwSignal::new(row.as_object().cloned().unwrap_or_default())));
    let rows = RwSignal::new(start.collect::<Vec<(usize, Content)>>());
    let add = move || {
        next.update_value(|next| *next += 1);
        rows.update(|rows| rows.push((next.get_value(), RwSignal::new(Map::new()))));
    };
    if rows.with_untracked(Vec::is_empty) {
        add();
    }
    Effect::new({
        let name = name.clone();
        move |_| {
            let all = rows.with(|rows| {
                rows.iter().map(|(_, row)| Value::Object(row.get())).filter(|row| *row != json!({})).collect::<Vec<_>>()
            });
            set(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        }
    });
    let heads = columns
        .iter()
        .map(|column| {
            let optional = if column.required { "" } else { t("（选填）") };
            view! { <th scope="col">{column.label.clone()}{optional}</th> }
        })
        .collect_view();
    let row = move |(key, row): (usize, Content)| {
        let cells = columns.iter().map(|column| {
            let place = Place { name: column.name.clone(), id: format!("field-{name}-{key}-{}", column.name), content: row, regulation: String::new(), label: column.label.clone() };
            view! { <td><label class="visually-hidden" for=place.id.clone()>{column.label.clone()}</label>{widget(&column.kind, &place)}</td> }
        }).collect_view();
        let remove = move |_| rows.update(|rows| rows.retain(|(known, _)| *known != key));
        view! { <tr>{cells}<td><button type="button" class="plain" on:click=remove>{t("删去")}</button></td></tr> }
    };
    view! {
        <div class="scroll">
            <table class="rows">
                <thead><tr>{heads}<th><span class="visually-hidden">{t("操作")}</span></th></tr></thead>
                <tbody><For each=move || rows.get() key=|(key, _)| *key children=row/></tbody>
            </table>
        </div>
        <button type="button" on:click=move |_| add()>{t("增加一行")}</button>
    }
    .into_any()
}
