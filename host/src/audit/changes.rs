//! What an event changed, from what to what, and what else there is to say of it.

use super::recorded::{Recorded, nothing, shown, some};
use crate::{
    assessments::{measure_said, privilege_label, proposer},
    keepers::RequestWording,
    words::{self, suspended_over},
};
use guiju_api::RequestChange;
use guiju_domain::{
    PostId,
    events::EventKind as K,
    keepers::{PostFacts, Request, SettingChange},
    message,
    message::{Argument, Message},
};
use guiju_model::{
    Date, Moment,
    holidays::{self, Year},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// Parts of a person that are said one by one; attributes are named by the office's regulations.
const OF_A_PERSON: [&str; 4] = ["name", "department", "badge", "phone"];

/// What an event changed.
pub(super) fn changes(kind: K, of: &Recorded<'_>, wording: &RequestWording) -> Vec<RequestChange> {
    match kind {
        K::PersonEntered | K::PersonChanged | K::PersonLeft => person(of),
        K::PostEntered | K::PostChanged | K::RequestAsked | K::OfficeSetting => {
            request(kind, of).map(|request| wording.shown(&request)).unwrap_or_default()
        }
        K::DeputySet => vec![change(message!("keeper-label-deputy"), of.person("before"), of.person("after"))],
        K::RoleGranted | K::KeeperAppointed => vec![role(of, "before", "role")],
        K::SecondRoleRemoved => vec![role(of, "role", "stays")],
        K::LoginSet | K::LoginChanged | K::LoginRemoved => {
            vec![change(message!("keeper-label-login"), of.value("before"), of.value("after"))]
        }
        K::Bound => vec![change(message!("audit-label-version"), of.value("before"), of.value("version"))],
        K::Parameter => {
            let named = of.text("name").unwrap_or_default();
            let [before, value] = of.valued(named, of.body.get("before"), of.body.get("value"));
            vec![change(of.part("name"), before, value)]
        }
        K::Calendar => calendar(of),
        K::RequestConfirmed | K::RequestDeclined | K::RequestWithdrawn | K::RequestExpired | K::RequestOutdated => {
            request(kind, of).map(|request| wording.shown(&request)).unwrap_or_default()
        }
        K::RevisionAsked => revision(of),
        K::Worded => {
            let text = |_: &str, before: Option<&Value>, value: Option<&Value>| [shown(before), shown(value)];
            pairs(of, ("before", "clauses"), text, |clause| message!("audit-label-clause", clause).into())
        }
        K::PublisherTrusted => vec![change(message!("audit-label-publisher"), of.value("before"), of.value("name"))],
        K::UnsignedPackages => {
            vec![change(message!("audit-label-unsigned"), of.value("before"), of.value("takes_unsigned"))]
        }
        K::OrderSet => order(of),
        K::Proposal => vec![change(message!("audit-label-state"), state(of, "before"), state(of, "state"))],
        K::Roster => swapped(of),
        _ => Vec::new(),
    }
}

/// What else there is to say of an event.
pub(super) fn details(kind: K, of: &Recorded<'_>, wording: &RequestWording) -> Vec<String> {
    let said = match kind {
        K::BaselinePerson => stated(person_facts(of, &Value::Null, of.body)),
        K::BaselinePost => stated(request(kind, of).map(|request| wording.shown(&request)).unwrap_or_default()),
        K::RequestAsked => request(kind, of).map(|request| wording.title(&request)).into_iter().collect(),
        K::RequestConfirmed | K::RequestDeclined | K::RequestWithdrawn | K::RequestExpired | K::RequestOutdated => {
            let asked_by = || message!("audit-asked-by", person = of.person("asked_by"));
            let request = request(kind, of).into_iter();
            request.flat_map(|request| [wording.title(&request), asked_by()]).collect()
        }
        K::DeputySet => {
            let number = of.body.get("by_matter").filter(|number| number.is_u64());
            number.map(|_| message!("audit-by-matter", number = of.count("by_matter"))).into_iter().collect()
        }
        K::Proposal => {
            let begun = of.body.get("suspension").filter(|begun| begun.is_object()).map(|begun| of.within(begun));
            let at = |begun: &Recorded<'_>, name| begun.text(name)?.parse::<Moment>().ok();
            let begun = begun.and_then(|begun| {
                let over = suspended_over(at(&begun, "starts")?, at(&begun, "after"));
                Some(message!("audit-suspended", over))
            });
            sanction(of).into_iter().chain(begun).collect()
        }
        K::Roster => of.list("after").into_iter().map(|given| shift(&of.within(given))).collect(),
        K::SwapAsked => {
            let (mine, theirs) = (of.value("turn_starts"), of.value("for_starts"));
            vec![message!("audit-swap-shifts", mine, theirs)]
        }
        K::DelegationsMoved => of.list("moved").into_iter().map(|moved| delegation(&of.within(moved))).collect(),
        K::Assessed => {
            let made = of.list("proposed").into_iter().map(|made| {
                let of = of.within(made);
                message!("audit-proposed", number = of.value("proposal"), person = of.person("person"))
            });
            let lapsed = of.list("lapsed").into_iter().map(|lapsed| {
                let of = of.within(lapsed);
                message!("audit-lapsed", number = of.value("proposal"), person = of.person("person"))
            });
            made.chain(lapsed).collect()
        }
        K::Bound | K::Parameter | K::RevisionAnswered if of.body.get("asked_by").is_some() => {
            vec![message!("audit-asked-by", person = of.person("asked_by"))]
        }
        _ => Vec::new(),
    };
    said.iter().chain(&through(of)).map(words::answer).collect()
}

/// By what a change of an account, a role or a post came about, where it was not one administrator.
fn through(of: &Recorded<'_>) -> Option<Message> {
    let by_request = |number: &Value| message!("audit-through-request", number = number.to_string());
    match of.body.get("through") {
        Some(Value::String(text)) if text == "server" => Some(message!("audit-through-server")),
        Some(Value::String(text)) if text == "leaving" => Some(message!("audit-through-leaving")),
        Some(Value::Object(through)) => through.get("request").map(by_request),
        // A request's own events say their number in their sentence.
        Some(_) => None,
        None => of.body.get("post").and(of.body.get("request")).filter(|number| number.is_u64()).map(by_request),
    }
}

/// Why, in the words of whoever did it.
pub(super) fn reason(of: &Recorded<'_>) -> Option<String> {
    let said = ["reason", "words", "opinion", "beyond"].into_iter().filter_map(|name| of.text(name));
    said.map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
}

/// A part that changed, from what to what.
pub(super) fn change(label: impl Into<Argument>, from: Argument, to: Argument) -> RequestChange {
    let [label, from, to] = [label.into(), from, to].map(|value| words::argument(&value));
    RequestChange { label, from, to }
}

/// The request, post or setting of an event as a request; none of a body that an earlier version wrote otherwise.
fn request(kind: K, of: &Recorded<'_>) -> Option<Request> {
    let read = |name: &str| of.body.get(name).cloned();
    match kind {
        K::RequestAsked
        | K::RequestConfirmed
        | K::RequestDeclined
        | K::RequestWithdrawn
        | K::RequestExpired
        | K::RequestOutdated => serde_json::from_value(read("asks")?).ok(),
        K::OfficeSetting => {
            let (before, after) =
                (serde_json::from_value(read("before")?).ok()?, serde_json::from_value(read("after")?).ok()?);
            let name = of.text("name")?.to_owned();
            Some(Request::WeakenSettings { changes: vec![SettingChange { name, before, after }] })
        }
        K::BaselinePost => {
            let facts = serde_json::from_value(of.body.clone()).ok()?;
            Some(Request::EnterPost { post: None, before: None, after: facts })
        }
        _ => {
            let before = read("before").and_then(|before| serde_json::from_value::<Option<PostFacts>>(before).ok());
            let after = serde_json::from_value(read("after")?).ok()?;
            let post = of.body.get("post").and_then(Value::as_u64).map(PostId::new);
            Some(Request::EnterPost { post, before: before.flatten(), after })
        }
    }
}

/// What is stated without what was before: the baseline did not write that.
fn stated(parts: Vec<RequestChange>) -> Vec<Message> {
    let stated = parts.into_iter().map(|part| message!("audit-stated", label = part.label, value = part.to));
    stated.collect()
}

fn person(of: &Recorded<'_>) -> Vec<RequestChange> {
    let none = Value::Null;
    let [before, after] = ["before", "after"].map(|name| of.body.get(name).unwrap_or(&none));
    person_facts(of, before, after)
}

/// What is kept of a person, from what to what.
fn person_facts(of: &Recorded<'_>, before: &Value, after: &Value) -> Vec<RequestChange> {
    let mut changes = Vec::new();
    for name in OF_A_PERSON.into_iter().filter(|name| before.get(name) != after.get(name)) {
        let label = message!("audit-label-person", part = name);
        changes.push(change(label, shown(before.get(name)), shown(after.get(name))));
    }
    let attributes = [before, after].map(|facts| facts.get("attributes").and_then(Value::as_object));
    let names = attributes.iter().flatten().flat_map(|attributes| attributes.keys()).collect::<BTreeSet<_>>();
    for name in names {
        let [was, is] = attributes.map(|attributes| attributes.and_then(|attributes| attributes.get(name)));
        if was != is {
            changes.push(change(attribute(of, name), typed(was), typed(is)));
        }
    }
    changes
}

/// What a regulation calls an attribute of people; its name, where none declares it any more.
fn attribute(of: &Recorded<'_>, name: &str) -> Argument {
    let mut declared = of.policy.every().flat_map(|loaded| &loaded.manifest().attributes);
    declared.find(|attribute| attribute.name == name).map_or_else(|| name.into(), |found| (&found.label).into())
}

/// An attribute, which is kept as JSON text.
fn typed(text: Option<&Value>) -> Argument {
    let value = text.and_then(Value::as_str).and_then(|text| serde_json::from_str::<Value>(text).ok());
    shown(value.as_ref().or(text))
}

fn role(of: &Recorded<'_>, before: &str, after: &str) -> RequestChange {
    let role = |name: &str| match of.text(name) {
        Some(_) => message!("keeper-role", role = of.name(name)).into(),
        None => nothing(),
    };
    change(message!("keeper-label-role"), role(before), role(after))
}

fn revision(of: &Recorded<'_>) -> Vec<RequestChange> {
    let mut changes = Vec::new();
    if of.text("digest").is_some() {
        let version = of.text("version").map_or_else(|| of.value("digest"), Argument::from);
        changes.push(change(message!("audit-label-version"), of.value("before"), version));
    }
    let valued = |name: &str, before: Option<&Value>, value: Option<&Value>| of.valued(name, before, value);
    changes.extend(pairs(of, ("before_parameters", "parameters"), valued, |name| {
        let named = serde_json::json!({ "regulation": of.body.get("regulation"), "name": name });
        of.within(&named).part("name")
    }));
    changes
}

/// Members of an object beside those of another, each from what to what.
fn pairs(
    of: &Recorded<'_>,
    (before, after): (&str, &str),
    said: impl Fn(&str, Option<&Value>, Option<&Value>) -> [Argument; 2],
    label: impl Fn(&str) -> Argument,
) -> Vec<RequestChange> {
    let (before, after) = (of.members(before), of.members(after));
    let change = |(name, value): (&String, &Value)| {
        let [from, to] = said(name, before.get(name), Some(value));
        change(label(name), from, to)
    };
    after.iter().map(change).collect()
}

fn order(of: &Recorded<'_>) -> Vec<RequestChange> {
    let said = |name: &str| {
        let departments = of.list(name).into_iter().map(|order| {
            let (department, people) = (of.department(order.get("department")), of.people(order.get("people")));
            Argument::from(message!("audit-order", department, people))
        });
        some(departments.collect())
    };
    vec![change(message!("audit-label-order"), said("before"), said("after"))]
}

/// What a proposal proposes.
fn sanction(of: &Recorded<'_>) -> Option<Message> {
    let sanction = serde_json::from_value(of.body.get("sanction")?.clone()).ok()?;
    let clauses = of.list("clauses").into_iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    let label = |id: &str| privilege_label(proposer(of.policy, &clauses, of.day)?, id);
    Some(message!("audit-sanction", sanction = measure_said(&sanction, label)))
}

/// The days of a year that are counted otherwise: as they were and as they are.
fn calendar(of: &Recorded<'_>) -> Vec<RequestChange> {
    let [before, after] =
        ["before", "text"].map(|name| of.text(name).and_then(|text| holidays::parse(text).ok()).unwrap_or_default());
    let changed = of.list("changed").into_iter().filter_map(|day| serde_json::from_value::<Date>(day.clone()).ok());
    let said = |year: &Year, day: Date| -> Argument {
        match year.days.get(&day) {
            None => message!("audit-day-ordinary").into(),
            Some((true, holiday)) => message!("audit-day-off", holiday).into(),
            Some((false, holiday)) => message!("audit-day-worked", holiday).into(),
        }
    };
    changed.map(|day| change(Argument::Day(day), said(&before, day), said(&after, day))).collect()
}

/// How far a proposal is.
fn state(of: &Recorded<'_>, name: &str) -> Argument {
    match of.text(name) {
        Some(_) => message!("audit-proposal-state", state = of.name(name)).into(),
        None => nothing(),
    }
}

/// Two shifts that changed hands.
fn swapped(of: &Recorded<'_>) -> Vec<RequestChange> {
    if of.body.get("agreed") != Some(&Value::Bool(true)) {
        return Vec::new();
    }
    let (one, other) = (of.person("asked_by"), of.person("asked_of"));
    vec![
        change(message!("audit-label-shift", number = of.value("turn")), one.clone(), other.clone()),
        change(message!("audit-label-shift", number = of.value("for")), other, one),
    ]
}

fn shift(of: &Recorded<'_>) -> Message {
    message!("audit-shift", starts = of.value("starts"), person = of.person("person"))
}

fn delegation(of: &Recorded<'_>) -> Message {
    let (person, deputy) = (of.person("person"), of.person("deputy"));
    match of.body.get("over") {
        Some(Value::Bool(true)) => message!("audit-delegation-over", person, deputy),
        _ => message!("audit-delegation-begun", person, deputy),
    }
}
