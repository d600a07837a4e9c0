//! The menu: its words are the headings of their pages, and it marks the one that a page belongs to, also deep within it.

use crate::{
    api::Session,
    components::icon::{drawing, icon},
    i18n::t,
    state::counts::PendingCounts,
};
use guiju_api::Counts;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Pages that stand below a word of the menu and not below its address.
const WITHIN: [(&str, &str); 8] = [
    ("/bookings/", "/registers"),
    ("/months/", "/registers"),
    ("/rolls/", "/registers"),
    ("/standing/", "/registers"),
    ("/rosters/", "/duty"),
    ("/gaps", "/duty"),
    ("/rehearsals/", "/regulations"),
    ("/trays/", "/trays/decide"),
];

/// Words that a phone shows at once; the others are behind 更多, which is marked for them.
const FIRST: [&str; 4] = ["/", "/start", "/trays/decide", "/trays/mine"];

/// The word's address that a page belongs to; a matter belongs to the list that it was opened from.
fn place(path: &str, tray: Option<&str>) -> String {
    if path == "/trays/mine" || path == "/" {
        return path.to_owned();
    }
    if path.starts_with("/matters/") {
        return tray.map(|_| "/trays/decide".to_owned()).unwrap_or_default();
    }
    let within = WITHIN.iter().find(|(begins, _)| path.starts_with(begins)).map(|(_, word)| (*word).to_owned());
    within.unwrap_or_else(|| path.split('/').take(2).collect::<Vec<_>>().join("/"))
}

/// A number beside a word or an icon, nothing where it is nought.
pub fn count(of: fn(&Counts) -> u64) -> impl IntoView {
    let counts = expect_context::<PendingCounts>().0;
    let number = move || counts.value().map_or(0, |counts| of(&counts));
    view! { <b class="count" class:none=move || number() == 0>{number}</b> }
}

/// The menu; on a phone the bar at the foot has room for the first four.
#[component]
pub fn Menu(
    /// Logs out.
    log_out: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let administers = move || session.0.with(|me| me.as_ref().is_some_and(|me| me.system_role.is_some()));
    let at = use_location();
    let now = Memo::new(move |_| at.query.with(|query| place(&at.pathname.get(), query.get("tray").as_deref())));
    let further = RwSignal::new(false);
    let word = move |href: &'static str, class: &'static str, drawing: &'static str, word: &'static str| {
        let here = move || now.with(|now| now == href).then_some("page");
        view! { <a href=href class=class aria-current=here>{icon(drawing)}{t(word)}</a> }
    };
    let behind = move || now.with(|now| !now.is_empty() && !FIRST.contains(&now.as_str())).then_some("true");
    let decide = move || now.with(|now| now == "/trays/decide").then_some("page");
    view! {
        <nav class="menu" class:open=further aria-label=t("主菜单") on:click=move |_| further.set(false)>
            {word("/", "", drawing::LuHouse.data, "首页")}
            {word("/start", "", drawing::LuSquarePen.data, "发起")}
            <a href="/trays/decide" class="hot" aria-current=decide aria-keyshortcuts="g t" title=t("快捷键：先按 g 再按 t")>{icon(drawing::LuInbox.data)}{t("待办")}" "{count(|counts| counts.decide)}</a>
            {word("/trays/mine", "", drawing::LuUser.data, "我发起的")}
            <button type="button" class="more" aria-current=behind aria-expanded=move || further.get().to_string() on:click=move |event| { event.stop_propagation(); further.update(|open| *open = !*open) }>{icon(drawing::LuEllipsis.data)}{t("更多")}</button>
            <span class="further">
                {word("/open", "", drawing::LuHourglass.data, "在办")}
                {word("/registers", "", drawing::LuClipboardList.data, "登记簿")}
                {word("/boards", "", drawing::LuMegaphone.data, "公示")}
                {word("/duty", "", drawing::LuCalendarDays.data, "值班")}
                {word("/charts", "", drawing::LuChartColumn.data, "统计")}
                {word("/assessments", "", drawing::LuScale.data, "考核")}
                {word("/regulations", "", drawing::LuBookOpen.data, "制度")}
                {word("/account", "phone", drawing::LuUser.data, "我的账号")}
                <Show when=administers>{word("/administration", "last", drawing::LuShieldCheck.data, "管理")}</Show>
                <button type="button" class="phone" on:click=move |_| log_out.run(())>{icon(drawing::LuLogOut.data)}{t("退出")}</button>
            </span>
        </nav>
    }
}
