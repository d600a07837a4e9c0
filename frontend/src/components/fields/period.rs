//! Widgets for periods: from a half day to a half day, and from a moment to a moment.

use super::context::{FieldContext, LAST_DAY, LAST_MINUTE};
use crate::i18n::{fill, t, text};
use leptos::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

/// A day and its half (`am` or `pm`) that are being edited.
#[derive(Clone, Copy)]
struct HalfDay {
    day: RwSignal<String>,
    half: RwSignal<String>,
}

impl HalfDay {
    /// Parses `2026-03-02 am`; the day may be missing.
    fn parse(text: &str) -> Self {
        let (day, half) = text.trim_start().split_once(' ').unwrap_or(("", text.trim()));
        Self { day: RwSignal::new(day.to_owned()), half: RwSignal::new(half.to_owned()) }
    }

    fn text(self) -> String {
        format!("{} {}", self.day.get_untracked(), self.half.get_untracked())
    }

    /// The inputs for the day and its half; `changed` is called after each change.
    fn inputs(self, label: &str, id: String, changed: impl Fn() + Send + Sync + 'static) -> AnyView {
        let Self { day, half } = self;
        let changed = Arc::new(changed);
        let half_changed = changed.clone();
        view! {
            <input type="date" max=LAST_DAY id=id aria-label=fill(text::field::DAY, &[&label]) prop:value=day on:input=move |e| { day.set(event_target_value(&e)); changed() }/>
            <select aria-label=fill(text::field::MORNING_AFTERNOON, &[&label]) prop:value=half on:change=move |e| { half.set(event_target_value(&e)); half_changed() }>
                <option value="am">{t(text::common::MORNING)}</option><option value="pm">{t(text::common::AFTERNOON)}</option>
            </select>
        }
        .into_any()
    }
}

/// The two parts of a stored period, if there is one.
fn stored(field: &FieldContext) -> Option<(String, String)> {
    let text = field.content.with_untracked(|content| content.get(&field.name)?.as_str().map(str::to_owned))?;
    text.split_once('/').map(|(from, to)| (from.to_owned(), to.to_owned()))
}

/// Inputs for a period of half days, stored as `2026-03-02 am/2026-03-03 pm`.
pub fn half_days(field: &FieldContext) -> AnyView {
    let set = field.setter();
    let (from, to) = stored(field).unwrap_or_else(|| (" am".to_owned(), " pm".to_owned()));
    let (from, to) = (HalfDay::parse(&from), HalfDay::parse(&to));
    let write = move || {
        let complete = !from.day.with_untracked(String::is_empty) && !to.day.with_untracked(String::is_empty);
        set(if complete { json!(format!("{}/{}", from.text(), to.text())) } else { Value::Null });
    };
    // Most periods are one day: the last day follows the first until the reader sets it.
    let follows = StoredValue::new(to.day.with_untracked(String::is_empty));
    let from_changed = {
        let write = write.clone();
        move || {
            if follows.get_value() {
                to.day.set(from.day.get_untracked());
            }
            write();
        }
    };
    let to_changed = move || {
        follows.set_value(to.day.with_untracked(String::is_empty));
        write();
    };
    view! {
        <div class="row halves">
            {from.inputs(t(text::field::BEGIN), format!("{}-from", field.id), from_changed)}
            <span>{t(text::field::TO)}</span>
            {to.inputs(t(text::field::END), format!("{}-to", field.id), to_changed)}
        </div>
    }
    .into_any()
}

/// Inputs for a period of moments, stored as two ISO 8601 local times with a slash between them.
pub fn period(field: &FieldContext) -> AnyView {
    let set = field.setter();
    let (from, to) = stored(field).unwrap_or_default();
    let (from, to) = (RwSignal::new(from), RwSignal::new(to));
    let write = move || {
        let (from, to) = (from.get_untracked(), to.get_untracked());
        set(if from.is_empty() || to.is_empty() { Value::Null } else { json!(format!("{from}/{to}")) });
    };
    let to_changed = write.clone();
    view! {
        <div class="row">
            <input type="datetime-local" max=LAST_MINUTE id=format!("{}-from", field.id) aria-label=t(text::field::BEGIN_TIME) prop:value=from on:input=move |e| { from.set(event_target_value(&e)); write() }/>
            <span>{t(text::field::TO)}</span>
            <input type="datetime-local" max=LAST_MINUTE id=format!("{}-to", field.id) aria-label=t(text::field::END_TIME) prop:value=to on:input=move |e| { to.set(event_target_value(&e)); to_changed() }/>
        </div>
    }
    .into_any()
}
