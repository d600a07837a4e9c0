//! Writing what changes: tasks, events, and what people are told.

use super::{Deciding, plan::Planned, words};
use crate::{
    error::Result,
    matters::{
        notices, progress,
        stored::{Stored, Task},
    },
    store::UnitOfWork,
    vacancy::Vacancy,
};
use guiju_domain::{
    MatterId, PersonId, TaskId,
    deciders::{Change, Holding},
    events::deciding::{HandedOver, Reassigned, Vacated},
};
use guiju_model::Step;
use std::collections::BTreeSet;

/// One station being written.
struct Writing<'a, 'b> {
    deciding: &'a Deciding<'b>,
    change: &'a mut UnitOfWork,
    stored: &'a Stored,
    tasks: Vec<Task>,
    planned: &'a Planned,
    /// What became vacant.
    vacancies: Vec<Vacancy>,
    /// What the applicant is told, each once.
    told: BTreeSet<String>,
}

const fn name(state: Holding) -> &'static str {
    match state {
        Holding::Open => "open",
        Holding::Waiting => "waiting",
        Holding::Later => "later",
        Holding::Vacant => "vacant",
    }
}

impl Deciding<'_> {
    /// Writes what changes at a station: what became vacant by it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn carry_out(
        &self,
        change: &mut UnitOfWork,
        stored: &Stored,
        tasks: &[Task],
        planned: &Planned,
    ) -> Result<Vec<Vacancy>> {
        let (tasks, vacancies, told) = (tasks.to_vec(), Vec::new(), BTreeSet::new());
        let mut writing = Writing { deciding: self, change, stored, tasks, planned, vacancies, told };
        for one in &planned.changes {
            writing.one(one).await?;
        }
        let Writing { vacancies, told, .. } = writing;
        for message in told {
            notices::tell(change, stored.applicant, &message, Some(stored.id)).await?;
        }
        Ok(vacancies)
    }
}

impl Writing<'_, '_> {
    async fn one(&mut self, one: &Change) -> Result<()> {
        match one {
            Change::Rename { task, slot } => {
                let Some(mut task) = self.task(*task) else { return Ok(()) };
                slot.clone_into(&mut task.slot);
                self.hold(task).await
            }
            Change::Move { task, to, instead_of } => self.moved(*task, *to, *instead_of).await,
            Change::Merge { task, into } => {
                self.follow(&[*task], *into).await?;
                self.state(*task, "cancelled").await.map(drop)
            }
            Change::End { task, heir } => self.end(*task, *heir).await,
            Change::Vacate { task } => match self.state(*task, "vacant").await? {
                Some(task) => self.vacated(&task).await,
                None => Ok(()),
            },
            Change::Ask { slot, decider, assignee, state, like, replaces } => {
                let Some(like) = self.task(*like) else { return Ok(()) };
                let task = self.asked(slot, decider.number(), assignee.number(), *state, &like);
                self.ask(task, replaces).await
            }
            Change::Turn { task, state } => {
                let Some(task) = self.task(*task) else { return Ok(()) };
                let state = name(*state).to_owned();
                if state == "open" {
                    let (arrived, due) = (self.change.now, self.due());
                    let task = Task { state, arrived, due, ..task };
                    let office = self.change.office;
                    return task.update(self.change, office).await;
                }
                self.hold(Task { state, ..task }).await
            }
        }
    }

    fn task(&self, id: TaskId) -> Option<Task> {
        self.tasks.iter().find(|task| task.id == id.number()).cloned()
    }

    const fn step(&self) -> &Step {
        &self.planned.step
    }

    /// The matter in one line, as it may be told.
    fn line(&self) -> String {
        self.stored.told(self.deciding.law, self.deciding.staff)
    }

    fn due(&self) -> Option<guiju_model::Moment> {
        progress::due(self.deciding.law, self.step(), self.change.now)
    }

    async fn hold(&mut self, task: Task) -> Result<()> {
        let office = self.change.office;
        task.hold(self.change, office).await?;
        if let Some(known) = self.tasks.iter_mut().find(|known| known.id == task.id) {
            *known = task;
        }
        Ok(())
    }

    async fn state(&mut self, id: TaskId, state: &str) -> Result<Option<Task>> {
        let Some(task) = self.task(id) else { return Ok(None) };
        self.hold(Task { state: state.to_owned(), ..task.clone() }).await?;
        Ok(Some(task))
    }

    /// Advisers and added signers of tasks that end follow another one.
    async fn follow(&mut self, ended: &[TaskId], now: TaskId) -> Result<()> {
        let behind = |task: &&Task| task.pending() && ended.iter().any(|id| task.parent == Some(id.number()));
        for task in self.tasks.iter().filter(behind).cloned().collect::<Vec<_>>() {
            self.hold(Task { parent: Some(now.number()), ..task }).await?;
        }
        Ok(())
    }

    async fn moved(&mut self, id: TaskId, to: PersonId, instead_of: Option<PersonId>) -> Result<()> {
        let Some(task) = self.task(id) else { return Ok(()) };
        let from = PersonId::new(task.assignee);
        let (assignee, instead_of) = (to.number(), instead_of.map(PersonId::number));
        self.hold(Task { assignee, instead_of, ..task }).await?;
        let (matter, step, back) = (MatterId::new(self.stored.id), self.step().id.clone(), instead_of.is_none());
        Ok(self.change.record(None, &HandedOver { matter, step, from, to, back }).await?)
    }

