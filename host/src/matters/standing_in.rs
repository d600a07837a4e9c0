//! Who stands in for whom, as a regulation says: at once where the person replaced filed it or somebody above approved it; else
//! the person replaced is asked first. Confidential matters never go over by it.

use super::{
    context::Context,
    telling::{self, Telling},
};
use crate::{
    error::Result,
    staff::Staff,
    store::{UnitOfWork, delegations, deputies, matters::Matter, notices, tasks::Task},
    words::{self, text},
};
use guiju_domain::{
    MatterId, PersonId,
    events::{
        effects::{EffectTaken, Occasion, RecordChanged},
        matters::Consented,
        people::DeputySet,
    },
    message,
    message::Message,
    workflow::Command,
};
use guiju_model::{Deputise, Effect, HandOver, Moment, Verdict};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A hand-over that nobody approved lasts at most so many seconds: 31 days.
const LONGEST: i64 = 31 * 86_400;

/// What is said wherever somebody stands in.
pub fn condition() -> Message {
    message!("effect-kept")
}

/// What came of it that somebody is to stand in.
#[derive(Default)]
pub struct StandingIn {
    /// What took effect, as it is bounded; nothing if the person replaced is asked first.
    pub took: Option<Effect>,
    /// The question to the person replaced.
    pub asks: Option<Command<Value>>,
}

/// What the person replaced is asked, as the task that asks keeps it.
#[derive(Serialize, Deserialize)]
struct Question {
    /// The regulation that answered the effect; earlier versions did not say it.
    #[serde(default)]
    regulation: Option<String>,
    /// What would follow.
    effect: Effect,
}

impl Question {
    /// Reads it; earlier versions wrote the effect alone.
    fn read(note: &str) -> Result<Self> {
        match serde_json::from_str(note) {
            Ok(question) => Ok(question),
            Err(_) => Ok(Self { regulation: None, effect: serde_json::from_str(note)? }),
        }
    }
}

/// Who stands in for whom, as people read it; nothing of another effect.
#[must_use]
pub fn stands_in(effect: &Effect, staff: &Staff) -> Option<String> {
    let moment = |seconds: i64| Moment(seconds).to_string().replace('T', " ");
    match effect {
        Effect::HandOver(e) => {
            let (starts, ends) = (moment(e.starts), moment(e.ends));
            let (person, deputy) = (staff.name(PersonId::new(e.person)), staff.name(PersonId::new(e.deputy)));
            Some(text!("effect-hand-over", starts, ends, person, deputy, kept = condition()))
        }
        Effect::Deputise(e) => {
            let (deputy, person) = (staff.name(PersonId::new(e.deputy)), staff.name(PersonId::new(e.person)));
            Some(text!("effect-deputise", deputy, person, kept = condition()))
        }
        _ => None,
    }
}

/// Somebody is to stand in for somebody, as a regulation answered; whether the person replaced is to be asked first.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow(
    change: &mut UnitOfWork,
    context: Context<'_>,
    telling: &Telling<'_>,
    (regulation, effect): (&str, &Effect),
) -> Result<StandingIn> {
    let (person, deputy) = match effect {
        Effect::HandOver(e) => (PersonId::new(e.person), PersonId::new(e.deputy)),
        Effect::Deputise(e) => (PersonId::new(e.person), PersonId::new(e.deputy)),
        _ => return Ok(StandingIn::default()),
    };
    let (matter, staff) = (telling.matter, telling.staff);
    let told = telling::told(matter, context.policy, staff);
    let approved = approved(matter, &telling.tasks, deputy);
    let effect = match effect {
        Effect::HandOver(e) if !approved && e.ends - e.starts > LONGEST => {
            Effect::HandOver(HandOver { ends: e.starts + LONGEST, ..e.clone() })
        }
        other => other.clone(),
    };
    let name = staff.name(person);
    let what = said(&effect, &staff.name(deputy));
    let decided =
        telling.tasks.iter().any(|task| task.done_by == Some(person) && task.verdict == Some(Verdict::Approved));
    // A pairing moves nothing by itself: whatever is handed over by it is asked for then.
    let pairs = matches!(effect, Effect::Deputise(_));
    if pairs || approved || decided || matter.filed_by == person {
        let reason = words::written(&message!("matter-named", who = &name, line = &told));
        stand_in(change, &effect, matter.id, &reason).await?;
        let message = message!("matter-stood-in", what, told = &told, kept = condition());
        notices::tell(change, person, message, Some(matter.id)).await?;
        if let Effect::HandOver(e) = &effect {
            let message = message!("matter-you-stand-in-for", span = span(e), name, told, kept = condition());
            notices::tell(change, deputy, message, Some(matter.id)).await?;
        }
        return Ok(StandingIn { took: Some(effect), asks: None });
    }
    let filer = staff.name(matter.filed_by);
    let asks = message!("matter-asks-consent", filer, what, told, kept = condition());
    notices::tell(change, person, asks, Some(matter.id)).await?;
    // The title of a task stands in lists as it is.
    let title = words::written(&message!("matter-consent"));
    let question = Question { regulation: Some(regulation.to_owned()), effect };
    let asks = Command::AskConsent { person, title, effect: serde_json::to_string(&question)? };
    Ok(StandingIn { took: None, asks: Some(asks) })
}

