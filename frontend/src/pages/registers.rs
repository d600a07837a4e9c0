//! Registers, with filters kept in the address, exports and print.

use super::record::{Opened, Record};
use crate::{
    api,
    components::{
        citation::CitationLink,
        download::DownloadLink,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
        tile::{Tile, tiles_by_area},
    },
    i18n::t,
    state::{
        page_title::set_page_title_with_kind,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{ColumnShown, PersonShown, RowShown, ViewOffered, ViewShown};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{components::A, hooks::use_navigate};
use std::collections::BTreeSet;

/// What a register is narrowed to and sorted by, as the address keeps it.
const KEPT: [&str; 8] = ["from", "to", "department", "status", "text", "sort", "descending", "whole"];
/// By what it is narrowed.
const NARROW: [&str; 5] = ["from", "to", "department", "status", "text"];
/// Rows of a page.
const PAGE: u64 = 50;

/// All registers one may open.
#[component]
pub fn Registers() -> impl IntoView {
    let views = ApiResource::<Vec<ViewOffered>>::from_path(|| "/api/views".to_owned());
    view! {
        <h1>{t("登记簿")}</h1>
        {show_resource(views, |views: Vec<ViewOffered>| {
            let tile = |view: ViewOffered| {
                let page = match view.layout.as_str() {
                    "bookings" => "bookings",
                    "calendar" => "months",
                    "roll" => "rolls",
                    "standing" => "standing",
                    _ => "registers",
                };
                let href = format!("/{page}/{}/{}", view.regulation, view.view);
                Tile { href, area: view.area, title: view.title, subtitle: view.regulation_title }
            };
            tiles_by_area(views.into_iter().filter(|view| view.layout != "board").map(tile).collect())
        })}
    }
}

/// One register.
#[component]
pub fn Register() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let place = Memo::new(move |_| format!("{}/{}", regulation(), view_id()));
    // The record that lies open changes nothing of the list.
    let address = query_map();
    let query = Memo::new(move |_| {
        let mut query = address.get();
        query.remove("record");
        query
    });
    let kept = move |name: &str| query.read().get(name).unwrap_or_default();
    // The address with one or another part changed.
    let words = move |changed: &[(&str, String)]| {
        let part = |name: &&str| {
            let value =
                changed.iter().find(|(known, _)| known == name).map_or_else(|| kept(name), |(_, value)| value.clone());
            (!value.is_empty()).then(|| format!("{name}={}", js_sys::encode_uri_component(&value)))
        };
        KEPT.iter().chain(&["offset"]).filter_map(part).collect::<Vec<_>>().join("&")
    };
    let rows = ApiResource::<ViewShown>::from_path(move || format!("/api/views/{}?{}", place.get(), words(&[])));
    let people = ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned());
    let navigate = use_navigate();
    let session = expect_context::<api::Session>();
    // On a phone what narrows it is folded away until it is asked for.
    let folded = RwSignal::new(true);
    let narrowed = move || NARROW.iter().filter(|name| !kept(name).is_empty()).count();
    let search = move |event: SubmitEvent| {
        use wasm_bindgen::JsCast;
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else { return };
        let entered = |name: &'static str| (name, data.get(name).as_string().unwrap_or_default());
        let mut changed = NARROW.map(entered).to_vec();
        folded.set(true);
        changed.push(("offset", String::new()));
        navigate(
            &format!("/registers/{}?{}", place.get_untracked(), words(&changed)),
            leptos_router::NavigateOptions::default(),
        );
    };
    let export = move |kind: &'static str| {
        move || format!("/api/views/{}/{kind}?{}", place.get(), words(&[("offset", String::new())]))
    };
    let departments = move || {
        let people = people.value().unwrap_or_default();
        let all = people.into_iter().map(|person| (person.department, person.department_name)).collect::<BTreeSet<_>>();
        let chosen = kept("department");
        all.into_iter()
            .map(|(id, name)| view! { <option value=id.to_string() prop:selected=chosen == id.to_string()>{name}</option> })
            .collect_view()
    };
    let state = move |value: &'static str, label: &'static str| view! { <option value=value prop:selected=move || kept("status") == value>{label}</option> };
    let sorted = Callback::new(move |column: String| {
        let again = kept("sort") == column && kept("descending") != "true";
        let down = if again { "true" } else { "" };
        format!(
            "/registers/{}?{}",
            place.get(),
            words(&[("sort", column), ("descending", down.to_owned()), ("offset", String::new())])
        )
    });
    let by = move || (kept("sort"), kept("descending") == "true");
    let office = session.0.get_untracked().unwrap_or_default().office;
    let head = move || {
        rows.get()
            .and_then(Result::ok)
            .map(|rows| view! { {rows.title}" "{rows.citation.map(|citation| view! { <CitationLink citation/> })} })
    };
    view! {
        <p class="unit paperonly">{office}</p>
        <h1>{head}</h1>
        <section class="sheet register">
        <button type="button" class="narrow noprint" aria-expanded=move || (!folded.get()).to_string() on:click=move |_| folded.update(|folded| *folded = !*folded)>
            {icon(drawing::LuListFilter.data)}{t("筛选")}{move || (narrowed() > 0).then(|| view! { <b class="count">{narrowed()}</b> })}
        </button>
        <form class="filters" class:folded=folded on:submit=search>
            <div><label for="from">{t("从")}</label><input id="from" name="from" type="date" max="9999-12-31" prop:value=move || kept("from")/></div>
            <div><label for="to">{t("到")}</label><input id="to" name="to" type="date" max="9999-12-31" prop:value=move || kept("to")/></div>
            <div><label for="department">{t("部门")}</label><select id="department" name="department"><option value="">{t("全部")}</option>{departments}</select></div>
            <div><label for="status">{t("状态")}</label><select id="status" name="status"><option value="">{t("全部")}</option>{state("open", t("办理中"))}{state("completed", t("已办结"))}</select></div>
            <div><label for="text">{t("内容、编号或姓名")}</label><input id="text" name="text" type="search" prop:value=move || kept("text")/></div>
            <button type="submit">{t("查询")}</button>
            <DownloadLink class="button" path=Signal::derive(export("xlsx")) label=t("导出 xlsx").to_owned()/>
            <DownloadLink class="button" path=Signal::derive(export("csv")) label=t("导出 CSV").to_owned()/>
            <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t("打印")}</button>
        </form>
        {show_resource(rows, move |rows: ViewShown| {
            let offset = kept("offset").parse::<u64>().unwrap_or(0);
            let address = move |offset: u64| format!("/registers/{}?{}", place.get(), words(&[("offset", offset.to_string())]));
            let whole = move || format!("/registers/{}?{}", place.get(), words(&[("whole", "true".to_owned()), ("offset", String::new())]));
            let turned = !kept("to").is_empty() && kept("to") < kept("from");
            let (total, many) = (rows.total, rows.columns.len() > 6);
            view! {
                <div class=if many { "wide" } else { "" }>
                {set_page_title_with_kind(&named(&rows), "登记簿")}
                <Table rows sorted by=by() turned/>
                <p class="row">
                    <span class="soft">{t("共 ")}{total}{t(" 条")}</span>
                    {(total > PAGE && kept("whole").is_empty()).then(|| view! { <A href=whole() attr:class="button noprint">{t("全部列出（打印用）")}</A> })}
                    {(offset > 0).then(|| view! { <A href=address(offset.saturating_sub(PAGE)) attr:class="button noprint">{t("上一页")}</A> })}
                    {(offset + PAGE < total && kept("whole").is_empty()).then(|| view! { <A href=address(offset + PAGE) attr:class="button noprint">{t("下一页")}</A> })}
                </p>
                </div>
            }
        })}
        </section>
    }
}

