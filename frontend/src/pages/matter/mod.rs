//! The page of a matter: its sheet, its steps and history, and the actions that the reader may take.

mod access_reason;
mod correction;
mod decision;
pub mod next_step;
mod record_sheet;
mod refresh;
mod sheet_table;
mod taken_back;
pub mod tray_navigation;

use crate::{
    api,
    components::{
        citation::CitationLink,
        download::DownloadLink,
        fields::StaffDirectory,
        icon::{drawing, icon},
        resource::{loading, show_resource},
    },
    i18n::{fill, t, text},
    pages::matter::next_step::next_steps,
    state::{page_title::set_page_title, query::route_param, resource::ApiResource, scope::TaskScope},
    util::{
        dom::{focus_after_render, print_page},
        format::format_moment,
    },
};
use access_reason::AccessReason;
use correction::CorrectionDiff;
use decision::{DecisionActions, DecisionFields, DecisionForm};
use guiju_api::{Changed, MatterShown, ReplayReport, StepShown};
use leptos::prelude::*;
use leptos_router::components::A;
use record_sheet::RecordSheet;
pub use record_sheet::line_value;
use refresh::PageRefresh;
use taken_back::{TakenBack, VoidNotice};
use tray_navigation::TrayNavigation;

/// The page of a matter.
#[component]
pub fn Matter() -> impl IntoView {
    let id = route_param("id");
    provide_context(StaffDirectory(ApiResource::from_path(|| "/api/people".to_owned())));
    tray_navigation::remove_notice_on_leave(id().parse().unwrap_or_default());
    let matter = ApiResource::<MatterShown>::from_path(move || format!("/api/matters/{}", id()));
    let reload = Callback::new(move |()| matter.refetch());
    let refresh = PageRefresh::new(reload);
    move || match matter.get() {
        Some(Err(problem)) if access_reason::is_needed(&problem) => {
            view! { <AccessReason matter=id() problem opened=reload/> }.into_any()
        }
        // While the next matter loads, the former one is not shown under its address.
        Some(Ok(before)) if before.id.to_string() != id() => loading(),
        _ => show_resource(matter, move |matter: MatterShown| view! { <MatterView matter refresh/> }).into_any(),
    }
}

/// Name and class of the status of a matter.
fn status_tag(matter: &MatterShown) -> (&'static str, &'static str) {
    match matter.status.as_str() {
        _ if matter.void => (t(text::common::VOID), "tag bad"),
        "completed" => (t(text::common::COMPLETED), "tag good"),
        "refused" => (t(text::common::REFUSED_ENDED), "tag bad"),
        "returned" => (t(text::common::RETURNED), "tag warn"),
        "withdrawn" => (t(text::common::WITHDRAWN), "tag"),
        _ => (t(text::common::IN_PROGRESS), "tag warn"),
    }
}

/// A matter with everything that its page shows.
#[component]
fn MatterView(matter: MatterShown, refresh: PageRefresh) -> impl IntoView {
    let copies = matter.form.as_ref().map(|form| form.copies.clone()).unwrap_or_default();
    let navigation = TrayNavigation::new(matter.id, format!("{} {}", matter.applicant, matter.summary));
    let decision = DecisionForm::new(&matter, navigation, refresh);
    if navigation.follows_decision() {
        focus_after_render("main h1");
    }
    let further = copies.iter().skip(1).cloned().map(|copy| view! {
        <div class="paperonly copy"><SheetHead matter=matter.clone() copy=Some(copy)/><RecordSheet matter=matter.clone()/></div>
    }).collect_view();
    let findings = matter.findings.iter().map(|finding| view! { <li>{finding.message.clone()}" "{finding.citation.clone().map(|citation| view! { <CitationLink citation/> })}</li> }).collect_view();
    set_page_title(&page_title(&matter));
    view! {
        {navigation.notice()}
        {navigation.links("ways above-head")}
        <SheetHead matter=matter.clone() copy=copies.first().cloned()/>
        {decision.resubmitted.then(|| view! { <div class="message good noprint again" role="status"><p><strong>{t(text::matter::FILED_AGAIN)}</strong></p>{next_steps(&matter)}</div> })}
        <ReturnNotice matter=matter.clone()/>
        <VoidNotice matter=matter.clone()/>
        <TakenBack matter=matter.clone()/>
        <p class="message warn noprint" hidden=!matter.masked>{t(text::matter::PARTS_MATTER_NOT_PUBLIC_WHAT)}</p>
        <div class="filing matter">
            <div>
                <section class="sheet"><RecordSheet matter=matter.clone()/>
                {further}
                <Attachments matter=matter.clone()/>
                <ul class="noprint" hidden=matter.findings.is_empty()>{findings}</ul></section>
                <CorrectionDiff revised=matter.revised.clone()/>
                <DecisionFields decision/>
            </div>
            <SidePanel matter=matter.clone()/>
            <DecisionActions decision/>
        </div>
    }
}

