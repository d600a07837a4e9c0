//! The widget of each kind of value.

use super::{
    attachment::attachment,
    choice::{choice, choices, department, yes_no},
    context::{FieldContext, LAST_DAY, LAST_MINUTE},
    lists::words,
    number::{decimal, money, number},
    people::{people, person},
    period::{half_days, period},
    reference::reference,
};
use guiju_model::ValueKind;
use leptos::prelude::*;
use serde_json::json;

/// Whether the widget of a kind consists of several inputs with a label each.
pub fn is_group(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Choice(_)
            | ValueKind::Choices(_)
            | ValueKind::YesNo
            | ValueKind::HalfDays
            | ValueKind::Period
            | ValueKind::People
            | ValueKind::Tiers(_)
    )
}

/// The widget that edits a value of this kind.
pub fn widget(kind: &ValueKind, field: &FieldContext) -> AnyView {
    match kind {
        ValueKind::LongText(_) => text_area(field),
        ValueKind::Date => date_input("date", LAST_DAY, field),
        ValueKind::DateTime => date_input("datetime-local", LAST_MINUTE, field),
        ValueKind::Time => input("time", field),
        ValueKind::Text(_) | ValueKind::DayOfYear | ValueKind::Sessions => input("text", field),
        ValueKind::Decimal(_) | ValueKind::DecimalWithin(_) => decimal(field),
        ValueKind::Words(_) => words(field),
        // A table, which a field makes of its own.
        ValueKind::Tiers(_) => ().into_any(),
        ValueKind::Integer(_) => number(field),
        ValueKind::Money(_) => money(field),
        ValueKind::YesNo => yes_no(field),
        ValueKind::Choice(all) => choice(all.iter().map(|c| (c.value.clone(), c.label.clone())).collect(), field),
        ValueKind::Choices(all) => choices(all.iter().map(|c| (json!(c.value), c.label.clone())).collect(), field),
        ValueKind::HalfDays => half_days(field),
        ValueKind::Period => period(field),
        ValueKind::Person => person(field),
        ValueKind::People => people(field),
        ValueKind::Department => department(field),
        ValueKind::Reference(form) | ValueKind::Resource(form) => reference(form, field),
        ValueKind::Attachment(_) => attachment(field, false),
        ValueKind::Attachments(_) => attachment(field, true),
    }
}

fn text_area(field: &FieldContext) -> AnyView {
    let set = field.setter();
    view! { <textarea id=field.id.clone() prop:value=field.value() on:input=move |e| set(json!(event_target_value(&e)))></textarea> }.into_any()
}

fn input(kind: &'static str, field: &FieldContext) -> AnyView {
    let set = field.setter();
    view! { <input id=field.id.clone() type=kind prop:value=field.value() on:input=move |e| set(json!(event_target_value(&e)))/> }.into_any()
}

fn date_input(kind: &'static str, last: &'static str, field: &FieldContext) -> AnyView {
    let set = field.setter();
    view! { <input id=field.id.clone() type=kind max=last prop:value=field.value() on:input=move |e| set(json!(event_target_value(&e)))/> }.into_any()
}
