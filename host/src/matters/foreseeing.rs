//! Whether what follows a route can take place, before anything is written. What a person's input forbids is a finding of the clause that
//! demands the effect; what the regulation got wrong is its fault, as if its call had failed.

use super::{calls::no_effect, context::Context, following::Before, own_records, suspending};
use crate::{
    citation,
    error::{Error, Result},
    language::Language,
    staff::Staff,
    store::Connection,
    words,
};
use guiju_api::FindingShown;
use guiju_domain::{PersonId, RecordId, RecordStatus, Rejection, message::Message, workflow::RoutePlan};
use guiju_engine::Loaded;
use guiju_model::{
    Amendment, Date, Effect, Finding, Json, Manifest, Moment, Movement, Severity, Span, Who, blank::is_blank,
    shape::is_in_time,
};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What is said of the effects of a plan before they take place: why one cannot, and what one would not change.
///
/// # Errors
/// If an effect cannot take place whatever a person fills in, or the database cannot be used.
pub(super) async fn said(
    connection: &mut Connection,
    context: Context<'_>,
    plan: &RoutePlan<Arc<Loaded>>,
) -> Result<Vec<FindingShown>> {
    let (mut findings, mut before) = (Vec::new(), Before::default());
    for (regulation, effect) in plan.at_once.iter().chain(&plan.effects) {
        let manifest = regulation.manifest();
        if let Some(why) = flaw(effect, manifest, context.staff) {
            return Err(no_effect(regulation, why));
        }
        let said = of_one(connection, context, (regulation, effect), &mut before).await?;
        findings.extend(said.map(|(severity, message)| {
            // Findings are written as regulations write theirs.
            let message = words::message(&message, Language::Chinese);
            let finding = Finding { clause: effect.clause().clone(), severity, field: None, message };
            citation::finding(context.policy, manifest, &finding, context.now.date())
        }));
    }
    Ok(findings)
}

/// Whether the effects of a plan can take place.
///
/// # Errors
/// Every finding that forbids one; if one cannot take place whatever a person fills in, or the database cannot be used.
pub(super) async fn permit(
    connection: &mut Connection,
    context: Context<'_>,
    plan: &RoutePlan<Arc<Loaded>>,
) -> Result<()> {
    let mut findings = said(connection, context, plan).await?;
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.is_empty() { Ok(()) } else { Err(Error::Findings(findings)) }
}

async fn of_one(
    connection: &mut Connection,
    context: Context<'_>,
    (regulation, effect): (&Loaded, &Effect),
    before: &mut Before,
) -> Result<Option<(Severity, Message)>> {
    let (office, manifest) = (context.office, regulation.manifest());
    Ok(match effect {
        Effect::Void(e) => {
            let mut record = own_records::state(connection, office, regulation, e.record).await?;
            if !before.void.insert(RecordId::new(e.record)) {
                record.status = RecordStatus::Void;
            }
            own_records::obstacle(&record).map(|why| (Severity::Error, Rejection::from(why).message()))
        }
        Effect::Suspend(e) => {
            let refused = suspending::no_time(manifest, e);
            before.suspended.insert((manifest.id.clone(), e.privilege.clone(), PersonId::new(e.person)), true);
            refused.map(|why| (Severity::Error, Rejection::from(why).message()))
        }
        Effect::Restore(e) => {
            let key = (manifest.id.clone(), e.privilege.clone(), PersonId::new(e.person));
            let suspended = match before.suspended.insert(key, false) {
                Some(suspended) => suspended,
                None => suspending::is_suspended(connection, context, manifest, e).await?,
            };
            (!suspended).then(|| (Severity::Notice, suspending::nothing_to_restore(context.staff, manifest, e)))
        }
        Effect::Amend(Amendment { record, .. }) | Effect::Move(Movement { record, .. }) => {
            own_records::state(connection, office, regulation, *record).await?;
            None
        }
        Effect::Defer(e) => {
            own_records::deferred(connection, office, regulation, e).await?;
            None
        }
        _ => None,
    })
}

/// What an effect names that has to be there, and what it says that has to be sound.
#[derive(Default)]
struct Named<'e> {
    people: Vec<u64>,
    times: Vec<Moment>,
    privilege: Option<&'e str>,
    reason: Option<&'e str>,
    content: Option<&'e Json>,
}

impl<'e> Named<'e> {
    fn of(effect: &'e Effect) -> Self {
        let none = Self::default();
        match effect {
            Effect::HandOver(e) => {
                Self { people: vec![e.person, e.deputy], times: vec![Moment(e.starts), Moment(e.ends)], ..none }
            }
            Effect::Deputise(e) => Self { people: vec![e.person, e.deputy], ..none },
            Effect::Publish(e) => Self { times: e.until.into_iter().map(day).collect(), ..none },
            Effect::Notify(e) => match &e.to {
                Who::People(people) => Self { people: people.clone(), ..none },
                Who::Roles(_) => none,
            },
            Effect::FollowUp(e) => {
                let times = if let Span::On(due) = e.due { vec![day(due)] } else { Vec::new() };
                Self { people: vec![e.by], times, ..none }
            }
            Effect::Enter(e) => {
                let (people, times) = (e.person.into_iter().collect(), vec![Moment(e.starts), Moment(e.ends)]);
                Self { people, times, content: Some(&e.content), ..none }
            }
            Effect::Amend(e) => Self { content: Some(&e.content), ..none },
            Effect::Defer(e) => Self { times: vec![day(e.until)], ..none },
            Effect::Void(e) => Self { reason: Some(&e.reason), ..none },
            Effect::Suspend(e) => Self {
                people: vec![e.person],
                times: [e.starts].into_iter().chain(e.ends).map(Moment).collect(),
                privilege: Some(&e.privilege),
                reason: Some(&e.reason),
                ..none
            },
            Effect::Restore(e) => {
                Self { people: vec![e.person], privilege: Some(&e.privilege), reason: Some(&e.reason), ..none }
            }
            Effect::Move(_) | Effect::Withdraw(_) => none,
        }
    }
}

fn day(number: i32) -> Moment {
    Date(number).at(0)
}

/// What is wrong with an effect whatever the registers say, for whoever runs the server.
fn flaw(effect: &Effect, manifest: &Manifest, staff: &Staff) -> Option<String> {
    let Named { people, times, privilege, reason, content } = Named::of(effect);
    let nobody = people.into_iter().find(|person| !staff.people.contains_key(&PersonId::new(*person)));
    if let Some(nobody) = nobody {
        return Some(format!("an effect names person {nobody}, who is not of the office"));
    }
    if let Some(moment) = times.into_iter().find(|moment| !is_in_time(*moment)) {
        return Some(format!("an effect names the moment {}, which lies in no year of a calendar", moment.0));
    }
    if let Some(privilege) = privilege.filter(|privilege| manifest.privilege(privilege).is_none()) {
        return Some(format!("an effect names the privilege {privilege}, which is not declared"));
    }
    if reason.is_some_and(is_blank) {
        return Some("an effect has no reason".to_owned());
    }
    let why = serde_json::from_str::<Map<String, Value>>(content?).err()?;
    Some(format!("the content of an effect is no JSON object: {why}"))
}
