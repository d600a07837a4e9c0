//! What one may do with a matter: what is written for it on the page, and its buttons at the foot of the screen.

use super::{
    super::form::{Summary, at},
    after::{After, Afterwards, Retold, focus},
    onward::Onward,
};
use crate::{
    api,
    fields::{self, Content, Fields, asked},
    foot::Foot,
    icon::{drawing, icon},
    kept::Written,
    sending::{Came, Sending, Told},
    words::t,
};
use guiju_api::{ActionOffered, ActionRequest, Filed, FindingShown, MatterShown, Problem};
use guiju_model::{Field, ValueKind};
use leptos::{html::Textarea, prelude::*};
use serde_json::{Map, Value};

/// A decision being written.
#[derive(Clone, Copy)]
pub struct Desk {
    matter: StoredValue<MatterShown>,
    opinion: RwSignal<String>,
    content: Content,
    person: Content,
    straight: RwSignal<bool>,
    sending: Sending,
    /// Why it was not taken, with what was filled in then.
    refused: RwSignal<Option<(Problem, Map<String, Value>)>>,
    /// Whether it was filed again just now.
    pub again: bool,
    onward: Onward,
    afterwards: Afterwards,
    box_of_opinion: NodeRef<Textarea>,
    /// Whether what was written here before was laid out again.
    laid_out: RwSignal<bool>,
    me: u64,
}

/// Whether words of its own belong to an action: to what one does with a task, not to taking back what one filed.
fn worded(action: &ActionOffered) -> bool {
    action.task.is_some()
}

impl Desk {
    /// The desk of a matter; what was filed lies on it if it is to be corrected, and what was written here and not sent.
    pub fn of(matter: &MatterShown, onward: Onward, afterwards: Afterwards) -> Self {
        let me = expect_context::<api::Session>().0.with_untracked(|me| me.as_ref().map_or(0, |me| me.person));
        let blank = blank(matter);
        let kept = Written::kept(me, matter.id).filter(|kept| kept.of == blank.of && !blank.of.is_null());
        let laid_out = kept.is_some();
        let start = kept.unwrap_or_else(|| blank.clone());
        let sending = Sending::new();
        let told = afterwards.told(matter, laid_out);
        let again = matches!(told, Some(Retold::Again));
        if let Some(Retold::Meanwhile(problem)) = told {
            sending.told.set(Some(Told::Refused(problem)));
        }
        let desk = Self {
            matter: StoredValue::new(matter.clone()),
            opinion: RwSignal::new(start.opinion),
            content: RwSignal::new(start.content),
            person: RwSignal::new(start.person),
            straight: RwSignal::new(start.straight),
            sending,
            refused: RwSignal::new(None),
            again,
            onward,
            afterwards,
            box_of_opinion: NodeRef::new(),
            laid_out: RwSignal::new(laid_out),
            me,
        };
        desk.keep(blank);
        desk
    }

    /// Keeps on this device what is being written, as long as it differs from the blank desk.
    fn keep(self, blank: Written) {
        let id = self.matter.with_value(|matter| matter.id);
        let filled = RwSignal::new(false);
        api::follow_filled(move || filled.get());
        Effect::new(move |before: Option<()>| {
            let now = Written {
                of: blank.of.clone(),
                opinion: self.opinion.get(),
                content: self.content.get(),
                person: self.person.get(),
                straight: self.straight.get(),
            };
            filled.set(now != blank);
            if now != blank {
                now.keep(self.me, id);
            } else if before.is_some() {
                Written::drop(self.me, id);
            }
        });
    }

    /// Takes away what was laid out again.
    fn clear(self) {
        Written::drop(self.me, self.matter.with_value(|matter| matter.id));
        self.afterwards.again();
    }

    fn actions(self) -> Vec<ActionOffered> {
        self.matter.with_value(|matter| matter.actions.clone())
    }

    fn offers(self, names: &[&str]) -> bool {
        self.matter.with_value(|matter| matter.actions.iter().any(|one| names.contains(&one.action.as_str())))
    }

    /// What is filled in: the form again where it is corrected, else what the station asks for.
    fn fields(self) -> Vec<Field> {
        self.matter.with_value(|matter| {
            if matter.actions.iter().any(|action| action.action == "resubmit") {
                matter.form.iter().flat_map(|form| form.fields().cloned().collect::<Vec<_>>()).collect()
            } else {
                let mut asked = matter.actions.iter().map(|action| action.fields.clone());
                asked.find(|fields| !fields.is_empty()).unwrap_or_default()
            }
        })
    }

    fn faults(self) -> Signal<Vec<(String, String)>> {
        let standing = self.standing();
        Signal::derive(move || {
            let findings = standing.get().into_iter();
            findings.filter_map(|finding| Some((finding.field?, finding.message))).collect()
        })
    }

