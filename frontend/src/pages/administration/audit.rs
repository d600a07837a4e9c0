//! The audit: the integrity of the event chain, and what happened in the office, found by people, things, themes and time.

use super::changed_value::ChangedValue;
use crate::{
    api,
    components::{
        icon::{drawing, icon},
        problem::ProblemAlert,
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::{
        query::{QueryParam, query_param},
        resource::ApiResource,
        scope::TaskScope,
    },
    util::format::format_moment,
};
use guiju_api::{AuditChoice, AuditChoices, AuditEvent, AuditPage, AuditThing, ChainReport, PersonShown, Problem};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::components::A;

/// The result of the last verification of the event chain with the alarms, and what happened.
#[component]
pub fn Audit() -> impl IntoView {
    let chain = ApiResource::<ChainReport>::from_path(|| "/api/audit".to_owned());
    view! {
        <section class="sheet">
            {show_resource(chain, |chain: ChainReport| {
                let result = match chain.broken_at {
                    None => view! { <p class="message good">{icon(drawing::LuShieldCheck.data)}" "{fill(text::audit::EVENTS_UNBROKEN_NOTHING_ALTERED, &[&chain.events])}</p> },
                    Some(at) => view! { <p class="message bad">{icon(drawing::LuTriangleAlert.data)}" "{fill(text::audit::EVENT_DOES_NOT_MATCH_RECORD, &[&at])}</p> },
                };
                let failed = chain.verify_failed_at.map(|at| {
                    view! { <p class="message bad">{icon(drawing::LuTriangleAlert.data)}" "{fill(text::audit::COMPARISON_FAILED, &[&format_moment(&at)])}</p> }
                });
                let compared = chain.verified_at.map(|at| {
                    let said = fill(text::audit::COMPARED_LAST, &[&format_moment(&at), &chain.verified_rows]);
                    view! { <p class="hint">{said}</p> }
                });
                let alarms = chain.alarms.into_iter().map(|alarm| view! { <p class="bad">{alarm}</p> });
                view! { {result}{failed}{compared}{alarms.collect_view()} }
            })}
        </section>
        <Events/>
    }
}

/// Names of the query parameters, as the page's address and the API have them.
const PARAMETERS: [&str; 6] = ["person", "thing", "id", "theme", "from", "to"];

/// What happened, with the form by which it is searched. The address bar carries the search.
#[component]
fn Events() -> impl IntoView {
    let parameters = PARAMETERS.map(query_param);
    let query = Memo::new(move |_| {
        let part = |(name, parameter): (&str, QueryParam)| {
            let value = parameter.get();
            (!value.is_empty()).then(|| format!("{name}={}", js_sys::encode_uri_component(&value)))
        };
        PARAMETERS.into_iter().zip(parameters).filter_map(part).collect::<Vec<_>>().join("&")
    });
    view! {
        <section class="sheet">
            <h2>{t(text::audit::EVENTS)}</h2>
            <Search parameters/>
            {move || { let query = query.get(); view! { <EventList query/> } }}
        </section>
    }
}

/// The form by which events are searched: each choice changes the address.
#[component]
fn Search(parameters: [QueryParam; 6]) -> impl IntoView {
    let [person, thing, id, theme, from, to] = parameters;
    let choices = ApiResource::<AuditChoices>::from_path(|| "/api/audit/choices".to_owned());
    let people = ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned());
    let known = move || choices.value().unwrap_or_default();
    let everybody = move || {
        let people = people.value().unwrap_or_default().into_iter();
        people.map(|person| AuditChoice { value: person.id.to_string(), label: person.name }).collect::<Vec<_>>()
    };
    let things = move || {
        let things = known().things.into_iter();
        things.map(|thing| AuditChoice { value: thing.name, label: thing.label }).collect::<Vec<_>>()
    };
    let chosen = Memo::new(move |_| known().things.into_iter().find(|known| known.name == thing.get()));
    view! {
        <form class="filters" on:submit=|event: SubmitEvent| event.prevent_default()>
            <Choice id="audit-person" label=t(text::common::PEOPLE) parameter=person choices=Signal::derive(everybody)/>
            <Choice id="audit-theme" label=t(text::audit::THEME) parameter=theme choices=Signal::derive(move || known().themes)/>
            <Choice id="audit-thing" label=t(text::audit::THING) parameter=thing choices=Signal::derive(things)/>
            {move || chosen.get().map(|thing| view! { <Which thing id/> })}
            <Day id="audit-from" label=t(text::common::FROM) parameter=from/>
            <Day id="audit-to" label=t(text::common::TO) parameter=to/>
        </form>
    }
}