    /// The task ends. Who is asked in its place is told with the new task; where somebody else was asked already, here.
    async fn end(&mut self, id: TaskId, heir: Option<PersonId>) -> Result<()> {
        let Some(task) = self.state(id, "reassigned").await? else { return Ok(()) };
        let replaced = self.planned.changes.iter().any(|change| match change {
            Change::Ask { replaces, .. } => replaces.contains(&id),
            _ => false,
        });
        let to = heir.map(PersonId::number);
        if !replaced && task.state != "vacant" {
            self.event(Some(task.holder()), to).await?;
            self.tell_applicant(&task, Some(task.holder()), to);
        }
        let gone = self.deciding.staff.is_active(task.assignee) && Some(task.assignee) != to && task.state != "vacant";
        if gone && task.kind != "read" && !self.planned.concerned.contains(&task.assignee) {
            let why = words::because(self.deciding.because);
            let now = to.map_or_else(String::new, |to| format!("，现由{}办理", self.deciding.staff.name(to)));
            let message = format!("{why}，不再由您办理：{}{now}", self.line());
            notices::tell(self.change, task.assignee, &message, Some(self.stored.id)).await?;
        }
        Ok(())
    }

    async fn event(&mut self, from: Option<u64>, to: Option<u64>) -> Result<()> {
        let (matter, step, because) = (MatterId::new(self.stored.id), self.step().id.clone(), self.deciding.because);
        let (from, to) = (from.map(PersonId::new), to.map(PersonId::new));
        Ok(self.change.record(None, &Reassigned { matter, step, from, to, because }).await?)
    }

    fn tell_applicant(&mut self, task: &Task, from: Option<u64>, to: Option<u64>) {
        if task.kind == "read" || task.kind == "vote" {
            return;
        }
        let name = |id: Option<u64>| id.map(|id| self.deciding.staff.name(id));
        let why = words::because(self.deciding.because);
        let said = words::instead(why, name(from).as_deref(), name(to).as_deref());
        self.told.insert(format!("{}：{said}", self.line()));
    }

    /// A task like another, for a new decider: with its due date.
    fn asked(&mut self, slot: &str, decider: u64, assignee: u64, state: Holding, like: &Task) -> Task {
        Task {
            id: self.change.id(),
            slot: slot.to_owned(),
            assignee,
            instead_of: (assignee != decider).then_some(decider),
            decider: None,
            state: name(state).to_owned(),
            parent: None,
            asked_by: None,
            note: String::new(),
            verdict: None,
            opinion: None,
            content: None,
            arrived: self.change.now,
            done_at: None,
            done_by: None,
            ..like.clone()
        }
    }

    async fn ask(&mut self, mut task: Task, replaces: &[TaskId]) -> Result<()> {
        if task.state == "vacant" {
            let office = self.change.office;
            task.insert(self.change, office).await?;
            return self.vacated(&task).await;
        }
        let replaced = replaces.iter().find_map(|id| self.task(*id));
        let from = replaced.as_ref().map(Task::holder);
        let decider = task.holder();
        let staff = self.deciding.staff;
        let why = words::because(self.deciding.because);
        let name = from.map(|id| staff.name(id));
        let mut note = words::instead(why, name.as_deref(), Some(&staff.name(decider)));
        if from.is_some() && task.due.is_some() {
            note.push_str("，期限不变");
        }
        let slot = self.planned.slots.iter().find(|slot| slot.name == task.slot);
        if let Some(why) = slot.map(|slot| &slot.deciders.note).filter(|why| !why.is_empty()) {
            note = format!("{note}；{why}");
        }
        task.note.clone_from(&note);
        let office = self.change.office;
        task.insert(self.change, office).await?;
        self.tasks.push(task.clone());
        self.follow(replaces, TaskId::new(task.id)).await?;
        self.event(from, Some(decider)).await?;
        self.tell_applicant(&task, from, Some(decider));
        if task.kind != "read" && task.state != "later" {
            let due = task.due.map(|due| format!("（{}前）", due.to_string().replace('T', " "))).unwrap_or_default();
            let message = format!("请办理{due}：{}（{note}）", self.line());
            notices::tell(self.change, task.assignee, &message, Some(self.stored.id)).await?;
        }
        Ok(())
    }

    /// Nobody is asked in the task's place: the matter waits, and whoever it concerns is told.
    async fn vacated(&mut self, task: &Task) -> Result<()> {
        let vacancy = self.planned.vacancy(&task.slot);
        let standing = vacancy.as_ref().map_or_else(|| "现在无人办理".to_owned(), Vacancy::standing);
        let (matter, step, because) = (MatterId::new(self.stored.id), self.step().id.clone(), self.deciding.because);
        let from = PersonId::new(task.holder());
        self.change.record(None, &Vacated { matter, step, vacancy: standing.clone(), from, because }).await?;
        if task.kind == "read" {
            return Ok(());
        }
        let waits = vacancy.as_ref().map_or(standing, Vacancy::waits);
        let message = format!("{}：{waits}", self.line());
        if self.stored.filed_by != self.stored.applicant {
            notices::tell(self.change, self.stored.filed_by, &message, Some(self.stored.id)).await?;
        }
        self.told.insert(message);
        let gone = task.assignee;
        let concerned = self.planned.concerned.contains(&gone);
        if self.deciding.staff.is_active(gone) && task.state != "vacant" && !concerned {
            let why = words::because(self.deciding.because);
            let message = format!("{why}，不再由您办理：{}", self.line());
            notices::tell(self.change, gone, &message, Some(self.stored.id)).await?;
        }
        self.vacancies.extend(vacancy);
        Ok(())
    }
}
