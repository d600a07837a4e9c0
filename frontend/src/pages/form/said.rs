//! What is said of a form: the summary of what is wrong, what is still to be filled in, and who will decide.

use crate::{
    components::citation::CitationLink,
    fields::{self, Content},
    i18n::{fill, t},
    util::format::format_moment,
};
use guiju_api::{FindingShown, Preview, Problem, Station};
use guiju_model::Severity;
use leptos::prelude::*;
use serde_json::{Map, Value};

/// The error summary: links lead to the fields, and what was mended leaves it.
#[component]
pub fn Summary(
    /// What is wrong.
    problem: Problem,
    /// What is still wrong, where that is followed.
    #[prop(optional_no_strip)]
    still: Option<Signal<Vec<FindingShown>>>,
) -> impl IntoView {
    let Problem { title, mut findings, .. } = problem;
    let told = |finding: &FindingShown| finding.severity != Severity::Notice;
    findings.retain(told);
    let many = findings.len();
    // A memo: what stays the same is not told anew at each key.
    let left = Memo::new(move |_| match still.filter(|_| many > 0) {
        Some(still) => still.get().into_iter().filter(told).collect(),
        None => findings.clone(),
    });
    let title = move || match left.with(Vec::len) {
        now if now == many => title.clone(),
        now => fill("还有 {} 处需要改正或说明", &[&now]),
    };
    let mended = move || many > 0 && left.with(Vec::is_empty);
    let line = |finding: FindingShown| {
        let why = finding.citation.clone().map(|citation| view! { <CitationLink citation/> });
        view! { <li>{led(finding)}" "{why}</li> }
    };
    view! {
        <div class="message bad" id="summary" tabindex="-1" role="alert" hidden=mended>
            <strong>{title}</strong>
            <ul>{move || left.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

/// What is said, as a link to the field that it is about.
fn led(finding: FindingShown) -> AnyView {
    let Some(field) = finding.field else { return finding.message.into_any() };
    let place = format!("#field-{}", field.split('/').next().unwrap_or_default());
    let lead = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        fields::lead(&field);
    };
    view! { <a href=place rel="external" on:click=lead>{finding.message}</a> }.into_any()
}

/// What stands where a finding points to.
pub fn at<'c>(content: &'c Map<String, Value>, path: &str) -> Option<&'c Value> {
    let mut parts = path.split('/');
    let mut at = parts.next().and_then(|name| content.get(name));
    for part in parts {
        at = match at {
            Some(Value::Array(rows)) => part.parse::<usize>().ok().and_then(|index| rows.get(index)),
            Some(Value::Object(fields)) => fields.get(part),
            _ => None,
        };
    }
    at
}

/// Whether nothing stands there yet.
pub fn missing(content: &Map<String, Value>, path: &str) -> bool {
    match at(content, path) {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(Value::Array(all)) => all.is_empty(),
        Some(_) => false,
    }
}

/// What is still to be done. Nothing is reproached before it was tried to file, but for a value that is wrong.
#[component]
pub fn Needs(findings: Vec<FindingShown>, content: Content, tried: bool) -> impl IntoView {
    if findings.is_empty() {
        return view! { <p class="good">{t("没有要补充的。")}</p> }.into_any();
    }
    let line = |finding: FindingShown| {
        let empty = content.with(|content| finding.field.as_ref().is_none_or(|path| missing(content, path)));
        let (sign, class) = match finding.severity {
            Severity::Error if !empty => (t("须改正"), "tag bad"),
            Severity::Error if tried => (t("待填"), "tag bad"),
            Severity::Error => (t("待填"), "tag todo"),
            Severity::Warning => (t("提醒"), "tag warn"),
            Severity::Notice => (t("说明"), "tag"),
        };
        let why = finding.citation.clone().map(|citation| view! { <CitationLink citation/> });
        view! { <li><span class=class>{sign}</span>" "{led(finding)}" "{why}</li> }
    };
    view! { <ul class="lines needs">{findings.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// Values computed, who decides, and what follows.
#[component]
pub fn Ahead(preview: Preview) -> impl IntoView {
    let derived = preview.derived.into_iter().map(|derived| {
        let because = derived.because.clone();
        view! { <p><strong>{derived.label}"："{derived.text}</strong>" "<span class="soft small">{derived.because}</span>" "{derived.citation.map(|citation| view! { <CitationLink citation because=because/> })}</p> }
    });
    let empty = preview.stations.is_empty();
    let effects = preview.effects.into_iter().map(|effect| view! { <li>{effect}</li> }).collect::<Vec<_>>();
    let follows = !effects.is_empty();
    view! {
        {derived.collect_view()}
        <p class="soft" hidden=!empty>{t("填好后这里会列出审批环节；不需要审批的直接登记。")}</p>
        <ol class="line">{preview.stations.into_iter().map(|station| view! { <Coming station/> }).collect_view()}</ol>
        <div hidden=!follows><h3>{t("连带影响")}</h3><ul>{effects}</ul></div>
    }
}

/// A station that is to come.
#[component]
fn Coming(station: Station) -> impl IntoView {
    let vacant = station.people.is_empty();
    view! {
        <li>
            <div class="who">{station.title}</div>
            <div class=if vacant { "bad" } else { "" }>{station.people.join("、")}{vacant.then(|| station.note.clone())}</div>
            <div class="soft small">{station.mode}{station.due.map(|due| fill(" · {} 前", &[&format_moment(&due)]))}{(!vacant && !station.note.is_empty()).then(|| format!(" · {}", station.note))}</div>
            {station.citations.into_iter().map(|citation| view! { <CitationLink citation because=station.because.clone()/>" " }).collect_view()}
        </li>
    }
}
