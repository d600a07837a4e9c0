//! Approving several matters of a tray: those that were ticked are listed in a dialog, approved one by one, and each result is told.

use crate::{
    api,
    i18n::{Text, fill, t, text},
    pages::trays::lines::tray_line,
    state::scope::TaskScope,
};
use guiju_api::{ActionRequest, Filed, InboxItem, MatterShown, Page, Problem};
use leptos::{
    ev::{Event, KeyboardEvent},
    html::Dialog,
    prelude::*,
};

/// Lines that fit on a screen; above a longer list the actions are shown as well as below it.
const SCREEN: usize = 8;

/// The description of a matter, and the result of its approval.
type Approval = (String, Result<(), Problem>);

/// Applicant, department, form and summary of a line.
fn description(line: &InboxItem) -> String {
    format!("{}（{}） {}：{}", line.applicant, line.department, line.title, line.summary)
}

/// The selection of lines, and the results of approving them.
#[derive(Clone, Copy)]
struct Batch {
    lines: StoredValue<Vec<InboxItem>>,
    /// Number of lines in the tray, including those of other pages.
    total: u64,
    /// Task ids of the ticked lines.
    ticked: RwSignal<Vec<u64>>,
    approvals: RwSignal<Vec<Approval>>,
    opinion: RwSignal<String>,
    busy: RwSignal<bool>,
    dialog: NodeRef<Dialog>,
    /// Reloads the tray.
    reload: Callback<()>,
    scope: TaskScope,
}

impl Batch {
    fn new(page: &Page<InboxItem>, reload: Callback<()>) -> Self {
        Self {
            lines: StoredValue::new(page.rows.clone()),
            total: page.total,
            ticked: RwSignal::new(Vec::new()),
            approvals: RwSignal::new(Vec::new()),
            opinion: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            dialog: NodeRef::new(),
            reload,
            scope: TaskScope::current(),
        }
    }

    fn toggle(self, task: u64) {
        self.ticked.update(|all| match all.iter().position(|known| *known == task) {
            Some(at) => drop(all.remove(at)),
            None => all.push(task),
        });
    }

    fn tasks(self) -> Vec<u64> {
        self.lines.with_value(|lines| lines.iter().filter_map(|line| line.task).collect())
    }

    fn all_ticked(self) -> bool {
        self.ticked.with(|ticked| self.tasks().iter().all(|task| ticked.contains(task)))
    }

    fn ticked_lines(self) -> Vec<InboxItem> {
        let all = self.ticked.get();
        let is_ticked = |line: &&InboxItem| line.task.is_some_and(|task| all.contains(&task));
        self.lines.with_value(|lines| lines.iter().filter(is_ticked).cloned().collect())
    }

    /// Whether the first approval has its result.
    fn has_begun(self) -> bool {
        !self.approvals.with(Vec::is_empty)
    }

