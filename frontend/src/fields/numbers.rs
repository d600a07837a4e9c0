//! Numbers and amounts, read as people write them.

use super::Place;
use crate::i18n::{fill, t};
use guiju_model::Money;
use leptos::prelude::*;
use serde_json::{Value, json};

/// What people write behind a number of things.
const COUNTED: [char; 15] = ['张', '份', '人', '次', '个', '件', '天', '名', '页', '台', '辆', '套', '间', '本', '只'];

/// A whole number; full width, and with what is counted behind it.
fn whole(text: &str) -> Option<i64> {
    let plain = text.trim().trim_end_matches(COUNTED).trim_end();
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' => '-',
        other => other,
    };
    plain.chars().map(digit).collect::<String>().parse().ok()
}

/// What is no number stays as text, so that the check can say so.
pub fn number(place: &Place) -> AnyView {
    let (put, value) = (place.put(), place.value());
    let parsed = |text: String| whole(&text).map_or(json!(text), |number| json!(number));
    let wrong = move || {
        let text = value();
        (!text.trim().is_empty() && whole(&text).is_none()).then(|| fill("“{}”不是整数，应如 3", &[&text.trim()]))
    };
    view! {
        <input id=place.id.clone() type="text" inputmode="numeric" prop:value=place.value() on:input=move |e| put(parsed(event_target_value(&e)))/>
        <div class="small bad" role="status">{wrong}</div>
    }
    .into_any()
}

pub fn money(place: &Place) -> AnyView {
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    // An amount is kept in fen; what is none is kept as it was typed.
    let first = content.with_untracked(|content| match content.get(&name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.as_i64().map(|fen| Money(fen).to_string()).unwrap_or_default(),
        None => String::new(),
    });
    let typed = RwSignal::new(first);
    let enter = move |text: String| {
        put(text.parse::<Money>().map_or(json!(text), |money| json!(money.0)));
        typed.set(text);
    };
    let amount = move || content.with(|content| content.get(&name).and_then(Value::as_i64)).map(Money);
    let capitals = {
        let amount = amount.clone();
        // Nobody writes an amount below nothing in capitals.
        move || amount().filter(|amount| amount.0 >= 0).map(Money::in_capitals)
    };
    let wrong = move || {
        let text = typed.get();
        (amount().is_none() && !text.trim().is_empty())
            .then(|| fill("“{}”不是金额，应如 2000.01，最多两位小数", &[&text.trim()]))
    };
    view! {
        <span class="money"><input id=place.id.clone() type="text" inputmode="decimal" prop:value=typed on:input=move |e| enter(event_target_value(&e))/>{t(" 元")}</span>
        <div class="small bad" role="status">{wrong}</div>
        {(!place.row).then(|| view! { <div class="capitals" aria-live="polite">{capitals}</div> })}
    }
    .into_any()
}
