//! A matter: its sheet, its line of stations, and exactly what one may do.

mod desk;
mod opening;
mod paper;
mod revised;

use super::moment;
use crate::{
    api,
    cite::Cite,
    download::Download,
    fields::People,
    words::{fill, t},
};
use desk::Desk;
use guiju_api::{Changed, MatterShown, ReplayReport, Station};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use opening::Opening;
use paper::Paper;
pub use paper::beside;
use revised::Revised;

/// The page of a matter.
#[component]
pub fn Matter() -> impl IntoView {
    let id = super::parameter("id");
    provide_context(People(api::fetch(|| "/api/people".to_owned())));
    let matter = api::fetch::<MatterShown>(move || format!("/api/matters/{}", id()));
    let again = Callback::new(move |()| matter.refetch());
    move || match matter.get() {
        Some(Err(problem)) if opening::needed(&problem) => view! { <Opening matter=id() problem again/> }.into_any(),
        _ => api::shown(matter, move |matter: MatterShown| view! { <Shown matter again/> }).into_any(),
    }
}

fn status(matter: &MatterShown) -> (&'static str, &'static str) {
    match matter.status.as_str() {
        "completed" => (t("已办结"), "tag good"),
        "refused" => (t("不同意，已结束"), "tag bad"),
        "returned" => (t("退回修改"), "tag warn"),
        "withdrawn" => (t("已撤回"), "tag"),
        _ => (t("办理中"), "tag warn"),
    }
}

#[component]
fn Shown(matter: MatterShown, again: Callback<()>) -> impl IntoView {
    let copies = matter.form.as_ref().map(|form| form.copies.clone()).unwrap_or_default();
    let further = copies.iter().skip(1).cloned().map(|copy| view! {
        <div class="paperonly copy"><Head matter=matter.clone() copy=Some(copy)/><Paper matter=matter.clone()/></div>
    }).collect_view();
    let history = matter.history.iter().map(|happened| view! {
        <li>{moment(&happened.at)}" "{happened.by.clone()}" "<strong>{happened.what.clone()}</strong>{happened.words.clone().map(|words| format!("：{words}"))}<Changes changed=happened.changed.clone()/></li>
    }).collect_view();
    let findings = matter.findings.iter().map(|finding| view! { <li>{finding.message.clone()}" "{finding.citation.clone().map(|citation| view! { <Cite citation/> })}</li> }).collect_view();
    let stations = matter.stations.iter().map(|station| view! { <Stop station=station.clone()/> }).collect_view();
    let files = matter.files.iter().map(|(digest, name)| view! { <li><Download path=format!("/api/attachments/{digest}") label=name.clone() name=name.clone()/></li> }).collect_view();
    let letters = matter
        .letters
        .clone()
        .into_iter()
        .map(|(letter, title)| {
            let address = format!("/matters/{}/letters/{letter}", matter.id);
            view! { <A href=address attr:class="button">{title}</A>" " }
        })
        .collect_view();
    view! {
        <Head matter=matter.clone() copy=copies.first().cloned()/>
        <p class="message warn noprint" hidden=!matter.masked>{t("这件事项有不公开的内容，您看到的已经遮盖。")}</p>
        <div class="filing">
            <div>
                <section class="sheet"><Paper matter=matter.clone()/>
                {further}
                {(!matter.files.is_empty()).then(|| view! { <div class="noprint"><h2>{t("附件")}</h2><ul>{files}</ul></div> })}
                <ul class="noprint" hidden=matter.findings.is_empty()>{findings}</ul></section>
                <Revised revised=matter.revised.clone()/>
                <Desk matter=matter.clone() again/>
            </div>
            <aside class="noprint">
                <section class="sheet"><h2>{t("办理过程")}</h2><ol class="line">
                    <li class="done"><span class="who">{t("提交 · ")}{matter.applicant.clone()}</span><div class="soft small">{moment(&matter.filed)}</div></li>
                    {stations}
                </ol></section>
                <section class="sheet noprint"><h2>{t("经过")}</h2><ul class="history small">{history}</ul></section>
                <p hidden=matter.letters.is_empty()>{letters}</p>
                <Replay matter=matter.id/>
                <p class="soft small">{fill("按《{}》{} 版判定", &[&matter.regulation_title, &matter.regulation_version])}" "<button type="button" class="plain noprint" on:click=|_| super::print()>{t("打印")}</button></p>
            </aside>
        </div>
    }
}

