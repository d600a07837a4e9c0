//! Deciding on a matter: the fields and the opinion that are filled in for it, and the action buttons.

use super::{
    refresh::{PageRefresh, RefreshNotice, RefreshReason},
    tray_navigation::TrayNavigation,
};
use crate::{
    api,
    components::{
        action_bar::ActionBar,
        error_summary::ErrorSummary,
        fields::{Content, FieldErrors, Fields, own_field, uploads_finished, value_at},
        icon::{drawing, icon},
        submit::SubmitStatus,
    },
    i18n::{t, text},
    offline::DecisionDraft,
    state::submission::{Submission, SubmitOutcome},
    util::dom::focus_after_render,
};
use guiju_api::{ActionOffered, ActionRequest, Filed, FindingShown, MatterShown, Problem};
use guiju_model::{Field, ValueKind};
use leptos::{html::Textarea, prelude::*};
use serde_json::{Map, Value};

/// A decision that is being written.
#[derive(Clone, Copy)]
pub struct DecisionForm {
    matter: StoredValue<MatterShown>,
    opinion: RwSignal<String>,
    /// Content of the step's fields, or of the form if it is corrected.
    content: Content,
    /// The person to whom the matter is handed, as the field `handed-to`.
    person: Content,
    /// Whether the matter comes straight back after it was returned and corrected.
    straight: RwSignal<bool>,
    submission: Submission,
    /// The last rejection with field errors, and the content that was rejected.
    rejected: RwSignal<Option<(Problem, Map<String, Value>)>>,
    /// Whether the matter was submitted again just now.
    pub resubmitted: bool,
    navigation: TrayNavigation,
    refresh: PageRefresh,
    opinion_area: NodeRef<Textarea>,
    /// Whether a stored draft was restored.
    restored: RwSignal<bool>,
    /// Id of the reader.
    reader: u64,
}

/// Whether an action has an opinion: actions on a task have, withdrawing one's own matter has not.
fn has_opinion(action: &ActionOffered) -> bool {
    action.task.is_some()
}

impl DecisionForm {
    /// The decision on a matter, begun with the filed content if it is to be corrected, or with the stored draft.
    pub fn new(matter: &MatterShown, navigation: TrayNavigation, refresh: PageRefresh) -> Self {
        let reader = expect_context::<api::Session>().person().unwrap_or_default();
        let blank = blank(matter);
        let stored = DecisionDraft::load(reader, matter.id)
            .filter(|stored| stored.subject == blank.subject && !blank.subject.is_null());
        let restored = stored.is_some();
        let start = stored.unwrap_or_else(|| blank.clone());
        let submission = Submission::new();
        let notice = refresh.take_notice(matter, restored);
        let resubmitted = matches!(notice, Some(RefreshNotice::Resubmitted));
        submission.outcome.set(match notice {
            Some(RefreshNotice::Changed(problem)) => Some(SubmitOutcome::Rejected(problem)),
            Some(RefreshNotice::Done(text)) => Some(SubmitOutcome::Done(text)),
            Some(RefreshNotice::Resubmitted) | None => None,
        });
        let decision = Self {
            matter: StoredValue::new(matter.clone()),
            opinion: RwSignal::new(start.opinion),
            content: RwSignal::new(start.content),
            person: RwSignal::new(start.person),
            straight: RwSignal::new(start.straight),
            submission,
            rejected: RwSignal::new(None),
            resubmitted,
            navigation,
            refresh,
            opinion_area: NodeRef::new(),
            restored: RwSignal::new(restored),
            reader,
        };
        decision.store_changes(blank);
        decision
    }

    /// Stores each change on this device, as long as the decision differs from the blank one.
    fn store_changes(self, blank: DecisionDraft) {
        let id = self.matter.with_value(|matter| matter.id);
        let unsaved = RwSignal::new(false);
        api::track_unsaved_input(move || unsaved.get());
        Effect::new(move |before: Option<()>| {
            let now = DecisionDraft {
                subject: blank.subject.clone(),
                opinion: self.opinion.get(),
                content: self.content.get(),
                person: self.person.get(),
                straight: self.straight.get(),
            };
            unsaved.set(now != blank);
            if now != blank {
                now.store(self.reader, id);
            } else if before.is_some() {
                DecisionDraft::remove(self.reader, id);
            }
        });
    }

