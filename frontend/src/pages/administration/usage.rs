//! Storage used by attachments, retention periods, and warnings about the server.

use crate::{
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{KeptShown, PersonUsage, UsageShown};
use leptos::prelude::*;

const MEGABYTE: u64 = 1 << 20;

/// Warnings, the public address, the storage used, and the retention periods.
#[component]
pub fn Usage() -> impl IntoView {
    let usage = ApiResource::<UsageShown>::from_path(|| "/api/usage".to_owned());
    view! {
        <section class="sheet">
            {show_resource(usage, |usage: UsageShown| {
                let warnings = usage.warnings.into_iter().map(|warning| view! { <p class="bad">{warning}</p> });
                view! {
                    {warnings.collect_view()}
                    <p>{fill(text::usage::ADDRESS, &[&usage.address])}</p>
                    <p>{fill(text::usage::FILES_TAKE, &[&megabytes(usage.files.used), &megabytes(usage.files.limit)])}</p>
                    {storage_by_person(usage.people)}
                    {retention(usage.kept)}
                }
            })}
        </section>
    }
}

/// Formats bytes as megabytes with one decimal place.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / MEGABYTE;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// The people who use most storage.
fn storage_by_person(people: Vec<PersonUsage>) -> impl IntoView {
    let heads = vec![t(text::common::PERSON_NAME), t(text::common::FILES), t(text::usage::USED), t(text::usage::LIMIT)];
    let row = |of: PersonUsage| {
        vec![
            text_cell(of.name),
            text_cell(of.files.to_string()),
            text_cell(megabytes(of.used)),
            text_cell(megabytes(of.limit)),
        ]
    };
    (!people.is_empty()).then(|| card_table("", heads, false, people.into_iter().map(row).collect()))
}

/// How long each kind of data is kept.
fn retention(periods: Vec<KeptShown>) -> impl IntoView {
    let heads = vec![t(text::usage::KEPT), t(text::usage::DAYS), t(text::usage::DUE)];
    let row = |of: KeptShown| {
        let days = if of.days == 0 { t(text::usage::EVER).to_owned() } else { of.days.to_string() };
        vec![text_cell(of.label), text_cell(days), text_cell(of.due.to_string())]
    };
    card_table("", heads, false, periods.into_iter().map(row).collect())
}