    fn show_dialog(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    fn close_dialog(self) {
        if let Some(dialog) = self.dialog.get() {
            dialog.close();
        }
    }

    /// Keeps the dialog open while approvals are under way, because it tells their results.
    fn prevent_closing(self, event: &Event) {
        if self.busy.get_untracked() {
            event.prevent_default();
        }
    }

    /// Reloads the tray after the dialog was closed. A browser closes a dialog at a second Esc in any case; while approvals are
    /// under way it is opened again.
    fn closed(self) {
        if self.busy.get_untracked() {
            self.show_dialog();
        } else if self.has_begun() {
            self.reload.run(());
        }
    }

    /// Approves the ticked lines one after the other.
    fn approve_all(self) {
        if self.busy.get_untracked() {
            return;
        }
        let all = self.ticked_lines();
        self.busy.set(true);
        self.scope.spawn(async move {
            for line in all {
                let result = approve(&line, self.opinion.get_untracked()).await;
                self.approvals.update(|approvals| approvals.push((description(&line), result)));
            }
            self.ticked.set(Vec::new());
            self.busy.set(false);
        });
    }

    /// The actions: tick all, and approve those that are ticked.
    fn actions(self) -> impl IntoView {
        let tick_all =
            move |event| self.ticked.set(if event_target_checked(&event) { self.tasks() } else { Vec::new() });
        let open = move |_| {
            self.approvals.set(Vec::new());
            self.show_dialog();
        };
        view! {
            <p class="row batch">
                <label class="choice"><input type="checkbox" prop:checked=move || self.all_ticked() on:change=tick_all/>{t(text::tray::TICK_ALL)}</label>
                <button type="button" disabled=move || self.ticked.with(Vec::is_empty) on:click=open>{t(text::tray::APPROVE_THOSE_TICKED)}{move || self.ticked.with(Vec::len)}{t(text::tray::MATTERS_SUFFIX)}</button>
                <span class="soft small">{t(text::common::TOTAL_PREFIX)}{self.total}{t(text::tray::MATTERS_SUFFIX)}</span>
            </p>
        }
    }
}

/// The lines of a tray, each with a check box, and the actions for those that are ticked.
#[component]
pub fn BatchApproval(
    /// A page of lines.
    page: Page<InboxItem>,
    /// Reloads the tray.
    reload: Callback<()>,
) -> impl IntoView {
    let batch = Batch::new(&page, reload);
    let long = page.rows.len() > SCREEN;
    let row = |line: InboxItem| {
        let task = line.task.unwrap_or_default();
        let (id, label) = (format!("tick-{task}"), fill(text::tray::TICK, &[&line.applicant, &line.summary]));
        view! {
            <li class="ticked">
                <input type="checkbox" id=id aria-label=label prop:checked=move || batch.ticked.with(|all| all.contains(&task)) on:change=move |_| batch.toggle(task)/>
                <div>{tray_line(line, "decide")}</div>
            </li>
        }
    };
    view! {
        {long.then(|| batch.actions())}
        <ul class="lines">{page.rows.into_iter().map(row).collect_view()}</ul>
        {batch.actions()}
        <ApprovalDialog batch/>
    }
}

/// The dialog that asks for confirmation, then tells the result of each approval.
#[component]
fn ApprovalDialog(batch: Batch) -> impl IntoView {
    let Batch { busy, opinion, .. } = batch;
    let begun = move || batch.has_begun();
    let results = move || {
        let line = |(description, result): Approval| match result {
            Ok(()) => view! { <li class="good">{t(text::tray::APPROVED)}{description}</li> }.into_any(),
            Err(problem) => {
                view! { <li class="bad">{t(text::tray::NOT_DECIDED)}{description}"（"{problem.title}"）"</li> }
                    .into_any()
            }
        };
        batch.approvals.get().into_iter().map(line).collect_view()
    };
    let ticked = move || {
        let line = |line: InboxItem| view! { <li>{description(&line)}</li> };
        batch.ticked_lines().into_iter().map(line).collect_view()
    };
    let buttons = move || {
        let close = move |_| batch.close_dialog();
        if begun() || busy.get() {
            return view! { <button type="button" class="primary" disabled=busy on:click=close>{t(text::common::BACK_LIST)}</button> }
                .into_any();
        }
        view! {
            <button type="button" class="primary" on:click=move |_| batch.approve_all()>{t(text::tray::APPROVE_EACH)}</button>
            <button type="button" on:click=close>{t(text::tray::NOT_NOW)}</button>
        }
        .into_any()
    };
    view! {
        <dialog node_ref=batch.dialog aria-label=t(text::tray::APPROVE_SEVERAL) on:close=move |_| batch.closed() on:cancel=move |event: Event| batch.prevent_closing(&event)
            on:keydown=move |event: KeyboardEvent| if event.key() == "Escape" { batch.prevent_closing(&event) }>
            <h2>{move || heading(begun(), busy.get(), &batch.approvals.get())}</h2>
            <ul class="lines" hidden=begun>{ticked}</ul>
            <ul class="lines" role="status">{results}</ul>
            <div class="field" hidden=begun>
                <label for="several-opinion">{t(text::tray::OPINION_OPTIONAL_WRITTEN_ON_EACH)}</label>
                <textarea id="several-opinion" prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
            </div>
            <div class="row">{buttons}</div>
        </dialog>
    }
}

/// The heading of the dialog: the question, the progress, or the result.
fn heading(begun: bool, busy: bool, approvals: &[Approval]) -> String {
    let approved = approvals.iter().filter(|(_, result)| result.is_ok()).count();
    match (begun, busy) {
        (false, _) => t(text::tray::THESE_WILL_APPROVED_ONE_ONE).to_owned(),
        (true, true) => fill(text::tray::UNDER_WAY_DONE, &[&approvals.len()]),
        (true, false) if approved == approvals.len() => fill(text::tray::ALL_APPROVED, &[&approved]),
        (true, false) => fill(text::tray::APPROVED_NOT_DONE, &[&approved, &(approvals.len() - approved)]),
    }
}

/// Approves a matter. One that needs an opinion or content is left to be decided on its own page.
async fn approve(line: &InboxItem, opinion: String) -> Result<(), Problem> {
    let matter: MatterShown = api::get(format!("/api/matters/{}", line.matter)).await?;
    let offered = matter.actions.iter().find(|offered| offered.action == "approve" && offered.task == line.task);
    let left = |title: Text| Problem { title: t(title).to_owned(), ..Problem::default() };
    let offered = offered.ok_or_else(|| left(text::tray::ONE_CANNOT_SIMPLY_APPROVED_OPEN))?;
    if offered.fields.iter().any(|field| field.required) || offered.needs_opinion {
        return Err(left(text::tray::ONE_ASKS_MORE_OPEN));
    }
    let action = ActionRequest {
        action: offered.action.clone(),
        version: matter.version,
        task: offered.task,
        opinion: Some(opinion),
        ..ActionRequest::default()
    };
    api::post::<_, Filed>(format!("/api/matters/{}/acts", line.matter), &action, None).await.map(drop)
}
