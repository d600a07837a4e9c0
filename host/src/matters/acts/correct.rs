//! Back to the applicant for correction, and on again.

use super::{Desk, fresh, said};
use crate::{
    access::{self, Summary, files},
    error::{Error, Result},
    matters::{check::Docket, filing, progress, stored::Task},
    resources,
};
use guiju_api::{Doing, Filing};
use guiju_domain::MatterId;
use guiju_model::{Form, Mode, shape, summary};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

impl Desk<'_> {
    /// 退回修改: whoever else is asked need not answer now.
    pub(super) async fn return_back(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let office = self.change.office;
        let pending = self.tasks.iter_mut().filter(|t| t.pending() && t.id != task.id && t.kind != "read");
        for other in pending {
            "cancelled".clone_into(&mut other.state);
            other.update(&mut self.change, office).await?;
        }
        task.opinion = said(doing);
        self.closed(&mut task, "returned").await?;
        let correct = Task {
            id: self.change.id(),
            kind: "correct".to_owned(),
            title: "退回修改".to_owned(),
            slot: if doing.straight_back { "straight".to_owned() } else { "anew".to_owned() },
            assignee: self.stored.filed_by,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: said(doing).unwrap_or_default(),
            due: None,
            ..fresh(&task, self.change.now)
        };
        self.insert(&correct).await?;
        "returned".clone_into(&mut self.stored.status);
        let body = json!({ "step": task.step, "opinion": task.opinion, "straight_back": doing.straight_back });
        self.event("returned", body).await
    }

    /// The corrected matter: walks its way again, or goes straight back to who returned it.
    pub(super) async fn resubmit(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let filing = Filing {
            content: doing.content.clone().unwrap_or_else(|| self.stored.content.clone()),
            remark: said(doing),
            ..Filing::default()
        };
        // Who decided, decided on what stood there: on what is changed they decide again.
        let changed = self.changes_content(&filing)?;
        let straight = task.slot == "straight" && !changed;
        if !straight {
            resources::free(&mut self.change, self.stored.id).await?;
        }
        self.refile(&filing).await?;
        self.done(&mut task).await?;
        let body = json!({ "content": self.stored.content, "straight_back": straight, "changed": changed });
        self.event("resubmitted", body).await?;
        "open".clone_into(&mut self.stored.status);
        if straight {
            self.ask_again(&task).await?;
        } else {
            self.walk_again().await?;
        }
        progress::advance(&mut self.change, self.law, self.staff, &mut self.stored).await
    }

    /// Whether a correction says anything else than what was decided on.
    fn changes_content(&self, filing: &Filing) -> Result<bool> {
        let form = self.form()?;
        let sound = |content: &Value| shape::check(form.fields(), &form.clause, content).sound;
        Ok(sound(&self.stored.content) != sound(&filing.content))
    }

    /// A new round. What was still to be read in the earlier one is read in this one.
    async fn walk_again(&mut self) -> Result<()> {
        let office = self.change.office;
        for unread in self.tasks.iter_mut().filter(|task| task.pending() && task.kind == "read") {
            "cancelled".clone_into(&mut unread.state);
            unread.update(&mut self.change, office).await?;
        }
        self.stored.round += 1;
        Ok(())
    }

    /// At the station that returned it, everybody who has not decided is asked again, each with a new due date.
    async fn ask_again(&mut self, correct: &Task) -> Result<()> {
        let returned = self.tasks.iter().find(|task| Some(task.id) == correct.parent).cloned();
        let returned = returned.ok_or(Error::NotFound("退回的环节"))?;
        let step = self.step(&returned)?;
        let here = |task: &&Task| task.step == returned.step && task.round == returned.round && task.decides();
        let decided = |slot: &str| self.tasks.iter().filter(here).any(|task| task.slot == slot && task.state == "done");
        let named = access::concerned(&self.form()?, &self.content(), &self.stored.route, &self.tasks);
        let asked = |task: &&Task| match task.state.as_str() {
            // Whoever the corrected content names is not asked again; who decides instead is looked for afterwards.
            _ if task.added() && named.contains(&task.holder()) => false,
            "returned" => task.id == returned.id,
            // Others of the same slot stood beside whoever returned it: it comes back to that one.
            "cancelled" => task.slot != returned.slot && !decided(&task.slot),
            _ => false,
        };
        let mut again = self.tasks.iter().filter(here).filter(asked).cloned().collect::<Vec<_>>();
        // In turn, it is the turn of whoever returned it.
        again.sort_by_key(|task| task.id != returned.id);
        let now = self.change.now;
        let due = progress::due(self.law, &step, now);
        let ids = again.iter().map(|task| (task.id, self.change.id())).collect::<HashMap<_, _>>();
        for (index, task) in again.iter().enumerate() {
            let after = task.parent.and_then(|parent| ids.get(&parent).copied());
            let later = after.is_some() || step.mode == Mode::InTurn && index > 0;
            let state = if later { "later" } else { "open" }.to_owned();
            let task = Task { id: ids[&task.id], parent: after, state, due, ..fresh(task, now) };
            self.insert(&task).await?;
        }
        Ok(())
    }

    fn content(&self) -> Map<String, Value> {
        self.stored.content.as_object().cloned().unwrap_or_default()
    }

    /// The form of the matter's own package.
    fn form(&self) -> Result<Form> {
        let manifest = self.law.judged_by(&self.stored.digest)?.manifest();
        manifest.form(&self.stored.form).cloned().ok_or(Error::NotFound("这种表单"))
    }

    /// Judges the corrected content like a filing.
    async fn refile(&mut self, filing: &Filing) -> Result<()> {
        self.stored.content = filing.content.clone();
        let office = self.change.office;
        let mut docket: Docket = self.stored.docket(office, self.law, Vec::new())?;
        docket.pointing = Some(self.access.clone());
        let now = self.change.now;
        let judged = docket.judge(&mut self.change, self.law, self.staff, now).await?;
        let remark = filing.remark.clone().or_else(|| self.stored.remark.clone());
        filing::permit(&judged, remark.as_deref())?;
        self.stored.content = Value::Object(judged.sound.clone());
        self.stored.remark = remark;
        self.stored.derived = serde_json::to_value(&judged.derived)?;
        self.stored.findings = serde_json::to_value(&judged.findings)?;
        self.stored.summary = Summary::new(summary::summary(docket.form()?, &judged.content, self.staff));
        let matter = self.stored.id;
        let fields = docket.form()?.fields();
        files::note(&mut self.change, (MatterId::new(matter), None), fields, &self.stored.content).await?;
        resources::book_again(&mut self.change, &self.access, matter, judged.occurs, &judged.mentions).await?;
        sqlx::query("UPDATE records SET content = $3, summary = $4, starts = $5, ends = $6 WHERE office_id = $1 AND matter_id = $2")
            .bind(office.number())
            .bind(self.stored.id)
            .bind(Value::Object(judged.content).to_string())
            .bind(self.stored.summary.kept())
            .bind(judged.occurs.from.0)
            .bind(judged.occurs.to.0)
            .execute(&mut *self.change)
            .await?;
        Ok(())
    }
}
