//! What happened to a matter, as people read it: from its events.

use super::{changes, reassign};
use crate::{
    access::{self, MASKED, Reading},
    error::Result,
    names::Known,
    staff::Staff,
    store::{
        Connection,
        matter_events::{self, MatterEvent},
    },
    words::{self, text},
};
use guiju_api::{HistoryEntry, Revised};
use guiju_domain::{OfficeId, PersonId, SystemRole, matters::MatterEventKind};
use guiju_model::{Date, Effect, Moment};
use serde_json::{Map, Value};

/// The history of a matter as its reader may read it.
pub(super) struct History {
    /// What happened, the earliest first.
    pub entries: Vec<HistoryEntry>,
    /// What the last correction changed.
    pub revised: Vec<Revised>,
    /// If the record that it left is void, how that came about, as far as the reader may know.
    pub void: Option<Void>,
    /// What was taken back by it, as its events tell it.
    pub took_back: Vec<TookBack>,
}

/// How the record of a matter became void, as far as the reader may know.
#[derive(Default)]
pub(super) struct Void {
    /// Why, as everybody may read it.
    pub reason: Option<String>,
    /// The matter whose effect it was.
    pub by: Option<u64>,
    /// The regulation that answered the effect, its clause, and when.
    pub cited: Option<(String, String, Date)>,
}

impl Void {
    fn of(body: &Value, at: Moment) -> Self {
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let cited = text("regulation").zip(text("clause")).map(|(regulation, clause)| (regulation, clause, at.date()));
        Self { reason: text("reason"), by: body.get("by").and_then(Value::as_u64), cited }
    }
}

/// An effect by which something was taken back.
pub(super) struct TookBack {
    /// The regulation that answered it.
    pub regulation: String,
    /// The effect.
    pub effect: Effect,
    /// When it took place.
    pub at: Moment,
}

impl TookBack {
    /// Of an effect that took place; nothing of one by which nothing was taken back.
    fn of(body: &Value, at: Moment) -> Option<Self> {
        let effect = serde_json::from_value(body.get("effect")?.clone()).ok()?;
        let regulation = body.get("regulation")?.as_str()?.to_owned();
        let changed = |name: &str| body.get(name).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        let took = match effect {
            Effect::Void(_) => changed("voided"),
            Effect::Suspend(_) | Effect::Restore(_) => changed("suspensions"),
            _ => false,
        };
        took.then_some(Self { regulation, effect, at })
    }
}

/// The history of a matter as its reader may read it, and what its last correction changed.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn history(
    connection: &mut Connection,
    office: OfficeId,
    reading: &Reading,
    names: &mut Known<'_>,
) -> Result<History> {
    let (form, staff) = (&reading.form, names.staff);
    let events = matter_events::all(&mut *connection, office, reading.stored.id).await?;
    let (mut entries, mut content, mut revised) = (Vec::new(), Value::Null, Vec::new());
    let (mut void, mut took_back) = (None, Vec::new());
    let audits = reading.ties.system_role == Some(SystemRole::Auditor);
    for MatterEvent { kind, at, by, body } in events {
        let Some(kind) = MatterEventKind::named(&kind) else { continue };
        // Who opened a closed matter, and why, is for whoever watches over it.
        let hidden = reading.seen.hides_all() && !(audits && kind == MatterEventKind::Opened);
        if kind == MatterEventKind::Effect && !hidden {
            took_back.extend(TookBack::of(&body, at));
        }
        let Some(what) = what(kind, &body, &Named { staff, hidden }) else { continue };
        if kind == MatterEventKind::Voided {
            void = Some(if hidden { Void::default() } else { Void::of(&body, at) });
        }
        let mut changed = Vec::new();
        let files = matches!(kind, MatterEventKind::Filed | MatterEventKind::Resubmitted);
        if let Some(said) = body.get("content").filter(|_| !hidden && files) {
            names.learn(connection, form.fields(), said).await?;
            let none = Map::new();
            let given = said.as_object().unwrap_or(&none);
            let said = Value::Object(access::content(form.fields(), given, reading.seen, names));
            if kind == MatterEventKind::Resubmitted {
                revised = changes::revised(form, &content, &said, names);
                changed = changes::woven(&revised);
            }
            content = said;
        }
        let named = |id: PersonId| if hidden { MASKED.to_owned() } else { staff.name(id) };
        let words = said(kind, &body).filter(|_| !hidden);
        entries.push(HistoryEntry { at: at.to_string(), by: by.map(named).unwrap_or_default(), what, words, changed });
    }
    Ok(History { entries, revised, void, took_back })
}

