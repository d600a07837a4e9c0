//! The lines of a tray: one for each matter.

use crate::{
    components::icon::{drawing, icon},
    i18n::{fill, t, text},
    pages::matter::tray_navigation::matter_address,
    util::format::format_moment,
};
use guiju_api::{InboxItem, Page};
use leptos::prelude::*;
use leptos_router::components::A;

/// The lines of a tray with their total.
#[component]
pub fn TrayLines(
    /// A page of lines.
    page: Page<InboxItem>,
    /// Name of the tray.
    tray: String,
) -> impl IntoView {
    if page.rows.is_empty() {
        return view! { <p class="soft">{t(text::tray::NOTHING_HERE_NOW)}</p> }.into_any();
    }
    let total = page.total;
    let line = move |line| view! { <li>{tray_line(line, &tray)}</li> };
    view! {
        <ul class="lines">{page.rows.into_iter().map(line).collect_view()}</ul>
        <p class="soft small">{t(text::common::TOTAL_PREFIX)}{total}{t(text::tray::MATTERS_SUFFIX)}</p>
    }
    .into_any()
}

/// A link to a matter: the applicant and summary, the deadline or the outcome, and where it is now.
pub fn tray_line(line: InboxItem, tray: &str) -> impl IntoView + use<> {
    let due = line.due.as_ref().map(|due| fill(text::common::DUE_BY, &[&format_moment(due)]));
    let (sign, label, class) = match (line.urgency.as_str(), line.status.as_str()) {
        ("overdue", _) => (Some(drawing::LuTriangleAlert), t(text::common::OVERDUE).to_owned(), "when bad"),
        ("soon", _) => {
            (Some(drawing::LuClock), due.unwrap_or_else(|| t(text::tray::DUE_TODAY).to_owned()), "when warn")
        }
        _ if line.void => (Some(drawing::LuX), t(text::common::VOID).to_owned(), "when bad"),
        (_, "completed") => (Some(drawing::LuCheck), t(text::common::COMPLETED).to_owned(), "when good"),
        (_, "refused") => (Some(drawing::LuX), t(text::common::REFUSED).to_owned(), "when bad"),
        (_, "returned") => (Some(drawing::LuUndo2), t(text::common::RETURNED).to_owned(), "when warn"),
        (_, "withdrawn") => (None, t(text::common::WITHDRAWN).to_owned(), "when"),
        _ => (None, due.unwrap_or_default(), "when"),
    };
    let with = (!line.with.is_empty()).then(|| fill(text::tray::WITH, &[&line.with]));
    let step = (!line.step.is_empty()).then_some(line.step);
    let arrived = fill(text::tray::ARRIVED, &[&format_moment(&line.at)]);
    let about =
        [Some(line.department), step, with, Some(arrived)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <A href=matter_address(line.matter, tray) attr:class="line-of">
            <span class="what"><strong>{line.applicant}</strong>" "{line.title}"："{line.summary}</span>
            <span class=class>{sign.map(|sign| icon(sign.data))}{label}</span>
            <span class="soft small">{about}</span>
        </A>
    }
}
