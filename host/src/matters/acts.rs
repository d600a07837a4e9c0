//! What people do with a matter: decide, return, hand on, ask somebody else, withdraw, remind.
//!
//! One rule for all of them: whoever acts says which version of the matter they looked at, and only the first to act on a
//! version succeeds. Nothing is decided by silence, and nothing is decided for somebody who did not act.

use super::{
    check::{self, Docket},
    filing, notices, progress,
    stored::{Stored, Task},
};
use crate::{
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    staff::Staff,
    store::{Change, Event},
};
use guiju_api::{Doing, Filed, Filing, verdict_of};
use guiju_model::{Mode, Severity, Step, Verdict, shape, summary};
use serde_json::{Value, json};

/// An applicant may remind once in so many seconds.
const REMIND_EVERY: i64 = 3600;

/// Everything an act works on.
struct Desk<'a> {
    change: Change,
    law: &'a OfficeLaw,
    staff: &'a Staff,
    stored: Stored,
    tasks: Vec<Task>,
    person: u64,
}

/// Does something with a matter.
///
/// # Errors
/// If the person may not, somebody was faster, or what was filled in has faults.
pub async fn act(app: &App, office: i64, person: u64, matter: i64, doing: &Doing) -> Result<Filed> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut change = app.change(office).await?;
    let stored = Stored::read(&mut change, office, matter).await?;
    let tasks = Task::of_matter(&mut change, office, matter).await?;
    let mut desk = Desk { change, law: &law, staff: &staff, stored, tasks, person };
    // A withdrawn page may still be read; a reader's note never collides with a decision.
    let task = doing.task.map(|id| desk.task(id as i64)).transpose()?;
    let reads = task.as_ref().is_some_and(|task| task.kind == "read");
    if doing.version != desk.stored.version && !reads {
        return Err(Error::Conflict("这件事项刚刚有了变化，请看过最新情况再决定；您写的意见还在".to_owned()));
    }
    match (doing.action.as_str(), task) {
        ("withdraw", _) => desk.withdraw(doing).await?,
        ("remind", _) => desk.remind().await?,
        ("resubmit", Some(task)) => desk.resubmit(task, doing).await?,
        (action, Some(task)) => desk.on_task(action, task, doing).await?,
        _ => return Err(Error::Invalid("请说明是对哪一项待办的处理".to_owned())),
    }
    let Desk { mut change, mut stored, .. } = desk;
    progress::save(&mut change, &mut stored).await?;
    change.commit().await?;
    metrics::counter!("guiju_decisions_total").increment(1);
    Ok(Filed { id: stored.id as u64, number: stored.number, status: stored.status, next: String::new() })
}