    /// What of a refusal still stands: a field that says something else by now is no longer reproached.
    fn standing(self) -> Signal<Vec<FindingShown>> {
        Signal::derive(move || {
            let Some((problem, then)) = self.refused.get() else { return Vec::new() };
            let same = |path: &String| self.content.with(|now| at(now, path) == at(&then, path));
            problem.findings.into_iter().filter(|one| one.field.as_ref().is_none_or(same)).collect()
        })
    }

    fn act(self, offered: ActionOffered) {
        let fills = !offered.fields.is_empty() || offered.action == "resubmit";
        if offered.needs_opinion && self.opinion.with_untracked(|words| words.trim().is_empty()) {
            self.write();
        }
        let (id, version) = self.matter.with_value(|matter| (matter.id, matter.version));
        let (label, task) = (offered.label.clone(), offered.task);
        let after = if offered.action == "resubmit" { After::Again } else { After::Decided };
        self.refused.set(None);
        self.sending.send(async move {
            fields::uploaded().await?;
            let doing = ActionRequest {
                action: offered.action,
                version,
                task,
                opinion: Some(self.opinion.get_untracked()),
                content: fills.then(|| Value::Object(self.content.get_untracked())),
                person: self.person.with_untracked(|person| person.get("handed-to").and_then(Value::as_u64)),
                straight_back: self.straight.get_untracked(),
            };
            match api::post::<_, Filed>(format!("/api/matters/{id}/acts"), &doing, None).await {
                Ok(_) => {}
                Err(why) if why.kind == "conflict" => {
                    self.overtaken(why);
                    return Ok(None);
                }
                // What is wrong with fields stands above them.
                Err(why) if why.findings.iter().any(|finding| finding.field.is_some()) => {
                    self.refused.set(Some((why, self.content.get_untracked())));
                    focus("#summary");
                    return Ok(None);
                }
                Err(why) => return Err(why),
            }
            Written::drop(self.me, id);
            if !(task.is_some() && self.onward.after(label).await) {
                self.afterwards.is(after);
                self.afterwards.again();
            }
            Ok(None)
        });
    }

    /// Somebody was faster: the matter is shown as it is now, with what was written laid out again.
    fn overtaken(self, why: Problem) {
        let history = self.matter.with_value(|matter| matter.history.clone());
        let opinion = self.opinion.get_untracked();
        self.afterwards.is(After::Overtaken { title: why.title, history, opinion });
        self.afterwards.again();
    }

    /// Leads to where the opinion is written.
    fn write(self) {
        if let Some(area) = self.box_of_opinion.get_untracked() {
            let _ = area.focus();
        }
    }
}

/// The desk before anybody writes.
fn blank(matter: &MatterShown) -> Written {
    let corrects = matter.actions.iter().any(|action| action.action == "resubmit");
    let task = || matter.actions.iter().find_map(|action| action.task).map_or(Value::Null, Value::from);
    Written {
        of: if corrects { matter.content.clone() } else { task() },
        content: if corrects { matter.content.as_object().cloned().unwrap_or_default() } else { Map::new() },
        ..Written::default()
    }
}

/// What is written before one decides: what the station asks for, the opinion, whom it is handed to.
#[component]
pub fn Writing(desk: Desk) -> impl IntoView {
    let (fields, actions) = (desk.fields(), desk.actions());
    let speaks = actions.iter().any(worded);
    let hands_on = actions.iter().filter(|action| action.needs_person).cloned().collect::<Vec<_>>();
    if fields.is_empty() && !speaks {
        return ().into_any();
    }
    let (regulation, straight) = (desk.matter.with_value(|matter| matter.regulation.clone()), desk.straight);
    view! {
        <section class="sheet noprint" aria-label=t("办理")>
            <p class="soft small" role="status" hidden=move || !desk.laid_out.get()>
                {t("上次没有提交的内容已放回（存在这台设备上）。")}" "
                <button type="button" class="plain" on:click=move |_| desk.clear()>{t("不要了")}</button>
            </p>
            {move || desk.refused.get().map(|(problem, _)| view! { <Summary problem still=Some(desk.standing())/> })}
            <Fields fields content=desk.content faults=desk.faults() regulation/>
            {speaks.then(|| view! { <Opinion desk/> })}
            {(!hands_on.is_empty()).then(|| view! { <HandOn desk offered=hands_on/> })}
            {desk.offers(&["return"]).then(|| view! {
                <span class="choice">
                    <input type="checkbox" id="straight" prop:checked=straight on:change=move |e| straight.set(event_target_checked(&e))/>
                    <label for="straight">{t("退回时：改后直接回到我（不选则按流程重走）")}</label>
                </span>
            })}
        </section>
    }
    .into_any()
}