    /// Discards the restored draft and reloads the page.
    fn discard_draft(self) {
        DecisionDraft::remove(self.reader, self.matter.with_value(|matter| matter.id));
        self.refresh.reload();
    }

    fn actions(self) -> Vec<ActionOffered> {
        self.matter.with_value(|matter| matter.actions.clone())
    }

    fn offers(self, names: &[&str]) -> bool {
        self.matter.with_value(|matter| matter.actions.iter().any(|one| names.contains(&one.action.as_str())))
    }

    /// The fields to fill in: those of the form if it is corrected, else those of the step.
    fn fields(self) -> Vec<Field> {
        self.matter.with_value(|matter| {
            if matter.actions.iter().any(|action| action.action == "resubmit") {
                matter.form.iter().flat_map(|form| form.fields().cloned().collect::<Vec<_>>()).collect()
            } else {
                let mut of_actions = matter.actions.iter().map(|action| action.fields.clone());
                of_actions.find(|fields| !fields.is_empty()).unwrap_or_default()
            }
        })
    }

    fn errors(self) -> FieldErrors {
        let remaining = self.remaining_findings();
        Signal::derive(move || {
            let findings = remaining.get().into_iter();
            findings.filter_map(|finding| Some((finding.field?, finding.message))).collect()
        })
    }

    /// The findings of the last rejection whose fields have not changed since.
    fn remaining_findings(self) -> Signal<Vec<FindingShown>> {
        Signal::derive(move || {
            let Some((problem, rejected)) = self.rejected.get() else { return Vec::new() };
            let same = |path: &String| self.content.with(|now| value_at(now, path) == value_at(&rejected, path));
            problem.findings.into_iter().filter(|one| one.field.as_ref().is_none_or(same)).collect()
        })
    }

    /// Submits an action; then opens the next matter of the tray, or reloads the page.
    fn submit(self, offered: ActionOffered) {
        let fills = !offered.fields.is_empty() || offered.action == "resubmit";
        if offered.needs_opinion && self.opinion.with_untracked(|words| words.trim().is_empty()) {
            self.focus_opinion();
        }
        let (id, version) = self.matter.with_value(|matter| (matter.id, matter.version));
        let (label, task) = (offered.label.clone(), offered.task);
        let reason = if offered.action == "resubmit" {
            RefreshReason::Resubmitted
        } else {
            RefreshReason::Decided { label: label.clone() }
        };
        self.rejected.set(None);
        self.submission.send(async move {
            uploads_finished().await?;
            let request = ActionRequest {
                action: offered.action,
                version,
                task,
                opinion: Some(self.opinion.get_untracked()),
                content: fills.then(|| Value::Object(self.content.get_untracked())),
                person: self.person.with_untracked(|person| person.get("handed-to").and_then(Value::as_u64)),
                straight_back: self.straight.get_untracked(),
            };
            match api::post::<_, Filed>(format!("/api/matters/{id}/acts"), &request, None).await {
                Ok(_) => {}
                Err(problem) if was_overtaken(&problem) => {
                    self.overtaken(problem, task.is_some());
                    return Ok(None);
                }
                // Field errors are shown above the fields.
                Err(problem) if problem.findings.iter().any(|finding| finding.field.is_some()) => {
                    self.rejected.set(Some((problem, self.content.get_untracked())));
                    focus_after_render("#summary");
                    return Ok(None);
                }
                Err(problem) => return Err(problem),
            }
            DecisionDraft::remove(self.reader, id);
            if !(task.is_some() && self.navigation.open_next(label).await) {
                self.refresh.set_reason(reason);
                self.refresh.reload();
            }
            Ok(None)
        });
    }

    /// Reloads the page after somebody else acted first; the stored draft restores what was written.
    fn overtaken(self, problem: Problem, on_task: bool) {
        let history = self.matter.with_value(|matter| matter.history.clone());
        let opinion = self.opinion.get_untracked();
        self.refresh.set_reason(RefreshReason::Overtaken { title: problem.title, on_task, history, opinion });
        self.refresh.reload();
    }

