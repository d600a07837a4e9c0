//! From when until when: half days, and moments.

use super::{LAST_DAY, LAST_MINUTE, Place};
use crate::i18n::{fill, t};
use leptos::prelude::*;
use serde_json::{Value, json};

pub fn half_days(place: &Place) -> AnyView {
    let put = place.put();
    let first =
        place.content.with_untracked(|content| content.get(&place.name).and_then(Value::as_str).map(str::to_owned));
    let (from, to) = first.as_deref().and_then(|text| text.split_once('/')).unwrap_or((" am", " pm"));
    let part = |text: &str| {
        text.trim_start()
            .split_once(' ')
            .map_or((String::new(), text.trim().to_owned()), |(d, h)| (d.to_owned(), h.to_owned()))
    };
    let (from, to) = (part(from), part(to));
    let (from_day, from_half) = (RwSignal::new(from.0), RwSignal::new(from.1));
    let (to_day, to_half) = (RwSignal::new(to.0), RwSignal::new(to.1));
    let write = move || {
        let (from, to) = (from_day.get_untracked(), to_day.get_untracked());
        let complete = !from.is_empty() && !to.is_empty();
        let text = format!("{from} {}/{to} {}", from_half.get_untracked(), to_half.get_untracked());
        put(if complete { json!(text) } else { Value::Null });
    };
    let side = |day: RwSignal<String>, half: RwSignal<String>, label: &str, id: String, write: Box<dyn Fn() + Send>| {
        let write = std::sync::Arc::new(std::sync::Mutex::new(write));
        let again = write.clone();
        let run = |write: &std::sync::Arc<std::sync::Mutex<Box<dyn Fn() + Send>>>| {
            if let Ok(write) = write.lock() {
                write();
            }
        };
        view! {
            <input type="date" max=LAST_DAY id=id.clone() aria-label=fill("{}日期", &[&label]) prop:value=day on:input=move |e| { day.set(event_target_value(&e)); run(&write) }/>
            <select aria-label=fill("{}上午或下午", &[&label]) prop:value=half on:change=move |e| { half.set(event_target_value(&e)); run(&again) }>
                <option value="am">{t("上午")}</option><option value="pm">{t("下午")}</option>
            </select>
        }
    };
    // Whoever picks the first day usually means that day: the last one follows, until somebody says which it is.
    let follows = StoredValue::new(to_day.with_untracked(String::is_empty));
    let begin = {
        let write = write.clone();
        move || {
            if follows.get_value() {
                to_day.set(from_day.get_untracked());
            }
            write();
        }
    };
    let end = move || {
        follows.set_value(to_day.with_untracked(String::is_empty));
        write();
    };
    view! {
        <div class="row halves">
            {side(from_day, from_half, t("开始"), format!("{}-from", place.id), Box::new(begin))}
            <span>{t("至")}</span>
            {side(to_day, to_half, t("结束"), format!("{}-to", place.id), Box::new(end))}
        </div>
    }
    .into_any()
}

pub fn period(place: &Place) -> AnyView {
    let put = place.put();
    let first =
        place.content.with_untracked(|content| content.get(&place.name).and_then(Value::as_str).map(str::to_owned));
    let (from, to) = first.as_deref().and_then(|text| text.split_once('/')).unwrap_or_default();
    let (from, to) = (RwSignal::new(from.to_owned()), RwSignal::new(to.to_owned()));
    let write = move || {
        let (from, to) = (from.get_untracked(), to.get_untracked());
        put(if from.is_empty() || to.is_empty() { Value::Null } else { json!(format!("{from}/{to}")) });
    };
    let again = write.clone();
    view! {
        <div class="row">
            <input type="datetime-local" max=LAST_MINUTE id=format!("{}-from", place.id) aria-label=t("开始时间") prop:value=from on:input=move |e| { from.set(event_target_value(&e)); write() }/>
            <span>{t("至")}</span>
            <input type="datetime-local" max=LAST_MINUTE id=format!("{}-to", place.id) aria-label=t("结束时间") prop:value=to on:input=move |e| { to.set(event_target_value(&e)); again() }/>
        </div>
    }
    .into_any()
}