/// A register with its regulation: two regulations may keep registers of one name.
fn named(rows: &ViewShown) -> String {
    let regulation = rows.citation.as_ref().map(|citation| format!("《{}》", citation.title));
    regulation.unwrap_or_default() + &rows.title
}

#[component]
fn Table(
    rows: ViewShown,
    sorted: Callback<String, String>,
    by: (String, bool),
    /// Whether the last day asked for is before the first.
    turned: bool,
) -> impl IntoView {
    if rows.rows.is_empty() {
        let told = if turned {
            t("“从”晚于“到”，没有这样的日子；请改日期。")
        } else {
            t("没有符合条件的记录；可以放宽日期或清空查询内容。")
        };
        return view! { <p class="soft">{told}</p> }.into_any();
    }
    let columns = rows.columns.clone();
    let opened = Opened::new(rows.rows.clone());
    let class = |column: &ColumnShown| if column.amount { "amount" } else { "" };
    let line = |row: RowShown| {
        let mine = row.clone();
        let cells = columns.iter().zip(row.cells).enumerate().map(|(index, (column, cell))| {
            let cell = if index == 0 { opened.way(&mine, cell) } else { cell.into_any() };
            view! { <td data-label=column.label.clone() class=class(column)>{cell}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let heads = rows.columns.iter().map(|column| {
        let label = column.label.clone();
        let (sort, sign) = match (by.0 == column.name, by.1) {
            (true, true) => ("descending", " ↓"),
            (true, false) => ("ascending", " ↑"),
            _ => ("none", ""),
        };
        view! { <th scope="col" aria-sort=sort class=class(column)><A href=sorted.run(column.name.clone())>{label}{sign}</A></th> }
    }).collect_view();
    let sorts = sorts(&rows.columns, sorted, &by);
    let amounts = rows.sums.iter().any(|sum| !sum.is_empty());
    let sums = rows
        .columns
        .iter()
        .zip(&rows.sums)
        .enumerate()
        .map(|(index, (column, sum))| {
            let text = if index == 0 && sum.is_empty() { t("合计").to_owned() } else { sum.clone() };
            let class = if text.is_empty() { "none" } else { class(column) };
            view! { <td class=class data-label=column.label.clone()>{text}</td> }
        })
        .collect_view();
    let body = rows.rows.into_iter().map(line).collect_view();
    view! {
        {sorts}
        <ScrollArea label=rows.title.clone()>
            <table class="list cards"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{amounts.then(|| view! { <tfoot><tr>{sums}</tr></tfoot> })}</table>
        </ScrollArea>
        {move || opened.row().map(|row| view! { <Record row columns=columns.clone() close=Callback::new(move |()| opened.close())/> })}
    }
    .into_any()
}

/// What it is sorted by, where there is no room for heads to press.
fn sorts(columns: &[ColumnShown], sorted: Callback<String, String>, by: &(String, bool)) -> impl IntoView + use<> {
    let navigate = use_navigate();
    let option = |column: &ColumnShown| {
        let sign = match (by.0 == column.name, by.1) {
            (true, true) => " ↓",
            (true, false) => " ↑",
            _ => "",
        };
        view! { <option value=column.name.clone() selected=by.0 == column.name>{column.label.clone()}{sign}</option> }
    };
    let options = columns.iter().map(option).collect_view();
    let (chosen, current) = (by.0.clone(), by.0.clone());
    let turn = {
        let navigate = navigate.clone();
        move |_| navigate(&sorted.run(current.clone()), Default::default())
    };
    let choose = move |event| navigate(&sorted.run(event_target_value(&event)), Default::default());
    view! {
        <div class="sorts noprint">
            <label for="sorts">{t("排序")}</label>
            <select id="sorts" on:change=choose>{chosen.is_empty().then(|| view! { <option value="">{t("请选择")}</option> })}{options}</select>
            <button type="button" hidden=chosen.is_empty() on:click=turn>{t("倒过来")}</button>
        </div>
    }
}