    fn focus_opinion(self) {
        if let Some(area) = self.opinion_area.get_untracked() {
            let _ = area.focus();
        }
    }
}

/// What the server says where somebody else acted first. With any other rejection the matter is as the page shows it.
const OVERTAKEN: [&str; 5] =
    ["act.stale", "act.task-over", "act.matter-over", "act.withdrawal-too-late", "decision.no-longer-yours"];

/// Whether an action was rejected because somebody else acted first.
fn was_overtaken(problem: &Problem) -> bool {
    OVERTAKEN.contains(&problem.code.as_str())
}

/// The blank decision on a matter.
fn blank(matter: &MatterShown) -> DecisionDraft {
    let corrects = matter.actions.iter().any(|action| action.action == "resubmit");
    let task = || matter.actions.iter().find_map(|action| action.task).map_or(Value::Null, Value::from);
    DecisionDraft {
        subject: if corrects { matter.content.clone() } else { task() },
        content: if corrects { matter.content.as_object().cloned().unwrap_or_default() } else { Map::new() },
        ..DecisionDraft::default()
    }
}

/// The fields of the step, the opinion, and handing over.
#[component]
pub fn DecisionFields(decision: DecisionForm) -> impl IntoView {
    let (fields, actions) = (decision.fields(), decision.actions());
    let has_opinion = actions.iter().any(has_opinion);
    let handovers = actions.iter().filter(|action| action.needs_person).cloned().collect::<Vec<_>>();
    if fields.is_empty() && !has_opinion {
        return ().into_any();
    }
    let (regulation, straight) = (decision.matter.with_value(|matter| matter.regulation.clone()), decision.straight);
    view! {
        <section class="sheet noprint" aria-label=t(text::matter::DECIDE)>
            <p class="soft small" role="status" hidden=move || !decision.restored.get()>
                {t(text::matter::WHAT_YOU_DID_NOT_SEND)}" "
                <button type="button" class="plain" on:click=move |_| decision.discard_draft()>{t(text::matter::THROW_AWAY)}</button>
            </p>
            {move || decision.rejected.get().map(|(problem, _)| view! { <ErrorSummary problem remaining=Some(decision.remaining_findings())/> })}
            <Fields fields content=decision.content errors=decision.errors() regulation/>
            {has_opinion.then(|| view! { <OpinionField decision/> })}
            {(!handovers.is_empty()).then(|| view! { <HandOver decision offered=handovers/> })}
            {decision.offers(&["return"]).then(|| view! {
                <span class="choice">
                    <input type="checkbox" id="straight" prop:checked=straight on:change=move |e| straight.set(event_target_checked(&e))/>
                    <label for="straight">{t(text::matter::WHEN_RETURNED_COME_STRAIGHT_BACK)}</label>
                </span>
            })}
        </section>
    }
    .into_any()
}

/// The opinion, with common phrases that fit the offered actions.
#[component]
fn OpinionField(decision: DecisionForm) -> impl IntoView {
    let opinion = decision.opinion;
    let common = [
        (["approve", "aye"].as_slice(), t(text::matter::AGREED)),
        (&["note"], t(text::matter::READ)),
        (&["approve", "file"], t(text::matter::TRUE)),
        (&["approve", "note"], t(text::matter::PROCEED_AS_RULES_SAY)),
    ];
    let phrases = common.into_iter().filter(|(actions, _)| decision.offers(actions)).map(|(_, phrase)| {
        view! { <button type="button" class="phrase" on:click=move |_| add_phrase(opinion, phrase)>{phrase}</button> }
    });
    let phrases = phrases.collect_view();
    view! {
        <div class="field">
            <label for="opinion">{t(text::common::OPINION)}</label>
            <div class="phrases">{phrases}</div>
            <textarea id="opinion" node_ref=decision.opinion_area prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
        </div>
    }
}

/// Adds a phrase to the opinion, once.
fn add_phrase(opinion: RwSignal<String>, phrase: &str) {
    if opinion.with_untracked(|words| !words.contains(phrase)) {
        opinion.update(|words| words.push_str(phrase));
    }
}

