//! What people do with a matter: decide, return, hand on, ask somebody else, withdraw, remind.
//!
//! One rule for all of them: whoever acts says which version of the matter they looked at, and only the first to act on a
//! version succeeds. Nothing is decided by silence, and nothing is decided for somebody who did not act.

mod applicant;
mod consent;
mod correct;
mod decide;
mod delegation;

use super::{
    context::Context,
    numbering, operations,
    reassign::{Because, Deciding},
    workflow,
};
use crate::{
    access::{Access, Reading},
    app::App,
    error::{Error, Result},
    resources,
    staff::Staff,
    store::{
        UnitOfWork, matter_events,
        matters::Matter,
        tasks::{self, Task},
    },
};
use guiju_api::{ActionRequest, Filed};
use guiju_domain::{
    MatterId, OfficeId, PersonId, TaskId,
    matters::{Action, MatterEventKind, TaskKind, TaskState},
    rejection::{Act, Decision, Unknown},
};
use guiju_model::{Moment, Step, Verdict, blank::is_blank};
use serde_json::Value;
use std::collections::BTreeSet;

/// What an act works on.
struct ActionContext<'a> {
    change: UnitOfWork,
    context: Context<'a>,
    matter: Matter,
    tasks: Vec<Task>,
    /// Persons whom the closed matter names.
    concerned: BTreeSet<PersonId>,
    /// Who acts.
    person: PersonId,
    access: Access,
    request: &'a ActionRequest,
    /// The action that is asked for; none if there is no such action.
    action: Option<Action>,
}

/// Does something with a matter.
///
/// # Errors
/// If the person may not, somebody was faster, or what was filled in has faults.
pub async fn act(
    app: &App,
    office: OfficeId,
    person: PersonId,
    matter: MatterId,
    request: &ActionRequest,
) -> Result<Filed> {
    let mut change = app.change(office).await?;
    // Policies and people as they are within the change, not as they were when the request came.
    let (policy, staff) = (app.policy(office)?, app.staff_within(&mut change).await?);
    let context = Context::within(&change, &policy, &staff);
    let deciding = Deciding::within(&mut change, context, Because::Decision).await?;
    let access = Access::with(&policy, &staff, office, Some(person), change.now.date());
    // Whoever does not see the matter learns no more of it by an act than by its page.
    let reading = access.read(&mut change, matter.number()).await?;
    if !reading.seen.whole() {
        return Err(Act::NotYours.into());
    }
    let concerned = reading.concerned().into_iter().map(PersonId::new).collect();
    let Reading { stored: matter, tasks, .. } = reading;
    let action = Action::named(&request.action);
    let mut acting = ActionContext { change, context, matter, tasks, concerned, person, access, request, action };
    // A withdrawn page may still be read; a reader's note never collides with a decision.
    let task = request.task.map(|id| acting.task(TaskId::new(id.cast_signed()))).transpose()?;
    let reads = task.as_ref().is_some_and(Task::is_reading);
    if request.version != acting.matter.version && !reads {
        return Err(Act::Stale.into());
    }
    if let Some(task) = &task {
        deciding.permit(&acting.matter, &acting.tasks, task, person)?;
    }
    acting.carry_out(task).await?;
    let ActionContext { mut change, mut matter, .. } = acting;
    // Whoever is asked next is asked as things are now.
    deciding.settle(&mut change, &mut matter).await?;
    workflow::save(&mut change, &mut matter).await?;
    change.commit().await?;
    metrics::counter!("guiju_decisions_total").increment(1);
    let (id, status) = (matter.id.number().cast_unsigned(), matter.status.name().to_owned());
    Ok(Filed { id, number: matter.number, status, next: String::new() })
}

