//! Pages that need no account: the public publications of an office, public links, and the verification of printed sheets.

use super::matter::line_value;
use crate::{
    components::{publication::PublicationText, resource::show_resource},
    i18n::{fill, t},
    state::{page_title::set_page_title, resource::ApiResource},
    util::{dom::print_page, format::format_moment},
};
use guiju_api::{ProofShown, PublicColumn, PublicationShown};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The public page at this path, if there is one.
pub fn page_at(path: &str) -> Option<AnyView> {
    let parts = path.trim_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["public", office] => {
            let address = format!("/api/public/{office}");
            Some(view! { <main class="public" id="main"><PublicationList address/></main> }.into_any())
        }
        ["entrances", secret] => {
            let address = format!("/api/public/entrances/{secret}");
            Some(view! { <super::public_link::PublicLink address/> }.into_any())
        }
        ["proof", office, matter, code] => {
            let address = format!("/api/public/{office}/proof/{matter}/{code}");
            Some(view! { <main class="public" id="main"><Verification address/></main> }.into_any())
        }
        _ => None,
    }
}

/// The public publications of an office, by class.
#[component]
fn PublicationList(address: String) -> impl IntoView {
    let column = ApiResource::<PublicColumn>::from_path(move || address.clone());
    show_resource(column, |column: PublicColumn| {
        let mut classes: BTreeMap<String, Vec<PublicationShown>> = BTreeMap::new();
        for one in column.publications {
            classes.entry(one.class.clone().unwrap_or_else(|| one.board.clone())).or_default().push(one);
        }
        let (empty, title) = (classes.is_empty(), fill("{} 政务公开", &[&column.office]));
        set_page_title(&title);
        view! {
            <h1>{title}</h1>
            {classes.into_iter().map(|(class, all)| view! { <section class="sheet"><h2>{class}</h2>{all.into_iter().map(|one| view! { <Publication one/> }).collect_view()}</section> }).collect_view()}
            <p class="soft" hidden=!empty>{t("现在没有公开的内容。")}</p>
        }
    })
}

/// A publication.
#[component]
pub fn Publication(
    /// The publication.
    one: PublicationShown,
) -> impl IntoView {
    let title = one.title.clone();
    view! { <article><h3>{title}</h3><PublicationText one/></article> }
}

/// The verification of a printed sheet: whether the record has changed since.
#[component]
fn Verification(address: String) -> impl IntoView {
    let proof = ApiResource::<ProofShown>::from_path(move || address.clone());
    set_page_title(t("单据核验"));
    view! {
        <h1>{t("单据核验")}</h1>
        {show_resource(proof, |proof: ProofShown| {
            let verdict = match &proof.changed {
                None => view! { <p class="message">{t("核验码有效。请将手中的单据与下面的记录逐项核对，有一项不同即不可信。")}</p> }.into_any(),
                Some(at) => view! { <p class="message warn">{fill("核验码有效，但打印以后，这件事在 {} 又有变化；请以下面的记录为准。", &[&format_moment(at)])}</p> }.into_any(),
            };
            view! {
                {verdict}
                <table class="paper"><tbody>
                    <tr><th scope="row">{t("单位")}</th><td>{proof.office.clone()}</td></tr>
                    <tr><th scope="row">{t("单据")}</th><td>{proof.title.clone()}</td></tr>
                    {(!proof.number.is_empty()).then(|| view! { <tr><th scope="row">{t("编号")}</th><td>{proof.number.clone()}</td></tr> })}
                    <tr><th scope="row">{t("记录时间")}</th><td>{format_moment(&proof.printed)}</td></tr>
                    <tr><th scope="row">{t("填报时间")}</th><td>{format_moment(&proof.filed)}</td></tr>
                </tbody></table>
                <ul class="small">{proof.changes.iter().map(|change| view! { <li>{format_moment(&change.at)}" "{change.what.clone()}</li> }).collect_view()}</ul>
                <p class="message" hidden=!proof.closed>{t("这件事项的内容不公开，只能核对以上各项。")}</p>
                {(!proof.closed).then(|| view! { <RecordedSheet proof=proof.clone()/> })}
            }
        })}
    }
}

/// The recorded content of the sheet, to be compared with the print.
#[component]
fn RecordedSheet(proof: ProofShown) -> impl IntoView {
    let status = match proof.status.as_str() {
        "completed" => t("已办结"),
        "refused" => t("不同意，已结束"),
        "returned" => t("退回修改"),
        "withdrawn" => t("已撤回"),
        _ => t("办理中"),
    };
    let row = |label: String, text: AnyView| view! { <tr><th scope="row">{label}</th><td>{text}</td></tr> };
    let lines = proof.sheet.into_iter().map(|line| row(line.label.clone(), line_value(line))).collect_view();
    let decisions = proof.decisions.into_iter().map(|one| {
        let filled =
            one.filled.into_iter().map(|(label, text)| format!("{label}：{text}")).collect::<Vec<_>>().join("；");
        let text = [one.verdict, one.opinion.unwrap_or_default(), filled].join(" ");
        row(one.step, format!("{} {} {}", one.person, text.trim(), format_moment(&one.at)).into_any())
    });
    view! {
        <p class="soft" hidden=!proof.masked>{t("不公开的内容只显示第一个字。")}</p>
        <table class="paper"><tbody>
            <tr><th scope="row">{t("申请人")}</th><td>{proof.applicant}"（"{proof.department}"）"</td></tr>
            <tr><th scope="row">{t("状态")}</th><td>{status}</td></tr>
            {lines}
            {decisions.collect_view()}
        </tbody></table>
        <p><button type="button" class="plain noprint" on:click=|_| print_page()>{t("打印")}</button></p>
    }
}
