//! Several at once: only what was ticked one by one, shown as a list before it happens, each told how it went.

use super::sentence;
use crate::{
    api,
    scope::Scope,
    words::{fill, t},
};
use guiju_api::{ActionRequest, Filed, Line, MatterShown, Page, Problem};
use leptos::{html::Dialog, prelude::*};

/// Lines that fit on a screen; over more than these stands what is done with them as well.
const SCREEN: usize = 8;

/// How it went with one of them.
type Outcome = (String, Result<(), Problem>);

/// A line as it is told: whose, which form, what.
fn named(line: &Line) -> String {
    format!("{}（{}） {}：{}", line.applicant, line.department, line.title, line.summary)
}

/// The lines of a tray, each with a box to tick.
#[component]
pub fn Several(
    /// The lines.
    page: Page<Line>,
    /// Asks for the list anew.
    again: Callback<()>,
) -> impl IntoView {
    let (total, long) = (page.total, page.rows.len() > SCREEN);
    let tasks = StoredValue::new(page.rows.iter().filter_map(|line| line.task).collect::<Vec<_>>());
    let lines = StoredValue::new(page.rows.clone());
    let ticked = RwSignal::new(Vec::<u64>::new());
    let outcomes = RwSignal::new(Vec::<Outcome>::new());
    let opinion = RwSignal::new(String::new());
    let (busy, scope) = (RwSignal::new(false), Scope::here());
    let sheet = NodeRef::<Dialog>::new();
    let toggle = move |task: u64| {
        ticked.update(|all| match all.iter().position(|known| *known == task) {
            Some(at) => drop(all.remove(at)),
            None => all.push(task),
        });
    };
    let row = |line: Line| {
        let task = line.task.unwrap_or_default();
        let (id, label) = (format!("tick-{task}"), fill("选中：{} {}", &[&line.applicant, &line.summary]));
        view! {
            <li class="ticked">
                <input type="checkbox" id=id aria-label=label prop:checked=move || ticked.with(|all| all.contains(&task)) on:change=move |_| toggle(task)/>
                <div>{sentence(line, "decide")}</div>
            </li>
        }
    };
    let chosen = move || {
        let all = ticked.get();
        lines.with_value(|lines| {
            lines.iter().filter(|line| line.task.is_some_and(|task| all.contains(&task))).cloned().collect::<Vec<_>>()
        })
    };
    let open = move |_| {
        outcomes.set(Vec::new());
        open_sheet(sheet);
    };
    let close = move |_| {
        if let Some(dialog) = sheet.get() {
            dialog.close();
        }
    };
    // As long as some are under way it stays open: how it went with each is told here.
    let stay = move |event: &leptos::ev::Event| {
        if busy.get_untracked() {
            event.prevent_default();
        }
    };
    // However it is closed, by the button or by Esc, the list is what it is now. A browser lets nobody keep a sheet open against
    // a second Esc; it is opened again then.
    let closed = move |_| {
        if busy.get_untracked() {
            open_sheet(sheet);
        } else if !outcomes.with(Vec::is_empty) {
            again.run(());
        }
    };
    let approve = move |_| {
        if busy.get_untracked() {
            return;
        }
        let all = chosen();
        busy.set(true);
        scope.spawn(async move {
            for line in all {
                let outcome = one(&line, opinion.get_untracked()).await;
                outcomes.update(|outcomes| outcomes.push((named(&line), outcome)));
            }
            ticked.set(Vec::new());
            busy.set(false);
        });
    };
    let told = move || {
        let line = |(summary, outcome): Outcome| match outcome {
            Ok(()) => view! { <li class="good">{t("已同意：")}{summary}</li> }.into_any(),
            Err(problem) => view! { <li class="bad">{t("没有办理：")}{summary}"（"{problem.title}"）"</li> }.into_any(),
        };
        outcomes.get().into_iter().map(line).collect_view()
    };
    let begun = move || !outcomes.with(Vec::is_empty);
    let all = move || ticked.with(|ticked| tasks.with_value(|tasks| tasks.iter().all(|task| ticked.contains(task))));
    let tick_all = move |event| ticked.set(if event_target_checked(&event) { tasks.get_value() } else { Vec::new() });
    let bar = move || {
        view! {
            <p class="row batch">
                <label class="choice"><input type="checkbox" prop:checked=all on:change=tick_all/>{t("全选")}</label>
                <button type="button" disabled=move || ticked.with(Vec::is_empty) on:click=open>{t("同意选中的 ")}{move || ticked.with(Vec::len)}{t(" 件")}</button>
                <span class="soft small">{t("共 ")}{total}{t(" 件")}</span>
            </p>
        }
    };
    view! {
        {long.then(bar)}
        <ul class="lines">{page.rows.into_iter().map(row).collect_view()}</ul>
        {bar()}
        <dialog node_ref=sheet aria-label=t("批量同意") on:close=closed on:cancel=move |event: leptos::ev::Event| stay(&event)
            on:keydown=move |event: leptos::ev::KeyboardEvent| if event.key() == "Escape" { stay(&event) }>
            <h2>{move || title(begun(), busy.get(), &outcomes.get())}</h2>
            <ul class="lines" hidden=begun>{move || chosen().into_iter().map(|line| view! { <li>{named(&line)}</li> }).collect_view()}</ul>
            <ul class="lines" role="status">{told}</ul>
            <div class="field" hidden=begun>
                <label for="several-opinion">{t("意见（选填，写在每一件上）")}</label>
                <textarea id="several-opinion" prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
            </div>
            <div class="row">
                {move || if begun() || busy.get() {
                    // What is done is done: one way on, back to the list as it is now.
                    view! { <button type="button" class="primary" disabled=busy on:click=close>{t("回到列表")}</button> }.into_any()
                } else {
                    view! {
                        <button type="button" class="primary" on:click=approve>{t("逐件同意")}</button>
                        <button type="button" on:click=close>{t("先不办")}</button>
                    }
                    .into_any()
                }}
            </div>
        </dialog>
    }
}

