//! Widgets for whole numbers and amounts of money, which accept common ways of writing.

use super::context::FieldContext;
use crate::i18n::{fill, t, text};
use guiju_model::Money;
use leptos::prelude::*;
use serde_json::{Value, json};

/// Measure words and units, by their characters, that may follow a number.
const MEASURE_WORDS: [char; 28] = [
    '张', '份', '人', '次', '个', '件', '天', '名', '页', '台', '辆', '套', '间', '本', '只', '年', '月', '周', '日',
    '岁', '元', '小', '时', '分', '钟', '升', '%', '％',
];

/// Full-width digits and signs as half-width ones.
fn half_width(text: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' => '-',
        '．' => '.',
        other => other,
    };
    text.chars().map(digit).collect()
}

/// Parses a whole number; full-width digits and a measure word behind it are accepted.
fn parse_integer(text: &str) -> Option<i64> {
    half_width(text.trim().trim_end_matches(MEASURE_WORDS).trim_end()).parse().ok()
}

/// An input for a whole number. Other text is kept as text, so that the check reports it.
pub fn number(field: &FieldContext) -> AnyView {
    let (set, value) = (field.setter(), field.value());
    let parsed = |text: String| parse_integer(&text).map_or(json!(text), |number| json!(number));
    let message = move || {
        let text = value();
        (!text.trim().is_empty() && parse_integer(&text).is_none())
            .then(|| fill(text::field::NO_WHOLE_NUMBER_WRITE_LIKE, &[&text.trim()]))
    };
    view! {
        <input id=field.id.clone() type="text" inputmode="numeric" prop:value=field.value() on:input=move |e| set(parsed(event_target_value(&e)))/>
        <div class="small bad" role="status">{message}</div>
    }
    .into_any()
}

/// An input for a decimal number, which the content holds as text.
pub fn decimal(field: &FieldContext) -> AnyView {
    let set = field.setter();
    view! { <input id=field.id.clone() type="text" inputmode="decimal" prop:value=field.value() on:input=move |e| set(json!(half_width(event_target_value(&e).trim())))/> }.into_any()
}

/// An input for an amount, with the amount in Chinese capitals below it. The content holds it in fen (1/100 yuan).
pub fn money(field: &FieldContext) -> AnyView {
    let (content, name, set) = (field.content, field.name.clone(), field.setter());
    // Text that is not an amount is kept as it was typed.
    let first = content.with_untracked(|content| match content.get(&name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.as_i64().map(|fen| Money(fen).to_string()).unwrap_or_default(),
        None => String::new(),
    });
    let typed = RwSignal::new(first);
    let enter = move |text: String| {
        set(text.parse::<Money>().map_or(json!(text), |money| json!(money.0)));
        typed.set(text);
    };
    let amount = move || content.with(|content| content.get(&name).and_then(Value::as_i64)).map(Money);
    let capitals = {
        let amount = amount.clone();
        // Negative amounts have no form in capitals.
        move || amount().filter(|amount| amount.0 >= 0).map(Money::in_capitals)
    };
    let message = move || {
        let text = typed.get();
        (amount().is_none() && !text.trim().is_empty())
            .then(|| fill(text::field::NO_AMOUNT_WRITE_LIKE_2000, &[&text.trim()]))
    };
    view! {
        <span class="money"><input id=field.id.clone() type="text" inputmode="decimal" prop:value=typed on:input=move |e| enter(event_target_value(&e))/>{t(text::field::YUAN_SUFFIX)}</span>
        <div class="small bad" role="status">{message}</div>
        {(!field.in_row).then(|| view! { <div class="capitals" aria-live="polite">{capitals}</div> })}
    }
    .into_any()
}
