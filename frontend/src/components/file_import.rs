//! Imports of records and people from files: the server previews each line before anything is written.

use super::problem::ProblemAlert;
use crate::{
    api,
    i18n::{fill, t, text},
    state::scope::TaskScope,
};
use guiju_api::{ImportReport, Problem};
use guiju_model::Form;
use leptos::{html::Input, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Lines of each kind that the report lists at most.
const MAX_LISTED: usize = 100;

/// An import of records of a form.
pub fn record_import(regulation: &str, form: &Form) -> impl IntoView + use<> {
    let path = format!("/api/forms/{regulation}/{}/import", form.id);
    let heading = fill(text::file_import::IMPORT, &[&form.title]);
    let help = t(text::file_import::ATTLOG_DAT_FROM_CLOCK_MACHINE);
    view! { <FileImport path heading help done=Callback::new(|()| ())/> }
}

/// An import that is being prepared.
#[derive(Clone, Copy)]
struct Import {
    /// Path at the server to which the file is sent.
    path: StoredValue<String>,
    report: RwSignal<Option<ImportReport>>,
    problem: RwSignal<Option<Problem>>,
    busy: RwSignal<bool>,
    file: NodeRef<Input>,
    /// Reason for importing lines whose time is out of range.
    reason: NodeRef<Input>,
    /// Called after something was written.
    done: Callback<()>,
    scope: TaskScope,
}

impl Import {
    fn new(path: String, done: Callback<()>) -> Self {
        Self {
            path: StoredValue::new(path),
            report: RwSignal::new(None),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
            file: NodeRef::new(),
            reason: NodeRef::new(),
            done,
            scope: TaskScope::current(),
        }
    }

    /// Sends the chosen file, for a preview or to be written.
    fn send(self, preview: bool) {
        let element = self.file.get_untracked().map(JsCast::unchecked_into::<HtmlInputElement>);
        let Some(file) = element.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            self.problem
                .set(Some(Problem { title: t(text::common::CHOOSE_FILE_FIRST).to_owned(), ..Problem::default() }));
            return;
        };
        let reason = self.reason.get_untracked().map(|input| input.value()).unwrap_or_default();
        let reason = String::from(js_sys::encode_uri_component(reason.trim()));
        let path = format!("{}?preview={preview}&beyond={reason}", self.path.get_value());
        self.busy.set(true);
        self.problem.set(None);
        self.scope.spawn(async move {
            match api::upload::<ImportReport>(path, file).await {
                Ok(report) => {
                    let written = report.written;
                    self.report.set(Some(report));
                    if written {
                        self.done.run(());
                    }
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
            self.busy.set(false);
        });
    }

    /// Whether a preview is there and has lines that can be written.
    fn is_previewed(self) -> bool {
        let writable = |report: &ImportReport| report.new + report.known > 0 || !report.waiting.is_empty();
        self.report.with(|report| report.as_ref().is_some_and(|report| !report.written && writable(report)))
    }

    /// Whether the file has lines whose time is out of range.
    fn needs_reason(self) -> bool {
        self.report.with(|report| report.as_ref().is_some_and(|report| report.beyond > 0))
    }
}

/// A section in which one kind of file is chosen, previewed and imported.
#[component]
pub fn FileImport(
    /// Path at the server to which the file is sent.
    path: String,
    /// Heading of the section.
    heading: String,
    /// Description of the expected file.
    help: &'static str,
    /// Called after something was written.
    done: Callback<()>,
) -> impl IntoView {
    let id = format!("file-{}", path.replace('/', "-"));
    let import = Import::new(path, done);
    let Import { report, problem, busy, file, reason, .. } = import;
    view! {
        <section class="sheet"><h2>{heading}</h2>
            <p class="help">{help}</p>
            <div class="row">
                <label for=id.clone()>{t(text::file_import::FILE)}</label>
                <input id=id type="file" node_ref=file on:change=move |_| report.set(None)/>
                <button type="button" disabled=busy on:click=move |_| import.send(true)>{t(text::file_import::SEE_WHAT_WOULD_HAPPEN)}</button>
                <button type="button" class="primary" disabled=move || busy.get() || !import.is_previewed() on:click=move |_| import.send(false)>{t(text::common::IMPORT)}</button>
                <span class="soft" role="status">{move || if busy.get() { t(text::file_import::READING) } else { "" }}</span>
            </div>
            // Lines before the office began or after now are imported only with a reason.
            <Show when=move || import.needs_reason()>
                <label class="row">{t(text::file_import::WHY_THESE_TIMES_IMPORTED_ALL)}<input type="text" maxlength="500" node_ref=reason/></label>
                <p class="help">{t(text::file_import::SAY_WHY_LOOK_AGAIN_THESE)}</p>
            </Show>
            {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
            {move || report.get().map(|report| view! { <ImportSummary report/> })}
        </section>
    }
}

/// What the import of a file wrote, or would write.
#[component]
fn ImportSummary(report: ImportReport) -> impl IntoView {
    let list = |lines: Vec<AnyView>| (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    let plain = |lines: Vec<String>| list(lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect());
    let (errors, waiting, skipped) = (report.errors.len(), report.waiting.len(), report.aside.len());
    view! {
        <div class=if report.written { "message good" } else { "message" } role="status">
            <strong>{if report.written { t(text::file_import::IMPORTED) } else { t(text::file_import::PREVIEW_NOTHING_WRITTEN_YET) }}</strong>
            <p>{t(text::file_import::READ)}{report.lines}{t(text::file_import::LINES_NEW)}{report.new}{t(text::file_import::KNOWN)}{report.known}{t(text::file_import::FAULTY)}{errors}{(waiting > 0).then(|| fill(text::file_import::WAITING_SECURITY_OFFICER, &[&waiting]))}{(skipped > 0).then(|| fill(text::file_import::PASSED_OVER, &[&skipped]))}"。"</p>
            {plain(report.notes)}
            {plain(report.sample)}
            <div class="warn">{list(numbered(report.waiting))}</div>
            <div class="bad">{list(numbered(report.errors))}</div>
            <div class="soft">{list(numbered(report.aside))}</div>
        </div>
    }
}

/// Lines of the file by their numbers, with what is said of each.
fn numbered<N: std::fmt::Display>(lines: Vec<(N, String)>) -> Vec<AnyView> {
    let line = |(number, text)| view! { <li>{fill(text::file_import::LINE, &[&number, &text])}</li> }.into_any();
    lines.into_iter().take(MAX_LISTED).map(line).collect()
}