/// Whether somebody other than the filer and whoever would stand in has approved the matter.
fn approved(matter: &Matter, tasks: &[Task], deputy: PersonId) -> bool {
    let by = |task: &Task| task.done_by.is_some_and(|by| ![matter.filed_by, matter.applicant, deputy].contains(&by));
    tasks
        .iter()
        .any(|task| task.round == matter.round && task.decides() && task.verdict == Some(Verdict::Approved) && by(task))
}

fn span(e: &HandOver) -> Message {
    let at = |seconds: i64| Moment(seconds).to_string().replace('T', " ");
    message!("matter-span", starts = at(e.starts), ends = at(e.ends))
}

fn said(effect: &Effect, deputy: &str) -> Message {
    match effect {
        Effect::HandOver(e) => {
            let span = span(e);
            match e.ends - e.starts == LONGEST {
                true => message!("matter-hand-over-bounded", span, deputy),
                false => message!("matter-hand-over", span, deputy),
            }
        }
        _ => message!("matter-your-deputy", deputy),
    }
}

/// What the person replaced has answered takes effect.
///
/// # Errors
/// If the database cannot be used.
pub async fn agreed(change: &mut UnitOfWork, row: &Matter, task: &Task, agreed: bool, line: &Message) -> Result<()> {
    let (matter, Question { regulation, effect }) = (row.id, Question::read(&task.note)?);
    change.record(task.done_by, &Consented { matter, task: task.id, effect: effect.clone(), agreed })?;
    if !agreed {
        return Ok(());
    }
    stand_in(change, &effect, matter, &words::written(line)).await?;
    if let Effect::HandOver(e) = &effect {
        let message = message!("matter-you-stand-in", span = span(e), line = line.clone(), kept = condition());
        notices::tell(change, PersonId::new(e.deputy), message, Some(matter)).await?;
    }
    let regulation = regulation.unwrap_or_else(|| row.regulation.clone());
    let event = EffectTaken {
        matter,
        regulation,
        effect,
        occasion: Occasion::Consent,
        changed: Vec::<RecordChanged<Value>>::new(),
        shortened: Vec::new(),
        publications: Vec::new(),
        voided: Vec::new(),
        suspensions: Vec::new(),
    };
    Ok(change.record(None, &event)?)
}

/// Writes who stands in.
async fn stand_in(change: &mut UnitOfWork, effect: &Effect, matter: MatterId, reason: &str) -> Result<()> {
    match effect {
        Effect::HandOver(e) => Ok(delegations::insert(change, e, matter, reason).await?),
        Effect::Deputise(e) => deputise(change, e, matter).await,
        _ => Ok(()),
    }
}

/// Somebody gets a deputy, in place of the former one.
async fn deputise(change: &mut UnitOfWork, new: &Deputise, matter: MatterId) -> Result<()> {
    let (person, after) = (PersonId::new(new.person), Some(PersonId::new(new.deputy)));
    let before = deputies::of(change, person).await?;
    deputies::save(change, new).await?;
    let (matter, reason) = (Some(matter), String::new());
    Ok(change.record(None, &DeputySet { person, before, after, matter, reason })?)
}
