//! Writing what happened to a matter: its rows, its events in the chain, and what people are told.

use super::{effects, numbering, office::take_over, reassign::words, standing_in, telling, work::MatterWork};
use crate::{
    error::Result,
    resources::{self, Rebooked},
    store::{UnitOfWork, messages, notices, records, tasks::Task},
    vacancy,
};
use guiju_domain::{
    PersonId, TaskId,
    events::{
        deciding::{HandedOver, Reassigned, Vacated},
        effects::Occasion,
        matters::{self as events, Booked},
    },
    matters::CorrectionReturn,
    message,
    message::Message,
    workflow::{Command, Event, Message as Told},
};
use serde_json::Value;

impl MatterWork<'_> {
    /// Writes an event; what is still to be carried out because of it.
    pub(super) async fn write(&mut self, change: &mut UnitOfWork, event: Event<Value>) -> Result<Vec<Command<Value>>> {
        self.write_row(change, &event).await?;
        take_over(&mut self.row, &self.matter);
        match &event {
            Event::Begun => {
                let at_once = std::mem::take(&mut self.following.at_once);
                return effects::run(change, self, &at_once, Occasion::Filing).await;
            }
            Event::Completed => return self.completed(change).await,
            Event::Told { person, message } => self.tell(change, *person, message).await?,
            Event::Reassigned { .. } | Event::Vacated { .. } | Event::Moved { .. } => {
                self.followed(change, event).await?;
            }
            Event::NumberDue { step } => return numbering::give(change, self, step).await,
            _ => self.acted(change, &event).await?,
        }
        Ok(Vec::new())
    }

    /// Carries out what an effect asks of the matter, its own or another one's: its tasks are written, and what is told of it.
    ///
    /// # Errors
    /// Why it is not carried out, or if the database cannot be used.
    pub(super) async fn follow(&mut self, change: &mut UnitOfWork, command: Command<Value>) -> Result<Vec<Task>> {
        let mut asked = Vec::new();
        for event in self.judged(change, command)? {
            self.apply(change, &event).await?;
            self.write_row(change, &event).await?;
            match event {
                Event::Deferred { step, before, until: after, by } => {
                    let (matter, by) = (self.row.id, Some(by).filter(|by| *by != self.row.id));
                    change.record(None, &events::Deferred { matter, step, before, after, by })?;
                }
                event => asked.extend(event.into_asked()),
            }
        }
        Ok(asked)
    }

    /// What somebody did.
    async fn acted(&mut self, change: &mut UnitOfWork, event: &Event<Value>) -> Result<()> {
        let (matter, by) = (self.row.id, self.actor.as_ref().map(|actor| actor.person));
        let opinion = self.actor.as_ref().and_then(|actor| actor.said.clone());
        let step_of = |task: TaskId| self.matter.task(task).map(|task| task.step.clone());
        match event {
            Event::Decided(task) => self.decided(change, *task)?,
            Event::Returned { task, back } => {
                let (step, straight_back) = (step_of(*task), *back == CorrectionReturn::Straight);
                change.record(
                    by,
                    &events::Returned { matter, applicant: self.row.applicant, step, opinion, straight_back },
                )?;
            }
            Event::Resubmitted { straight, is_changed, .. } => {
                let (before, content) = (self.saved.content.clone(), self.row.content.clone());
                let Rebooked { freed, booked } = std::mem::take(&mut self.rebooked);
                let (straight_back, changed) = (*straight, *is_changed);
                change.record(
                    by,
                    &events::Resubmitted { matter, before, content, freed, booked, straight_back, changed },
                )?;
            }
            Event::HandedOn { action, step, to } => {
                let (action, step, to) = (*action, step.clone(), *to);
                change.record(by, &events::HandedOn { matter, action, step, to, opinion })?;
            }
            Event::Advised(task) => {
                let step = step_of(*task);
                change.record(by, &events::Advised { matter, step, opinion })?;
            }
            Event::Consented { task, agreed } => self.consented(change, *task, *agreed).await?,
            Event::Withdrawn => {
                let reason = match &opinion {
                    Some(words) => message!("matter-withdrawn-with-words", words),
                    None => message!("matter-withdrawn-reason"),
                };
                let freed = self.leave_register(change, &reason).await?;
                change.record(by, &events::Withdrawn { matter, applicant: self.row.applicant, opinion, freed })?;
            }
            Event::Refused { task } => self.refused(change, *task, &opinion.unwrap_or_default()).await?,
            Event::Reminded { people, .. } => {
                self.reminded(change, people).await?;
                change.record(by, &events::Reminded { matter, people: people.clone() })?;
            }
            _ => {}
        }
        Ok(())
    }

    fn decided(&self, change: &mut UnitOfWork, task: TaskId) -> Result<()> {
        let Some(Task { id, step, verdict, opinion, content, instead_of, .. }) = self.matter.task(task).cloned() else {
            return Ok(());
        };
        let by = self.actor.as_ref().map(|actor| actor.person);
        let (matter, applicant) = (self.row.id, self.row.applicant);
        let event = events::Decided { matter, applicant, task: id, step, verdict, opinion, content, instead_of };
        Ok(change.record(by, &event)?)
    }

    /// What was refused or withdrawn is no fact of any register; only its number stays, void, with the reason. What was booked
    /// for it is free.
    async fn leave_register(&mut self, change: &mut UnitOfWork, reason: &Message) -> Result<Vec<Booked>> {
        let freed = resources::free(change, self.row.id).await?;
        let by = self.actor.as_ref().map(|actor| actor.person);
        numbering::leaves(change, by, &self.row, &crate::words::written(reason)).await?;
        Ok(freed)
    }

    async fn refused(&mut self, change: &mut UnitOfWork, task: TaskId, words: &str) -> Result<()> {
        let freed = self.leave_register(change, &message!("matter-refused-reason", words)).await?;
        let (step, by) = self.matter.task(task).map(|task| (task.step.clone(), task.done_by)).unwrap_or_default();
        let (matter, actor) = (self.row.id, self.actor.as_ref().map(|actor| actor.person));
        change.record(actor, &events::Refused { matter, applicant: self.row.applicant, step, freed })?;
        let by = by.map(|by| self.context.staff.name(by)).unwrap_or_default();
        let told = message!("matter-refused", by, line = self.line(), words);
        Ok(notices::tell(change, self.row.applicant, told, Some(self.row.id)).await?)
    }

    async fn consented(&mut self, change: &mut UnitOfWork, task: TaskId, agreed: bool) -> Result<()> {
        let Some(task) = self.matter.task(task).cloned() else { return Ok(()) };
        let who = task.done_by.map(|by| self.context.staff.name(by)).unwrap_or_default();
        let line = message!("matter-named", who = &who, line = self.line());
        standing_in::agreed(change, &self.row, &task, agreed, &line).await?;
        let line = self.line();
        let told = match agreed {
            true => message!("matter-consented", who, line),
            false => message!("matter-not-consented", who, line),
        };
        Ok(notices::tell(change, self.row.filed_by, told, Some(self.row.id)).await?)
    }

    async fn reminded(&mut self, change: &mut UnitOfWork, people: &[PersonId]) -> Result<()> {
        let by = self.actor.as_ref().map(|actor| self.context.staff.name(actor.person));
        let told = message!("matter-reminded", by = by.unwrap_or_default(), line = self.line());
        for person in people {
            notices::tell(change, *person, &told, Some(self.row.id)).await?;
        }
        Ok(())
    }

    /// A matter is completed: its record is final, and its effects take place.
    async fn completed(&mut self, change: &mut UnitOfWork) -> Result<Vec<Command<Value>>> {
        change.record(None, &events::Completed { matter: self.row.id, applicant: self.row.applicant })?;
        records::complete(change, &self.row, &self.following.content).await?;
        let effects = std::mem::take(&mut self.following.effects);
        let asked = effects::run(change, self, &effects, Occasion::Completion).await?;
        if !self.matter.route.steps.is_empty() {
            let told = message!("matter-completed", line = self.line());
            notices::tell(change, self.row.applicant, told, Some(self.row.id)).await?;
        }
        Ok(asked)
    }

    /// The matter has other deciders.
    async fn followed(&mut self, change: &mut UnitOfWork, event: Event<Value>) -> Result<()> {
        let matter = self.row.id;
        match event {
            Event::Moved { task, from, to, instead_of } => {
                let step = self.matter.task(task).map(|task| task.step.clone()).unwrap_or_default();
                let back = instead_of.is_none();
                Ok(change.record(None, &HandedOver { matter, step, from, to, back })?)
            }
            Event::Reassigned { step, from, to, because } => {
                Ok(change.record(None, &Reassigned { matter, step, from, to, because })?)
            }
            Event::Vacated { step, from, vacancy, waits, because } => {
                let standing = vacancy.as_ref().map_or_else(nobody, vacancy::standing);
                let vacancy_said = messages::written(&standing);
                change.record(None, &Vacated { matter, step, vacancy: vacancy_said, from, because })?;
                self.vacancies.extend(vacancy.filter(|_| waits));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn tell(&mut self, change: &mut UnitOfWork, person: PersonId, told: &Told) -> Result<()> {
        let name = |id: &Option<PersonId>| id.map(|id| self.context.staff.name(id));
        let line = self.line();
        let message = match told {
            Told::PleaseDo(task) => match self.matter.task(*task) {
                Some(task) => please_do(task, &line),
                None => return Ok(()),
            },
            Told::NoLongerYours { because, now } => {
                let because = words::because(*because);
                match name(now) {
                    Some(now) => message!("matter-no-longer-yours-now", because, line, now),
                    None => message!("matter-no-longer-yours", because, line),
                }
            }
            Told::Instead { because, from, to } => {
                let why = words::because(*because);
                message!("matter-line", line, what = words::instead(why, name(from).as_deref(), name(to).as_deref()))
            }
            Told::WaitsFor(vacancy) => {
                message!("matter-line", line, what = vacancy.as_ref().map_or_else(nobody, vacancy::waits))
            }
        };
        Ok(notices::tell(change, person, message, Some(self.row.id)).await?)
    }

    /// The matter in one line, as it may be told.
    pub(super) fn line(&self) -> String {
        telling::told(&self.row, self.context.policy, self.context.staff)
    }
}

fn nobody() -> Message {
    message!("history-nobody")
}

fn please_do(task: &Task, line: &str) -> Message {
    let note = messages::read(&task.note);
    match task.due.map(|due| due.to_string().replace('T', " ")) {
        Some(due) => message!("matter-please-before", due, line, note),
        None => message!("matter-please", line, note),
    }
}
