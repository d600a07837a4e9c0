//! What people do with a matter: decide, return, hand on, ask somebody else, withdraw, remind.
//!
//! One rule for all of them: whoever acts says which version of the matter they looked at, and only the first to act on a
//! version succeeds. Nothing is decided by silence, and nothing is decided for somebody who did not act.

mod applicant;
mod correct;
mod decide;
mod hand;

use super::{
    notices, numbering, operations, progress,
    reassign::{Because, Deciding},
    standing_in,
    stored::{Stored, Task},
};
use crate::{
    access::{Access, Reading},
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    resources,
    staff::Staff,
    store::{Event, UnitOfWork},
};
use guiju_api::{Doing, Filed};
use guiju_domain::{OfficeId, PersonId, rejection::Decision};
use guiju_model::{Step, Verdict, blank::is_blank};
use serde_json::Value;
use std::collections::BTreeSet;

/// Everything an act works on.
struct Desk<'a> {
    change: UnitOfWork,
    law: &'a OfficeLaw,
    staff: &'a Staff,
    stored: Stored,
    tasks: Vec<Task>,
    /// Whom the closed matter names.
    concerned: BTreeSet<u64>,
    person: u64,
    access: Access,
}

/// Does something with a matter.
///
/// # Errors
/// If the person may not, somebody was faster, or what was filled in has faults.
pub async fn act(app: &App, office: OfficeId, person: u64, matter: i64, doing: &Doing) -> Result<Filed> {
    let mut change = app.change(office).await?;
    // Law and people as they are within the change, not as they were when the request came.
    let (law, staff) = (app.law(office)?, app.staff_within(&mut change).await?);
    let deciding = Deciding::within(&mut change, &law, &staff, Because::Decision).await?;
    let access = Access::with(&law, &staff, office, Some(PersonId::new(person)), change.now.date());
    // Whoever does not see the matter learns no more of it by an act than by its page.
    let reading = access.read(&mut change, matter).await?;
    if !reading.seen.whole() {
        return Err(Error::Forbidden("这件事项不由您办理".to_owned()));
    }
    let concerned = reading.concerned();
    let Reading { stored, tasks, .. } = reading;
    let mut desk = Desk { change, law: &law, staff: &staff, stored, tasks, concerned, person, access };
    // A withdrawn page may still be read; a reader's note never collides with a decision.
    let task = doing.task.map(|id| desk.task(id as i64)).transpose()?;
    let reads = task.as_ref().is_some_and(|task| task.kind == "read");
    if doing.version != desk.stored.version && !reads {
        return Err(Error::Conflict("这件事项刚刚有了变化，请看过最新情况再决定；您写的意见还在".to_owned()));
    }
    if let Some(task) = &task {
        deciding.permit(&desk.stored, &desk.tasks, task, person, office)?;
    }
    match (doing.action.as_str(), task) {
        ("withdraw", _) => desk.withdraw(doing).await?,
        ("remind", _) => desk.remind().await?,
        (_, Some(task)) => desk.on_task(task, doing).await?,
        _ => return Err(Error::Invalid("请说明是对哪一项待办的处理".to_owned())),
    }
    let Desk { mut change, mut stored, .. } = desk;
    // Whoever is asked next is asked as things are now.
    deciding.settle(&mut change, &mut stored).await?;
    progress::save(&mut change, &mut stored).await?;
    change.commit().await?;
    metrics::counter!("guiju_decisions_total").increment(1);
    Ok(Filed { id: stored.id as u64, number: stored.number, status: stored.status, next: String::new() })
}

