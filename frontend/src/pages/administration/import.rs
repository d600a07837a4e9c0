//! Records and people from files: first what each line would do, then the act.

use crate::{
    api,
    components::{problem::ProblemAlert, resource::show_resource},
    i18n::{fill, t},
    state::{resource::ApiResource, scope::TaskScope},
};
use guiju_api::{ImportReport, Problem, RegulationOffered, RegulationShown};
use guiju_model::Form;
use leptos::{html::Input, prelude::*};
use wasm_bindgen::JsCast;

/// Registers that take records from files.
#[component]
pub fn Imports() -> impl IntoView {
    let forms = ApiResource::new(|| async {
        let regulations: Vec<RegulationOffered> = api::get("/api/regulations".to_owned()).await?;
        let mut importable = Vec::new();
        for one in regulations {
            let shown: RegulationShown = api::get(format!("/api/regulations/{}", one.id)).await?;
            importable.extend(
                shown
                    .forms
                    .into_iter()
                    .filter(|form| !form.filing.imports.is_empty())
                    .map(|form| (one.id.clone(), form)),
            );
        }
        Ok(importable)
    });
    show_resource(forms, |forms: Vec<(String, Form)>| {
        forms.into_iter().map(|(regulation, form)| records(&regulation, &form)).collect_view()
    })
}

/// Records of one form from a file.
pub fn records(regulation: &str, form: &Form) -> impl IntoView + use<> {
    let path = format!("/api/forms/{regulation}/{}/import", form.id);
    let heading = fill("导入：{}", &[&form.title]);
    let help = t("考勤机导出的 attlog.dat，或第一行是栏目名的 xlsx、xls、CSV");
    view! { <File path heading help done=Callback::new(|()| ())/> }
}

/// One kind of file: choose, look, import.
#[component]
pub fn File(
    /// Where it is sent.
    path: String,
    /// What is imported.
    heading: String,
    /// What the file should be.
    help: &'static str,
    /// After something was written.
    done: Callback<()>,
) -> impl IntoView {
    let (report, problem, busy) =
        (RwSignal::new(None::<ImportReport>), RwSignal::new(None::<Problem>), RwSignal::new(false));
    let (input, reason) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let id = format!("file-{}", path.replace('/', "-"));
    let scope = TaskScope::current();
    let send = move |preview: bool| {
        let element = input.get_untracked().map(JsCast::unchecked_into::<web_sys::HtmlInputElement>);
        let Some(file) = element.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            problem.set(Some(Problem { title: t("请先选择文件").to_owned(), ..Problem::default() }));
            return;
        };
        let why = reason.get_untracked().map(|input| input.value()).unwrap_or_default();
        let why = String::from(js_sys::encode_uri_component(why.trim()));
        let path = format!("{path}?preview={preview}&beyond={why}");
        busy.set(true);
        problem.set(None);
        scope.spawn(async move {
            match api::upload::<ImportReport>(path, file).await {
                Ok(answer) => {
                    let written = answer.written;
                    report.set(Some(answer));
                    if written {
                        done.run(());
                    }
                }
                Err(why) => problem.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let (look, write) = (send.clone(), send);
    // Nothing is written that was not looked at.
    let looked = move || {
        report.with(|report| {
            report
                .as_ref()
                .is_some_and(|report| !report.written && (report.new + report.known > 0 || !report.waiting.is_empty()))
        })
    };
    view! {
        <section class="sheet"><h2>{heading}</h2>
            <p class="help">{help}</p>
            <div class="row">
                <label for=id.clone()>{t("文件")}</label>
                <input id=id type="file" node_ref=input on:change=move |_| report.set(None)/>
                <button type="button" disabled=busy on:click=move |_| look(true)>{t("看看会怎样")}</button>
                <button type="button" class="primary" disabled=move || busy.get() || !looked() on:click=move |_| write(false)>{t("导入")}</button>
                <span class="soft" role="status">{move || if busy.get() { t("正在读取…") } else { "" }}</span>
            </div>
            // Lines that lie before the office's begin or after now are taken by a decision alone.
            <Show when=move || report.with(|report| report.as_ref().is_some_and(|report| report.beyond > 0))>
                <label class="row">{t("仍要导入这些时间的理由")}<input type="text" maxlength="500" node_ref=reason/></label>
                <p class="help">{t("写明理由后再看一次，这些行就会一并导入；理由会记入事件链")}</p>
            </Show>
            {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
            {move || report.get().map(|report| view! { <Told report/> })}
        </section>
    }
}

/// What a file came to, or would.
#[component]
fn Told(report: ImportReport) -> impl IntoView {
    let lines = |lines: Vec<AnyView>| (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    let sample = report.sample.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let (wrong, waits) = (report.errors.len(), report.waiting.len());
    let waiting = report
        .waiting
        .into_iter()
        .take(100)
        .map(|(line, whom)| view! { <li>{fill("第 {} 行：{}", &[&line, &whom])}</li> }.into_any())
        .collect();
    let (passed, notes) = (report.aside.len(), report.notes);
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }.into_any()).collect();
    let aside = report
        .aside
        .into_iter()
        .take(100)
        .map(|(line, why)| view! { <li>{fill("第 {} 行：{}", &[&line, &why])}</li> }.into_any())
        .collect();
    let errors = report
        .errors
        .into_iter()
        .take(100)
        .map(|(line, why)| view! { <li>{fill("第 {} 行：{}", &[&line, &why])}</li> }.into_any())
        .collect();
    view! {
        <div class=if report.written { "message good" } else { "message" } role="status">
            <strong>{if report.written { t("已导入") } else { t("预览，还没有写入") }}</strong>
            <p>{t("读到 ")}{report.lines}{t(" 行：新增 ")}{report.new}{t("，已有 ")}{report.known}{t("，有误 ")}{wrong}{(waits > 0).then(|| fill("，待安全员确认 {}", &[&waits]))}{(passed > 0).then(|| fill("，略过 {}", &[&passed]))}"。"</p>
            {lines(notes)}
            {lines(sample)}
            <div class="warn">{lines(waiting)}</div>
            <div class="bad">{lines(errors)}</div>
            <div class="soft">{lines(aside)}</div>
        </div>
    }
}
