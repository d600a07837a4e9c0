//! Verdicts: approving, refusing, voting, noting, recording a filing.

use super::{Desk, said};
use crate::{
    access::files,
    error::{Error, Result},
    matters::{notices, places, pointing, progress, stored::Task},
    resources,
};
use guiju_api::{Doing, verdict_of};
use guiju_domain::{MatterId, TaskId};
use guiju_model::{Mode, Severity, Step, Verdict, shape};
use serde_json::{Value, json};

impl Desk<'_> {
    /// A verdict: the task is done, its slot is decided, the matter moves on.
    pub(super) async fn decide(&mut self, mut task: Task, step: &Step, doing: &Doing) -> Result<()> {
        let verdict = verdict_of(&doing.action).ok_or_else(|| Error::Invalid("请说明决定".to_owned()))?;
        let refused = verdict == Verdict::Refused && task.kind != "vote";
        task.content = if refused { None } else { self.filled(&task, step, doing).await? };
        task.opinion = said(doing);
        task.verdict = Some(verdict);
        self.done(&mut task).await?;
        let office = self.change.office;
        let beside = |other: &&mut Task| {
            other.step == task.step && other.slot == task.slot && other.round == task.round && other.id != task.id
        };
        let mut beaten = Vec::new();
        for other in self.tasks.iter_mut().filter(beside).filter(|other| other.pending() && other.decides()) {
            "cancelled".clone_into(&mut other.state);
            other.update(&mut self.change, office).await?;
            beaten.push(other.id);
        }
        self.signers_follow(&beaten, &task).await?;
        let body = json!({
            "task": task.id, "step": task.step, "verdict": verdict, "opinion": task.opinion, "content": task.content,
            "instead_of": task.instead_of,
        });
        self.event("decided", body).await?;
        // A reader's note alters nothing: not a matter that is over, nor one for which it was only told.
        if task.kind == "read" && step.mode == Mode::Inform || self.stored.status != "open" {
            return Ok(());
        }
        if refused {
            return self.refuse(&task, doing).await;
        }
        self.next_turn(&task, step).await?;
        progress::advance(&mut self.change, self.law, self.staff, &mut self.stored).await
    }

    /// Whoever was to sign after one of these signs after the one that was decided, unless he has just decided it himself.
    async fn signers_follow(&mut self, beaten: &[i64], done: &Task) -> Result<()> {
        let office = self.change.office;
        let behind =
            |signer: &&mut Task| signer.state == "later" && signer.parent.is_some_and(|id| beaten.contains(&id));
        for signer in self.tasks.iter_mut().filter(behind) {
            signer.parent = Some(done.id);
            if signer.holder() == self.person {
                "cancelled".clone_into(&mut signer.state);
            }
            signer.update(&mut self.change, office).await?;
        }
        Ok(())
    }

    /// Who signs after this one comes now; with nobody left before them, the next in turn.
    async fn next_turn(&mut self, done: &Task, step: &Step) -> Result<()> {
        let arrived = self.change.now;
        let due = progress::due(self.law, step, arrived);
        let after = |task: &&Task| task.parent == Some(done.id) && task.state == "later";
        let mut next = self.tasks.iter().filter(after).cloned().collect::<Vec<_>>();
        if next.is_empty() && step.mode == Mode::InTurn {
            let here = |task: &&Task| task.step == done.step && task.round == done.round && task.id != done.id;
            let waits = |task: &Task| matches!(task.state.as_str(), "open" | "waiting" | "vacant");
            if !self.tasks.iter().filter(here).any(waits) {
                let turns = |task: &&Task| task.state == "later" && task.parent.is_none();
                let turns = self.tasks.iter().filter(here).filter(turns);
                next.extend(turns.min_by_key(|task| (places::order(step, &task.slot), task.id)).cloned());
            }
        }
        for task in next {
            self.update(&Task { state: "open".to_owned(), arrived, due, ..task }).await?;
        }
        Ok(())
    }

    /// What the decider filled in, checked like a form and by the regulation.
    async fn filled(&mut self, task: &Task, step: &Step, doing: &Doing) -> Result<Option<Value>> {
        if step.fields.is_empty() {
            return Ok(None);
        }
        let clause = step.clauses.first().cloned().unwrap_or_default();
        let given = doing.content.clone().unwrap_or_else(|| json!({}));
        let mut shaped = shape::check(&step.fields, &clause, &given);
        let owner = self.law.judged_by(&self.stored.digest)?.clone();
        let of = (self.change.office, owner.manifest());
        // First of all: nothing that is not offered to the decider reaches a regulation.
        pointing::check(&mut self.change, of, self.staff, Some(&self.access), &mut shaped, &clause).await?;
        let decisions = self.tasks.iter().filter(|t| t.round == task.round).filter_map(Task::decision);
        let candidate = guiju_model::Decision {
            step: task.step.clone(),
            by: self.person,
            instead_of: task.instead_of,
            at: self.change.now.0,
            verdict: verdict_of(&doing.action).unwrap_or(Verdict::Approved),
            opinion: said(doing),
            content: Some(Value::Object(shaped.sound.clone()).to_string()),
        };
        let docket = self.stored.docket(self.change.office, self.law, decisions.chain([candidate]).collect())?;
        let now = self.change.now;
        let judged = docket.judge(&mut self.change, self.law, self.staff, now).await?;
        let prefix = format!("{}/", task.step);
        let manifest = docket.owner.manifest();
        let (matter, over) = (self.stored.id, judged.occurs);
        resources::taken(&mut self.change, docket.office, Some(&self.access), Some(matter), over, &mut shaped, &clause)
            .await?;
        let shown = |finding: &guiju_model::Finding| crate::cite::finding(self.law, manifest, finding, now.date());
        let mut findings = shaped.findings.iter().map(shown).collect::<Vec<_>>();
        for mut finding in judged.findings {
            if let Some(field) = finding.field.as_ref().and_then(|field| field.strip_prefix(&prefix)) {
                finding.field = Some(field.to_owned());
                findings.push(finding);
            }
        }
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Error::Findings(findings));
        }
        resources::book(&mut self.change, matter, Some(task.id), over, &shaped.mentions).await?;
        let filled = Value::Object(shaped.sound);
        files::note(&mut self.change, (MatterId::new(matter), Some(TaskId::new(task.id))), &step.fields, &filled)
            .await?;
        Ok(Some(filled))
    }

    async fn refuse(&mut self, task: &Task, doing: &Doing) -> Result<()> {
        progress::finish(&mut self.change, &self.stored).await?;
        "refused".clone_into(&mut self.stored.status);
        let words = said(doing).unwrap_or_default();
        self.leave_register(&format!("不同意：{words}")).await?;
        self.event("refused", json!({ "step": task.step })).await?;
        let who = self.staff.name(self.person);
        let message =
            format!("{who}不同意：{}（{}）", self.stored.told(self.law, self.staff), said(doing).unwrap_or_default());
        notices::tell(&mut self.change, self.stored.applicant, &message, Some(self.stored.id)).await
    }
}