impl Desk<'_> {
    fn task(&self, id: i64) -> Result<Task> {
        let task = self.tasks.iter().find(|task| task.id == id).ok_or(Error::NotFound("这项待办"))?;
        let mine = [task.assignee, task.holder()].contains(&self.person);
        if matches!(task.state.as_str(), "reassigned" | "vacant") && mine {
            return Err(Error::Rejected(Decision::NoLongerYours(self.asked_instead(task)).into()));
        }
        if task.assignee != self.person {
            return Err(Error::Forbidden("这项待办不在您名下".to_owned()));
        }
        if task.state != "open" || task.round != self.stored.round && task.kind != "read" {
            return Err(Error::Conflict("这项待办已经处理过或已不需要处理".to_owned()));
        }
        Ok(task.clone())
    }

    /// Names of those who are asked now where a task has ended.
    fn asked_instead(&self, ended: &Task) -> Vec<String> {
        let here = |task: &&Task| task.step == ended.step && task.round == ended.round && task.state == "open";
        let asked = self.tasks.iter().filter(here).map(|task| task.assignee).collect::<BTreeSet<_>>();
        asked.into_iter().map(|id| self.staff.name(id)).collect()
    }

    fn step(&self, task: &Task) -> Result<Step> {
        let step = self.stored.route.steps.iter().find(|step| step.id == task.step);
        step.cloned().ok_or(Error::NotFound("这一环节"))
    }

    async fn event(&mut self, kind: &str, body: Value) -> Result<()> {
        let (matter, by) = (Some(self.stored.id), Some(self.person as i64));
        Ok(self.change.event(Event { matter, kind, by, body }).await?)
    }

    async fn on_task(&mut self, task: Task, doing: &Doing) -> Result<()> {
        if task.kind == standing_in::CONSENT {
            return self.consent(task, doing).await;
        }
        let step = self.step(&task)?;
        let possible = operations::of(&task.kind, step.allows);
        let Some(operation) = possible.into_iter().find(|operation| operation.action == doing.action) else {
            return Err(Error::Forbidden("这一环节不能这样处理".to_owned()));
        };
        if let Some(words) = operation.words
            && said(doing).is_none()
        {
            return Err(Error::Invalid(words.to_owned()));
        }
        match (task.kind.as_str(), operation.action) {
            ("advise", _) => self.advise(task, doing).await,
            ("correct", _) => self.resubmit(task, doing).await,
            (_, "return") => self.return_back(task, doing).await,
            (_, "transfer") => self.transfer(task, doing).await,
            (_, "delegate" | "sign-before") => self.ask_first(task, doing).await,
            (_, "sign-after") => self.sign_after(task, doing).await,
            _ => self.decide(task, &step, doing).await,
        }
    }

    /// Whoever is to be replaced says whether somebody may stand in.
    async fn consent(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let agreed = match doing.action.as_str() {
            "approve" => true,
            "refuse" if said(doing).is_some() => false,
            "refuse" => return Err(Error::Invalid("不同意须写明理由".to_owned())),
            _ => return Err(Error::Forbidden("这一环节不能这样处理".to_owned())),
        };
        task.opinion = said(doing);
        task.verdict = Some(if agreed { Verdict::Approved } else { Verdict::Refused });
        self.done(&mut task).await?;
        let line = format!("{}：{}", self.staff.name(self.person), self.stored.told(self.law, self.staff));
        standing_in::agreed(&mut self.change, &self.stored, &task, agreed, &line).await?;
        let who = self.staff.name(self.person);
        let message = format!("{who}{}代行：{line}", if agreed { "同意" } else { "不同意" });
        notices::tell(&mut self.change, self.stored.filed_by, &message, Some(self.stored.id)).await
    }

    async fn update(&mut self, task: &Task) -> Result<()> {
        let office = self.change.office;
        task.update(&mut self.change, office).await
    }

    async fn insert(&mut self, task: &Task) -> Result<()> {
        let office = self.change.office;
        task.insert(&mut self.change, office).await
    }

    async fn done(&mut self, task: &mut Task) -> Result<()> {
        self.closed(task, "done").await
    }

    /// A task that its holder is finished with.
    async fn closed(&mut self, task: &mut Task, state: &str) -> Result<()> {
        state.clone_into(&mut task.state);
        task.done_at = Some(self.change.now);
        task.done_by = Some(self.person);
        self.update(task).await
    }

    /// What was refused or withdrawn is no fact of any register; only its number stays, void, with the reason.
    async fn leave_register(&mut self, reason: &str) -> Result<()> {
        resources::free(&mut self.change, self.stored.id).await?;
        let office = self.change.office;
        sqlx::query(
            "UPDATE tasks SET state = 'cancelled' WHERE office_id = $1 AND matter_id = $2 AND kind = 'consent' AND state = 'open'",
        )
        .bind(office.number())
        .bind(self.stored.id)
        .execute(&mut *self.change)
        .await?;
        numbering::leaves(&mut self.change, self.person, &self.stored, reason).await
    }
}

fn said(doing: &Doing) -> Option<String> {
    doing.opinion.clone().map(|words| words.trim().to_owned()).filter(|words| !is_blank(words))
}

/// A task like this one that nobody has touched yet.
fn fresh(task: &Task, now: guiju_model::Moment) -> Task {
    Task {
        state: "open".to_owned(),
        verdict: None,
        opinion: None,
        content: None,
        arrived: now,
        done_at: None,
        done_by: None,
        ..task.clone()
    }
}
