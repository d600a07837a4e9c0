//! The sheet of a period: every subject, every day, every session.

use super::day::Day;
use crate::scrolled::Scrolled;
use crate::{
    api,
    api::Session,
    words::{fill, t},
};
use guiju_api::{AssessmentShown, SubjectShown};
use guiju_model::{Date, Half, Sign, summary::counted};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;

/// One assessment's sheet of a period.
#[component]
pub fn Sheet() -> impl IntoView {
    let (regulation, assessed) = (super::super::parameter("regulation"), super::super::parameter("assessed"));
    let (of, what) = (super::super::parameter("regulation"), super::super::parameter("assessed"));
    let path = move || format!("/api/assessments/{}/{}/day", of(), what());
    let session = expect_context::<Session>();
    let query = crate::address::query();
    let day = move || query.read().get("day").unwrap_or_else(|| untrack(|| session.today()).to_string());
    let shown = api::fetch::<AssessmentShown>({
        move || format!("/api/assessments/{}/{}?day={}", regulation(), assessed(), day())
    });
    let navigate = use_navigate();
    let page = move |text: String| {
        navigate(
            &format!("/assessments/{}/{}?day={text}", regulation(), assessed()),
            leptos_router::NavigateOptions::default(),
        );
    };
    view! {
        <div class="filters"><div><label for="day">{t("所看的日期")}</label><input id="day" type="date" prop:value=day on:change=move |e| page(event_target_value(&e))/></div></div>
        {api::shown(shown, move |shown: AssessmentShown| view! {
            {crate::title::titled_as(&shown.title, "考核")}
            <h1>{shown.title.clone()}</h1>
            <p class="soft">{shown.starts.clone()}{t(" 至 ")}{shown.ends.clone()}</p>
            <Totals subjects=shown.subjects.clone()/>
            <Month subjects=shown.subjects legend=shown.legend path=path()/>
        })}
    }
}

/// What the period comes to in all.
#[component]
fn Totals(subjects: Vec<SubjectShown>) -> impl IntoView {
    let mut totals: Vec<(String, i64, String)> = Vec::new();
    for figure in subjects.iter().flat_map(|subject| &subject.figures).filter(|figure| figure.value != 0) {
        match totals.iter_mut().find(|(label, _, _)| *label == figure.label) {
            Some(total) => total.1 += figure.value,
            None => totals.push((figure.label.clone(), figure.value, figure.unit.clone())),
        }
    }
    let line = |(label, value, unit): (String, i64, String)| view! { <li><strong>{counted(value, &unit)}</strong>" "{label}</li> };
    (subjects.len() > 1).then(|| view! { <ul class="totals">{totals.into_iter().map(line).collect_view()}</ul> })
}

#[component]
fn Month(subjects: Vec<SubjectShown>, legend: Vec<Sign>, path: String) -> impl IntoView {
    let opened = RwSignal::new(None::<(u64, String, i32)>);
    if subjects.is_empty() {
        return view! { <p class="sheet soft">{t("这一期还没有考核结果。")}</p> }.into_any();
    }
    let days = subjects.iter().flat_map(|subject| subject.marks.iter().map(|mark| mark.date)).collect::<BTreeSet<_>>();
    let heads = days.iter().map(|day| view! { <th scope="col">{Date(*day).parts().2}</th> }).collect_view();
    let line = |subject: SubjectShown| {
        let cells = days
            .iter()
            .map(|day| {
                let marks = |half: Half| subject.marks.iter().filter(move |mark| mark.date == *day && mark.half == half);
                let title = [Half::Am, Half::Pm]
                    .iter()
                    .flat_map(|half| marks(*half))
                    .map(|mark| mark.label.clone())
                    .collect::<Vec<_>>()
                    .join("；");
                let sign = |half| marks(half).map(|mark| mark.sign.as_str()).collect::<String>();
                let (person, name, date) = (subject.person, subject.name.clone(), *day);
                let signs = view! { {sign(Half::Am)}<br/>{sign(Half::Pm)} };
                match person.filter(|_| !title.is_empty()) {
                    Some(person) => {
                        let label = format!("{name} {}：{title}", Date(date));
                        view! { <td><button type="button" class="plain" title=title aria-label=label on:click=move |_| opened.set(Some((person, name.clone(), date)))>{signs}</button></td> }.into_any()
                    }
                    None => view! { <td title=title>{signs}</td> }.into_any(),
                }
            })
            .collect_view();
        let figures = subject
            .figures
            .iter()
            .filter(|figure| figure.value != 0)
            .map(|figure| format!("{} {}", figure.label, counted(figure.value, &figure.unit)));
        let duties = subject.duties.iter().map(|(what, done, needed)| format!("{what} {done}/{needed}"));
        let text = figures.chain(duties).collect::<Vec<_>>().join("，");
        view! { <tr><th scope="row">{subject.name.clone()}</th><td>{text}</td>{cells}</tr> }
    };
    let rows = subjects.into_iter().map(line).collect_view();
    let key = legend.iter().map(|sign| format!("{} {}", sign.sign, sign.meaning)).collect::<Vec<_>>().join("　");
    view! {
        <Scrolled label=t("考核表")>
            <table class="list month"><thead><tr><th scope="col">{t("姓名")}</th><th scope="col">{t("合计")}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </Scrolled>
        {move || opened.get().map(|(person, name, date)| view! { <Day path=path.clone() person name date=Date(date) close=Callback::new(move |()| opened.set(None))/> })}
        {(!key.is_empty()).then(|| view! { <p class="soft small">{fill("图例：{}", &[&key])}{t("；上行上午，下行下午")}</p> })}
    }
    .into_any()
}
