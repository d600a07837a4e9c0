//! A matter: its sheet, its line of stations, and exactly what one may do.

use super::moment;
use crate::{
    api,
    cite::Cite,
    fields::{Content, Fields, People, asked},
    words::{fill, t},
};
use guiju_api::{ActionOffered, Doing, Filed, MatterShown, Problem, Proof, Station};
use guiju_model::{Field, ValueKind};
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Map, Value};

/// The page of a matter.
#[component]
pub fn Matter() -> impl IntoView {
    let id = super::parameter("id");
    provide_context(People(api::fetch(|| "/api/people".to_owned())));
    let matter = api::fetch::<MatterShown>(move || format!("/api/matters/{}", id()));
    let again = Callback::new(move |()| matter.refetch());
    api::shown(matter, move |matter: MatterShown| view! { <Shown matter again/> })
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
    let (word, class) = status(&matter);
    let title = matter.form.as_ref().map(|form| form.title.clone()).unwrap_or_default();
    let sheet = matter
        .sheet
        .iter()
        .map(|(label, text)| view! { <tr><th scope="row">{label.clone()}</th><td>{text.clone()}</td></tr> })
        .collect_view();
    let derived = matter.derived.iter().map(|derived| {
        let value = match &derived.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let because = derived.because.clone();
        view! { <tr><th scope="row">{derived.label.clone()}</th><td>{value}" "{derived.citation.clone().map(|citation| view! { <Cite citation because/> })}</td></tr> }
    }).collect_view();
    let history = matter.history.iter().map(|happened| view! {
        <li>{moment(&happened.at)}" "{happened.by.clone()}" "<strong>{happened.what.clone()}</strong>{happened.words.clone().map(|words| format!("：{words}"))}</li>
    }).collect_view();
    let findings = matter.findings.iter().map(|finding| view! { <li>{finding.message.clone()}" "{finding.citation.clone().map(|citation| view! { <Cite citation/> })}</li> }).collect_view();
    let stations = matter.stations.iter().map(|station| view! { <Stop station=station.clone()/> }).collect_view();
    let signatures =
        matter.stations.iter().map(|station| view! { <Signature station=station.clone()/> }).collect_view();
    let files = matter.files.iter().map(|(digest, name)| view! { <li><a href=format!("/api/attachments/{digest}") download=name.clone() rel="external">{name.clone()}</a></li> }).collect_view();
    view! {
        <h1>{title}</h1>
        <p class="row">
            <span class=format!("{class} noprint")>{word}</span>
            <span>{matter.number.clone()}</span>
            <span class="soft noprint">{matter.applicant.clone()}"（"{matter.department.clone()}"） "{moment(&matter.filed)}</span>
        </p>
        <div class="filing">
            <div>
                <section class="sheet"><table class="paper"><tbody>
                    <tr><th scope="row">{t("申请人")}</th><td>{matter.applicant.clone()}</td></tr>
                    {sheet}{derived}
                    {matter.remark.clone().map(|remark| view! { <tr><th scope="row">{t("说明理由")}</th><td>{remark}</td></tr> })}
                    {signatures}
                </tbody></table>
                <Printed id=matter.id/>
                {(!matter.files.is_empty()).then(|| view! { <div class="noprint"><h2>{t("附件")}</h2><ul>{files}</ul></div> })}
                <ul hidden=matter.findings.is_empty()>{findings}</ul></section>
                <Desk matter=matter.clone() again/>
            </div>
            <aside class="noprint">
                <section class="sheet"><h2>{t("办理过程")}</h2><ol class="line">
                    <li class="done"><span class="who">{t("提交 · ")}{matter.applicant.clone()}</span><div class="soft small">{moment(&matter.filed)}</div></li>
                    {stations}
                </ol></section>
                <section class="sheet noprint"><h2>{t("经过")}</h2><ul class="history small">{history}</ul></section>
                <p class="soft small">{t("按《")}{matter.regulation_title.clone()}"》"{matter.regulation_version.clone()}{t(" 版判定 ")}<button type="button" class="plain noprint" on:click=|_| super::print()>{t("打印")}</button></p>
            </aside>
        </div>
    }
}

/// What a print-out carries so that it proves itself.
#[component]
fn Printed(id: u64) -> impl IntoView {
    let proof = api::fetch::<Proof>(move || format!("/api/matters/{id}/proof"));
    let session = expect_context::<api::Session>();
    api::shown(proof, move |proof: Proof| {
        let name = session.0.get().unwrap_or_default().name;
        let qr = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&proof.qr));
        let alt = fill("核验地址 {}", &[&proof.address]);
        let said = fill("打印人 {}；扫码核验这张单据是否与记录一致", &[&name]);
        view! { <div class="proof"><img src=qr alt=alt width="96" height="96"/><span class="small">{said}</span></div> }
    })
}

