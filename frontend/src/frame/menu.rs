//! The main menu. It marks the entry that the current page belongs to.

use crate::{
    api::Session,
    components::icon::{drawing, icon},
    i18n::{Text, t, text},
    state::counts::PendingCounts,
};
use guiju_api::Counts;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Beginnings of addresses that belong to an entry with another address.
const BELONGS_TO: [(&str, &str); 8] = [
    ("/bookings/", "/registers"),
    ("/months/", "/registers"),
    ("/rolls/", "/registers"),
    ("/standing/", "/registers"),
    ("/rosters/", "/duty"),
    ("/gaps", "/duty"),
    ("/rehearsals/", "/regulations"),
    ("/trays/", "/trays/decide"),
];

/// Entries that a narrow screen shows; the others are behind the button “more”.
const ALWAYS_SHOWN: [&str; 4] = ["/", "/start", "/trays/decide", "/trays/mine"];

/// Address of the entry that a page belongs to. A matter belongs to the tray from which it was opened.
fn entry_of(path: &str, tray: Option<&str>) -> String {
    if path == "/trays/mine" || path == "/" {
        return path.to_owned();
    }
    if path.starts_with("/matters/") {
        return tray.map(|_| "/trays/decide".to_owned()).unwrap_or_default();
    }
    let other = BELONGS_TO.iter().find(|(begins, _)| path.starts_with(begins)).map(|(_, entry)| (*entry).to_owned());
    other.unwrap_or_else(|| path.split('/').take(2).collect::<Vec<_>>().join("/"))
}

/// A badge with a number, hidden if it is zero.
pub fn badge(of: fn(&Counts) -> u64) -> impl IntoView {
    let counts = expect_context::<PendingCounts>().0;
    let number = move || counts.value().map_or(0, |counts| of(&counts));
    view! { <b class="count" class:none=move || number() == 0>{number}</b> }
}

/// The main menu; on a narrow screen a bar at the bottom with the first four entries.
#[component]
pub fn Menu(
    /// Called to log out.
    log_out: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let has_system_role = move || session.0.with(|me| me.as_ref().is_some_and(|me| me.system_role.is_some()));
    let at = use_location();
    let now = Memo::new(move |_| at.query.with(|query| entry_of(&at.pathname.get(), query.get("tray").as_deref())));
    let further = RwSignal::new(false);
    let entry = move |href: &'static str, class: &'static str, drawing: &'static str, label: Text| {
        let current = move || now.with(|now| now == href).then_some("page");
        view! { <a href=href class=class aria-current=current>{icon(drawing)}{t(label)}</a> }
    };
    let more = move || now.with(|now| !now.is_empty() && !ALWAYS_SHOWN.contains(&now.as_str())).then_some("true");
    let decide = move || now.with(|now| now == "/trays/decide").then_some("page");
    view! {
        <nav class="menu" class:open=further aria-label=t(text::frame::MAIN_MENU) on:click=move |_| further.set(false)>
            {entry("/", "", drawing::LuHouse.data, text::common::HOME)}
            {entry("/start", "", drawing::LuSquarePen.data, text::common::START)}
            <a href="/trays/decide" class="hot" aria-current=decide aria-keyshortcuts="g t" title=t(text::frame::KEYS_G_THEN_T)>{icon(drawing::LuInbox.data)}{t(text::common::DECIDE)}" "{badge(|counts| counts.decide)}</a>
            {entry("/trays/mine", "", drawing::LuUser.data, text::common::FILED_ME)}
            <button type="button" class="more" aria-current=more aria-expanded=move || further.get().to_string() on:click=move |event| { event.stop_propagation(); further.update(|open| *open = !*open) }>{icon(drawing::LuEllipsis.data)}{t(text::common::MORE)}</button>
            <span class="further">
                {entry("/open", "", drawing::LuHourglass.data, text::common::UNDER_WAY)}
                {entry("/registers", "", drawing::LuClipboardList.data, text::common::REGISTERS)}
                {entry("/boards", "", drawing::LuMegaphone.data, text::common::BOARDS)}
                {entry("/duty", "", drawing::LuCalendarDays.data, text::common::SHIFTS)}
                {entry("/charts", "", drawing::LuChartColumn.data, text::common::STATISTICS)}
                {entry("/assessments", "", drawing::LuScale.data, text::common::ASSESSMENTS)}
                {entry("/regulations", "", drawing::LuBookOpen.data, text::common::REGULATIONS)}
                {entry("/account", "phone", drawing::LuUser.data, text::common::MY_ACCOUNT)}
                <Show when=has_system_role>{entry("/administration", "last", drawing::LuShieldCheck.data, text::common::ADMINISTRATION)}</Show>
                <button type="button" class="phone" on:click=move |_| log_out.run(())>{icon(drawing::LuLogOut.data)}{t(text::common::LOG_OUT)}</button>
            </span>
        </nav>
    }
}