/// The opinion, with the phrases that fit what one may do.
#[component]
fn Opinion(desk: Desk) -> impl IntoView {
    let opinion = desk.opinion;
    let usual = [
        (["approve", "aye"].as_slice(), t("同意。")),
        (&["note"], t("已阅。")),
        (&["approve", "file"], t("情况属实。")),
        (&["approve", "note"], t("请按规定办理。")),
    ];
    let phrases = usual.into_iter().filter(|(actions, _)| desk.offers(actions)).map(|(_, phrase)| {
        view! { <button type="button" class="phrase" on:click=move |_| phrased(opinion, phrase)>{phrase}</button> }
    });
    let phrases = phrases.collect_view();
    view! {
        <div class="field">
            <label for="opinion">{t("意见")}</label>
            <div class="phrases">{phrases}</div>
            <textarea id="opinion" node_ref=desk.box_of_opinion prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
        </div>
    }
}

/// Adds a phrase to the opinion, once.
fn phrased(opinion: RwSignal<String>, phrase: &str) {
    if opinion.with_untracked(|words| !words.contains(phrase)) {
        opinion.update(|words| words.push_str(phrase));
    }
}

/// Handing on needs somebody to be named: its buttons stand where that is done.
#[component]
fn HandOn(desk: Desk, offered: Vec<ActionOffered>) -> impl IntoView {
    let help = t("转办后不再是您的；委派和前加签提完意见回到您；后加签在您之后");
    let other = Field {
        help: Some(help.to_owned()),
        ..asked("handed-to", t("转办、委派或加签给"), false, ValueKind::Person)
    };
    let none = Signal::derive(Vec::new);
    view! {
        <details>
            <summary>{t("转办、委派、加签")}</summary>
            <Fields fields=vec![other] content=desk.person faults=none regulation=String::new()/>
            <div class="row">{offered.into_iter().map(|offered| view! { <Act desk offered/> }).collect_view()}</div>
        </details>
    }
}

#[component]
fn Act(
    desk: Desk,
    offered: ActionOffered,
    /// Whether a phone shows it only once it is asked for.
    #[prop(optional)]
    rare: bool,
) -> impl IntoView {
    let class = match offered.action.as_str() {
        main if MAIN.contains(&main) => "primary",
        _ if rare => "rare",
        _ => "",
    };
    let ((short, rest), busy) = match offered.action.as_str() {
        "return" => (shortened(&offered.label), desk.sending.busy),
        _ => ((offered.label.clone(), String::new()), desk.sending.busy),
    };
    let sign = match offered.action.as_str() {
        "return" => Some(drawing::LuUndo2),
        "refuse" | "nay" => Some(drawing::LuX),
        _ => (class == "primary").then_some(drawing::LuCheck),
    };
    view! { <button type="button" class=class aria-busy=move || busy.get().to_string() on:click=move |_| desk.act(offered.clone())>{sign.map(|sign| icon(sign.data))}<span>{short}<span class="rest">{rest}</span></span></button> }
}

/// Characters of a label that a phone has room for beside the main act.
const SHORT: usize = 2;

/// What stands on the button of sending back: a phone shows its first word.
fn shortened(label: &str) -> (String, String) {
    let at = label.char_indices().nth(SHORT).map_or(label.len(), |(at, _)| at);
    if label.is_ascii() { (label.to_owned(), String::new()) } else { (label[..at].to_owned(), label[at..].to_owned()) }
}

/// What one mostly does with a task, or with what came back.
const MAIN: [&str; 5] = ["approve", "aye", "note", "file", "resubmit"];

/// The buttons, always at the foot of the screen, with the way to the next paper of the list. A phone shows those that are rare
/// once they are asked for.
#[component]
pub fn Acts(desk: Desk) -> impl IntoView {
    let decides = desk.actions().into_iter().filter(|action| !action.needs_person).collect::<Vec<_>>();
    let speaks = decides.iter().any(worded);
    let nothing = decides.is_empty();
    // Beside the main act a phone has room for sending back; where there is no main act, for all.
    let main = |one: &ActionOffered| MAIN.contains(&one.action.as_str());
    let leads = decides.iter().any(main);
    let rare = move |one: &ActionOffered| leads && !main(one) && one.action != "return";
    let more = decides.iter().any(rare);
    let (sending, all) = (desk.sending, RwSignal::new(!more));
    let told = sending.told.with_untracked(Option::is_some);
    (!nothing || desk.onward.of_a_list() || told).then(|| {
        view! {
            <Foot desk=nothing && !told>
                <Came of=sending/>
                <div class="acts" class:all=all>
                    {decides.into_iter().map(|offered| view! { <Act desk rare=rare(&offered) offered/> }).collect_view()}
                    {speaks.then(|| view! { <button type="button" class="phone" on:click=move |_| desk.write()>{t("写意见")}</button> })}
                    {more.then(|| view! { <button type="button" class="phone" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>{t("更多")}</button> })}
                </div>
                {desk.onward.ways("ways")}
            </Foot>
        }
    })
}
