//! Registers, with filters kept in the address, exports and print.

use crate::{api, cite::Cite, words::t};
use guiju_api::{RowShown, ViewOffered, ViewShown};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_query_map},
};
use std::collections::BTreeMap;

/// All registers one may open.
#[component]
pub fn Registers() -> impl IntoView {
    let views = api::fetch::<Vec<ViewOffered>>(|| "/api/views".to_owned());
    view! {
        <h1>"登记簿"</h1>
        {api::shown(views, |views: Vec<ViewOffered>| {
            let mut areas: BTreeMap<String, Vec<ViewOffered>> = BTreeMap::new();
            for view in views.into_iter().filter(|view| view.layout != "board") {
                areas.entry(view.area.clone()).or_default().push(view);
            }
            areas.into_iter().map(|(area, views)| view! {
                <section class="sheet"><h2>{area}</h2><div class="tiles">
                    {views.into_iter().map(|view| view! { <A href=format!("/registers/{}/{}", view.regulation, view.view)>{view.title}</A> }).collect_view()}
                </div></section>
            }).collect_view()
        })}
    }
}

/// One register.
#[component]
pub fn Register() -> impl IntoView {
    let (regulation, view_id) = (super::parameter("regulation"), super::parameter("view"));
    let query = use_query_map();
    let kept = move |name: &str| query.read().get(name).unwrap_or_default();
    let words = move || {
        let part = |name: &str| format!("{name}={}", js_sys::encode_uri_component(&kept(name)));
        let offset = kept("offset").parse::<i64>().unwrap_or(0);
        format!("{}&{}&{}&offset={offset}", part("from"), part("to"), part("text"))
    };
    let rows = api::fetch::<ViewShown>(move || format!("/api/views/{}/{}?{}", regulation(), view_id(), words()));
    let navigate = use_navigate();
    let (from, to, text) = (RwSignal::new(kept("from")), RwSignal::new(kept("to")), RwSignal::new(kept("text")));
    let search = move |event: SubmitEvent| {
        event.prevent_default();
        let text = js_sys::encode_uri_component(&text.get_untracked());
        let query = format!("?from={}&to={}&text={text}", from.get_untracked(), to.get_untracked());
        navigate(
            &format!("/registers/{}/{}{query}", regulation(), view_id()),
            leptos_router::NavigateOptions::default(),
        );
    };
    let export =
        move |kind: &'static str| move || format!("/api/views/{}/{}/{kind}?{}", regulation(), view_id(), words());
    let page = move |rows: &ViewShown| {
        let offset = kept("offset").parse::<u64>().unwrap_or(0);
        let address = move |offset: u64| {
            format!(
                "/registers/{}/{}?from={}&to={}&text={}&offset={offset}",
                regulation(),
                view_id(),
                kept("from"),
                kept("to"),
                js_sys::encode_uri_component(&kept("text"))
            )
        };
        view! {
            <p class="row">
                <span class="soft">"共 "{rows.total}" 条"</span>
                {(offset > 0).then(|| view! { <A href=address(offset.saturating_sub(50)) attr:class="button">"上一页"</A> })}
                {(offset + 50 < rows.total).then(|| view! { <A href=address(offset + 50) attr:class="button">"下一页"</A> })}
            </p>
        }
    };
    view! {
        <form class="filters" on:submit=search>
            <div><label for="from">"从"</label><input id="from" type="date" prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
            <div><label for="to">"到"</label><input id="to" type="date" prop:value=to on:input=move |e| to.set(event_target_value(&e))/></div>
            <div><label for="text">"内容、编号或姓名"</label><input id="text" type="search" prop:value=text on:input=move |e| text.set(event_target_value(&e))/></div>
            <button type="submit">{t("查询")}</button>
            <a class="button" rel="external" href=export("xlsx") download>"导出 xlsx"</a>
            <a class="button" rel="external" href=export("csv") download>"导出 CSV"</a>
        </form>
        {api::shown(rows, move |rows: ViewShown| view! {
            <h1>{rows.title.clone()}" "{rows.citation.clone().map(|citation| view! { <Cite citation/> })}</h1>
            <Table rows=rows.clone()/>
            {page(&rows)}
        })}
    }
}

#[component]
fn Table(rows: ViewShown) -> impl IntoView {
    if rows.rows.is_empty() {
        return view! { <p class="sheet soft">"没有符合条件的记录；可以放宽日期或清空查询内容。"</p> }.into_any();
    }
    let columns = rows.columns.clone();
    let line = move |row: RowShown| {
        let cells = columns.iter().zip(row.cells).enumerate().map(|(index, (column, cell))| {
            let cell = match row.matter {
                Some(matter) if index == 0 => view! { <A href=format!("/matters/{matter}")>{cell}</A> }.into_any(),
                _ => cell.into_any(),
            };
            view! { <td data-label=column.label.clone() class=if column.amount { "amount" } else { "" }>{cell}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let heads = rows.columns.iter().map(|column| view! { <th scope="col">{column.label.clone()}</th> }).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=rows.title.clone()>
            <table class="list cards"><thead><tr>{heads}</tr></thead><tbody>{rows.rows.into_iter().map(line).collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}