/// Actions that hand the matter to another person, with the field for that person.
#[component]
fn HandOver(decision: DecisionForm, offered: Vec<ActionOffered>) -> impl IntoView {
    let help = t(text::matter::HANDED_ON_NO_LONGER_YOURS);
    let other = Field {
        help: Some(help.to_owned()),
        ..own_field("handed-to", t(text::matter::HAND_ON_DELEGATE_ADD), false, ValueKind::Person)
    };
    let none = Signal::derive(Vec::new);
    view! {
        <details>
            <summary>{t(text::matter::HAND_ON_DELEGATE_ADD_SIGNER)}</summary>
            <Fields fields=vec![other] content=decision.person errors=none regulation=String::new()/>
            <div class="row">{offered.into_iter().map(|offered| view! { <ActionButton decision offered/> }).collect_view()}</div>
        </details>
    }
}

/// The button that carries out one of the actions that are offered, in the style of its weight.
#[component]
fn ActionButton(
    decision: DecisionForm,
    offered: ActionOffered,
    /// Whether a narrow screen shows the button only after “more” was pressed.
    #[prop(optional)]
    rare: bool,
) -> impl IntoView {
    let class = match offered.action.as_str() {
        main if MAIN.contains(&main) => "primary",
        _ if rare => "rare",
        _ => "",
    };
    let ((short, rest), busy) = match offered.action.as_str() {
        "return" => (split_label(&offered.label), decision.submission.busy),
        _ => ((offered.label.clone(), String::new()), decision.submission.busy),
    };
    let sign = match offered.action.as_str() {
        "return" => Some(drawing::LuUndo2),
        "refuse" | "nay" => Some(drawing::LuX),
        _ => (class == "primary").then_some(drawing::LuCheck),
    };
    view! { <button type="button" class=class aria-busy=move || busy.get().to_string() on:click=move |_| decision.submit(offered.clone())>{sign.map(|sign| icon(sign.data))}<span>{short}<span class="rest">{rest}</span></span></button> }
}

/// Characters of a label that a narrow screen has room for beside the main action.
const SHORT_LABEL: usize = 2;

/// Splits a label into the part that a narrow screen shows and the rest.
fn split_label(label: &str) -> (String, String) {
    let at = label.char_indices().nth(SHORT_LABEL).map_or(label.len(), |(at, _)| at);
    if label.is_ascii() { (label.to_owned(), String::new()) } else { (label[..at].to_owned(), label[at..].to_owned()) }
}

/// Names of the main actions.
const MAIN: [&str; 5] = ["approve", "aye", "note", "file", "resubmit"];

/// The action bar: the buttons and the links to the tray. A narrow screen shows rare actions after “more” was pressed.
#[component]
pub fn DecisionActions(decision: DecisionForm) -> impl IntoView {
    let actions = decision.actions().into_iter().filter(|action| !action.needs_person).collect::<Vec<_>>();
    let has_opinion = actions.iter().any(has_opinion);
    let no_actions = actions.is_empty();
    // Beside the main action a narrow screen has room for returning; without a main action, for all.
    let main = |one: &ActionOffered| MAIN.contains(&one.action.as_str());
    let has_main = actions.iter().any(main);
    let rare = move |one: &ActionOffered| has_main && !main(one) && one.action != "return";
    let more = actions.iter().any(rare);
    let (submission, all) = (decision.submission, RwSignal::new(!more));
    let has_notice = submission.outcome.with_untracked(Option::is_some);
    (!no_actions || decision.navigation.is_in_tray() || has_notice).then(|| {
        view! {
            <ActionBar wide_only=no_actions && !has_notice>
                <SubmitStatus submission/>
                <div class="acts" class:all=all>
                    {actions.into_iter().map(|offered| view! { <ActionButton decision rare=rare(&offered) offered/> }).collect_view()}
                    {has_opinion.then(|| view! { <button type="button" class="phone" on:click=move |_| decision.focus_opinion()>{t(text::matter::WRITE_OPINION)}</button> })}
                    {more.then(|| view! { <button type="button" class="phone" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>{t(text::common::MORE)}</button> })}
                </div>
                {decision.navigation.links("ways")}
            </ActionBar>
        }
    })
}