/// What somebody wrote at it.
fn said(kind: MatterEventKind, body: &Value) -> Option<String> {
    let name = if kind == MatterEventKind::Opened { "reason" } else { "opinion" };
    body.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// How an event calls people: by name, or not at all where a reader may not know them.
pub struct Named<'a> {
    /// The people.
    pub staff: &'a Staff,
    /// Whether they stay unnamed, and with them whatever a stored text says of posts and departments.
    pub hidden: bool,
}

impl Named<'_> {
    fn of(&self, body: &Value, name: &str) -> Option<String> {
        let id = PersonId::new(body.get(name).and_then(Value::as_u64)?);
        Some(if self.hidden { MASKED.to_owned() } else { self.staff.name(id) })
    }
}

/// What an event did, as people read it, with the names of whom it led to; nothing for what is shown elsewhere.
#[must_use]
pub fn what(kind: MatterEventKind, body: &Value, named: &Named<'_>) -> Option<String> {
    use MatterEventKind as K;
    let to = named.of(body, "to").unwrap_or_default();
    let of = |name: &str| body.get(name).and_then(Value::as_str).filter(|_| !named.hidden);
    let what = match kind {
        K::Transferred => text!("history-transferred", to),
        K::Delegated => text!("history-delegated", to),
        K::SignBefore => text!("history-sign-before", to),
        K::SignAfter => text!("history-sign-after", to),
        K::HandedOver => text!("history-handed-over", to),
        K::Numbered => text!("history-numbered", number = of("number").unwrap_or_default()),
        K::Vacated => of("vacancy").map_or_else(|| text!("history-nobody"), words::stored),
        K::Reassigned => reassigned(body, named, &to),
        K::Filed => text!("history-filed"),
        K::Decided => decided(body),
        K::Returned => text!("history-returned"),
        K::Resubmitted => text!("history-resubmitted"),
        K::Advised => text!("history-advised"),
        K::Withdrawn => text!("history-withdrawn"),
        K::Reminded => text!("history-reminded"),
        K::Opened => text!("history-opened"),
        K::Completed => text!("history-completed"),
        K::NumberVoided => text!("history-number-voided"),
        K::Refused => text!("history-refused"),
        K::HandedBack => text!("history-handed-back"),
        K::Escalated => text!("history-escalated"),
        K::Recounted => text!("history-recounted"),
        K::Deferred => deferred(body, named),
        K::Voided => {
            of("reason").map_or_else(|| text!("history-voided-hidden"), |reason| text!("history-voided", reason))
        }
        K::Consented | K::Effect | K::Moved => return None,
    };
    Some(what)
}

fn decided(body: &Value) -> String {
    text!("history-decided", verdict = body.get("verdict").and_then(Value::as_str).unwrap_or_default())
}

fn deferred(body: &Value, named: &Named<'_>) -> String {
    let of = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().replace('T', " ");
    if named.hidden {
        return text!("history-deferred-hidden");
    }
    let (step, before, after) = (of("step"), of("before"), of("after"));
    match body.get("by").and_then(Value::as_u64) {
        Some(number) => text!("history-deferred", step, before, after, number = number.to_string()),
        None => text!("history-deferred-own", step, before, after),
    }
}

fn reassigned(body: &Value, named: &Named<'_>, to: &str) -> String {
    let why = reassign::said(body.get("because").and_then(Value::as_str));
    if named.hidden {
        return words::answer(&why);
    }
    let from = named.of(body, "from");
    words::answer(&reassign::instead(why, from.as_deref(), Some(to).filter(|to| !to.is_empty())))
}
