//! A roll: everybody by day of a month, as it hangs on the wall.

use crate::{
    api,
    components::{
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
    },
    i18n::{fill, t},
    pages::views::day::shift_day,
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{RollLine, RollShown};
use guiju_model::Date;
use leptos::prelude::*;
use leptos_router::components::A;

/// The page.
#[component]
pub fn Roll() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let query = query_map();
    let from = move || query.read().get("from").unwrap_or_default();
    let place = Memo::new(move |_| format!("{}/{}", regulation(), view_id()));
    let roll = ApiResource::<RollShown>::from_path(move || format!("/api/rolls/{}?from={}", place.get(), from()));
    let session = expect_context::<api::Session>();
    show_resource(roll, move |roll: RollShown| {
        let link = |day: String, label: &'static str| view! { <A href=format!("/rolls/{}?from={day}", place.get_untracked()) attr:class="button">{label}</A> };
        let named = roll.first.get(..7).unwrap_or_default().to_owned();
        let key = roll.key.iter().map(|(mark, of)| format!("{mark} {of}")).collect::<Vec<_>>().join("　");
        let first = roll.first.parse::<Date>().unwrap_or_default();
        let weekdays = [t("一"), t("二"), t("三"), t("四"), t("五"), t("六"), t("日")];
        let rests = roll.rests.clone();
        let halved = roll.lines.iter().any(|line| line.days.iter().any(|day| day.contains('\n')));
        let class = |rest: bool| if rest { "rest" } else { "" };
        let heads = roll
            .rests
            .iter()
            .enumerate()
            .map(|(day, rest)| {
                let weekday = weekdays[(first.plus(day as i32).weekday() as usize + 6) % 7];
                view! { <th scope="col" class=class(*rest)>{day + 1}<div class="small">{weekday}</div></th> }
            })
            .collect_view();
        let sums = roll
            .key
            .iter()
            .map(|(mark, of)| view! { <th scope="col" title=of.clone()>{mark.clone()}</th> })
            .collect_view();
        let line = move |line: RollLine| {
            let days = line
                .days
                .into_iter()
                .zip(rests.clone())
                .map(|(marks, rest)| view! { <td class=class(rest)>{halves(&marks)}</td> });
            let counts = line.counts.into_iter().map(|count| view! { <td>{(count > 0).then_some(count)}</td> });
            view! { <tr><th scope="row">{line.name}</th>{days.collect_view()}{counts.collect_view()}</tr> }
        };
        let width = roll.rests.len() + roll.key.len() + 1;
        let department = |lines: &[RollLine]| {
            let name = lines.first().map(|line| line.department.clone());
            let lines = lines.iter().cloned().map(&line).collect_view();
            view! { <tbody><tr><th scope="rowgroup" colspan=width>{name}</th></tr>{lines}</tbody> }
        };
        let departments =
            roll.lines.chunk_by(|one, other| one.department == other.department).map(department).collect_view();
        set_page_title(&format!("{} {named}", roll.title));
        view! {
            <div class="wide">
                <p class="unit paperonly">{session.0.get_untracked().unwrap_or_default().office}</p>
                <h1>{roll.title.clone()}" "{named}</h1>
                <p class="row noprint">
                    {link(shift_day(&roll.first, -1), t("上个月"))}{link(session.today().to_string(), t("本月"))}{link(shift_day(&roll.first, 31), t("下个月"))}
                    <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t("打印")}</button>
                </p>
                <p class="soft">{fill("图例：{}", &[&key])}{halved.then(|| t("；上行上午，下行下午"))}</p>
                <ScrollArea label=roll.title.clone()>
                    <table class="list roll"><thead><tr><th scope="col">{t("姓名")}</th>{heads}{sums}</tr></thead>{departments}</table>
                </ScrollArea>
            </div>
        }
    })
}

/// The signs of a day, those of each half day in a line of their own.
fn halves(marks: &str) -> Vec<AnyView> {
    let line = |(at, signs): (usize, &str)| view! { {(at > 0).then(|| view! { <br/> })}{signs.to_owned()} }.into_any();
    marks.split('\n').enumerate().map(line).collect()
}
