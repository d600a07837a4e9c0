//! Who stands in for whom, as a regulation says: at once where the person replaced filed it or somebody above approved it; else
//! the person replaced is asked first. Confidential matters never go over by it.

use super::{
    context::Context,
    telling::{self, Telling},
};
use crate::{
    error::Result,
    store::{UnitOfWork, delegations, deputies, matter_events, matters::Matter, notices, tasks::Task},
};
use guiju_domain::{MatterId, PersonId, matters::MatterEventKind, workflow::Command};
use guiju_model::{Effect, HandOver, Moment, Verdict};
use serde_json::{Value, json};

/// What is said wherever somebody stands in.
pub const KEPT: &str = "内容保密的事项不移交，除非对方的岗位本来可以办理";
/// The title of a task that asks for consent.
const CONSENT: &str = "代行须经本人同意";
/// A hand-over that nobody approved lasts at most so many seconds: 31 days.
const LONGEST: i64 = 31 * 86_400;

/// Somebody is to stand in for somebody; whether the person replaced is to be asked first.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow(
    change: &mut UnitOfWork,
    context: Context<'_>,
    telling: &Telling<'_>,
    effect: &Effect,
) -> Result<Option<Command<Value>>> {
    let (person, deputy) = match effect {
        Effect::HandOver(e) => (PersonId::new(e.person), PersonId::new(e.deputy)),
        Effect::Deputise(e) => (PersonId::new(e.person), PersonId::new(e.deputy)),
        _ => return Ok(None),
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
    let name = staff.name(person.number());
    let what = words(&effect, &staff.name(deputy.number()));
    let decided =
        telling.tasks.iter().any(|task| task.done_by == Some(person) && task.verdict == Some(Verdict::Approved));
    // A pairing moves nothing by itself: whatever is handed over by it is asked for then.
    let pairs = matches!(effect, Effect::Deputise(_));
    if pairs || approved || decided || matter.filed_by == person {
        stand_in(change, &effect, matter.id, &format!("{name}：{told}")).await?;
        notices::tell(change, person, &format!("{what}（{told}）。{KEPT}"), Some(matter.id)).await?;
        if let Effect::HandOver(e) = &effect {
            let message = format!("{}期间由您代行{name}的工作（{told}）。{KEPT}", span(e));
            notices::tell(change, deputy, &message, Some(matter.id)).await?;
        }
        return Ok(None);
    }
    let filer = staff.name(matter.filed_by.number());
    let asks = format!("{filer}登记：{what}（{told}），须经您同意才生效。{KEPT}");
    notices::tell(change, person, &asks, Some(matter.id)).await?;
    Ok(Some(Command::AskConsent { person, title: CONSENT.to_owned(), effect: serde_json::to_string(&effect)? }))
}

/// Whether somebody other than the filer and whoever would stand in has approved the matter.
fn approved(matter: &Matter, tasks: &[Task], deputy: PersonId) -> bool {
    let by = |task: &Task| task.done_by.is_some_and(|by| ![matter.filed_by, matter.applicant, deputy].contains(&by));
    tasks
        .iter()
        .any(|task| task.round == matter.round && task.decides() && task.verdict == Some(Verdict::Approved) && by(task))
}

fn span(e: &HandOver) -> String {
    format!("{} 至 {}", Moment(e.starts), Moment(e.ends)).replace('T', " ")
}

fn words(effect: &Effect, deputy: &str) -> String {
    match effect {
        Effect::HandOver(e) => {
            let bound = if e.ends - e.starts == LONGEST {
                "（未经审批的移交最长 31 天，之后须另行办理）"
            } else {
                ""
            };
            format!("{}您的待办由{deputy}代办{bound}", span(e))
        }
        _ => format!("{deputy}成为您的B角"),
    }
}

/// What the person replaced has answered takes effect.
///
/// # Errors
/// If the database cannot be used.
pub async fn agreed(change: &mut UnitOfWork, matter: MatterId, task: &Task, agreed: bool, line: &str) -> Result<()> {
    let effect: Effect = serde_json::from_str(&task.note)?;
    if agreed {
        stand_in(change, &effect, matter, line).await?;
        if let Effect::HandOver(e) = &effect {
            let message = format!("{}期间由您代行（{line}）。{KEPT}", span(e));
            notices::tell(change, PersonId::new(e.deputy), &message, Some(matter)).await?;
        }
    }
    let body = json!({ "task": task.id, "effect": effect, "agreed": agreed });
    Ok(matter_events::add(change, matter, MatterEventKind::Consented, task.done_by, body).await?)
}

async fn stand_in(change: &mut UnitOfWork, effect: &Effect, matter: MatterId, reason: &str) -> Result<()> {
    match effect {
        Effect::HandOver(e) => Ok(delegations::insert(change, e, matter, reason).await?),
        Effect::Deputise(e) => Ok(deputies::save(change, e).await?),
        _ => Ok(()),
    }
}
