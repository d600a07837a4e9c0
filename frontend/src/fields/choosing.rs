//! Choosing: of a few, and of lists.

use super::{People, Place, set};
use crate::{i18n::t, state::resource::ApiResource};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

fn radio(place: &Place, value: Value, label: String, index: usize) -> AnyView {
    // Rows of a table have the same names of columns: the group is the one of this place.
    let (content, group, put) = (place.content, place.id.clone(), place.put());
    let id = format!("{}-{index}", place.id);
    let (wanted, chosen) = (value.clone(), place.name.clone());
    let checked = move || content.with(|content| content.get(&chosen) == Some(&wanted));
    view! {
        <span class="choice">
            <input type="radio" id=id.clone() name=group prop:checked=checked on:change=move |_| put(value.clone())/>
            <label for=id>{label}</label>
        </span>
    }
    .into_any()
}

pub fn yes_no(place: &Place) -> AnyView {
    let choices = [(json!(true), t("是")), (json!(false), t("否"))];
    let each =
        choices.into_iter().enumerate().map(|(index, (value, label))| radio(place, value, label.to_owned(), index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

pub fn choice(choices: Vec<(String, String)>, place: &Place) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| radio(place, json!(value), label, index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

pub fn several(choices: Vec<(Value, String)>, place: &Place) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| {
        let (content, name) = (place.content, place.name.clone());
        let id = format!("{}-{index}", place.id);
        let chosen = move |content: &Map<String, Value>, name: &str| content.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let (wanted, named) = (value.clone(), name.clone());
        let checked = move || content.with(|content| chosen(content, &named).contains(&wanted));
        let toggle = move |_| {
            let mut all = content.with_untracked(|content| chosen(content, &name));
            match all.iter().position(|known| *known == value) {
                Some(at) => drop(all.remove(at)),
                None => all.push(value.clone()),
            }
            set(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        };
        view! { <span class="choice"><input type="checkbox" id=id.clone() prop:checked=checked on:change=toggle/><label for=id>{label}</label></span> }
    });
    view! { <div class="people">{each.collect_view()}</div> }.into_any()
}

/// A select of ids.
pub fn select<T: Clone + Send + Sync + 'static>(
    place: &Place,
    options: ApiResource<Vec<T>>,
    option: impl Fn(&T) -> (u64, String) + Clone + Send + 'static,
) -> AnyView {
    let (put, value) = (place.put(), place.value());
    let choose = move |text: String| put(text.parse::<u64>().map_or(Value::Null, |id| json!(id)));
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
        <select id=place.id.clone() on:change=move |e| choose(event_target_value(&e))>
            <option value="">{t("请选择")}</option>
            {all}
        </select>
    }
    .into_any()
}

pub fn department(place: &Place) -> AnyView {
    let people = expect_context::<People>().0;
    let departments = ApiResource::new(move || async move {
        let mut all: Vec<(u64, String)> = Vec::new();
        // In the order in which the office has its people.
        for person in people.ready().await? {
            if all.iter().all(|(id, _)| *id != person.department) {
                all.push((person.department, person.department_name));
            }
        }
        Ok(all)
    });
    select(place, departments, |(id, name): &(u64, String)| (*id, name.clone()))
}