impl Desk<'_> {
    fn task(&self, id: i64) -> Result<Task> {
        let task = self.tasks.iter().find(|task| task.id == id).ok_or(Error::NotFound("这项待办"))?;
        if task.assignee != self.person {
            return Err(Error::Forbidden("这项待办不在您名下".to_owned()));
        }
        if task.state != "open" || task.round != self.stored.round && task.kind != "read" {
            return Err(Error::Conflict("这项待办已经处理过或已不需要处理".to_owned()));
        }
        Ok(task.clone())
    }

    fn step(&self, task: &Task) -> Result<Step> {
        let step = self.stored.route.steps.iter().find(|step| step.id == task.step);
        step.cloned().ok_or(Error::NotFound("这一环节"))
    }

    async fn event(&mut self, kind: &str, body: Value) -> Result<()> {
        let (matter, by) = (Some(self.stored.id), Some(self.person as i64));
        self.change.event(Event { matter, kind, by, body }).await
    }

    async fn on_task(&mut self, action: &str, task: Task, doing: &Doing) -> Result<()> {
        if task.kind == "advise" {
            return match action {
                "approve" | "note" => self.advise(task, doing).await,
                _ => Err(Error::Forbidden("受委托人只提意见，请填写后交回".to_owned())),
            };
        }
        let step = self.step(&task)?;
        let allowed = match action {
            "approve" => task.kind == "decide",
            "refuse" => task.kind != "vote" && task.kind != "read" && step.allows.refuse,
            "return" => task.kind != "read" && step.allows.return_back,
            "transfer" | "delegate" => task.kind != "read" && step.allows.delegate,
            "sign-before" | "sign-after" => step.allows.add_signer,
            "note" => task.kind == "read",
            "file" => task.kind == "file",
            "aye" | "nay" | "abstain" => task.kind == "vote",
            _ => return Err(Error::Invalid(format!("没有“{action}”这种处理"))),
        };
        if !allowed {
            return Err(Error::Forbidden("这一环节不能这样处理".to_owned()));
        }
        match action {
            "return" => self.return_back(task, doing).await,
            "transfer" => self.transfer(task, doing).await,
            "delegate" | "sign-before" => self.ask_first(task, doing).await,
            "sign-after" => self.sign_after(task, doing).await,
            _ => self.decide(action, task, &step, doing).await,
        }
    }

    /// A verdict: the task is done, its slot is decided, the matter moves on.
    async fn decide(&mut self, action: &str, mut task: Task, step: &Step, doing: &Doing) -> Result<()> {
        let verdict = verdict_of(action).ok_or_else(|| Error::Invalid("请说明决定".to_owned()))?;
        if verdict == Verdict::Refused && task.kind != "vote" {
            words(doing, "不同意须写明理由")?;
        }
        task.content = if verdict == Verdict::Refused { None } else { self.filled(&task, step, doing).await? };
        task.opinion = said(doing);
        task.verdict = Some(verdict);
        self.done(&mut task).await?;
        let office = self.change.office;
        let slot = |other: &&mut Task| {
            other.step == task.step && other.slot == task.slot && other.round == task.round && other.id != task.id
        };
        for other in self.tasks.iter_mut().filter(slot).filter(|other| other.pending() && other.decides()) {
            "cancelled".clone_into(&mut other.state);
            other.update(&mut self.change, office).await?;
        }
        let body = json!({
            "task": task.id, "step": task.step, "verdict": verdict, "opinion": task.opinion, "content": task.content,
            "instead_of": task.instead_of,
        });
        self.event("decided", body).await?;
        if task.kind == "read" && !self.holds(step) || self.stored.status != "open" {
            return Ok(());
        }
        if verdict == Verdict::Refused && task.kind != "vote" {
            return self.refuse(&task, doing).await;
        }
        if step.mode == Mode::InTurn {
            let arrived = self.change.now;
            let due = progress::due(self.law, step, arrived);
            if let Some(next) = self
                .tasks
                .iter_mut()
                .find(|t| t.step == task.step && t.round == task.round && t.state == "later" && t.parent.is_none())
            {
                *next = Task { state: "open".to_owned(), arrived, due, ..next.clone() };
                next.update(&mut self.change, office).await?;
            }
        }
        // A signer added afterwards comes now.
        let later = self.tasks.iter_mut().filter(|t| t.parent == Some(task.id) && t.state == "later");
        for next in later {
            let arrived = self.change.now;
            *next =
                Task { state: "open".to_owned(), arrived, due: progress::due(self.law, step, arrived), ..next.clone() };
            next.update(&mut self.change, office).await?;
        }
        progress::advance(&mut self.change, self.law, self.staff, &mut self.stored).await
    }

    /// Whether the station of the step is still the one that is open.
    fn holds(&self, step: &Step) -> bool {
        step.mode != Mode::Inform && self.stored.status == "open"
    }

    async fn done(&mut self, task: &mut Task) -> Result<()> {
        "done".clone_into(&mut task.state);
        task.done_at = Some(self.change.now);
        task.done_by = Some(self.person);
        let office = self.change.office;
        task.update(&mut self.change, office).await
    }

    /// What the decider filled in, checked like a form and by the regulation.
    async fn filled(&mut self, task: &Task, step: &Step, doing: &Doing) -> Result<Option<Value>> {
        if step.fields.is_empty() {
            return Ok(None);
        }
        let clause = step.clauses.first().cloned().unwrap_or_default();
        let given = doing.content.clone().unwrap_or_else(|| json!({}));
        let mut shaped = shape::check(&step.fields, &clause, &given);
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
        check::unknown(&mut self.change, docket.office, manifest, self.staff, &mut shaped, &clause).await?;
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
        Ok(Some(Value::Object(shaped.sound)))
    }

    async fn refuse(&mut self, task: &Task, doing: &Doing) -> Result<()> {
        progress::finish(&mut self.change, &self.stored).await?;
        "refused".clone_into(&mut self.stored.status);
        self.leave_register().await?;
        self.event("refused", json!({ "step": task.step })).await?;
        let who = self.staff.name(self.person);
        let message = format!("{who}不同意：{}（{}）", self.stored.summary, said(doing).unwrap_or_default());
        notices::tell(&mut self.change, self.stored.applicant, &message, Some(self.stored.id)).await
    }

    /// What was refused or withdrawn is no fact of any register.
    async fn leave_register(&mut self) -> Result<()> {
        let office = self.change.office;
        sqlx::query("DELETE FROM records WHERE office_id = $1 AND matter_id = $2")
            .bind(office)
            .bind(self.stored.id)
            .execute(&mut *self.change)
            .await?;
        Ok(())
    }

    /// Back to the applicant for correction.
    async fn return_back(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        words(doing, "退回须写明要改什么")?;
        let office = self.change.office;
        let pending = self.tasks.iter_mut().filter(|t| t.pending() && t.id != task.id && t.kind != "read");
        for other in pending {
            "cancelled".clone_into(&mut other.state);
            other.update(&mut self.change, office).await?;
        }
        "passed".clone_into(&mut task.state);
        task.opinion = said(doing);
        task.done_at = Some(self.change.now);
        task.done_by = Some(self.person);
        task.update(&mut self.change, office).await?;
        let correct = Task {
            id: self.change.id(),
            kind: "correct".to_owned(),
            title: "退回修改".to_owned(),
            slot: if doing.straight_back { "straight".to_owned() } else { "anew".to_owned() },
            assignee: self.stored.filed_by,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: said(doing).unwrap_or_default(),
            ..fresh(&task, self.change.now)
        };
        correct.insert(&mut self.change, office).await?;
        "returned".clone_into(&mut self.stored.status);
        self.event(
            "returned",
            json!({ "step": task.step, "opinion": task.opinion, "straight_back": doing.straight_back }),
        )
        .await
    }

    /// The corrected matter: walks its way again, or goes straight back to who returned it, with a new due date.
    async fn resubmit(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        if task.kind != "correct" {
            return Err(Error::Forbidden("这项待办不是退回修改".to_owned()));
        }
        let filing = Filing {
            content: doing.content.clone().unwrap_or_else(|| self.stored.content.clone()),
            remark: said(doing),
            ..Filing::default()
        };
        self.refile(&filing).await?;
        self.done(&mut task).await?;
        self.event("resubmitted", json!({ "content": self.stored.content, "straight_back": task.slot == "straight" }))
            .await?;
        "open".clone_into(&mut self.stored.status);
        if task.slot == "straight" {
            let returned_by = self.tasks.iter().find(|t| Some(t.id) == task.parent).cloned();
            let returned_by = returned_by.ok_or(Error::NotFound("退回的环节"))?;
            let step = self.step(&returned_by)?;
            let office = self.change.office;
            // Everybody whose turn it was at that station and who has not decided is asked again.
            let asked =
                self.tasks.iter().filter(|t| t.step == returned_by.step && t.round == returned_by.round && t.decides());
            let again =
                asked.filter(|t| matches!(t.state.as_str(), "passed" | "cancelled")).cloned().collect::<Vec<_>>();
            for mut task in again {
                task.id = self.change.id();
                task.due = progress::due(self.law, &step, self.change.now);
                fresh(&task, self.change.now).insert(&mut self.change, office).await?;
            }
        } else {
            self.stored.round += 1;
        }
        progress::advance(&mut self.change, self.law, self.staff, &mut self.stored).await
    }

    /// Judges the corrected content like a filing.
    async fn refile(&mut self, filing: &Filing) -> Result<()> {
        self.stored.content = filing.content.clone();
        let office = self.change.office;
        let docket: Docket = self.stored.docket(office, self.law, Vec::new())?;
        let now = self.change.now;
        let judged = docket.judge(&mut self.change, self.law, self.staff, now).await?;
        let remark = filing.remark.clone().or_else(|| self.stored.remark.clone());
        filing::permit(&judged, remark.as_deref())?;
        self.stored.remark = remark;
        self.stored.derived = serde_json::to_value(&judged.derived)?;
        self.stored.findings = serde_json::to_value(&judged.findings)?;
        self.stored.summary = summary::summary(docket.form()?, &judged.content, self.staff);
        sqlx::query("UPDATE records SET content = $3, summary = $4, starts = $5, ends = $6 WHERE office_id = $1 AND matter_id = $2")
            .bind(office)
            .bind(self.stored.id)
            .bind(Value::Object(judged.content).to_string())
            .bind(&self.stored.summary)
            .bind(judged.occurs.from.0)
            .bind(judged.occurs.to.0)
            .execute(&mut *self.change)
            .await?;
        Ok(())
    }

    fn other(&self, doing: &Doing) -> Result<u64> {
        let other = doing.person.ok_or_else(|| Error::Invalid("请选择交给谁".to_owned()))?;
        if !self.staff.people.get(&other).is_some_and(|member| member.active) {
            return Err(Error::Invalid("所选的人不在本单位名单中".to_owned()));
        }
        if other == self.person {
            return Err(Error::Invalid("请选择自己以外的人".to_owned()));
        }
        if [self.stored.applicant, self.stored.subject].contains(&other) {
            return Err(Error::Invalid("当事人不能办理自己的事项，请另选一人".to_owned()));
        }
        Ok(other)
    }

    /// 转办: no longer mine.
    async fn transfer(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        let (office, now) = (self.change.office, self.change.now);
        let next = Task {
            id: self.change.id(),
            assignee: other,
            instead_of: None,
            parent: task.parent,
            asked_by: Some(self.person),
            note: format!("由{}转办", self.staff.name(self.person)),
            due: task.due,
            ..fresh(&task, now)
        };
        "passed".clone_into(&mut task.state);
        task.done_at = Some(now);
        task.done_by = Some(self.person);
        task.opinion = said(doing);
        task.update(&mut self.change, office).await?;
        next.insert(&mut self.change, office).await?;
        self.event("transferred", json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// 委派 and 前加签: somebody gives an opinion first, then it comes back to me.
    async fn ask_first(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        let (office, now) = (self.change.office, self.change.now);
        let advise = Task {
            id: self.change.id(),
            kind: "advise".to_owned(),
            assignee: other,
            instead_of: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: said(doing).unwrap_or_default(),
            due: task.due,
            ..fresh(&task, now)
        };
        "waiting".clone_into(&mut task.state);
        task.update(&mut self.change, office).await?;
        advise.insert(&mut self.change, office).await?;
        self.event(&doing.action, json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// 后加签: I decide, then somebody else signs as well.
    async fn sign_after(&mut self, task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        let (office, now) = (self.change.office, self.change.now);
        let after = Task {
            id: self.change.id(),
            state: "later".to_owned(),
            slot: format!("{}+{other}", task.slot),
            assignee: other,
            instead_of: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: format!("由{}加签", self.staff.name(self.person)),
            ..fresh(&task, now)
        };
        after.insert(&mut self.change, office).await?;
        self.event("sign-after", json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// The one who was asked has answered: it goes back, with its reminder and a new due date.
    async fn advise(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        words(doing, "请写明意见再交回")?;
        task.opinion = said(doing);
        task.verdict = Some(Verdict::Noted);
        self.done(&mut task).await?;
        let (office, now) = (self.change.office, self.change.now);
        let parent =
            self.tasks.iter().find(|t| Some(t.id) == task.parent).cloned().ok_or(Error::NotFound("原来的待办"))?;
        let step = self.step(&parent)?;
        let due = progress::due(self.law, &step, now);
        Task { state: "open".to_owned(), arrived: now, due, ..parent }.update(&mut self.change, office).await?;
        self.event("advised", json!({ "step": task.step, "opinion": task.opinion })).await
    }

    /// 撤回: before anyone acted.
    async fn withdraw(&mut self, doing: &Doing) -> Result<()> {
        if ![self.stored.applicant, self.stored.filed_by].contains(&self.person) {
            return Err(Error::Forbidden("只有提交人可以撤回".to_owned()));
        }
        let acted = self.tasks.iter().any(|task| task.done_at.is_some() && task.kind != "correct");
        if !matches!(self.stored.status.as_str(), "open" | "returned") || acted && self.stored.status == "open" {
            return Err(Error::Conflict("已经有人办理，不能撤回；可以请当前办理人退回".to_owned()));
        }
        progress::finish(&mut self.change, &self.stored).await?;
        "withdrawn".clone_into(&mut self.stored.status);
        self.leave_register().await?;
        self.event("withdrawn", json!({ "opinion": said(doing) })).await
    }

    /// 催办: once an hour.
    async fn remind(&mut self) -> Result<()> {
        if ![self.stored.applicant, self.stored.filed_by].contains(&self.person) {
            return Err(Error::Forbidden("只有提交人可以催办".to_owned()));
        }
        let now = self.change.now;
        let since = now.0 - self.stored.reminded_at.0;
        if since < REMIND_EVERY {
            return Err(Error::Conflict(format!(
                "一小时内只能催办一次，请 {} 分钟后再催",
                (REMIND_EVERY - since) / 60 + 1
            )));
        }
        let message = format!("{}催办：{}", self.staff.name(self.person), self.stored.summary);
        let asked =
            self.tasks.iter().filter(|task| task.state == "open" && task.kind != "read").map(|task| task.assignee);
        let asked = asked.collect::<std::collections::BTreeSet<_>>();
        if asked.is_empty() {
            return Err(Error::Conflict("现在没有等待办理的人".to_owned()));
        }
        for person in asked {
            notices::tell(&mut self.change, person, &message, Some(self.stored.id)).await?;
        }
        self.stored.reminded_at = now;
        self.event("reminded", json!({})).await
    }
}

fn said(doing: &Doing) -> Option<String> {
    doing.opinion.clone().map(|words| words.trim().to_owned()).filter(|words| !words.is_empty())
}

fn words(doing: &Doing, need: &str) -> Result<()> {
    if said(doing).is_some() { Ok(()) } else { Err(Error::Invalid(need.to_owned())) }
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
