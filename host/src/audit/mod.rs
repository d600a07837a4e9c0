//! The audit: what happened in the office, in words, found by people, things, themes and time.

mod changes;
mod choices;
mod of_matters;
mod recorded;
mod sentences;
mod sight;
#[cfg(test)]
mod tests;

pub use choices::choices;

use crate::{
    access::{Access, MASKED},
    accounts::Caller,
    app::App,
    error::Result,
    keepers::RequestWording,
    policy::OfficePolicy,
    store::{
        self, Connection, Dialect, event_index,
        event_search::{self, EventSearch, FoundEvent},
    },
    words::{self, text},
};
use guiju_api::{AuditEvent, AuditPage};
use guiju_domain::{
    OfficeId, PersonId,
    days::day_if_any,
    events::{EventKind, Subject, Theme, Thing},
    rejection::Audit as AuditRejection,
};
use guiju_model::Moment;
use recorded::Recorded;
use serde_json::Value;
use sight::{Extent, Sight};

/// Events on a page.
const PAGE: usize = 50;
/// Events read at once where the first ones are not enough for a page.
const AT_ONCE: usize = 500;

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

/// The events that are asked for, as far as the caller may find them, the newest first.
///
/// # Errors
/// If the caller holds no role of the system, what is asked for is not known, or the database cannot be used.
pub async fn events(app: &App, caller: &Caller, asked: &AuditQuery) -> Result<AuditPage> {
    caller.keeper()?;
    let search = asked.search()?;
    catch_up(app, caller.office).await?;
    let access = Access::of(app, caller).await?;
    let mut sight = Sight::of(&access);
    let mut connection = store::acquire(&app.pool).await?;
    let mut found = found(&mut connection, app.dialect, &search, &mut sight).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|last| format!("{}-{}", last.at.0, last.seq));
    sight.learn_records(&mut connection, &found).await?;
    let by_subject = search.thing.is_some() || search.person.is_some();
    let earlier = by_subject && event_search::has_earlier(&mut *connection, caller.office).await?;
    drop(connection);
    let wording = RequestWording::of(app, caller.office).await?;
    let telling = Telling { policy: &access.policy, wording: &wording, sight: &sight };
    Ok(AuditPage { events: found.iter().map(|event| telling.event(event)).collect(), next, earlier })
}

/// The first events that are found: those of a page and one more, if there is one. What the reader may not know is no part of what
/// is asked for, so that neither what is found nor where a page ends tells of it.
async fn found(
    connection: &mut Connection,
    dialect: Dialect,
    search: &EventSearch,
    sight: &mut Sight<'_>,
) -> Result<Vec<FoundEvent>> {
    let (mut found, mut search, mut most) = (Vec::new(), search.clone(), PAGE + 1);
    loop {
        let some = event_search::page(&mut *connection, dialect, sight.office(), &search, counted(most)).await?;
        let last = some.len() < most;
        search.before = some.last().map(|event| (event.at, event.seq));
        sight.learn(connection, &some).await?;
        if search.thing.as_ref().is_some_and(|thing| thing.thing == Thing::Record) {
            sight.learn_records(connection, &some).await?;
        }
        found.extend(some.into_iter().filter(|event| sight.finds(event, search.person, search.thing.as_ref())));
        if last || found.len() > PAGE {
            return Ok(found);
        }
        most = AT_ONCE;
    }
}

/// A number of rows as the store takes it.
fn counted(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
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

/// With what events are told.
struct Telling<'a> {
    policy: &'a OfficePolicy,
    wording: &'a RequestWording,
    sight: &'a Sight<'a>,
}

impl Telling<'_> {
    fn event(&self, event: &FoundEvent) -> AuditEvent {
        let (theme, told, staff) = (Theme::of_kind(&event.kind), self.sight.told(event), self.sight.staff());
        let named = |by| if told == Extent::All { staff.name(by) } else { MASKED.to_owned() };
        let shown = AuditEvent {
            seq: event.seq.unsigned_abs(),
            at: event.at.to_string(),
            by: event.by.map(named),
            kind: event.kind.clone(),
            theme: words::answer(&choices::theme(theme)),
            ..AuditEvent::default()
        };
        let Some(body) = &event.body else { return AuditEvent { what: text!("audit-erased"), ..shown } };
        let body = serde_json::from_str::<Value>(body).unwrap_or_default();
        let of = Recorded { body: &body, staff, policy: self.policy, day: event.at.date() };
        if let Some(matter) = event.matter {
            return self.of_matter(event, matter, &of, shown);
        }
        let kind = EventKind::named(&event.kind);
        match (told, kind) {
            (Extent::All, _) => {}
            (_, Some(EventKind::FileStored)) => return AuditEvent { what: text!("audit-file-stored-hidden"), ..shown },
            _ => return AuditEvent { what: text!("audit-for-auditors"), by: None, ..shown },
        }
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
}
