//! What a reader may know of an event, decided before it is matched: what is hidden is found by no person and by no thing.

use crate::{
    access::{Access, Reading, RecordSeen, Secrets, Seen},
    error::Result,
    matters,
    staff::Staff,
    store::{Connection, attachment_uses, event_search::FoundEvent},
};
use guiju_domain::{
    MatterId, OfficeId, PersonId, RecordId,
    events::{EventKind, Subject, Theme, Thing},
    matters::MatterEventKind,
};
use guiju_model::Form;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Fields of a matter's event by which it names people in its sentence; what is filled in, and whom the matter concerns by its
/// form, may be sensitive.
const TOLD: [&str; 6] = ["to", "from", "holder", "applicant", "instead_of", "on_behalf_of"];

/// How much of an event its reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// That something of its theme happened, and when.
    Kind,
    /// The matter that it belongs to, as well, but nobody's name.
    Matter,
    /// All of it, but for what is sensitive in its matter.
    All,
}

/// What the reader sees of a matter.
pub(super) struct MatterSeen {
    /// Title of its form, with the number of its paper.
    pub title: String,
    /// Titles of its steps by id.
    pub steps: BTreeMap<String, String>,
    /// Its form.
    pub form: Form,
    /// How much the reader sees of what is filled in.
    pub seen: Seen,
    told: Extent,
    /// What is sensitive in it, unless the reader sees the whole matter.
    secrets: Option<Secrets>,
}

impl MatterSeen {
    /// A text of one of its events, without what is sensitive.
    pub fn hide(&self, text: &str) -> String {
        self.secrets.as_ref().map_or_else(|| text.to_owned(), |secrets| secrets.hide(text))
    }
}

/// What a reader sees of the matters and files of events.
pub(super) struct Sight<'a> {
    access: &'a Access,
    matters: BTreeMap<MatterId, Option<MatterSeen>>,
    records: BTreeMap<RecordId, Option<RecordSeen>>,
    files: BTreeMap<String, bool>,
}

impl<'a> Sight<'a> {
    /// Nothing is learnt yet.
    pub const fn of(access: &'a Access) -> Self {
        Self { access, matters: BTreeMap::new(), records: BTreeMap::new(), files: BTreeMap::new() }
    }

