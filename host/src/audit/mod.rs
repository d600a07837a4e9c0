//! The audit: what happened in the office, in words, found by people, things, themes and time.

mod changes;
mod choices;
mod recorded;
mod sentences;
#[cfg(test)]
mod tests;

pub use choices::choices;

use crate::{
    access::{Access, MASKED, Reading},
    accounts::Caller,
    app::App,
    error::Result,
    keepers::RequestWording,
    matters::{
        effects,
        history::{self, Named},
    },
    store::{
        self, Connection, event_index,
        event_search::{self, EventSearch, FoundEvent},
    },
    words::{self, text},
};
use guiju_api::{AuditEvent, AuditPage};
use guiju_domain::{
    MatterId, OfficeId, PersonId,
    days::day_if_any,
    events::{EventKind, Subject, Theme, Thing},
    matters::MatterEventKind,
    rejection::Audit as AuditRejection,
};
use guiju_model::{Effect, Moment};
use recorded::Recorded;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Events on a page.
const PAGE: usize = 50;

/// What is asked for, as it stands in an address; an empty text is nothing.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Id of a person: who did it, or whom it concerns.
    pub person: Option<u64>,
    /// Kind of thing.
    pub thing: String,
    /// Which thing of this kind.
    pub id: String,
    /// What the events have to do with, by the name of a theme.
    pub theme: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Where the page before ended.
    pub before: String,
}

impl AuditQuery {
    fn search(&self) -> Result<EventSearch> {
        let theme = match self.theme.as_str() {
            "" => None,
            name => Some(Theme::named(name).ok_or_else(|| AuditRejection::UnknownTheme { theme: name.to_owned() })?),
        };
        let thing = match (self.thing.as_str(), self.id.trim()) {
            ("", _) | (_, "") => None,
            (name, id) => {
                let thing =
                    Thing::named(name).ok_or_else(|| AuditRejection::UnknownThing { thing: name.to_owned() })?;
                Some(Subject::of(thing, id))
            }
        };
        let before = match self.before.as_str() {
            "" => None,
            cursor => {
                let read =
                    cursor.split_once('-').and_then(|(at, seq)| Some((Moment(at.parse().ok()?), seq.parse().ok()?)));
                Some(read.ok_or(AuditRejection::UnknownPlace)?)
            }
        };
        let from = day_if_any(Some(&self.from))?.map_or(Moment(i64::MIN), |day| day.at(0));
        let until = day_if_any(Some(&self.to))?.map_or(Moment(i64::MAX), |day| day.plus(1).at(0));
        Ok(EventSearch { person: self.person.map(PersonId::new), thing, theme, from, until, before })
    }
}

/// The events that are asked for, the newest first.
///
/// # Errors
/// If the caller holds no role of the system, what is asked for is not known, or the database cannot be used.
pub async fn events(app: &App, caller: &Caller, asked: &AuditQuery) -> Result<AuditPage> {
    caller.keeper()?;
    let search = asked.search()?;
    catch_up(app, caller.office).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = event_search::page(&mut *connection, app.dialect, caller.office, &search, most).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|last| format!("{}-{}", last.at.0, last.seq));
    let by_subject = search.thing.is_some() || search.person.is_some();
    let earlier = by_subject && event_search::has_earlier(&mut *connection, caller.office).await?;
    let access = Access::of(app, caller).await?;
    let readings = readings(&access, &mut connection, &found).await?;
    let wording = RequestWording::of(app, caller.office).await?;
    let telling = Telling { access: &access, wording: &wording, readings: &readings, audits: caller.audits() };
    Ok(AuditPage { events: found.iter().map(|event| telling.event(event)).collect(), next, earlier })
}

/// Makes the index of what happened since somebody last looked, in changes of a bounded length.
async fn catch_up(app: &App, office: OfficeId) -> Result<()> {
    while event_index::is_behind(&app.pool, office).await? {
        let mut change = app.change(office).await?;
        event_index::catch_up(&mut change, app.dialect).await?;
        change.commit().await?;
    }
    Ok(())
}

/// What the reader would see of the matters that events belong to.
async fn readings(
    access: &Access,
    connection: &mut Connection,
    found: &[FoundEvent],
) -> Result<BTreeMap<MatterId, Reading>> {
    let ids = found.iter().filter_map(|event| event.matter).collect::<BTreeSet<_>>();
    let ids = ids.into_iter().collect::<Vec<_>>();
    let readings = access.look_at(connection, &ids).await?;
    Ok(readings.into_iter().map(|reading| (reading.stored.id, reading)).collect())
}