fn open_sheet(sheet: NodeRef<Dialog>) {
    if let Some(dialog) = sheet.get_untracked() {
        let _ = dialog.show_modal();
    }
}

/// What stands over the list: the question, then how it went.
fn title(begun: bool, busy: bool, outcomes: &[Outcome]) -> String {
    let done = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    match (begun, busy) {
        (false, _) => t("将逐件同意以下事项").to_owned(),
        (true, true) => fill("正在逐件办理，已办 {} 件", &[&outcomes.len()]),
        (true, false) if done == outcomes.len() => fill("{} 件都已同意", &[&done]),
        (true, false) => fill("{} 件已同意，{} 件没有办理", &[&done, &(outcomes.len() - done)]),
    }
}

/// Approves one, looking at it first: what asks for more than a yes is left for its own page.
async fn one(line: &Line, opinion: String) -> Result<(), Problem> {
    let matter: MatterShown = api::get(format!("/api/matters/{}", line.matter)).await?;
    let offered = matter.actions.iter().find(|offered| offered.action == "approve" && offered.task == line.task);
    let left = |title: &str| Problem { title: title.to_owned(), ..Problem::default() };
    let offered = offered.ok_or_else(|| left("这一件不能直接同意，请打开办理"))?;
    if offered.fields.iter().any(|field| field.required) || offered.needs_opinion {
        return Err(left("这一件还要填写内容，请打开办理"));
    }
    let doing = ActionRequest {
        action: offered.action.clone(),
        version: matter.version,
        task: offered.task,
        opinion: Some(opinion),
        ..ActionRequest::default()
    };
    api::post::<_, Filed>(format!("/api/matters/{}/acts", line.matter), &doing, None).await.map(drop)
}