    /// Learns what the reader sees of the matters and files of some events.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn learn(&mut self, connection: &mut Connection, found: &[FoundEvent]) -> Result<()> {
        let named = found.iter().filter_map(|event| event.matter).filter(|matter| !self.matters.contains_key(matter));
        let named = named.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        for reading in self.access.look_at(connection, &named).await? {
            let seen = self.matter(connection, &reading).await?;
            self.matters.insert(reading.stored.id, Some(seen));
        }
        for matter in named {
            self.matters.entry(matter).or_insert(None);
        }
        let uploads = found.iter().filter(|event| is_upload(event) && !self.is_own(event));
        for digest in uploads.filter_map(digest).collect::<BTreeSet<_>>() {
            if !self.files.contains_key(&digest) {
                let told = self.reads_all_with(connection, &digest).await?;
                self.files.insert(digest, told);
            }
        }
        Ok(())
    }

    /// Learns what the reader sees of the records of which events of matters tell: those that effects changed, and what is booked.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn learn_records(&mut self, connection: &mut Connection, shown: &[FoundEvent]) -> Result<()> {
        let told = shown.iter().filter(|event| event.matter.is_some() && self.told(event) == Extent::All);
        let told = told.flat_map(records).filter(|record| !self.records.contains_key(record));
        for record in told.collect::<BTreeSet<_>>() {
            let seen = self.access.pointed_to(connection, record, true).await?;
            self.records.insert(record, seen);
        }
        Ok(())
    }

    /// What the reader sees of a record of which an event of a matter tells; nothing of one that is closed to the reader, or is no more.
    pub fn record(&self, record: RecordId) -> Option<&RecordSeen> {
        self.records.get(&record)?.as_ref()
    }

    async fn matter(&self, connection: &mut Connection, reading: &Reading) -> Result<MatterSeen> {
        let (seen, form) = (reading.seen, &reading.form.title);
        let told = match (seen.at_all(), seen.hides_all()) {
            (false, _) => Extent::Kind,
            (true, true) => Extent::Matter,
            (true, false) => Extent::All,
        };
        let secrets = match told {
            Extent::All if !seen.whole() => Some(matters::secrets(self.access, connection, reading).await?),
            _ => None,
        };
        let title = reading.stored.number.as_ref().map_or_else(|| form.clone(), |number| format!("{form} {number}"));
        let steps = reading.stored.route.steps.iter().map(|step| (step.id.clone(), step.title.clone())).collect();
        Ok(MatterSeen { title, steps, form: reading.form.clone(), seen, told, secrets })
    }

    /// Whether the reader reads every matter that has a file, and one has it: whose it is and what it is called is nobody's business
    /// as long as it is not filed, or while it stands in a matter that is closed to the reader.
    async fn reads_all_with(&self, connection: &mut Connection, digest: &str) -> Result<bool> {
        let matters = attachment_uses::matters_with(&mut *connection, self.access.office, digest).await?;
        let readings = self.access.look_at(connection, &matters).await?;
        let all = readings.len() == matters.len() && readings.iter().all(|reading| reading.seen.whole());
        Ok(all && !matters.is_empty())
    }

    fn is_own(&self, event: &FoundEvent) -> bool {
        event.by.is_some() && event.by == self.access.reader.person
    }

    /// The matter of an event, if the reader may know of it.
    pub fn matter_of(&self, event: &FoundEvent) -> Option<&MatterSeen> {
        let seen = self.matters.get(&event.matter?)?.as_ref()?;
        Some(seen).filter(|seen| seen.told >= Extent::Matter)
    }

    /// How much of an event the reader is told.
    pub fn told(&self, event: &FoundEvent) -> Extent {
        let audits = self.access.reader.audits();
        if event.matter.is_some() {
            // Of what was erased nobody can say any more what it kept from others.
            let most = if event.body.is_some() { Extent::All } else { Extent::Matter };
            let opened = audits && event.kind == MatterEventKind::Opened.name();
            return match self.matter_of(event) {
                Some(_) if opened => most,
                Some(seen) => seen.told.min(most),
                None => Extent::Kind,
            };
        }
        let kept_back = is_for_auditors(Theme::of_kind(&event.kind)) && !audits;
        let filed = || digest(event).is_some_and(|digest| self.files.get(&digest).copied().unwrap_or_default());
        let uploaded = is_upload(event) && !self.is_own(event) && !filed();
        if kept_back || uploaded { Extent::Kind } else { Extent::All }
    }

    /// Whether an event is found by what is asked for, as far as its reader is told of it: by who did it or whom it concerns, and by
    /// what it is about.
    pub fn finds(&self, event: &FoundEvent, person: Option<PersonId>, thing: Option<&Subject>) -> bool {
        let told = self.told(event);
        let by_thing = thing.is_none_or(|thing| told >= least(event, thing) && self.may_name(event, thing));
        by_thing && person.is_none_or(|person| told == Extent::All && self.names(event, person))
    }

    /// Whether the reader may know that an event names a thing: a matter by which it is found is its own, or the reader watches over
    /// all of them, since an erasure names matters that not every keeper knew of; a record of which a matter's event tells is known to
    /// the reader.
    fn may_name(&self, event: &FoundEvent, thing: &Subject) -> bool {
        let is_of_matter = event.matter.is_some();
        match thing.thing {
            Thing::Matter => is_of_matter || self.access.reader.audits(),
            Thing::Record => {
                let record = thing.id.parse().ok().map(RecordId::new);
                !is_of_matter || record.is_some_and(|record| self.record(record).is_some())
            }
            _ => true,
        }
    }

    /// Whether the reader is told that an event names a person, which the event does.
    fn names(&self, event: &FoundEvent, person: PersonId) -> bool {
        let Some(secrets) = self.matter_of(event).and_then(|seen| seen.secrets.as_ref()) else { return true };
        let name = self.access.staff.name(person);
        let body = event.body.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
        let mut told = TOLD.iter().filter_map(|field| body.get(field).and_then(Value::as_u64)).map(PersonId::new);
        secrets.hide(&name) == name && (event.by == Some(person) || told.any(|told| told == person))
    }

    /// The office.
    pub const fn office(&self) -> OfficeId {
        self.access.office
    }

    /// The people of the office.
    pub fn staff(&self) -> &'a Staff {
        &self.access.staff
    }
}

/// How much of an event its reader must be told to find it by a thing.
fn least(event: &FoundEvent, thing: &Subject) -> Extent {
    match (thing.thing, event.matter) {
        (Thing::Matter, Some(matter)) if thing.id == matter.to_string() => Extent::Matter,
        _ => Extent::All,
    }
}

/// The records of which a matter's event tells: those that an effect changed, and what is booked.
fn records(event: &FoundEvent) -> Vec<RecordId> {
    const LISTS: [(&str, &str); 4] =
        [("changed", "record"), ("voided", "record"), ("freed", "resource"), ("booked", "resource")];
    let body = event.body.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
    let named = LISTS.iter().flat_map(|(list, name)| {
        let parts = body.get(list).and_then(Value::as_array).into_iter().flatten();
        parts.filter_map(move |part| part.get(name)?.as_u64())
    });
    named.map(RecordId::new).collect()
}

fn is_upload(event: &FoundEvent) -> bool {
    EventKind::named(&event.kind) == Some(EventKind::FileStored)
}

/// The digest of an upload's file.
fn digest(event: &FoundEvent) -> Option<String> {
    let body = serde_json::from_str::<Value>(event.body.as_deref()?).ok()?;
    body.get("digest").and_then(Value::as_str).map(str::to_owned)
}

/// Whether what a theme's events say is for auditors alone, since other keepers do not see it elsewhere either.
const fn is_for_auditors(theme: Theme) -> bool {
    matches!(theme, Theme::Registers | Theme::Rosters | Theme::Assessments | Theme::Other)
}
