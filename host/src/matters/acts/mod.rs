//! What people do with a matter: what they filled in is checked, the workflow judges the act, and what follows is written.

mod correct;
mod filled;

use super::{
    context::Context,
    evaluation::Evaluation,
    reassign::{Because, tell_keepers},
    work::{Actor, MatterWork},
};
use crate::{
    access::{Access, Reading},
    app::App,
    error::Result,
    store::{UnitOfWork, tasks::Task},
};
use guiju_api::{ActionRequest, Filed};
use guiju_domain::{
    MatterId, OfficeId, PersonId, TaskId,
    matters::{Action, TaskKind},
    rejection::{Act as Refusal, Unknown},
    workflow::{Act, Command, check},
};
use guiju_model::blank::is_blank;
use serde_json::Value;

/// What an act works on.
struct ActionContext<'a> {
    change: UnitOfWork,
    work: MatterWork<'a>,
    access: Access,
    request: &'a ActionRequest,
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
    let access = Access::with(&policy, &staff, office, Some(person), change.now.date());
    // Whoever does not see the matter learns no more of it by an act than by its page.
    let reading = access.read(&mut change, matter).await?;
    if !reading.seen.whole() {
        return Err(Refusal::NotYours.into());
    }
    let Reading { stored, tasks, .. } = reading;
    let work = MatterWork::of(&mut change, context, stored, tasks).await?;
    let mut acting = ActionContext { change, work, access, request };
    acting.carry_out(person).await?;
    let ActionContext { mut change, mut work, .. } = acting;
    // Whoever is asked next is asked as things are now.
    work.resolve(&mut change, Because::Decision).await?;
    tell_keepers(&mut change, work.vacancies.drain(..)).await?;
    work.save(&mut change).await?;
    change.commit().await?;
    metrics::counter!("guiju_decisions_total").increment(1);
    let (id, status) = (work.row.id.number().cast_unsigned(), work.row.status.name().to_owned());
    Ok(Filed { id, number: work.row.number, status, next: String::new() })
}

impl ActionContext<'_> {
    async fn carry_out(&mut self, person: PersonId) -> Result<()> {
        let mut act = self.act(person);
        check(&self.work.matter, &act, &self.work.office(&self.change, &self.work.matter.route)?)?;
        self.work.actor = Some(Actor { person, said: act.opinion.clone() });
        let made = self.take_content(&mut act).await?;
        self.work.carry_out(&mut self.change, Command::Act(act)).await?;
        self.work.go_on(&mut self.change, made.as_ref()).await
    }

    /// The act as it is asked for, without what was filled in.
    fn act(&self, by: PersonId) -> Act<Value> {
        let ActionRequest { action, task, version, opinion, person, straight_back, .. } = self.request;
        let opinion = opinion.as_ref().map(|words| words.trim().to_owned()).filter(|words| !is_blank(words));
        Act {
            by,
            action: Action::named(action),
            task: task.map(|id| TaskId::new(id.cast_signed())),
            version: *version,
            opinion,
            person: person.map(PersonId::new),
            straight_back: *straight_back,
            content: None,
            refiled: None,
        }
    }

    /// Checks and takes what was filled in; an evaluation with which the matter can go on.
    async fn take_content(&mut self, act: &mut Act<Value>) -> Result<Option<Evaluation>> {
        let task = act.task.and_then(|id| self.work.matter.task(id)).cloned();
        let Some(task) = task else { return Ok(None) };
        let decides = act.action.is_some_and(|action| action.verdict().is_some() && action != Action::Refuse);
        if task.kind == TaskKind::Correct {
            let (refiled, evaluation) = self.refile(&task, act.opinion.clone()).await?;
            act.refiled = Some(refiled);
            return Ok(evaluation);
        }
        if task.decides() && decides {
            let (content, evaluation) = self.filled(&task, act).await?;
            act.content = content;
            return Ok(evaluation);
        }
        Ok(None)
    }

    fn step(&self, task: &Task) -> Result<guiju_model::Step> {
        Ok(self.work.matter.step(&task.step).cloned().ok_or(Unknown::Step)?)
    }
}