impl ActionContext<'_> {
    async fn carry_out(&mut self, task: Option<Task>) -> Result<()> {
        match (self.action, task) {
            (Some(Action::Withdraw), _) => self.withdraw().await,
            (Some(Action::Remind), _) => self.remind().await,
            (_, Some(task)) => self.on_task(task).await,
            _ => Err(Act::TaskMissing.into()),
        }
    }

    /// A task that the person may act on.
    fn task(&self, id: TaskId) -> Result<Task> {
        let task = self.tasks.iter().find(|task| task.id == id).ok_or(Error::from(Unknown::Task))?;
        let mine = [task.assignee, task.holder()].contains(&self.person);
        if matches!(task.state, TaskState::Reassigned | TaskState::Vacant) && mine {
            return Err(Error::Rejected(Decision::NoLongerYours { now: self.asked_instead(task) }.into()));
        }
        if task.assignee != self.person {
            return Err(Act::TaskNotYours.into());
        }
        if !task.is_open() || task.round != self.matter.round && !task.is_reading() {
            return Err(Act::TaskOver.into());
        }
        Ok(task.clone())
    }

    /// Names of those who are asked now where a task has ended.
    fn asked_instead(&self, ended: &Task) -> Vec<String> {
        let here = |task: &&Task| task.step == ended.step && task.round == ended.round && task.is_open();
        let asked = self.tasks.iter().filter(here).map(|task| task.assignee).collect::<BTreeSet<_>>();
        asked.into_iter().map(|id| self.name(id)).collect()
    }

    fn step(&self, task: &Task) -> Result<Step> {
        self.matter.step(&task.step).cloned().ok_or(Error::from(Unknown::Step))
    }

    async fn on_task(&mut self, task: Task) -> Result<()> {
        if task.kind == TaskKind::Consent {
            return self.consent(task).await;
        }
        let step = self.step(&task)?;
        let possible = operations::of(task.kind, step.allows);
        let Some(operation) = possible.into_iter().find(|operation| Some(operation.action) == self.action) else {
            return Err(Act::NotAtThisStep.into());
        };
        if operation.worded && self.said().is_none() {
            return Err(Act::OpinionMissing { action: operation.action }.into());
        }
        match (task.kind, operation.action) {
            (TaskKind::Advise, _) => self.advise(task).await,
            (TaskKind::Correct, _) => self.resubmit(task).await,
            (_, Action::Return) => self.return_back(task).await,
            (_, Action::Transfer) => self.transfer(task).await,
            (_, Action::Delegate) => self.ask_first(task, MatterEventKind::Delegated).await,
            (_, Action::SignBefore) => self.ask_first(task, MatterEventKind::SignBefore).await,
            (_, Action::SignAfter) => self.sign_after(task).await,
            (_, action) => {
                let verdict = action.verdict().ok_or(Act::VerdictMissing)?;
                self.decide(task, &step, verdict).await
            }
        }
    }

    const fn staff(&self) -> &Staff {
        self.context.staff
    }

    fn name(&self, person: PersonId) -> String {
        self.staff().name(person.number())
    }

    /// The opinion that was written, if any.
    fn said(&self) -> Option<String> {
        self.request.opinion.clone().map(|words| words.trim().to_owned()).filter(|words| !is_blank(words))
    }

    async fn event(&mut self, kind: MatterEventKind, body: Value) -> Result<()> {
        let (matter, by) = (self.matter.id, Some(self.person));
        Ok(matter_events::add(&mut self.change, matter, kind, by, body).await?)
    }

    async fn update(&mut self, task: &Task) -> Result<()> {
        Ok(tasks::update(&mut self.change, task).await?)
    }

    async fn insert(&mut self, task: &Task) -> Result<()> {
        Ok(tasks::insert(&mut self.change, task).await?)
    }

    async fn done(&mut self, task: &mut Task) -> Result<()> {
        self.close(task, TaskState::Done).await
    }

    /// Ends a task with which its holder is finished.
    async fn close(&mut self, task: &mut Task, state: TaskState) -> Result<()> {
        task.state = state;
        task.done_at = Some(self.change.now);
        task.done_by = Some(self.person);
        self.update(task).await
    }

    /// What was refused or withdrawn is no fact of any register; only its number stays, void, with the reason.
    async fn leave_register(&mut self, reason: &str) -> Result<()> {
        resources::free(&mut self.change, self.matter.id.number()).await?;
        tasks::cancel_consents(&mut self.change, self.matter.id).await?;
        numbering::leaves(&mut self.change, self.person, &self.matter, reason).await
    }
}

/// A task like this one that nobody has touched yet.
fn fresh(task: &Task, now: Moment) -> Task {
    Task {
        state: TaskState::Open,
        verdict: None,
        opinion: None,
        content: None,
        arrived: now,
        done_at: None,
        done_by: None,
        ..task.clone()
    }
}

/// Whether a verdict ends the matter: a refusal that is no vote.
fn refuses(task: &Task, verdict: Verdict) -> bool {
    verdict == Verdict::Refused && task.kind != TaskKind::Vote
}
