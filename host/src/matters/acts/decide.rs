//! Verdicts: approving, refusing, voting, noting, recording a filing.

use super::{ActionContext, refuses};
use crate::{
    access::files,
    citation,
    error::{Error, Result},
    matters::{deadlines, places, pointing, submission::Submission, telling, workflow},
    resources::{self, BookingQuery},
    store::{
        notices,
        tasks::{self, Task},
    },
};
use guiju_api::FindingShown;
use guiju_domain::{
    PersonId, TaskId,
    matters::{MatterEventKind, MatterStatus, TaskState},
};
use guiju_model::{Decision, Mode, Severity, Step, Verdict, shape};
use serde_json::{Value, json};

impl ActionContext<'_> {
    /// A verdict: the task is done, its slot is decided, the matter moves on.
    pub(super) async fn decide(&mut self, mut task: Task, step: &Step, verdict: Verdict) -> Result<()> {
        let refused = refuses(&task, verdict);
        task.content = if refused { None } else { self.filled(&task, step, verdict).await? };
        task.opinion = self.said();
        task.verdict = Some(verdict);
        self.done(&mut task).await?;
        let beaten = self.cancel_beside(&task).await?;
        self.signers_follow(&beaten, &task).await?;
        let body = json!({
            "task": task.id, "step": task.step, "verdict": verdict, "opinion": task.opinion, "content": task.content,
            "instead_of": task.instead_of,
        });
        self.event(MatterEventKind::Decided, body).await?;
        // A reader's note alters nothing: not a matter that is over, nor one for which it was only told.
        if task.is_reading() && step.mode == Mode::Inform || self.matter.status != MatterStatus::Open {
            return Ok(());
        }
        if refused {
            return self.refuse(&task).await;
        }
        self.next_turn(&task, step).await?;
        workflow::advance(&mut self.change, self.context, &mut self.matter).await
    }

    /// Cancels the other tasks of a slot that was decided.
    async fn cancel_beside(&mut self, done: &Task) -> Result<Vec<TaskId>> {
        let beside = |other: &&mut Task| {
            other.step == done.step && other.slot == done.slot && other.round == done.round && other.id != done.id
        };
        let mut beaten = Vec::new();
        for other in self.tasks.iter_mut().filter(beside).filter(|other| other.is_pending() && other.decides()) {
            other.state = TaskState::Cancelled;
            tasks::update(&mut self.change, other).await?;
            beaten.push(other.id);
        }
        Ok(beaten)
    }

    /// Whoever was to sign after one of these signs after the one that was decided, unless he has just decided it himself.
    async fn signers_follow(&mut self, beaten: &[TaskId], done: &Task) -> Result<()> {
        let behind = |signer: &&mut Task| {
            signer.state == TaskState::Later && signer.parent.is_some_and(|id| beaten.contains(&id))
        };
        for signer in self.tasks.iter_mut().filter(behind) {
            signer.parent = Some(done.id);
            if signer.holder() == self.person {
                signer.state = TaskState::Cancelled;
            }
            tasks::update(&mut self.change, signer).await?;
        }
        Ok(())
    }

    /// Who signs after this one comes now; with nobody left before them, the next in turn.
    async fn next_turn(&mut self, done: &Task, step: &Step) -> Result<()> {
        let arrived = self.change.now;
        let due = deadlines::due(self.context.policy, step, arrived);
        let after = |task: &&Task| task.parent == Some(done.id) && task.state == TaskState::Later;
        let mut next = self.tasks.iter().filter(after).cloned().collect::<Vec<_>>();
        if next.is_empty() && step.mode == Mode::InTurn {
            let here = |task: &&Task| task.step == done.step && task.round == done.round && task.id != done.id;
            if !self.tasks.iter().filter(here).any(|task| task.state.holds_its_turn()) {
                let turns = |task: &&Task| task.state == TaskState::Later && task.parent.is_none();
                let turns = self.tasks.iter().filter(here).filter(turns);
                next.extend(turns.min_by_key(|task| (places::order(step, &task.slot), task.id)).cloned());
            }
        }
        for task in next {
            self.update(&Task { state: TaskState::Open, arrived, due, ..task }).await?;
        }
        Ok(())
    }

    /// What the decider filled in, checked like a form and by the regulation.
    async fn filled(&mut self, task: &Task, step: &Step, verdict: Verdict) -> Result<Option<Value>> {
        if step.fields.is_empty() {
            return Ok(None);
        }
        let clause = step.clauses.first().cloned().unwrap_or_default();
        let given = self.request.content.clone().unwrap_or_else(|| json!({}));
        let mut shaped = shape::check(&step.fields, &clause, &given);
        let (office, staff) = (self.change.office, self.context.staff);
        let owner = self.context.policy.judged_by(&self.matter.digest)?.clone();
        // First of all: nothing that is not offered to the decider reaches a regulation.
        let of = (office, owner.manifest());
        pointing::check(&mut self.change, of, staff, Some(&self.access), &mut shaped, &clause).await?;
        let decisions = self.with_candidate(task, verdict, Value::Object(shaped.content.clone()).to_string());
        let submission = Submission::of(&self.matter, office, self.context.policy, decisions)?;
        let evaluation = submission.evaluate(&mut self.change, self.context).await?;
        let (id, over) = (self.matter.id, evaluation.occurs);
        let query = BookingQuery { office, access: Some(&self.access), matter: Some(id), over };
        resources::taken(&mut self.change, &query, &mut shaped, &clause).await?;
        let (policy, on) = (self.context.policy, self.context.now.date());
        let shown = |finding: &guiju_model::Finding| citation::finding(policy, owner.manifest(), finding, on);
        let mut findings = shaped.findings.iter().map(shown).collect::<Vec<_>>();
        findings.extend(of_step(evaluation.findings, &task.step));
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Error::Findings(findings));
        }
        let by = Some(task.id.number());
        resources::book(&mut self.change, id.number(), by, over, &shaped.mentions).await?;
        let filled = Value::Object(shaped.content);
        files::note(&mut self.change, (id, Some(task.id)), &step.fields, &filled).await?;
        Ok(Some(filled))
    }

    /// The decisions of a task's round with the one that is about to be made.
    fn with_candidate(&self, task: &Task, verdict: Verdict, content: String) -> Vec<Decision> {
        let decisions = self.tasks.iter().filter(|t| t.round == task.round).filter_map(Task::decision);
        let candidate = Decision {
            step: task.step.clone(),
            by: self.person.number(),
            instead_of: task.instead_of.map(PersonId::number),
            at: self.change.now.0,
            verdict,
            opinion: self.said(),
            content: Some(content),
        };
        decisions.chain([candidate]).collect()
    }

    async fn refuse(&mut self, task: &Task) -> Result<()> {
        tasks::cancel_pending(&mut self.change, self.matter.id).await?;
        self.matter.status = MatterStatus::Refused;
        let words = self.said().unwrap_or_default();
        self.leave_register(&format!("不同意：{words}")).await?;
        self.event(MatterEventKind::Refused, json!({ "step": task.step })).await?;
        let told = telling::told(&self.matter, self.context.policy, self.context.staff);
        let message = format!("{}不同意：{told}（{words}）", self.name(self.person));
        Ok(notices::tell(&mut self.change, self.matter.applicant, &message, Some(self.matter.id)).await?)
    }
}

/// The findings that are about what a step asks for, with their fields as the step calls them.
fn of_step(findings: Vec<FindingShown>, step: &str) -> impl Iterator<Item = FindingShown> {
    let prefix = format!("{step}/");
    findings.into_iter().filter_map(move |mut finding| {
        let field = finding.field.as_ref()?.strip_prefix(&prefix)?.to_owned();
        finding.field = Some(field);
        Some(finding)
    })
}
