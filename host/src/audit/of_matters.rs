//! Events of matters in words: what happened, and what it changed, as far as the reader may know of the matter.

use super::{
    Telling,
    changes::{self, change},
    recorded::{Recorded, nothing, shown, some},
    sight::{Extent, MatterSeen},
};
use crate::{
    access::{self, MASKED, RecordSeen},
    assessments::privilege_label,
    matters::{
        changes::revised,
        effects,
        history::{self, Named},
        standing_in,
    },
    store::event_search::FoundEvent,
    words::{self, text},
};
use guiju_api::{AuditEvent, RequestChange};
use guiju_domain::{
    MatterId, RecordId,
    events::effects::Occasion,
    matters::MatterEventKind as K,
    message,
    message::{Argument, Message},
};
use guiju_engine::Loaded;
use guiju_model::{Effect, FieldKind, Form, summary};
use serde_json::{Map, Value};
use std::sync::Arc;

impl Telling<'_> {
    /// An event of a matter, as far as the reader may know of the matter.
    pub(super) fn of_matter(
        &self,
        event: &FoundEvent,
        matter: MatterId,
        of: &Recorded<'_>,
        shown: AuditEvent,
    ) -> AuditEvent {
        let (seen, hidden) = (self.sight.matter_of(event), self.sight.told(event) < Extent::All);
        let hide = |text: String| seen.map_or_else(|| text.clone(), |seen| seen.hide(&text));
        let named = Named { staff: of.staff, hidden };
        let told = K::named(&event.kind).zip(seen).filter(|_| !hidden);
        let changes = told.map(|(kind, seen)| self.changes(kind, of, seen)).unwrap_or_default();
        let details = told.map(|(kind, _)| self.details(kind, of)).unwrap_or_default();
        let hidden_in = |RequestChange { label, from, to }| {
            let [label, from, to] = [label, from, to].map(hide);
            RequestChange { label, from, to }
        };
        AuditEvent {
            what: hide(self.of_a_matter(event, of, &named)),
            by: shown.by.map(hide),
            reason: changes::reason(of).filter(|_| !hidden).map(hide),
            changes: changes.into_iter().map(hidden_in).collect(),
            details: details.iter().map(words::answer).map(hide).collect(),
            matter: seen.map(|_| matter.number().unsigned_abs()),
            matter_title: Some(seen.map_or_else(|| text!("audit-matter-hidden"), |seen| seen.title.clone())),
            ..shown
        }
    }

    /// What an event of a matter did, in one sentence.
    fn of_a_matter(&self, event: &FoundEvent, of: &Recorded<'_>, named: &Named<'_>) -> String {
        let kind = K::named(&event.kind);
        match kind {
            Some(K::Consented) => return consented(of, named),
            Some(K::Effect) => return took(of, named),
            Some(K::Escalated) if of.text("step").is_some() && !named.hidden => {
                return text!("audit-escalated", person = of.person("holder"), step = of.value("step"));
            }
            _ => {}
        }
        let what = kind.and_then(|kind| history::what(kind, of.body, named));
        let step = of.text("step").and_then(|step| self.sight.matter_of(event)?.steps.get(step));
        match (kind, what, step) {
            (Some(K::Decided), Some(what), Some(step)) if !named.hidden => {
                text!("audit-decided", what, step)
            }
            (_, Some(what), _) => what,
            (_, None, _) => text!("audit-unknown", kind = &event.kind),
        }
    }

    /// What an event of a matter changed, from what to what.
    fn changes(&self, kind: K, of: &Recorded<'_>, seen: &MatterSeen) -> Vec<RequestChange> {
        match kind {
            K::Recounted => vec![change(message!("audit-label-summary"), of.value("before"), of.value("after"))],
            K::HandedOver | K::HandedBack | K::Reassigned => {
                let step = of.text("step").map(|id| seen.steps.get(id).map_or(id, String::as_str));
                let label = message!("audit-label-holder", step = step.unwrap_or_default());
                vec![change(label, of.person("from"), of.person("to"))]
            }
            K::Deferred => {
                let label = message!("audit-label-due", step = of.value("step"));
                vec![change(label, of.moment("before"), of.moment("after"))]
            }
            K::Resubmitted => corrected(of, seen),
            K::Effect => {
                let changed = of.list("changed").into_iter().map(|one| self.record_changed(&of.within(one), of));
                let shortened = of.list("shortened").into_iter().map(|one| shortened(&of.within(one)));
                // What begins is said by the effect itself.
                let ended = |one: &&Value| one.get("before") != one.get("after");
                let suspensions = of.list("suspensions").into_iter().filter(ended);
                let suspensions = suspensions.map(|one| suspended(&of.within(one), of));
                changed.chain(shortened).chain(suspensions).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What else there is to say of an event of a matter.
    fn details(&self, kind: K, of: &Recorded<'_>) -> Vec<Message> {
        match kind {
            K::Filed => {
                let met = of.body.get("meets").filter(|met| met.is_object()).map(|met| of.within(met));
                met.map(|met| message!("audit-meets", number = met.count("from"), due = met.moment("due")))
                    .into_iter()
                    .collect()
            }
            K::Recounted => {
                let missing = of.list("missing").into_iter().map(|step| shown(Some(step))).collect::<Vec<_>>();
                let missing = Some(missing).filter(|missing| !missing.is_empty());
                missing.map(|steps| message!("audit-missing-steps", steps = some(steps))).into_iter().collect()
            }
            K::Effect => {
                let titles = of.list("publications").into_iter().map(|one| of.within(one).value("title"));
                let titles = titles.map(|title| message!("audit-publication-title", title));
                titles.chain(of.list("voided").into_iter().map(|one| self.record_voided(&of.within(one), of))).collect()
            }
            K::Voided => {
                let by = message!("audit-voided-by", number = of.count("by"), regulation = of.regulation());
                std::iter::once(by).chain(self.bookings(of)).collect()
            }
            K::Withdrawn | K::Refused | K::Resubmitted => self.bookings(of),
            _ => Vec::new(),
        }
    }

    /// What is booked for the matter no longer, and what is booked for it anew.
    fn bookings(&self, of: &Recorded<'_>) -> Vec<Message> {
        let parts = |one: &Value| {
            let resource = one.get("resource").and_then(Value::as_u64).map(RecordId::new);
            let resource = resource.and_then(|id| self.sight.record(id));
            let resource =
                resource.map_or_else(|| text!("register-hidden-record"), |resource| resource.summary.clone());
            let one = of.within(one);
            (resource, one.moment("starts"), one.moment("ends"))
        };
        let freed = of
            .list("freed")
            .into_iter()
            .map(parts)
            .map(|(resource, starts, ends)| message!("audit-booking-freed", resource, starts, ends));
        let booked = of
            .list("booked")
            .into_iter()
            .map(parts)
            .map(|(resource, starts, ends)| message!("audit-booking-made", resource, starts, ends));
        freed.chain(booked).collect()
    }

    /// A record that an effect made void, as far as the reader may know of the record.
    fn record_voided(&self, one: &Recorded<'_>, of: &Recorded<'_>) -> Message {
        let id = one.body.get("record").and_then(Value::as_u64).map(RecordId::new);
        let loaded = of.text("regulation").and_then(|id| of.loaded(id));
        let form = loaded.zip(one.text("form")).and_then(|(loaded, form)| loaded.manifest().form(form));
        message!(
            "audit-record-voided",
            form = form.map_or_else(|| one.value("form"), |form| (&form.title).into()),
            record = self.record_named(id, one),
        )
    }

    /// A record in one line, as far as the reader may know of it.
    fn record_named(&self, id: Option<RecordId>, one: &Recorded<'_>) -> Argument {
        match id.and_then(|id| self.sight.record(id)) {
            Some(seen) if seen.seen.whole() => one.value("summary"),
            Some(seen) => (&seen.summary).into(),
            None => text!("register-hidden-record").into(),
        }
    }

    /// A field of a record that an effect changed, as far as the reader may know of the record.
    fn record_changed(&self, one: &Recorded<'_>, of: &Recorded<'_>) -> RequestChange {
        let id = one.body.get("record").and_then(Value::as_u64).map(RecordId::new);
        let seen = id.and_then(|id| self.sight.record(id));
        let loaded = of.text("regulation").and_then(|id| of.loaded(id));
        let form = loaded.zip(one.text("form")).and_then(|(loaded, form)| loaded.manifest().form(form));
        let name = one.text("field").unwrap_or_default();
        let field = form.and_then(|form| form.field(name));
        let label = message!(
            "audit-label-record",
            form = form.map_or_else(|| one.value("form"), |form| (&form.title).into()),
            record = self.record_named(id, one),
            field = field.map_or(name, |field| field.label.as_str()),
        );
        let value = |part: &str| match (form.zip(seen), one.body.get(part)) {
            (_, None | Some(Value::Null)) => nothing(),
            (Some((form, seen)), Some(value)) => field_value((form, name), value, seen, of),
            (None, Some(_)) => MASKED.into(),
        };
        change(label, value("before"), value("after"))
    }
}

/// A value of a record's field, as far as the reader sees the record.
fn field_value((form, name): (&Form, &str), value: &Value, seen: &RecordSeen, of: &Recorded<'_>) -> Argument {
    let alone = Map::from_iter([(name.to_owned(), value.clone())]);
    let content = access::content(form.fields(), &alone, seen.seen, of.staff);
    match (form.field(name).map(|field| &field.kind), content.get(name)) {
        (Some(FieldKind::Single(kind)), Some(value)) => summary::shown(Some(kind), value, of.staff).into(),
        (_, value) => shown(value),
    }
}

/// What the answer of whoever would be replaced was, and to what.
fn consented(of: &Recorded<'_>, named: &Named<'_>) -> String {
    let said = effect(of).and_then(|effect| standing_in::stands_in(&effect, of.staff));
    match (said, of.body.get("agreed").and_then(Value::as_bool)) {
        (Some(effect), Some(true)) if !named.hidden => text!("audit-consented-yes", effect),
        (Some(effect), Some(false)) if !named.hidden => text!("audit-consented-no", effect),
        _ => text!("audit-consented"),
    }
}

fn effect(of: &Recorded<'_>) -> Option<Effect> {
    serde_json::from_value(of.body.get("effect")?.clone()).ok()
}

/// What took place after the filing, the last step or a consent.
fn took(of: &Recorded<'_>, named: &Named<'_>) -> String {
    let regulation: Option<&Arc<Loaded>> = of.text("regulation").and_then(|id| of.policy.regulation(id, of.day));
    let (Some(effect), Some(regulation)) = (effect(of).filter(|_| !named.hidden), regulation) else {
        return text!("audit-effect-unsaid");
    };
    let occasion = of.text("occasion").and_then(Occasion::named);
    let said = effects::said(&effect, of.staff, regulation);
    match (occasion, &effect) {
        // Version 1 was written, too, where the person replaced was only asked.
        (None, Effect::HandOver(_) | Effect::Deputise(_)) => text!("audit-effect-open", effect = said),
        (occasion, _) => text!("audit-effect", occasion = occasion.map_or("other", Occasion::name), effect = said),
    }
}

/// What a correction changed, as far as the reader sees the fields.
fn corrected(of: &Recorded<'_>, seen: &MatterSeen) -> Vec<RequestChange> {
    if !of.body.get("before").is_some_and(Value::is_object) {
        return Vec::new();
    }
    let content =
        |name: &str| Value::Object(access::content(seen.form.fields(), &of.members(name), seen.seen, of.staff));
    let revised = revised(&seen.form, &content("before"), &content("content"), of.staff).into_iter();
    let part = |text: String| if text.is_empty() { nothing() } else { text.into() };
    revised.map(|one| change(one.label, part(one.before), part(one.now))).collect()
}

/// A delegation that ends earlier.
fn shortened(of: &Recorded<'_>) -> RequestChange {
    let label = message!("audit-label-delegation", person = of.person("person"), deputy = of.person("deputy"));
    change(label, of.moment("before"), of.moment("after"))
}

/// A suspension that began or ended.
fn suspended(one: &Recorded<'_>, of: &Recorded<'_>) -> RequestChange {
    let id = one.text("privilege").unwrap_or_default();
    let loaded = of.text("regulation").and_then(|regulation| of.loaded(regulation));
    let label = loaded.and_then(|loaded| privilege_label(loaded.manifest(), id));
    let privilege = label.unwrap_or_else(|| id.to_owned());
    let (person, starts) = (one.person("person"), one.moment("starts"));
    let label = message!("audit-label-suspension", person, privilege, starts);
    change(label, one.moment("before"), one.moment("after"))
}
