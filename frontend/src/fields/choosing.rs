//! Choosing: of a few, of people and departments, of records.

use super::{People, Place, set};
use crate::{api, words::t};
use guiju_api::{PersonShown, RecordOption};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// So many records are listed at once; others are found by their text.
const LISTED: usize = 200;

fn radio(place: &Place, value: Value, label: String, index: usize) -> AnyView {
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    let id = format!("{}-{index}", place.id);
    let (wanted, chosen) = (value.clone(), name.clone());
    let checked = move || content.with(|content| content.get(&chosen) == Some(&wanted));
    view! {
        <span class="choice">
            <input type="radio" id=id.clone() name=name prop:checked=checked on:change=move |_| put(value.clone())/>
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
fn select<T: Clone + Send + Sync + 'static>(
    place: &Place,
    options: LocalResource<api::Answer<Vec<T>>>,
    option: impl Fn(&T) -> (u64, String) + Clone + Send + 'static,
) -> AnyView {
    let (put, value) = (place.put(), place.value());
    let choose = move |text: String| put(text.parse::<u64>().map_or(Value::Null, |id| json!(id)));
    let all = move || {
        let option = option.clone();
        let known = options.get().and_then(Result::ok).unwrap_or_default();
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

pub fn person(place: &Place) -> AnyView {
    select(place, expect_context::<People>().0, |person: &PersonShown| {
        (person.id, format!("{}（{}）", person.name, person.department_name))
    })
}

pub fn people(place: &Place) -> AnyView {
    let (all, place) = (expect_context::<People>().0, place.clone());
    let boxes = move || {
        let people = all.get().and_then(Result::ok).unwrap_or_default();
        several(
            people.into_iter().filter(|person| person.active).map(|person| (json!(person.id), person.name)).collect(),
            &place,
        )
    };
    view! { {boxes} }.into_any()
}

pub fn department(place: &Place) -> AnyView {
    let people = expect_context::<People>().0;
    let departments = LocalResource::new(move || async move {
        let mut all = people.await?.into_iter().map(|p| (p.department, p.department_name)).collect::<Vec<_>>();
        all.sort();
        all.dedup();
        Ok(all)
    });
    select(place, departments, |(id, name): &(u64, String)| (*id, name.clone()))
}

pub fn reference(form: &str, place: &Place) -> AnyView {
    let path = match form.split_once('/') {
        Some((regulation, form)) => format!("/api/records/{regulation}/{form}"),
        None => format!("/api/records/{}/{form}", place.regulation),
    };
    let sought = RwSignal::new(String::new());
    let records = api::fetch::<Vec<RecordOption>>(move || match sought.get().trim() {
        "" => path.clone(),
        text => format!("{path}?q={}", js_sys::encode_uri_component(text)),
    });
    let many = move || {
        let listed = records.get().and_then(Result::ok).map_or(0, |records| records.len());
        listed >= LISTED || !sought.get().is_empty()
    };
    let id = format!("{}-sought", place.id);
    let choice = select(place, records, |record: &RecordOption| (record.id, record.summary.clone()));
    view! {
        {choice}
        <div class="soft small" hidden=move || !many()>
            <label for=id.clone()>{t("只列出最近 200 条，其余的请输入文字查找：")}</label>
            <input id=id type="search" on:change=move |e| sought.set(event_target_value(&e))/>
        </div>
    }
    .into_any()
}
