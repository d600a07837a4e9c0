//! What follows the last step, each effect written in the same transaction.

use super::{
    context::Context,
    eligibility::department,
    own_records,
    record_effects::{self, RecordChanges},
    standing_in::{self, StandingIn},
    suspending,
    telling::{self, Telling},
    voiding,
    work::MatterWork,
};
use crate::{
    clause_statistics,
    error::{Error, Result},
    publications,
    staff::{RolesFor, Staff},
    store::{
        UnitOfWork,
        follow_ups::{self, NewFollowUp},
        matters::{self, Matter},
        notices, tasks,
    },
    words::text,
};
use guiju_domain::{
    PersonId,
    events::effects::{EffectTaken, Occasion, PublicationNamed, SuspensionChanged},
    message,
    message::{Argument, Message},
    rejection::Unknown,
    workflow::{Command, climb},
};
use guiju_engine::Loaded;
use guiju_model::{Date, Deferral, Effect, FieldKind, FollowUp, Money, Movement, Publication, Span, ValueKind, Who};
use serde_json::Value;
use std::{collections::BTreeSet, sync::Arc};

/// What came of an effect.
#[derive(Default)]
struct Outcome {
    /// The effect as it took place; nothing where somebody is asked first.
    took: Option<Effect>,
    records: RecordChanges,
    publications: Vec<PublicationNamed>,
    suspensions: Vec<SuspensionChanged>,
    /// What is still to be carried out because of it.
    asks: Option<Command<Value>>,
}

/// Carries out the effects; what is still to be asked because of them.
///
/// # Errors
/// If a role is vacant or the database cannot be used.
pub(super) async fn run(
    change: &mut UnitOfWork,
    work: &MatterWork<'_>,
    effects: &[(Arc<Loaded>, Effect)],
    occasion: Occasion,
) -> Result<Vec<Command<Value>>> {
    let mut asked = Vec::new();
    if effects.is_empty() {
        return Ok(asked);
    }
    let (context, matter) = (work.context, &work.row);
    let telling = Telling::of(context, matter, work.matter.tasks.clone());
    for (regulation, effect) in effects {
        let Outcome { took, records, publications, suspensions, asks } =
            one(change, work, &telling, regulation, effect).await?;
        asked.extend(asks);
        if !telling::is_closed(matter, context.policy) {
            clause_statistics::cited(change, &regulation.manifest().id, std::slice::from_ref(effect.clause())).await?;
        }
        if let Some(effect) = took {
            let (matter, regulation) = (matter.id, regulation.manifest().id.clone());
            let RecordChanges { changed, shortened, voided } = records;
            let event = EffectTaken {
                matter,
                regulation,
                effect,
                occasion,
                changed,
                shortened,
                publications,
                voided,
                suspensions,
            };
            change.record(None, &event)?;
        }
    }
    Ok(asked)
}

async fn one(
    change: &mut UnitOfWork,
    work: &MatterWork<'_>,
    telling: &Telling<'_>,
    regulation: &Arc<Loaded>,
    effect: &Effect,
) -> Result<Outcome> {
    let (manifest, staff, matter, context) = (regulation.manifest(), telling.staff, telling.matter, work.context);
    let mut outcome = Outcome { took: Some(effect.clone()), ..Outcome::default() };
    match effect {
        Effect::HandOver(_) | Effect::Deputise(_) => {
            let StandingIn { took, asks } =
                standing_in::follow(change, context, telling, (&manifest.id, effect)).await?;
            (outcome.took, outcome.asks) = (took, asks);
        }
        Effect::Publish(e) => {
            let (title, body) = (telling.to_all(&e.title), telling.to_all(&e.body));
            let publication = Publication { title, body, ..e.clone() };
            outcome.publications = vec![publications::publish(change, &manifest.id, matter.id, &publication).await?];
            outcome.took = Some(Effect::Publish(publication));
        }
        Effect::Withdraw(e) => outcome.publications = publications::withdraw(change, &manifest.id, e).await?,
        Effect::Notify(e) => {
            for person in people(staff, regulation, matter, &e.to)? {
                let told = Message::plain(telling.to(person, &e.message));
                notices::tell(change, person, told, Some(matter.id)).await?;
            }
        }
        Effect::FollowUp(e) => follow_up(change, context, telling, &manifest.id, e).await?,
        Effect::Defer(e) => outcome.asks = defer(change, work, regulation, e).await?,
        Effect::Enter(e) => outcome.records = record_effects::enter(change, staff, matter, regulation, e).await?,
        Effect::Amend(e) => outcome.records = record_effects::amend(change, staff, regulation, e).await?,
        Effect::Move(e) => outcome.records = record_effects::count(change, staff, regulation, e).await?,
        Effect::Suspend(e) => outcome.suspensions = suspending::suspend(change, telling, regulation, e).await?,
        Effect::Restore(e) => outcome.suspensions = suspending::restore(change, telling, regulation, e).await?,
        Effect::Void(e) => {
            (outcome.records, outcome.asks) = voiding::void(change, work, telling, regulation, e).await?;
        }
    }
    Ok(outcome)
}

