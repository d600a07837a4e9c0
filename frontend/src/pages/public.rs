//! Pages that need no account: the public publications of an office, public links, and the verification of printed sheets.

use super::matter::line_value;
use crate::{
    components::{publication::PublicationText, resource::show_resource},
    i18n::{fill, t, text},
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
        let (empty, title) = (classes.is_empty(), fill(text::public::PUBLIC_COLUMN, &[&column.office]));
        set_page_title(&title);
        view! {
            <h1>{title}</h1>
            {classes.into_iter().map(|(class, all)| view! { <section class="sheet"><h2>{class}</h2>{all.into_iter().map(|one| view! { <Publication one/> }).collect_view()}</section> }).collect_view()}
            <p class="soft" hidden=!empty>{t(text::public::NOTHING_PUBLISHED_NOW)}</p>
        }
    })
}

/// A publication with its title and text.
#[component]
pub fn Publication(
    /// The publication to be shown.
    one: PublicationShown,
) -> impl IntoView {
    let title = one.title.clone();
    view! { <article><h3>{title}</h3><PublicationText one/></article> }
}

/// The verification of a printed sheet: whether the record has changed since.
#[component]
fn Verification(address: String) -> impl IntoView {
    let proof = ApiResource::<ProofShown>::from_path(move || address.clone());
    set_page_title(t(text::public::CHECKING_SHEET));
    view! {
        <h1>{t(text::public::CHECKING_SHEET)}</h1>
        {show_resource(proof, |proof: ProofShown| {
            let verdict = match &proof.changed {
                None => view! { <p class="message">{t(text::public::CODE_GOOD_COMPARE_SHEET_IN)}</p> }.into_any(),
                Some(at) => view! { <p class="message warn">{fill(text::public::CODE_GOOD_BUT_MATTER_CHANGED, &[&format_moment(at)])}</p> }.into_any(),
            };
            view! {
                {verdict}
                <table class="paper"><tbody>
                    <tr><th scope="row">{t(text::public::OFFICE)}</th><td>{proof.office.clone()}</td></tr>
                    <tr><th scope="row">{t(text::public::SHEET)}</th><td>{proof.title.clone()}</td></tr>
                    {(!proof.number.is_empty()).then(|| view! { <tr><th scope="row">{t(text::public::NUMBER)}</th><td>{proof.number.clone()}</td></tr> })}
                    <tr><th scope="row">{t(text::public::RECORDED)}</th><td>{format_moment(&proof.printed)}</td></tr>
                    <tr><th scope="row">{t(text::public::FILED)}</th><td>{format_moment(&proof.filed)}</td></tr>
                </tbody></table>
                <ul class="small">{proof.changes.iter().map(|change| view! { <li>{format_moment(&change.at)}" "{change.what.clone()}</li> }).collect_view()}</ul>
                <p class="message" hidden=!proof.closed>{t(text::public::MATTER_CLOSED_ONLY_ABOVE_CAN)}</p>
                {(!proof.closed).then(|| view! { <RecordedSheet proof=proof.clone()/> })}
            }
        })}
    }
}

/// The recorded content of the sheet, to be compared with the print.
#[component]
fn RecordedSheet(proof: ProofShown) -> impl IntoView {
    let status = match proof.status.as_str() {
        "completed" => t(text::common::COMPLETED),
        "refused" => t(text::common::REFUSED_ENDED),
        "returned" => t(text::common::RETURNED),
        "withdrawn" => t(text::common::WITHDRAWN),
        _ => t(text::common::IN_PROGRESS),
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
        <p class="soft" hidden=!proof.masked>{t(text::public::WHAT_NOT_PUBLIC_ONLY_FIRST)}</p>
        <table class="paper"><tbody>
            <tr><th scope="row">{t(text::common::APPLICANT)}</th><td>{proof.applicant}"（"{proof.department}"）"</td></tr>
            <tr><th scope="row">{t(text::common::STATE)}</th><td>{status}</td></tr>
            {lines}
            {decisions.collect_view()}
        </tbody></table>
        <p><button type="button" class="plain noprint" on:click=|_| print_page()>{t(text::common::PRINT)}</button></p>
    }
}