/// What a correction changed, opened by whoever wants to see it.
#[component]
fn Changes(changed: Vec<Changed>) -> impl IntoView {
    let said = fill("改了 {} 项", &[&changed.len()]);
    (!changed.is_empty()).then(|| {
        view! {
            <details class="changes"><summary>{said}</summary>
                {changed.into_iter().map(|one| view! {
                    <p><strong>{one.label}</strong>"："{one.pieces.into_iter().map(|piece| match piece.kind.as_str() {
                        "removed" => view! { <del>{piece.text}</del> }.into_any(),
                        "added" => view! { <ins>{piece.text}</ins> }.into_any(),
                        _ => piece.text.into_any(),
                    }).collect_view()}</p>
                }).collect_view()}
            </details>
        }
    })
}

/// For those who watch over the office: the stored regulation, asked again, must give the answers that were recorded.
#[component]
fn Replay(matter: u64) -> impl IntoView {
    let watches =
        expect_context::<api::Session>().0.with_untracked(|me| me.as_ref().is_some_and(|me| me.system_role.is_some()));
    let said = RwSignal::new(String::new());
    let replay = move |_| {
        spawn_local(async move {
            match api::get::<ReplayReport>(format!("/api/matters/{matter}/replay")).await {
                Ok(report) if report.differing.is_empty() => {
                    said.set(fill("重新判定 {} 次，结果与记录逐字一致", &[&report.asked]));
                }
                Ok(report) => said.set(fill(
                    "警告：{} 次判定中有 {} 次与记录不符，请立即联系安全员",
                    &[&report.asked, &report.differing.len()],
                )),
                Err(problem) => said.set(problem.title),
            }
        });
    };
    watches.then(|| view! { <p class="noprint"><button type="button" on:click=replay>{t("重放核对")}</button>" "<span role="status">{said}</span></p> })
}

/// What stands over the paper: the office and the day of filing in print, how it stands on screen.
#[component]
fn Head(
    matter: MatterShown,
    /// For whom this copy is, of several.
    copy: Option<String>,
) -> impl IntoView {
    let office = expect_context::<api::Session>().0.get_untracked().unwrap_or_default().office;
    let (word, class) = status(&matter);
    view! {
        <p class="unit paperonly">{office}</p>
        <h1>{matter.form.map(|form| form.title)}</h1>
        {copy.map(|copy| view! { <p class="paperonly copied">{fill("（{}）", &[&copy])}</p> })}
        <p class="row numbered">
            <span class=format!("{class} noprint")>{word}</span>
            <span class="paperonly">{fill("填报日期 {}", &[&matter.filed.get(..10).unwrap_or_default()])}</span>
            <span>{matter.number}</span>
            <span class="soft noprint">{matter.applicant}"（"{matter.department}"） "{moment(&matter.filed)}</span>
        </p>
    }
}

#[component]
fn Stop(station: Station) -> impl IntoView {
    let state = match station.state.as_str() {
        "done" => t("已办"),
        "current" => t("正在办理"),
        "refused" => t("不同意"),
        "returned" => t("已退回"),
        _ => t("未到"),
    };
    let expected = station.acts.is_empty().then(|| station.people.join("、"));
    let acts = station.acts.into_iter().map(|act| view! {
        <div>
            <strong>{act.person}</strong>{act.instead_of.map(|other| fill("（代{}）", &[&other]))}" "{act.verdict}
            <span class="soft small">" "{moment(act.done.as_ref().unwrap_or(&act.arrived))}</span>
            {act.opinion.map(|words| view! { <div class="words">"“"{words}"”"</div> })}
            {act.filled.into_iter().map(|(label, text)| view! { <div class="small">{label}"："{text}</div> }).collect_view()}
        </div>
    }).collect_view();
    view! {
        <li class=station.state>
            <div class="who">{station.title}" "<span class="soft small">{state}</span></div>
            {expected}{acts}
            <div class="soft small">{station.mode}{station.due.map(|due| fill(" · {} 前", &[&moment(&due)]))}{(!station.note.is_empty()).then(|| format!(" · {}", station.note))}</div>
            {station.citations.into_iter().map(|citation| view! { <Cite citation because=station.because.clone()/>" " }).collect_view()}
        </li>
    }
}
