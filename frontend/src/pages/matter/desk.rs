//! What one may do with a matter, at the foot of its page.

use crate::{
    api,
    fields::{Content, Fields, asked},
    sending::{Came, Sending, Told},
    words::t,
};
use guiju_api::{ActionOffered, Doing, Filed, MatterShown};
use guiju_model::{Field, ValueKind};
use leptos::prelude::*;
use serde_json::{Map, Value};

/// What one may do, at the foot.
#[component]
pub fn Desk(matter: MatterShown, again: Callback<()>) -> impl IntoView {
    let MatterShown { id, version, actions, content: filed, form, regulation, .. } = matter;
    if actions.is_empty() {
        return ().into_any();
    }
    let (opinion, sending) = (RwSignal::new(String::new()), Sending::new());
    let (person, straight) = (RwSignal::new(Map::<String, Value>::new()), RwSignal::new(false));
    let content: Content = RwSignal::new(Map::new());
    let corrects = actions.iter().any(|action| action.action == "resubmit");
    if corrects {
        content.set(filed.as_object().cloned().unwrap_or_default());
    }
    let fields = if corrects {
        form.iter().flat_map(|form| form.fields().cloned().collect::<Vec<_>>()).collect()
    } else {
        actions.iter().map(|action| action.fields.clone()).find(|fields| !fields.is_empty()).unwrap_or_default()
    };
    let faults = Signal::derive(move || {
        sending.told.with(|told| {
            let findings = match told {
                Some(Told::Refused(problem)) => problem.findings.clone(),
                _ => Vec::new(),
            };
            findings.into_iter().filter_map(|finding| Some((finding.field?, finding.message))).collect::<Vec<_>>()
        })
    });
    let act = move |offered: ActionOffered| {
        let fills = !offered.fields.is_empty() || offered.action == "resubmit";
        let doing = Doing {
            action: offered.action,
            version,
            task: offered.task,
            opinion: Some(opinion.get_untracked()),
            content: fills.then(|| Value::Object(content.get_untracked())),
            person: person.with_untracked(|person| person.get("person").and_then(Value::as_u64)),
            straight_back: straight.get_untracked(),
        };
        sending.send(async move {
            api::post::<_, Filed>(format!("/api/matters/{id}/acts"), &doing, None).await?;
            again.run(());
            Ok(None)
        });
    };
    // Handing on needs somebody to be named: its buttons stand where that is done.
    let (hands_on, decides) = actions.into_iter().partition::<Vec<_>, _>(|action| action.needs_person);
    let returns = decides.iter().any(|action| action.action == "return");
    let button = move |offered: ActionOffered| {
        let primary = matches!(offered.action.as_str(), "approve" | "aye" | "note" | "file" | "resubmit");
        let label = offered.label.clone();
        view! { <button type="button" class=if primary { "primary" } else { "" } aria-busy=move || sending.busy.get().to_string() on:click=move |_| act(offered.clone())>{label}</button> }
    };
    let phrases = [t("同意。"), t("已阅。"), t("情况属实。"), t("请按规定办理。")].map(|phrase| {
        view! { <button type="button" class="plain" on:click=move |_| opinion.update(|words| words.push_str(phrase))>{phrase}</button> }
    });
    let other = asked("person", t("转办、委派或加签给"), false, ValueKind::Person);
    let help = t("转办后不再是您的；委派和前加签提完意见回到您；后加签在您之后");
    let other = Field { help: Some(help.to_owned()), ..other };
    let none = Signal::derive(Vec::new);
    view! {
        <section class="sheet noprint" aria-label=t("办理")>
            <Fields fields content faults regulation/>
            <div class="field">
                <label for="opinion">{t("意见")}</label>
                <div>{phrases}</div>
                <textarea id="opinion" prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
            </div>
            {(!hands_on.is_empty()).then(|| view! {
                <details>
                    <summary>{t("转办、委派、加签")}</summary>
                    <Fields fields=vec![other] content=person faults=none regulation=String::new()/>
                    <div class="row">{hands_on.into_iter().map(button).collect_view()}</div>
                </details>
            })}
            {returns.then(|| view! {
                <span class="choice">
                    <input type="checkbox" id="straight" prop:checked=straight on:change=move |e| straight.set(event_target_checked(&e))/>
                    <label for="straight">{t("退回时：改后直接回到我（不选则按流程重走）")}</label>
                </span>
            })}
            <Came of=sending/>
            <div class="actions">{decides.into_iter().map(button).collect_view()}</div>
        </section>
    }
    .into_any()
}
