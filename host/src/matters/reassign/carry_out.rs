//! Writing what changes: tasks, events, and what people are told.

use super::{deciding::Deciding, plan::Planned, words};
use crate::{
    error::Result,
    matters::{deadlines, telling},
    staff::Staff,
    store::{
        UnitOfWork,
        matters::Matter,
        notices,
        tasks::{self, Task},
    },
    vacancy,
};
use guiju_domain::{
    PersonId, TaskId,
    deciders::{Change, Holding},
    events::deciding::{HandedOver, Reassigned, Vacated},
    matters::{TaskKind, TaskState},
    rejection::Vacancy,
};
use guiju_model::Step;
use std::collections::BTreeSet;

/// One station being written.
struct Writing<'a, 'b> {
    deciding: &'a Deciding<'b>,
    change: &'a mut UnitOfWork,
    matter: &'a Matter,
    tasks: Vec<Task>,
    planned: &'a Planned,
    /// What became vacant.
    vacancies: Vec<Vacancy>,
    /// What the applicant is told, each once.
    told: BTreeSet<String>,
}

impl Deciding<'_> {
    /// Writes what changes at a station: what became vacant by it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn carry_out(
        &self,
        change: &mut UnitOfWork,
        matter: &Matter,
        tasks: &[Task],
        planned: &Planned,
    ) -> Result<Vec<Vacancy>> {
        let (tasks, vacancies, told) = (tasks.to_vec(), Vec::new(), BTreeSet::new());
        let mut writing = Writing { deciding: self, change, matter, tasks, planned, vacancies, told };
        for one in &planned.changes {
            writing.one(one).await?;
        }
        let Writing { vacancies, told, .. } = writing;
        for message in told {
            notices::tell(change, matter.applicant, &message, Some(matter.id)).await?;
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
                self.state(*task, TaskState::Cancelled).await.map(drop)
            }
            Change::End { task, heir } => self.end(*task, *heir).await,
            Change::Vacate { task } => match self.state(*task, TaskState::Vacant).await? {
                Some(task) => self.vacated(&task).await,
                None => Ok(()),
            },
            Change::Ask { slot, decider, assignee, state, like, replaces } => {
                let Some(like) = self.task(*like) else { return Ok(()) };
                let task = self.asked((slot, *decider), *assignee, *state, &like);
                self.ask(task, replaces).await
            }
            Change::Turn { task, state } => {
                let Some(task) = self.task(*task) else { return Ok(()) };
                let state = TaskState::from(*state);
                if state == TaskState::Open {
                    let (arrived, due) = (self.change.now, self.due());
                    return Ok(tasks::update(self.change, &Task { state, arrived, due, ..task }).await?);
                }
                self.hold(Task { state, ..task }).await
            }
        }
    }

    fn task(&self, id: TaskId) -> Option<Task> {
        self.tasks.iter().find(|task| task.id == id).cloned()
    }

    const fn step(&self) -> &Step {
        &self.planned.step
    }

    /// The matter in one line, as it may be told.
    fn line(&self) -> String {
        telling::told(self.matter, self.deciding.context.policy, self.staff())
    }

    const fn staff(&self) -> &Staff {
        self.deciding.context.staff
    }

    fn name(&self, person: PersonId) -> String {
        self.staff().name(person.number())
    }

    fn due(&self) -> Option<guiju_model::Moment> {
        deadlines::due(self.deciding.context.policy, self.step(), self.change.now)
    }

    async fn tell(&mut self, person: PersonId, message: &str) -> Result<()> {
        Ok(notices::tell(self.change, person, message, Some(self.matter.id)).await?)
    }

    async fn hold(&mut self, task: Task) -> Result<()> {
        tasks::hold(self.change, &task).await?;
        if let Some(known) = self.tasks.iter_mut().find(|known| known.id == task.id) {
            *known = task;
        }
        Ok(())
    }

    async fn state(&mut self, id: TaskId, state: TaskState) -> Result<Option<Task>> {
        let Some(task) = self.task(id) else { return Ok(None) };
        self.hold(Task { state, ..task.clone() }).await?;
        Ok(Some(task))
    }

    /// Advisers and added signers of tasks that end follow another one.
    async fn follow(&mut self, ended: &[TaskId], now: TaskId) -> Result<()> {
        let behind = |task: &&Task| task.is_pending() && task.parent.is_some_and(|parent| ended.contains(&parent));
        for task in self.tasks.iter().filter(behind).cloned().collect::<Vec<_>>() {
            self.hold(Task { parent: Some(now), ..task }).await?;
        }
        Ok(())
    }

    async fn moved(&mut self, id: TaskId, to: PersonId, instead_of: Option<PersonId>) -> Result<()> {
        let Some(task) = self.task(id) else { return Ok(()) };
        let from = task.assignee;
        self.hold(Task { assignee: to, instead_of, ..task }).await?;
        let (matter, step, back) = (self.matter.id, self.step().id.clone(), instead_of.is_none());
        Ok(self.change.record(None, &HandedOver { matter, step, from, to, back }).await?)
    }

    /// The task ends. Who is asked in its place is told with the new task; where somebody else was asked already, here.
    async fn end(&mut self, id: TaskId, heir: Option<PersonId>) -> Result<()> {
        let Some(task) = self.state(id, TaskState::Reassigned).await? else { return Ok(()) };
        let replaced = self.planned.changes.iter().any(|change| match change {
            Change::Ask { replaces, .. } => replaces.contains(&id),
            _ => false,
        });
        let was_vacant = task.state == TaskState::Vacant;
        if !replaced && !was_vacant {
            self.event(Some(task.holder()), heir).await?;
            self.tell_applicant(&task, Some(task.holder()), heir);
        }
        if !was_vacant && Some(task.assignee) != heir && !task.is_reading() && self.may_be_told(task.assignee) {
            let now = heir.map_or_else(String::new, |heir| format!("，现由{}办理", self.name(heir)));
            let message = format!("{}，不再由您办理：{}{now}", self.why(), self.line());
            self.tell(task.assignee, &message).await?;
        }
        Ok(())
    }

    /// Why, as the beginning of a sentence.
    const fn why(&self) -> &'static str {
        words::because(self.deciding.because)
    }

    /// Whether a person works here and may know of the matter.
    fn may_be_told(&self, person: PersonId) -> bool {
        self.staff().is_active(person.number()) && !self.planned.concerned.contains(&person)
    }

    async fn event(&mut self, from: Option<PersonId>, to: Option<PersonId>) -> Result<()> {
        let (matter, step, because) = (self.matter.id, self.step().id.clone(), self.deciding.because);
        Ok(self.change.record(None, &Reassigned { matter, step, from, to, because }).await?)
    }

    fn tell_applicant(&mut self, task: &Task, from: Option<PersonId>, to: Option<PersonId>) {
        if matches!(task.kind, TaskKind::Read | TaskKind::Vote) {
            return;
        }
        let name = |id: Option<PersonId>| id.map(|id| self.name(id));
        let said = words::instead(self.why(), name(from).as_deref(), name(to).as_deref());
        self.told.insert(format!("{}：{said}", self.line()));
    }

    /// A task like another, for a new decider of a place: with its due date.
    fn asked(&mut self, (slot, decider): (&str, PersonId), assignee: PersonId, state: Holding, like: &Task) -> Task {
        Task {
            id: TaskId::new(self.change.id()),
            slot: slot.to_owned(),
            assignee,
            instead_of: (assignee != decider).then_some(decider),
            decider: None,
            state: state.into(),
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
        if task.state == TaskState::Vacant {
            tasks::insert(self.change, &task).await?;
            return self.vacated(&task).await;
        }
        let replaced = replaces.iter().find_map(|id| self.task(*id));
        let from = replaced.as_ref().map(Task::holder);
        let decider = task.holder();
        task.note = self.note(&task, from);
        tasks::insert(self.change, &task).await?;
        self.tasks.push(task.clone());
        self.follow(replaces, task.id).await?;
        self.event(from, Some(decider)).await?;
        self.tell_applicant(&task, from, Some(decider));
        if !task.is_reading() && task.state != TaskState::Later {
            let due = task.due.map(|due| format!("（{}前）", due.to_string().replace('T', " "))).unwrap_or_default();
            let message = format!("请办理{due}：{}（{}）", self.line(), task.note);
            self.tell(task.assignee, &message).await?;
        }
        Ok(())
    }

    /// What stands on a new task: instead of whom it is asked, and whom its place passed by.
    fn note(&self, task: &Task, from: Option<PersonId>) -> String {
        let name = from.map(|id| self.name(id));
        let mut note = words::instead(self.why(), name.as_deref(), Some(&self.name(task.holder())));
        if from.is_some() && task.due.is_some() {
            note.push_str("，期限不变");
        }
        let slot = self.planned.slots.iter().find(|slot| slot.name == task.slot);
        match slot.map(|slot| &slot.note).filter(|why| !why.is_empty()) {
            Some(why) => format!("{note}；{why}"),
            None => note,
        }
    }

    /// Nobody is asked in the task's place: the matter waits, and whoever it concerns is told.
    async fn vacated(&mut self, task: &Task) -> Result<()> {
        let vacancy = self.planned.vacancy(&task.slot);
        let standing = vacancy.as_ref().map_or_else(|| "现在无人办理".to_owned(), vacancy::standing);
        let (matter, step, because) = (self.matter.id, self.step().id.clone(), self.deciding.because);
        let from = task.holder();
        self.change.record(None, &Vacated { matter, step, vacancy: standing.clone(), from, because }).await?;
        if task.is_reading() {
            return Ok(());
        }
        let waits = vacancy.as_ref().map_or(standing, vacancy::waits);
        let message = format!("{}：{waits}", self.line());
        if self.matter.filed_by != self.matter.applicant {
            self.tell(self.matter.filed_by, &message).await?;
        }
        self.told.insert(message);
        if task.state != TaskState::Vacant && self.may_be_told(task.assignee) {
            let message = format!("{}，不再由您办理：{}", self.why(), self.line());
            self.tell(task.assignee, &message).await?;
        }
        self.vacancies.extend(vacancy);
        Ok(())
    }
}
