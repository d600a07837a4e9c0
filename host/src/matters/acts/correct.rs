//! Back to the applicant for correction, and on again.

use super::{ActionContext, fresh};
use crate::{
    access::{self, files},
    error::{Error, Result},
    matters::{deadlines, evaluation::Evaluation, filing, submission::Submission, workflow},
    resources,
    store::{
        records,
        tasks::{self, Task},
    },
};
use guiju_api::Filing;
use guiju_domain::{
    PersonId, TaskId,
    matters::{CorrectionReturn, MatterEventKind, MatterStatus, Summary, TaskKind, TaskState},
    rejection::Unknown,
};
use guiju_model::{Form, Mode, shape, summary};
use serde_json::{Value, json};
use std::collections::HashMap;

impl ActionContext<'_> {
    /// 退回修改: whoever else is asked need not answer now.
    pub(super) async fn return_back(&mut self, mut task: Task) -> Result<()> {
        let pending = self.tasks.iter_mut().filter(|t| t.is_pending() && t.id != task.id && !t.is_reading());
        for other in pending {
            other.state = TaskState::Cancelled;
            tasks::update(&mut self.change, other).await?;
        }
        task.opinion = self.said();
        self.close(&mut task, TaskState::Returned).await?;
        let straight = self.request.straight_back;
        let back = if straight { CorrectionReturn::Straight } else { CorrectionReturn::Anew };
        let correct = Task {
            id: TaskId::new(self.change.id()),
            kind: TaskKind::Correct,
            title: "退回修改".to_owned(),
            slot: back.name().to_owned(),
            assignee: self.matter.filed_by,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: self.said().unwrap_or_default(),
            due: None,
            ..fresh(&task, self.change.now)
        };
        self.insert(&correct).await?;
        self.matter.status = MatterStatus::Returned;
        let body = json!({ "step": task.step, "opinion": task.opinion, "straight_back": straight });
        self.event(MatterEventKind::Returned, body).await
    }

    /// The corrected matter: walks its route again, or goes straight back to who returned it.
    pub(super) async fn resubmit(&mut self, mut task: Task) -> Result<()> {
        let filing = Filing {
            content: self.request.content.clone().unwrap_or_else(|| self.matter.content.clone()),
            remark: self.said(),
            ..Filing::default()
        };
        // Who decided, decided on what stood there: on what is changed they decide again.
        let changed = self.changes_content(&filing)?;
        let straight = CorrectionReturn::named(&task.slot) == Some(CorrectionReturn::Straight) && !changed;
        if !straight {
            resources::free(&mut self.change, self.matter.id.number()).await?;
        }
        self.refile(filing).await?;
        self.done(&mut task).await?;
        let body = json!({ "content": self.matter.content, "straight_back": straight, "changed": changed });
        self.event(MatterEventKind::Resubmitted, body).await?;
        self.matter.status = MatterStatus::Open;
        if straight {
            self.ask_again(&task).await?;
        } else {
            self.walk_again().await?;
        }
        workflow::advance(&mut self.change, self.context, &mut self.matter).await
    }

    /// Whether a correction says anything else than what was decided on.
    fn changes_content(&self, filing: &Filing) -> Result<bool> {
        let form = self.form()?;
        let checked = |content: &Value| shape::check(form.fields(), &form.clause, content).content;
        Ok(checked(&self.matter.content) != checked(&filing.content))
    }

    /// A new round. What was still to be read in the earlier one is read in this one.
    async fn walk_again(&mut self) -> Result<()> {
        for unread in self.tasks.iter_mut().filter(|task| task.is_pending() && task.is_reading()) {
            unread.state = TaskState::Cancelled;
            tasks::update(&mut self.change, unread).await?;
        }
        self.matter.round += 1;
        Ok(())
    }

    /// At the station that returned it, everybody who has not decided is asked again, each with a new due date.
    async fn ask_again(&mut self, correct: &Task) -> Result<()> {
        let returned = self.tasks.iter().find(|task| Some(task.id) == correct.parent).cloned();
        let returned = returned.ok_or(Error::from(Unknown::StepToReturnTo))?;
        let step = self.step(&returned)?;
        let again = self.asked_again(&returned)?;
        let now = self.change.now;
        let due = deadlines::due(self.context.policy, &step, now);
        let ids = again.iter().map(|task| (task.id, TaskId::new(self.change.id()))).collect::<HashMap<_, _>>();
        for (index, task) in again.iter().enumerate() {
            let after = task.parent.and_then(|parent| ids.get(&parent).copied());
            let later = after.is_some() || step.mode == Mode::InTurn && index > 0;
            let state = if later { TaskState::Later } else { TaskState::Open };
            self.insert(&Task { id: ids[&task.id], parent: after, state, due, ..fresh(task, now) }).await?;
        }
        Ok(())
    }

    /// The tasks of a station that are asked again after it has returned the matter: that of whoever returned it first.
    fn asked_again(&self, returned: &Task) -> Result<Vec<Task>> {
        let here = |task: &&Task| task.step == returned.step && task.round == returned.round && task.decides();
        let decided = |slot: &str| self.tasks.iter().filter(here).any(|task| task.slot == slot && task.is_done());
        let named = access::concerned(&self.form()?, &self.matter.fields(), &self.matter.route, &self.tasks);
        let named = |person: PersonId| named.contains(&person.number());
        let asked = |task: &&Task| match task.state {
            // Whoever the corrected content names is not asked again; who decides instead is looked for afterwards.
            _ if task.is_added() && named(task.holder()) => false,
            TaskState::Returned => task.id == returned.id,
            // Others of the same slot stood beside whoever returned it: it comes back to that one.
            TaskState::Cancelled => task.slot != returned.slot && !decided(&task.slot),
            _ => false,
        };
        let mut again = self.tasks.iter().filter(here).filter(asked).cloned().collect::<Vec<_>>();
        // In turn, it is the turn of whoever returned it.
        again.sort_by_key(|task| task.id != returned.id);
        Ok(again)
    }

    /// The form of the matter's own package.
    fn form(&self) -> Result<Form> {
        let manifest = self.context.policy.judged_by(&self.matter.digest)?.manifest();
        manifest.form(&self.matter.form).cloned().ok_or(Error::from(Unknown::Form))
    }

    /// Evaluates the corrected content like a filing, and takes it.
    async fn refile(&mut self, filing: Filing) -> Result<()> {
        self.matter.content = filing.content;
        let mut submission = Submission::of(&self.matter, self.change.office, self.context.policy, Vec::new())?;
        submission.pointing = Some(self.access.clone());
        let evaluation = submission.evaluate(&mut self.change, self.context).await?;
        let remark = filing.remark.or_else(|| self.matter.remark.clone());
        filing::permit(&evaluation, remark.as_deref())?;
        self.matter.remark = remark;
        self.take(submission.form()?, &evaluation).await
    }

    /// Takes corrected content with everything that follows from it.
    async fn take(&mut self, form: &Form, evaluation: &Evaluation) -> Result<()> {
        let matter = &mut self.matter;
        matter.content = Value::Object(evaluation.checked.clone());
        matter.derived = serde_json::to_value(&evaluation.derived)?;
        matter.findings = serde_json::to_value(&evaluation.findings)?;
        matter.summary = Summary::new(summary::summary(form, &evaluation.content, self.context.staff));
        let id = matter.id.number();
        files::note(&mut self.change, (matter.id, None), form.fields(), &matter.content).await?;
        let (occurs, mentions) = (evaluation.occurs, &evaluation.mentions);
        resources::book_again(&mut self.change, &self.access, id, occurs, mentions).await?;
        Ok(records::correct(&mut self.change, matter, &evaluation.content, occurs).await?)
    }
}
