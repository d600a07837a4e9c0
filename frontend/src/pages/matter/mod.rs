//! A matter: its sheet, its line of stations, and exactly what one may do.

mod after;
mod desk;
pub mod next_step;
pub mod onward;
mod opening;
mod paper;
mod revised;
mod table;

use crate::{
    api,
    components::{
        citation::CitationLink,
        download::DownloadLink,
        fields::StaffDirectory,
        icon::{drawing, icon},
        resource::{loading, show_resource},
    },
    i18n::{fill, t},
    pages::matter::next_step::next_steps,
    state::{page_title::set_page_title, query::route_param, resource::ApiResource, scope::TaskScope},
    util::{
        dom::{focus_after_render, print_page},
        format::format_moment,
    },
};
use after::Afterwards;
use desk::{Acts, Desk, Writing};
use guiju_api::{Changed, MatterShown, ReplayReport, Station};
use leptos::prelude::*;
use leptos_router::components::A;
use onward::Onward;
use opening::Opening;
use paper::Paper;
pub use paper::beside;
use revised::Revised;

/// The page of a matter.
#[component]
pub fn Matter() -> impl IntoView {
    let id = route_param("id");
    provide_context(StaffDirectory(ApiResource::from_path(|| "/api/people".to_owned())));
    onward::told_once(id().parse().unwrap_or_default());
    let matter = ApiResource::<MatterShown>::from_path(move || format!("/api/matters/{}", id()));
    let again = Callback::new(move |()| matter.refetch());
    let afterwards = Afterwards::new(again);
    move || match matter.get() {
        Some(Err(problem)) if opening::needed(&problem) => view! { <Opening matter=id() problem again/> }.into_any(),
        // The paper before does not stand under the next one's address.
        Some(Ok(before)) if before.id.to_string() != id() => loading(),
        _ => show_resource(matter, move |matter: MatterShown| view! { <Shown matter afterwards/> }).into_any(),
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
fn Shown(matter: MatterShown, afterwards: Afterwards) -> impl IntoView {
    let copies = matter.form.as_ref().map(|form| form.copies.clone()).unwrap_or_default();
    let onward = Onward::from(matter.id, format!("{} {}", matter.applicant, matter.summary));
    let desk = Desk::of(&matter, onward, afterwards);
    if onward.just_decided() {
        focus_after_render("main h1");
    }
    let further = copies.iter().skip(1).cloned().map(|copy| view! {
        <div class="paperonly copy"><Head matter=matter.clone() copy=Some(copy)/><Paper matter=matter.clone()/></div>
    }).collect_view();
    let findings = matter.findings.iter().map(|finding| view! { <li>{finding.message.clone()}" "{finding.citation.clone().map(|citation| view! { <CitationLink citation/> })}</li> }).collect_view();
    set_page_title(&named(&matter));
    view! {
        {onward.told()}
        {onward.ways("ways above-head")}
        <Head matter=matter.clone() copy=copies.first().cloned()/>
        {desk.again.then(|| view! { <div class="message good noprint again" role="status"><p><strong>{t("已再次提交。")}</strong></p>{next_steps(&matter)}</div> })}
        <Returned matter=matter.clone()/>
        <p class="message warn noprint" hidden=!matter.masked>{t("这件事项有不公开的内容，您看到的已经遮盖。")}</p>
        <div class="filing matter">
            <div>
                <section class="sheet"><Paper matter=matter.clone()/>
                {further}
                <Files matter=matter.clone()/>
                <ul class="noprint" hidden=matter.findings.is_empty()>{findings}</ul></section>
                <Revised revised=matter.revised.clone()/>
                <Writing desk/>
            </div>
            <Beside matter=matter.clone()/>
            <Acts desk/>
        </div>
    }
}

/// What the browser calls the page: the form, whose, and its number or when it was filed.
fn named(matter: &MatterShown) -> String {
    let form = matter.form.as_ref().map(|form| form.title.as_str()).unwrap_or_default();
    let which = matter.number.clone().unwrap_or_else(|| format_moment(&matter.filed));
    format!("{} {form} {which}", matter.applicant)
}

/// The paper as it is printed, with what stands over it.
#[component]
pub fn Printable(matter: MatterShown) -> impl IntoView {
    let copy = matter.form.as_ref().and_then(|form| form.copies.first().cloned());
    view! { <Head matter=matter.clone() copy/><Paper matter/> }
}

/// Why it came back or was refused, by whom and when, and what is to be done: before anything else.
#[component]
fn Returned(matter: MatterShown) -> impl IntoView {
    let (state, said) = match matter.status.as_str() {
        "returned" => ("returned", t("退回修改")),
        "refused" => ("refused", t("不同意")),
        _ => return ().into_any(),
    };
    let stopped = matter
        .stations
        .iter()
        .filter(|station| station.state == state || station.acts.iter().any(|act| act.state == state));
    let acts = stopped.flat_map(|station| station.acts.iter()).filter(|act| act.done.is_some());
    let Some(last) = acts.max_by_key(|act| act.done.clone()) else { return ().into_any() };
    let when = format_moment(last.done.as_deref().unwrap_or_default());
    let words = last.opinion.clone().filter(|words| !words.is_empty());
    let corrects = matter.actions.iter().any(|action| action.action == "resubmit");
    let todo = match (state, corrects) {
        ("returned", true) => t("请按意见修改下面的内容，再按“修改后再提交”。"),
        ("returned", false) => t("等申请人修改后再提交。"),
        _ => t("这件事项到此结束；情况有变化的，可以另填一份。"),
    };
    view! {
        <div class="message warn noprint returned" role="status">
            <p><strong>{last.person.clone()}" "{said}</strong>" "<span class="soft small">{when}</span></p>
            {words.map(|words| view! { <p class="reason">"“"{words}"”"</p> })}
            <p>{todo}</p>
        </div>
    }
    .into_any()
}

/// What was attached.
#[component]
fn Files(matter: MatterShown) -> impl IntoView {
    let files = matter
        .files
        .iter()
        .map(|(digest, name)| view! { <li><File digest=digest.clone() name=name.clone()/></li> })
        .collect_view();
    (!matter.files.is_empty())
        .then(|| view! { <div class="noprint attached"><h2>{t("附件")}</h2><ul class="files">{files}</ul></div> })
}

/// A file where it stands: a picture as it is, a PDF once it is opened; to take home as well.
#[component]
fn File(digest: String, name: String) -> impl IntoView {
    let path = format!("/api/attachments/{digest}");
    let seen = format!("{path}?seen=true");
    let opened = RwSignal::new(false);
    let lower = name.to_ascii_lowercase();
    let picture = [".png", ".jpg", ".jpeg"].iter().any(|end| lower.ends_with(end));
    let (title, address) = (name.clone(), seen.clone());
    let inside = move || {
        opened.get().then(|| {
            if picture {
                view! { <img src=address.clone() alt=title.clone() loading="lazy"/> }.into_any()
            } else {
                view! { <iframe src=address.clone() title=title.clone()></iframe> }.into_any()
            }
        })
    };
    view! {
        <DownloadLink path label=name.clone() name=name.clone()/>" "
        <button type="button" class="plain" aria-expanded=move || opened.get().to_string() aria-label=fill("在这里看{}", &[&name])
            on:click=move |_| opened.update(|opened| *opened = !*opened)>{move || if opened.get() { t("收起") } else { t("在这里看") }}</button>
        <div class="seen">{inside}</div>
    }
}

/// What stands beside the paper: the line of stations, the history, official papers.
#[component]
fn Beside(matter: MatterShown) -> impl IntoView {
    let history = matter.history.iter().map(|happened| view! {
        <li>{format_moment(&happened.at)}" "{happened.by.clone()}" "<strong>{happened.what.clone()}</strong>{happened.words.clone().map(|words| format!("：{words}"))}<Changes changed=happened.changed.clone()/></li>
    }).collect_view();
    let stations = matter.stations.iter().map(|station| view! { <Stop station=station.clone()/> }).collect_view();
    let letter = |(letter, title): (String, String)| {
        let address = format!("/matters/{}/letters/{letter}", matter.id);
        view! { <A href=address attr:class="button">{title}</A>" " }
    };
    let letters = matter.letters.clone().into_iter().map(letter).collect_view();
    view! {
        <aside class="noprint">
            <section class="sheet"><h2>{t("办理过程")}</h2><ol class="line">
                <li class="done"><span class="who">{t("提交 · ")}{matter.applicant.clone()}</span><div class="soft small">{format_moment(&matter.filed)}</div></li>
                {stations}
            </ol></section>
            <section class="sheet noprint"><h2>{t("经过")}</h2><ul class="history small">{history}</ul></section>
            <p hidden=matter.letters.is_empty()>{letters}</p>
            <Replay matter=matter.id/>
            <p class="soft small">{fill("按《{}》{} 版判定", &[&matter.regulation_title, &matter.regulation_version])}" "<button type="button" class="plain noprint" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t("打印")}</button></p>
        </aside>
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
    let scope = TaskScope::current();
    let replay = move |_| {
        scope.spawn(async move {
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
            <span class="soft noprint">{matter.applicant}"（"{matter.department}"） "{format_moment(&matter.filed)}</span>
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
            <span class="soft small">" "{format_moment(act.done.as_ref().unwrap_or(&act.arrived))}</span>
            {act.opinion.map(|words| view! { <div class="words">"“"{words}"”"</div> })}
            {act.filled.into_iter().map(|(label, text)| view! { <div class="small">{label}"："{text}</div> }).collect_view()}
        </div>
    }).collect_view();
    view! {
        <li class=station.state>
            <div class="who">{station.title}" "<span class="soft small">{state}</span></div>
            {expected}{acts}
            <div class="soft small">{station.mode}{station.due.map(|due| fill(" · {} 前", &[&format_moment(&due)]))}{(!station.note.is_empty()).then(|| format!(" · {}", station.note))}</div>
            {station.citations.into_iter().map(|citation| view! { <CitationLink citation because=station.because.clone()/>" " }).collect_view()}
        </li>
    }
}
