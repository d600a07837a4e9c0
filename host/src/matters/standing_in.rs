//! Who stands in for whom, as a regulation says: at once where the person replaced filed it or somebody above approved it; else
//! the person replaced is asked first. Confidential matters never go over by it.

use super::{
    notices,
    stored::{Stored, Task},
    telling::Telling,
};
use crate::{
    error::Result,
    law::OfficeLaw,
    store::{Event, UnitOfWork},
};
use guiju_model::{Deputise, Effect, HandOver, Moment, Verdict};
use serde_json::json;

/// What is said wherever somebody stands in.
pub const KEPT: &str = "内容保密的事项不移交，除非对方的岗位本来可以办理";
/// The kind of a task that asks whether somebody may stand in.
pub const CONSENT: &str = "consent";
/// A hand-over that nobody approved lasts at most so many seconds: 31 days.
const LONGEST: i64 = 31 * 86_400;

/// Somebody is to stand in for somebody.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow(change: &mut UnitOfWork, law: &OfficeLaw, telling: &Telling<'_>, effect: &Effect) -> Result<()> {
    let (person, deputy) = match effect {
        Effect::HandOver(e) => (e.person, e.deputy),
        Effect::Deputise(e) => (e.person, e.deputy),
        _ => return Ok(()),
    };
    let (stored, staff) = (telling.stored, telling.staff);
    let told = stored.told(law, staff);
    let approved = approved(stored, &telling.tasks, deputy);
    let effect = match effect {
        Effect::HandOver(e) if !approved && e.ends - e.starts > LONGEST => {
            Effect::HandOver(HandOver { ends: e.starts + LONGEST, ..e.clone() })
        }
        other => other.clone(),
    };
    let what = words(&effect, &staff.name(deputy));
    let decided =
        telling.tasks.iter().any(|task| task.done_by == Some(person) && task.verdict == Some(Verdict::Approved));
    // A pairing moves nothing by itself: whatever is handed over by it is asked for then.
    let pairs = matches!(effect, Effect::Deputise(_));
    if pairs || approved || decided || stored.filed_by == person {
        stand_in(change, &effect, stored.id, &format!("{}：{told}", staff.name(person))).await?;
        notices::tell(change, person, &format!("{what}（{told}）。{KEPT}"), Some(stored.id)).await?;
        if let Effect::HandOver(e) = &effect {
            let message = format!("{}期间由您代行{}的工作（{told}）。{KEPT}", span(e), staff.name(person));
            notices::tell(change, deputy, &message, Some(stored.id)).await?;
        }
        return Ok(());
    }
    let task = asked(change, stored, &effect, person)?;
    let office = change.office;
    task.insert(change, office).await?;
    let asks = format!("{}登记：{what}（{told}），须经您同意才生效。{KEPT}", staff.name(stored.filed_by));
    notices::tell(change, person, &asks, Some(stored.id)).await
}

/// Whether somebody other than the filer and whoever would stand in has approved the matter.
fn approved(stored: &Stored, tasks: &[Task], deputy: u64) -> bool {
    let by = |task: &Task| task.done_by.is_some_and(|by| ![stored.filed_by, stored.applicant, deputy].contains(&by));
    tasks
        .iter()
        .any(|task| task.round == stored.round && task.decides() && task.verdict == Some(Verdict::Approved) && by(task))
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

fn asked(change: &mut UnitOfWork, stored: &Stored, effect: &Effect, person: u64) -> Result<Task> {
    Ok(Task {
        id: change.id(),
        matter: stored.id,
        round: stored.round,
        step: String::new(),
        title: "代行须经本人同意".to_owned(),
        kind: CONSENT.to_owned(),
        slot: person.to_string(),
        assignee: person,
        instead_of: None,
        decider: None,
        state: "open".to_owned(),
        parent: None,
        asked_by: None,
        note: serde_json::to_string(effect)?,
        verdict: None,
        opinion: None,
        content: None,
        arrived: change.now,
        due: None,
        done_at: None,
        done_by: None,
    })
}

/// What the person replaced has answered takes effect.
///
/// # Errors
/// If the database cannot be used.
pub async fn agreed(change: &mut UnitOfWork, stored: &Stored, task: &Task, agreed: bool, line: &str) -> Result<()> {
    let effect: Effect = serde_json::from_str(&task.note)?;
    if agreed {
        stand_in(change, &effect, stored.id, line).await?;
        if let Effect::HandOver(e) = &effect {
            let message = format!("{}期间由您代行（{line}）。{KEPT}", span(e));
            notices::tell(change, e.deputy, &message, Some(stored.id)).await?;
        }
    }
    let body = json!({ "task": task.id, "effect": effect, "agreed": agreed });
    let by = task.done_by.map(|id| id as i64);
    Ok(change.event(Event { matter: Some(stored.id), kind: "consented", by, body }).await?)
}

async fn stand_in(change: &mut UnitOfWork, effect: &Effect, matter: i64, reason: &str) -> Result<()> {
    match effect {
        Effect::HandOver(e) => hand_over(change, e, matter, reason).await,
        Effect::Deputise(e) => deputise(change, e).await,
        _ => Ok(()),
    }
}

async fn hand_over(change: &mut UnitOfWork, e: &HandOver, matter: i64, reason: &str) -> Result<()> {
    let (office, id) = (change.office, change.id());
    sqlx::query(
        "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')",
    )
    .bind(office.number())
    .bind(id)
    .bind(e.person as i64)
    .bind(e.deputy as i64)
    .bind(e.starts)
    .bind(e.ends)
    .bind(reason)
    .bind(matter)
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn deputise(change: &mut UnitOfWork, e: &Deputise) -> Result<()> {
    sqlx::query(
        "INSERT INTO deputies (office_id, person_id, deputy_id) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, person_id) DO UPDATE SET deputy_id = excluded.deputy_id",
    )
    .bind(change.office.number())
    .bind(e.person as i64)
    .bind(e.deputy as i64)
    .execute(&mut **change)
    .await?;
    Ok(())
}
