//! What needs no account: the public column, entrances, and whether a printed sheet still equals the record.

use super::moment;
use crate::{
    api,
    words::{fill, t},
};
use guiju_api::{ProofShown, PublicColumn, PublicationShown};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The page at this address, if it is a public one.
pub fn at(path: &str) -> Option<AnyView> {
    let parts = path.trim_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["public", office] => {
            let address = format!("/api/public/{office}");
            Some(view! { <main class="public" id="main"><Column address/></main> }.into_any())
        }
        ["entrances", secret] => {
            let address = format!("/api/public/entrances/{secret}");
            Some(view! { <super::entrance::Entrance address/> }.into_any())
        }
        ["proof", office, matter, code] => {
            let address = format!("/api/public/{office}/proof/{matter}/{code}");
            Some(view! { <main class="public" id="main"><Proof address/></main> }.into_any())
        }
        _ => None,
    }
}

/// What an office has published for everybody, by class.
#[component]
fn Column(address: String) -> impl IntoView {
    let column = api::fetch::<PublicColumn>(move || address.clone());
    api::shown(column, |column: PublicColumn| {
        let mut classes: BTreeMap<String, Vec<PublicationShown>> = BTreeMap::new();
        for one in column.publications {
            classes.entry(one.class.clone().unwrap_or_else(|| one.board.clone())).or_default().push(one);
        }
        let empty = classes.is_empty();
        view! {
            <h1>{fill("{} 政务公开", &[&column.office])}</h1>
            {classes.into_iter().map(|(class, all)| view! { <section class="sheet"><h2>{class}</h2>{all.into_iter().map(|one| view! { <Publication one/> }).collect_view()}</section> }).collect_view()}
            <p class="soft" hidden=!empty>{t("现在没有公开的内容。")}</p>
        }
    })
}

/// One publication.
#[component]
pub fn Publication(
    /// What was published.
    one: PublicationShown,
) -> impl IntoView {
    let title = one.title.clone();
    view! { <article><h3>{title}</h3><Text one/></article> }
}

/// What it says, when, and whether it was withdrawn.
#[component]
pub fn Text(
    /// What was published.
    one: PublicationShown,
) -> impl IntoView {
    let withdrawn = one.withdrawn.map(|at| {
        let because = one.withdrawn_because.unwrap_or_default();
        view! { <p class="bad small">{fill("{} 撤下：{}", &[&moment(&at), &because])}</p> }
    });
    view! { <p class="published">{one.body}</p><p class="soft small">{moment(&one.published)}</p>{withdrawn} }
}

/// Whether a sheet still equals the record.
#[component]
fn Proof(address: String) -> impl IntoView {
    let proof = api::fetch::<ProofShown>(move || address.clone());
    view! {
        <h1>{t("单据核验")}</h1>
        {api::shown(proof, |proof: ProofShown| {
            let verdict = match &proof.changed {
                None => view! { <p class="message good">{t("这张单据与系统中的记录一致。")}</p> }.into_any(),
                Some(at) => view! { <p class="message warn">{fill("打印以后，这件事在 {} 又有变化；请以系统中的记录为准。", &[&moment(at)])}</p> }.into_any(),
            };
            view! {
                {verdict}
                <table class="paper"><tbody>
                    <tr><th scope="row">{t("单位")}</th><td>{proof.office}</td></tr>
                    <tr><th scope="row">{t("单据")}</th><td>{proof.title}</td></tr>
                    <tr><th scope="row">{t("编号")}</th><td>{proof.number}</td></tr>
                    <tr><th scope="row">{t("记录时间")}</th><td>{moment(&proof.printed)}</td></tr>
                </tbody></table>
            }
        })}
    }
}