/// With what events are told.
struct Telling<'a> {
    access: &'a Access,
    wording: &'a RequestWording,
    readings: &'a BTreeMap<MatterId, Reading>,
    audits: bool,
}

impl Telling<'_> {
    fn event(&self, event: &FoundEvent) -> AuditEvent {
        let theme = Theme::of_kind(&event.kind);
        let body = event.body.as_deref().map(|text| serde_json::from_str::<Value>(text).unwrap_or_default());
        let (staff, policy) = (&*self.access.staff, &*self.access.policy);
        let shown = AuditEvent {
            seq: event.seq.unsigned_abs(),
            at: event.at.to_string(),
            by: event.by.map(|by| staff.name(by)),
            kind: event.kind.clone(),
            theme: words::answer(&choices::theme(theme)),
            ..AuditEvent::default()
        };
        let Some(body) = body else { return AuditEvent { what: text!("audit-erased"), ..shown } };
        let of = Recorded { body: &body, staff, policy, day: event.at.date() };
        if let Some(matter) = event.matter {
            return self.of_matter(event, matter, &of, shown);
        }
        if !self.audits && is_for_auditors(theme) {
            return AuditEvent { what: text!("audit-for-auditors"), by: None, ..shown };
        }
        let kind = EventKind::named(&event.kind);
        let said = kind.and_then(|kind| Some((kind, sentences::sentence(kind, &of)?)));
        let Some((kind, said)) = said else {
            return AuditEvent { what: text!("audit-unknown", kind = &event.kind), ..shown };
        };
        AuditEvent {
            what: words::answer(&said),
            changes: changes::changes(kind, &of, self.wording),
            details: changes::details(kind, &of, self.wording),
            reason: changes::reason(&of),
            ..shown
        }
    }

    /// An event of a matter, as far as the reader may know of the matter.
    fn of_matter(&self, event: &FoundEvent, matter: MatterId, of: &Recorded<'_>, shown: AuditEvent) -> AuditEvent {
        let reading = self.readings.get(&matter);
        let told = reading.filter(|reading| reading.seen.at_all());
        let opened = self.audits && event.kind == MatterEventKind::Opened.name();
        let hidden = told.is_none_or(|reading| reading.seen.hides_all() && !opened);
        let named = Named { staff: of.staff, hidden };
        AuditEvent {
            what: self.of_a_matter(event, of, &named),
            by: shown.by.map(|by| if hidden { MASKED.to_owned() } else { by }),
            reason: changes::reason(of).filter(|_| !hidden),
            matter: told.map(|_| matter.number().unsigned_abs()),
            matter_title: Some(match told {
                Some(reading) => titled(reading),
                None => text!("audit-matter-hidden"),
            }),
            ..shown
        }
    }

    /// What an event of a matter did, in one sentence.
    fn of_a_matter(&self, event: &FoundEvent, of: &Recorded<'_>, named: &Named<'_>) -> String {
        let kind = MatterEventKind::named(&event.kind);
        match kind {
            Some(MatterEventKind::Consented) => return text!("audit-consented"),
            Some(MatterEventKind::Effect) => {
                let effect =
                    of.body.get("effect").and_then(|effect| serde_json::from_value::<Effect>(effect.clone()).ok());
                let regulation = of.text("regulation").and_then(|id| of.policy.regulation(id, of.day));
                return match (effect, regulation) {
                    (Some(effect), Some(regulation)) if !named.hidden => {
                        text!("audit-effect", effect = effects::said(&effect, of.staff, regulation))
                    }
                    _ => text!("audit-effect-unsaid"),
                };
            }
            _ => {}
        }
        let what = kind.and_then(|kind| history::what(kind, of.body, named));
        what.unwrap_or_else(|| text!("audit-unknown", kind = &event.kind))
    }
}

/// Whether what a theme's events say is for auditors alone, since other keepers do not see it elsewhere either.
const fn is_for_auditors(theme: Theme) -> bool {
    matches!(theme, Theme::Registers | Theme::Rosters | Theme::Assessments | Theme::Other)
}

/// Title of a matter's form, with the number of its paper.
fn titled(reading: &Reading) -> String {
    let title = &reading.form.title;
    reading.stored.number.as_ref().map_or_else(|| title.clone(), |number| format!("{title} {number}"))
}