/// The page's title: the applicant, the form, and the number or the time of filing.
fn page_title(matter: &MatterShown) -> String {
    let form = matter.form.as_ref().map(|form| form.title.as_str()).unwrap_or_default();
    let which = matter.number.clone().unwrap_or_else(|| format_moment(&matter.filed));
    format!("{} {form} {which}", matter.applicant)
}

/// The sheet with its head, for print.
#[component]
pub fn Printable(matter: MatterShown) -> impl IntoView {
    let copy = matter.form.as_ref().and_then(|form| form.copies.first().cloned());
    view! { <SheetHead matter=matter.clone() copy/><RecordSheet matter/> }
}

/// Who returned or refused the matter, when and why, and what the applicant can do.
#[component]
fn ReturnNotice(matter: MatterShown) -> impl IntoView {
    let (state, label) = match matter.status.as_str() {
        "returned" => ("returned", t(text::common::RETURNED)),
        "refused" => ("refused", t(text::common::REFUSED)),
        _ => return ().into_any(),
    };
    let stopped =
        matter.stations.iter().filter(|step| step.state == state || step.acts.iter().any(|act| act.state == state));
    let acts = stopped.flat_map(|step| step.acts.iter()).filter(|act| act.done.is_some());
    let Some(last) = acts.max_by_key(|act| act.done.clone()) else { return ().into_any() };
    let when = format_moment(last.done.as_deref().unwrap_or_default());
    let words = last.opinion.clone().filter(|words| !words.is_empty());
    let corrects = matter.actions.iter().any(|action| action.action == "resubmit");
    let todo = match (state, corrects) {
        ("returned", true) => t(text::matter::PLEASE_CORRECT_WHAT_BELOW_AS),
        ("returned", false) => t(text::matter::WAITS_APPLICANT_CORRECT_FILE_AGAIN),
        _ => t(text::matter::ENDS_HERE_IF_THINGS_CHANGED),
    };
    view! {
        <div class="message warn noprint returned" role="status">
            <p><strong>{last.person.clone()}" "{label}</strong>" "<span class="soft small">{when}</span></p>
            {words.map(|words| view! { <p class="reason">"“"{words}"”"</p> })}
            <p>{todo}</p>
        </div>
    }
    .into_any()
}

/// The attachments of a matter.
#[component]
fn Attachments(matter: MatterShown) -> impl IntoView {
    let files = matter
        .files
        .iter()
        .map(|(digest, name)| view! { <li><Attachment digest=digest.clone() name=name.clone()/></li> })
        .collect_view();
    (!matter.files.is_empty())
        .then(|| view! { <div class="noprint attached"><h2>{t(text::common::FILES)}</h2><ul class="files">{files}</ul></div> })
}

/// An attachment: a link to download it, and a button that shows it on the page.
#[component]
fn Attachment(digest: String, name: String) -> impl IntoView {
    let path = format!("/api/attachments/{digest}");
    let inline = format!("{path}?seen=true");
    let opened = RwSignal::new(false);
    let lower = name.to_ascii_lowercase();
    let picture = [".png", ".jpg", ".jpeg"].iter().any(|end| lower.ends_with(end));
    let (title, address) = (name.clone(), inline.clone());
    let preview = move || {
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
        <button type="button" class="plain" aria-expanded=move || opened.get().to_string() aria-label=fill(text::matter::VIEW_FILE_HERE, &[&name])
            on:click=move |_| opened.update(|opened| *opened = !*opened)>{move || if opened.get() { t(text::matter::HIDE) } else { t(text::matter::VIEW_HERE) }}</button>
        <div class="seen">{preview}</div>
    }
}

/// The panel beside the sheet: steps, history, official documents.
#[component]
fn SidePanel(matter: MatterShown) -> impl IntoView {
    let history = matter.history.iter().map(|entry| view! {
        <li>{format_moment(&entry.at)}" "{entry.by.clone()}" "<strong>{entry.what.clone()}</strong>{entry.words.clone().map(|words| format!("：{words}"))}<CorrectionChanges changed=entry.changed.clone()/></li>
    }).collect_view();
    let steps = matter.stations.iter().map(|step| view! { <StepView step=step.clone()/> }).collect_view();
    let letter = |(letter, title): (String, String)| {
        let address = format!("/matters/{}/letters/{letter}", matter.id);
        view! { <A href=address attr:class="button">{title}</A>" " }
    };
    let letters = matter.letters.clone().into_iter().map(letter).collect_view();
    view! {
        <aside class="noprint">
            <section class="sheet"><h2>{t(text::matter::STATIONS)}</h2><ol class="line">
                <li class="done"><span class="who">{t(text::matter::FILED)}{matter.applicant.clone()}</span><div class="soft small">{format_moment(&matter.filed)}</div></li>
                {steps}
            </ol></section>
            <section class="sheet noprint"><h2>{t(text::matter::HISTORY)}</h2><ul class="history small">{history}</ul></section>
            <p hidden=matter.letters.is_empty()>{letters}</p>
            <ReplayCheck matter=matter.id/>
            <p class="soft small">{fill(text::matter::JUDGED_VERSION, &[&matter.regulation_title, &matter.regulation_version])}" "<button type="button" class="plain noprint" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button></p>
        </aside>
    }
}

