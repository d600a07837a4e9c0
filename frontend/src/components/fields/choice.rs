//! Widgets for choices: radio buttons, check boxes and select elements.

use super::{
    content::set_value,
    context::{FieldContext, StaffDirectory},
};
use crate::{
    i18n::{t, text},
    state::resource::ApiResource,
};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

fn radio(field: &FieldContext, value: Value, label: String, index: usize) -> AnyView {
    // The id names the group, because the rows of a table share the names of their columns.
    let (content, group, set) = (field.content, field.id.clone(), field.setter());
    let id = format!("{}-{index}", field.id);
    let (wanted, chosen) = (value.clone(), field.name.clone());
    let checked = move || content.with(|content| content.get(&chosen) == Some(&wanted));
    view! {
        <span class="choice">
            <input type="radio" id=id.clone() name=group prop:checked=checked on:change=move |_| set(value.clone())/>
            <label for=id>{label}</label>
        </span>
    }
    .into_any()
}

/// Radio buttons for yes and no.
pub fn yes_no(field: &FieldContext) -> AnyView {
    let choices = [(json!(true), t(text::common::YES)), (json!(false), t(text::field::NO))];
    let each =
        choices.into_iter().enumerate().map(|(index, (value, label))| radio(field, value, label.to_owned(), index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

/// Radio buttons for one of several values.
pub fn choice(choices: Vec<(String, String)>, field: &FieldContext) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| radio(field, json!(value), label, index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

/// Check boxes for any of several values.
pub fn choices(choices: Vec<(Value, String)>, field: &FieldContext) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| {
        let (content, name) = (field.content, field.name.clone());
        let id = format!("{}-{index}", field.id);
        let chosen = move |content: &Map<String, Value>, name: &str| content.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let (wanted, named) = (value.clone(), name.clone());
        let checked = move || content.with(|content| chosen(content, &named).contains(&wanted));
        let toggle = move |_| {
            let mut all = content.with_untracked(|content| chosen(content, &name));
            match all.iter().position(|known| *known == value) {
                Some(at) => drop(all.remove(at)),
                None => all.push(value.clone()),
            }
            set_value(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        };
        view! { <span class="choice"><input type="checkbox" id=id.clone() prop:checked=checked on:change=toggle/><label for=id>{label}</label></span> }
    });
    view! { <div class="people">{each.collect_view()}</div> }.into_any()
}

/// A select element whose values are ids.
pub fn select<T: Clone + Send + Sync + 'static>(
    field: &FieldContext,
    options: ApiResource<Vec<T>>,
    option: impl Fn(&T) -> (u64, String) + Clone + Send + 'static,
) -> AnyView {
    let (set, value) = (field.setter(), field.value());
    let choose = move |text: String| set(text.parse::<u64>().map_or(Value::Null, |id| json!(id)));
    let all = move || {
        let option = option.clone();
        let known = options.value().unwrap_or_default();
        let current = value();
        known
            .iter()
            .map(option)
            .map(|(id, label)| {
                let selected = current == id.to_string();
                view! { <option value=id.to_string() selected=selected>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <select id=field.id.clone() on:change=move |e| choose(event_target_value(&e))>
            <option value="">{t(text::common::CHOOSE)}</option>
            {all}
        </select>
    }
    .into_any()
}

/// A select element with the departments of the office.
pub fn department(field: &FieldContext) -> AnyView {
    let people = expect_context::<StaffDirectory>().0;
    let departments = ApiResource::new(move || async move {
        let mut all: Vec<(u64, String)> = Vec::new();
        // In the order of the people, which the office sets.
        for person in people.ready().await? {
            if all.iter().all(|(id, _)| *id != person.department) {
                all.push((person.department, person.department_name));
            }
        }
        Ok(all)
    });
    select(field, departments, |(id, name): &(u64, String)| (*id, name.clone()))
}