/// What stands on paper for a station: opinion, name and date of everybody who signed, or room to sign.
#[component]
fn Signature(station: Station) -> impl IntoView {
    let signed = station
        .acts
        .into_iter()
        .filter(|act| act.done.is_some())
        .map(|act| {
            let day = act.done.as_deref().and_then(|done| done.get(..10)).unwrap_or_default().to_owned();
            let stands_in = act.instead_of.map(|other| fill("（代{}）", &[&other]));
            view! {
                <div class="signed">
                    <span>{act.opinion.unwrap_or(act.verdict)}</span>
                    <span>{act.person}{stands_in}" "{day}</span>
                </div>
            }
        })
        .collect::<Vec<_>>();
    let empty = signed.is_empty();
    view! {
        <tr class="paperonly"><th scope="row">{station.title}</th><td>{signed}{empty.then(|| view! { <div class="signed"><span></span><span>{t("签字：　　　　　　年　　月　　日")}</span></div> })}</td></tr>
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

/// What one may do, at the foot.
#[component]
fn Desk(matter: MatterShown, again: Callback<()>) -> impl IntoView {
    let actions = matter.actions.clone();
    if actions.is_empty() {
        return ().into_any();
    }
    let (opinion, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<Problem>));
    let (person, straight) = (RwSignal::new(Map::<String, Value>::new()), RwSignal::new(false));
    let content: Content = RwSignal::new(Map::new());
    let (id, version) = (matter.id, matter.version);
    let corrects = actions.iter().any(|action| action.action == "resubmit");
    if corrects {
        content.set(matter.content.as_object().cloned().unwrap_or_default());
    }
    let fields = if corrects {
        matter.form.iter().flat_map(|form| form.fields().cloned().collect::<Vec<_>>()).collect()
    } else {
        actions.iter().map(|action| action.fields.clone()).find(|fields| !fields.is_empty()).unwrap_or_default()
    };
    let faults = Signal::derive(move || {
        problem.with(|problem| {
            let findings = problem.as_ref().map(|problem| problem.findings.clone()).unwrap_or_default();
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
        spawn_local(async move {
            match api::post::<_, Filed>(format!("/api/matters/{id}/acts"), &doing, None).await {
                Ok(_) => again.run(()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let buttons = actions.iter().map(|offered| {
        let primary = matches!(offered.action.as_str(), "approve" | "aye" | "note" | "file" | "resubmit");
        let mine = offered.clone();
        view! { <button type="button" class=if primary { "primary" } else { "" } on:click=move |_| act(mine.clone())>{offered.label.clone()}</button> }
    }).collect_view();
    let hands_on = actions.iter().any(|action| action.needs_person);
    let returns = actions.iter().any(|action| action.action == "return");
    let phrases = [t("同意。"), t("已阅。"), t("情况属实。"), t("请按规定办理。")].map(|phrase| {
        view! { <button type="button" class="plain" on:click=move |_| opinion.update(|words| words.push_str(phrase))>{phrase}</button> }
    });
    let other = asked("person", t("转办、委派或加签给"), false, ValueKind::Person);
    let help = t("转办后不再是您的；委派和前加签提完意见回到您；后加签在您之后");
    let other = Field { help: Some(help.to_owned()), ..other };
    let none = Signal::derive(Vec::new);
    view! {
        <section class="sheet noprint" aria-label=t("办理")>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <Fields fields content faults regulation=matter.regulation.clone()/>
            <div class="field">
                <label for="opinion">{t("意见")}</label>
                <div>{phrases}</div>
                <textarea id="opinion" prop:value=opinion on:input=move |e| opinion.set(event_target_value(&e))></textarea>
            </div>
            {hands_on.then(|| view! { <details><summary>{t("转办、委派、加签")}</summary><Fields fields=vec![other] content=person faults=none regulation=String::new()/></details> })}
            {returns.then(|| view! {
                <span class="choice">
                    <input type="checkbox" id="straight" prop:checked=straight on:change=move |e| straight.set(event_target_checked(&e))/>
                    <label for="straight">{t("退回时：改后直接回到我（不选则按流程重走）")}</label>
                </span>
            })}
            <div class="actions">{buttons}</div>
        </section>
    }
    .into_any()
}