/// The changes of a correction, folded.
#[component]
fn CorrectionChanges(changed: Vec<Changed>) -> impl IntoView {
    let summary = fill(text::matter::FIELDS_CHANGED, &[&changed.len()]);
    (!changed.is_empty()).then(|| {
        view! {
            <details class="changes"><summary>{summary}</summary>
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

/// For those with a system role: a button that evaluates the matter again and compares the results with the recorded ones.
#[component]
fn ReplayCheck(matter: u64) -> impl IntoView {
    let has_system_role =
        expect_context::<api::Session>().0.with_untracked(|me| me.as_ref().is_some_and(|me| me.system_role.is_some()));
    let result = RwSignal::new(String::new());
    let scope = TaskScope::current();
    let replay = move |_| {
        scope.spawn(async move {
            match api::get::<ReplayReport>(format!("/api/matters/{matter}/replay")).await {
                Ok(report) if report.differing.is_empty() => {
                    result.set(fill(text::matter::ASKED_AGAIN_TIMES_EVERY_ANSWER, &[&report.asked]));
                }
                Ok(report) => result.set(fill(
                    text::matter::WARNING_JUDGEMENTS_DIFFER_FROM_RECORD,
                    &[&report.asked, &report.differing.len()],
                )),
                Err(problem) => result.set(problem.title),
            }
        });
    };
    has_system_role.then(|| view! { <p class="noprint"><button type="button" on:click=replay>{t(text::matter::REPLAY)}</button>" "<span role="status">{result}</span></p> })
}

/// The head of the sheet: title and number, with the status on screen, and the office and day of filing in print.
#[component]
fn SheetHead(
    matter: MatterShown,
    /// Name of this copy, if the form is printed in several.
    copy: Option<String>,
) -> impl IntoView {
    let office = expect_context::<api::Session>().0.get_untracked().unwrap_or_default().office;
    let (word, class) = status_tag(&matter);
    view! {
        <p class="unit paperonly">{office}</p>
        <h1>{matter.form.map(|form| form.title)}</h1>
        {copy.map(|copy| view! { <p class="paperonly copied">{fill(text::matter::IN_PARENTHESES, &[&copy])}</p> })}
        <p class="row numbered">
            <span class=format!("{class} noprint")>{word}</span>
            <span class="paperonly">{fill(text::matter::FILED_ON, &[&matter.filed.get(..10).unwrap_or_default()])}</span>
            <span>{matter.number}</span>
            <span class="soft noprint">{matter.applicant}"（"{matter.department}"） "{format_moment(&matter.filed)}</span>
        </p>
    }
}

/// A step of a matter with its state, decisions and clauses.
#[component]
fn StepView(step: StepShown) -> impl IntoView {
    let state = match step.state.as_str() {
        "done" => t(text::common::DECIDED),
        "current" => t(text::matter::NOW_HERE),
        "refused" => t(text::common::REFUSED),
        "returned" => t(text::matter::RETURNED),
        _ => t(text::matter::COME),
    };
    let expected = step.acts.is_empty().then(|| step.people.join("、"));
    let acts = step.acts.into_iter().map(|act| view! {
        <div>
            <strong>{act.person}</strong>{act.instead_of.map(|other| fill(text::matter::FOR, &[&other]))}" "{act.verdict}
            <span class="soft small">" "{format_moment(act.done.as_ref().unwrap_or(&act.arrived))}</span>
            {act.opinion.map(|words| view! { <div class="words">"“"{words}"”"</div> })}
            {act.filled.into_iter().map(|(label, text)| view! { <div class="small">{label}"："{text}</div> }).collect_view()}
        </div>
    }).collect_view();
    view! {
        <li class=step.state>
            <div class="who">{step.title}" "<span class="soft small">{state}</span></div>
            {expected}{acts}
            <div class="soft small">{step.mode}{step.due.map(|due| fill(text::common::DUE_SUFFIX, &[&format_moment(&due)]))}{(!step.note.is_empty()).then(|| format!(" · {}", step.note))}</div>
            {step.citations.into_iter().map(|citation| view! { <CitationLink citation because=step.because.clone()/>" " }).collect_view()}
        </li>
    }
}