/// One of several, or all of them.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    parameter: QueryParam,
    choices: Signal<Vec<AuditChoice>>,
) -> impl IntoView {
    let options = move || {
        let options = choices.get().into_iter().map(move |AuditChoice { value, label }| {
            let selected = value == parameter.get();
            view! { <option value=value selected=selected>{label}</option> }
        });
        options.collect_view()
    };
    view! {
        <div><label for=id>{label}</label>
            <select id=id on:change=move |event| parameter.set(event_target_value(&event))>
                <option value="">{t(text::common::ALL)}</option>{options}
            </select>
        </div>
    }
}

/// Which thing of a kind: one of those that there are, or one that is named.
#[component]
fn Which(thing: AuditThing, id: QueryParam) -> impl IntoView {
    let label = t(text::audit::WHICH);
    if !thing.choices.is_empty() {
        let choices = thing.choices;
        return view! { <Choice id="audit-id" label parameter=id choices=Signal::derive(move || choices.clone())/> }
            .into_any();
    }
    view! {
        <div><label for="audit-id">{label}</label>
            <input id="audit-id" prop:value=move || id.get() on:change=move |event| id.set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}

/// A day that bounds the search.
#[component]
fn Day(id: &'static str, label: &'static str, parameter: QueryParam) -> impl IntoView {
    view! {
        <div><label for=id>{label}</label>
            <input id=id type="date" prop:value=move || parameter.get() on:change=move |event| parameter.set(event_target_value(&event))/>
        </div>
    }
}

/// The events of a search, page after page.
#[component]
fn EventList(query: String) -> impl IntoView {
    let address = format!("/api/audit/events?{query}");
    let path = address.clone();
    let first = ApiResource::<AuditPage>::from_path(move || path.clone());
    let (further, next) = (RwSignal::new(Vec::<AuditEvent>::new()), RwSignal::new(None::<Option<String>>));
    let (problem, busy, scope) = (RwSignal::new(None::<Problem>), RwSignal::new(false), TaskScope::current());
    let more = Callback::new(move |before: String| {
        let path = format!("{address}&before={before}");
        busy.set(true);
        scope.spawn(async move {
            match api::get::<AuditPage>(path).await {
                Ok(page) => {
                    further.update(|events| events.extend(page.events));
                    next.set(Some(page.next));
                    problem.set(None);
                }
                Err(why) => problem.set(Some(why)),
            }
            busy.set(false);
        });
    });
    show_resource(first, move |page: AuditPage| {
        let (empty, earlier, of_first) = (page.events.is_empty(), page.earlier, page.next);
        let goes_on = move || next.get().unwrap_or_else(|| of_first.clone());
        view! {
            <p class="soft" hidden=!earlier>{t(text::audit::EARLIER_EVENTS)}</p>
            <p class="soft" hidden=!empty>{t(text::audit::NOTHING_FOUND)}</p>
            <ul class="lines" id="audit-events">
                {page.events.into_iter().map(|event| view! { <EventLine event/> }).collect_view()}
                {move || further.get().into_iter().map(|event| view! { <EventLine event/> }).collect_view()}
            </ul>
            {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
            {move || goes_on().map(|before| view! { <button type="button" aria-busy=move || busy.get().to_string() on:click=move |_| more.run(before.clone())>{t(text::common::MORE)}</button> })}
        }
    })
}

/// An event: what happened, from what to what, by whom and why.
#[component]
fn EventLine(event: AuditEvent) -> impl IntoView {
    let by = event.by.unwrap_or_else(|| t(text::audit::SERVER).to_owned());
    let change = |change| view! { <ChangedValue change/> };
    let matter = match (event.matter, event.matter_title) {
        (Some(matter), Some(title)) => Some(view! { " "<A href=format!("/matters/{matter}")>{title}</A> }.into_any()),
        (_, title) => title.map(|title| view! { " "<span class="soft">{title}</span> }.into_any()),
    };
    let lines = !event.changes.is_empty() || !event.details.is_empty();
    view! {
        <li>
            <strong>{event.what}</strong>{matter}
            <div class="soft small">{event.seq}" · "{format_moment(&event.at)}" · "{by}" · "{event.theme}</div>
            {lines.then(|| view! {
                <ul>{event.changes.into_iter().map(change).collect_view()}{event.details.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            })}
            {event.reason.map(|reason| view! { <p>{t(text::common::REASON)}{reason}</p> })}
        </li>
    }
}