/// Something is owed, until a day.
async fn follow_up(
    change: &mut UnitOfWork,
    context: Context<'_>,
    telling: &Telling<'_>,
    regulation: &str,
    owed: &FollowUp,
) -> Result<()> {
    let now = change.now;
    let days = context.policy.days(now.date(), now.date().plus(800));
    let person = PersonId::new(owed.by);
    let owed = NewFollowUp {
        regulation,
        clause: &owed.clause,
        form: &owed.form,
        person,
        due: days.calendar().due(now, owed.due),
        reason: &telling.to(person, &owed.reason),
        from: telling.matter.id,
    };
    Ok(follow_ups::insert(change, &owed).await?)
}

/// The open tasks of a matter get a later due date, and their reminders begin anew. Where it is the matter that puts off, that is
/// still to be carried out.
async fn defer(
    change: &mut UnitOfWork,
    work: &MatterWork<'_>,
    regulation: &Loaded,
    deferral: &Deferral,
) -> Result<Option<Command<Value>>> {
    let (context, by) = (work.context, work.row.id);
    let until = Date(deferral.until);
    let days = context.policy.days(until, until);
    let due = days.calendar().due(change.now, Span::On(deferral.until));
    let office = change.office;
    let record = own_records::deferred(change, office, regulation, deferral).await?;
    let record = record.ok_or(Error::from(Unknown::MatterToExtend))?;
    let Some(matter) = record.matter else { return Ok(None) };
    let put_off = Command::Defer { until: due, by };
    if matter == by {
        return Ok(Some(put_off));
    }
    let row = matters::find(&mut **change, office, matter).await?.ok_or(Error::from(Unknown::Matter))?;
    let tasks = tasks::of_matter(&mut **change, office, matter).await?;
    let mut other = MatterWork::with(context, work.stand_ins.clone(), row, tasks);
    other.follow(change, put_off).await?;
    Ok(None)
}

fn people(staff: &Staff, regulation: &Loaded, matter: &Matter, who: &Who) -> Result<Vec<PersonId>> {
    let mut people = match who {
        Who::People(people) => return Ok(people.iter().copied().map(PersonId::new).collect()),
        Who::Roles(roles) => {
            let department = Some(department(staff, matter.subject));
            let of = RolesFor { staff, manifest: regulation.manifest(), department };
            let mut people = Vec::new();
            for role in roles {
                people.extend(climb(&of, role, &BTreeSet::new())?.0);
            }
            people
        }
    };
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// An effect as people read it before it happens, where the register does not say which record it names.
#[must_use]
pub fn said(effect: &Effect, staff: &Staff, regulation: &Loaded) -> String {
    said_of(effect, staff, regulation, None)
}

/// An effect as people read it; `record` is what a record is called that it makes void.
#[must_use]
pub fn said_of(effect: &Effect, staff: &Staff, regulation: &Loaded, record: Option<&str>) -> String {
    let titled = |id: &String| regulation.manifest().form(id).map_or_else(|| id.clone(), |form| form.title.clone());
    match effect {
        Effect::HandOver(_) | Effect::Deputise(_) => standing_in::stands_in(effect, staff).unwrap_or_default(),
        Effect::Publish(e) => {
            let (board, until) = (&e.board, e.until.map(Date));
            match (e.public, until) {
                (false, None) => text!("effect-publish", board),
                (false, Some(until)) => text!("effect-publish-until", board, until),
                (true, None) => text!("effect-publish-all", board),
                (true, Some(until)) => text!("effect-publish-all-until", board, until),
            }
        }
        Effect::Notify(e) => text!("effect-notify", message = &e.message),
        Effect::FollowUp(e) => {
            text!("effect-follow-up", by = staff.name(PersonId::new(e.by)), form = titled(&e.form), reason = &e.reason)
        }
        Effect::Enter(e) => text!("effect-enter", form = titled(&e.form)),
        Effect::Defer(e) => text!("effect-defer", until = Date(e.until)),
        Effect::Amend(_) => text!("effect-amend"),
        Effect::Move(e) => moved(e, regulation),
        Effect::Withdraw(e) => text!("effect-withdraw", reason = &e.reason),
        Effect::Void(e) => match record {
            Some(record) => text!("effect-void", record, reason = &e.reason),
            None => text!("effect-void-record", reason = &e.reason),
        },
        Effect::Suspend(_) | Effect::Restore(_) => suspending::said(effect, staff, regulation.manifest()),
    }
}

/// A count that goes up or down: which, of which register, by how much in its own unit.
fn moved(movement: &Movement, regulation: &Loaded) -> String {
    let forms = regulation.manifest().forms.iter();
    let counted = forms.filter_map(|form| Some((form, form.field(&movement.field)?))).next();
    let (what, money) = match counted {
        Some((form, field)) => {
            let money = matches!(field.kind, FieldKind::Single(ValueKind::Money(_)));
            (message!("effect-counted", form = &form.title, field = &field.label), money)
        }
        None => (message!("effect-count"), false),
    };
    let by = movement.by.saturating_abs();
    let by = match money {
        true => Argument::from(message!("effect-yuan", amount = Money(by).to_string())),
        false => Argument::from(by),
    };
    if movement.by < 0 { text!("effect-less", what, by) } else { text!("effect-more", what, by) }
}
