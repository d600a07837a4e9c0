//! A matter within a unit of work: commands are judged by the workflow, and what they come to is written.

use super::{
    context::Context,
    evaluation::Evaluation,
    following::Following,
    foreseeing,
    office::{MatterOffice, aggregate, take_over},
    stand_ins::StandIns,
    submission::Submission,
};
use crate::{
    error::Result,
    recordings,
    resources::Rebooked,
    store::{
        UnitOfWork, matter_folds,
        matters::{self, Matter},
        tasks::{self, Task},
    },
};
use guiju_domain::{
    PersonId, TaskId,
    events::deciding::Because,
    rejection::Vacancy,
    workflow::{self, Command, Event, Phase, RoutePlan, decide},
};
use guiju_engine::Loaded;
use guiju_model::Route;
use serde_json::Value;
use std::sync::Arc;

/// A matter within a unit of work.
pub struct MatterWork<'a> {
    /// The office.
    pub context: Context<'a>,
    /// The matter's row; what the workflow changes of it is taken over by [`Self::save`].
    pub row: Matter,
    /// The matter as commands are judged against it.
    pub matter: workflow::Matter<Value>,
    /// Who acts, and what is said to it.
    pub actor: Option<Actor>,
    /// What became vacant.
    pub vacancies: Vec<Vacancy>,
    /// The matter as it was read.
    read: workflow::Matter<Value>,
    /// What its correction books otherwise.
    pub(super) rebooked: Rebooked,
    /// Its row as it stands in the database.
    pub(super) saved: Matter,
    pub(super) stand_ins: StandIns,
    /// What follows the route that was laid out last.
    pub(super) following: Following,
}

/// Who acts, and what is said to it.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person who acts, also where he stands in for another.
    pub person: PersonId,
    /// The words, if any.
    pub said: Option<String>,
}

impl<'a> MatterWork<'a> {
    /// A matter with its tasks.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of(
        change: &mut UnitOfWork,
        context: Context<'a>,
        row: Matter,
        tasks: Vec<Task>,
    ) -> Result<MatterWork<'a>> {
        let stand_ins = StandIns::read(change).await?;
        Ok(Self::with(context, stand_ins, row, tasks))
    }

    /// A matter with its tasks and with those who stand in now.
    #[must_use]
    pub fn with(context: Context<'a>, stand_ins: StandIns, row: Matter, tasks: Vec<Task>) -> Self {
        let matter = aggregate(&row, tasks);
        let (actor, vacancies, following, rebooked) = (None, Vec::new(), Following::default(), Rebooked::default());
        let (read, saved) = (matter.clone(), row.clone());
        Self { context, row, matter, actor, vacancies, read, rebooked, saved, stand_ins, following }
    }

    /// The matter as regulations evaluate it, with what was decided in this round.
    ///
    /// # Errors
    /// If its package is not here.
    pub fn submission(&self) -> Result<Submission> {
        let decisions = self.matter.of_round().filter_map(Task::decision).collect();
        Submission::of(&self.row, self.context.office, self.context.policy, decisions)
    }

    /// The office as this matter finds it, if it takes this route.
    ///
    /// # Errors
    /// If the matter's package is not here.
    pub fn office(&self, change: &UnitOfWork, route: &Route) -> Result<MatterOffice<'_>> {
        let submission = Submission::of(&self.row, self.context.office, self.context.policy, Vec::new())?;
        let (subject, tasks) = (self.matter.subject, &*self.matter.tasks);
        let office = MatterOffice::of(self.context, &self.stand_ins, &submission, subject, (route, tasks));
        Ok(office.after(change.last_id()))
    }

    /// What a command comes to, with the ids of new tasks taken.
    pub(super) fn judged(&self, change: &mut UnitOfWork, command: Command<Value>) -> Result<Vec<Event<Value>>> {
        let route = match &command {
            Command::Lay(route) => route.clone(),
            _ => self.matter.route.clone(),
        };
        let events = decide(&self.matter, command, &self.office(change, &route)?)?;
        for _ in events.iter().filter(|event| matches!(event, Event::Asked(_))) {
            change.id::<TaskId>();
        }
        Ok(events)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// Why it is not carried out, or if the database cannot be used.
    pub async fn carry_out(&mut self, change: &mut UnitOfWork, command: Command<Value>) -> Result<()> {
        let events = self.judged(change, command)?;
        self.write_all(change, events).await
    }

    /// Writes events in their order; those who are asked one after the other are written at once.
    async fn write_all(&mut self, change: &mut UnitOfWork, events: Vec<Event<Value>>) -> Result<()> {
        let mut asked = Vec::new();
        for event in events {
            self.apply(change, &event).await?;
            if let Event::Asked(task) = event {
                asked.push(*task);
                continue;
            }
            tasks::insert_all(change, &std::mem::take(&mut asked)).await?;
            for command in self.write(change, event).await? {
                asked.extend(self.follow(change, command).await?);
                take_over(&mut self.row, &self.matter);
            }
        }
        Ok(tasks::insert_all(change, &asked).await?)
    }

    /// Changes the matter by an event, and notes it for the chain.
    pub(super) async fn apply(&mut self, change: &mut UnitOfWork, event: &Event<Value>) -> Result<()> {
        if self.matter.is_changed_by(event) {
            let by = self.actor.as_ref().map(|actor| actor.person);
            matter_folds::note(change, &self.read, by, event).await?;
        }
        self.matter.apply(event);
        Ok(())
    }

    /// Lays out the route as long as it has to be laid out again; an evaluation that was made for the first time is not made twice.
    ///
    /// # Errors
    /// If a role is vacant, a regulation faults or the database cannot be used; then nothing of the change lasts.
    pub async fn go_on(&mut self, change: &mut UnitOfWork, mut made: Option<&Evaluation>) -> Result<()> {
        while self.matter.phase != Phase::Resting {
            let again;
            let evaluation = if let Some(evaluation) = made.take() {
                evaluation
            } else {
                again = self.submission()?.evaluate(change, self.context).await?;
                &again
            };
            let routes = evaluation.routes()?;
            let plan = evaluation.plan(self.context, routes.clone());
            // What a person can mend is refused when the effect would take place, what is the regulation's fault at once.
            foreseeing::said(change, self.context, &plan).await?;
            self.lay(change, evaluation, &routes, plan).await?;
        }
        Ok(())
    }

    /// Lays out a route as regulations answered it: what came of the evaluation is recorded with it.
    ///
    /// # Errors
    /// If a role is vacant or the database cannot be used; then nothing of the change lasts.
    pub async fn lay(
        &mut self,
        change: &mut UnitOfWork,
        evaluation: &Evaluation,
        routes: &[Route],
        plan: RoutePlan<Arc<Loaded>>,
    ) -> Result<()> {
        recordings::keep_matter(change, &self.row, evaluation, routes).await?;
        let content = evaluation.content.clone();
        self.following = Following { at_once: plan.at_once, effects: plan.effects, content };
        self.carry_out(change, Command::Lay(plan.route)).await
    }

    /// Looks for the deciders again: what changes is written, and the matter goes on where nobody is waited for. One that cannot go
    /// on holds its step open.
    ///
    /// # Errors
    /// If the matter's package is not here or the database cannot be used.
    pub async fn resolve(&mut self, change: &mut UnitOfWork, because: Because) -> Result<()> {
        // Where the matter goes on, a step that opens again may have deciders who are none any more.
        for _ in 0..=self.matter.route.steps.len() {
            if !self.resolve_once(change, because).await? {
                break;
            }
        }
        Ok(())
    }

    /// Looks for the deciders once; whether the matter has gone on.
    async fn resolve_once(&mut self, change: &mut UnitOfWork, because: Because) -> Result<bool> {
        let events = self.judged(change, Command::Resolve { because, holds_open: false })?;
        if !events.iter().any(|event| matches!(event, Event::Phase(_))) {
            self.write_all(change, events).await?;
            return Ok(false);
        }
        let (mark, before) = (change.mark().await?, (self.row.clone(), self.matter.clone(), self.vacancies.clone()));
        let gone_on = match self.write_all(change, events).await {
            Ok(()) => self.go_on(change, None).await,
            Err(why) => Err(why),
        };
        match gone_on {
            Ok(()) => {
                change.go_on(mark).await?;
                Ok(true)
            }
            Err(why) => {
                tracing::warn!(matter = self.row.id.number(), %why, "a matter cannot go on and waits at its step");
                change.go_back(mark).await?;
                (self.row, self.matter, self.vacancies) = before;
                self.carry_out(change, Command::Resolve { because, holds_open: true }).await?;
                Ok(false)
            }
        }
    }

    /// Updates the matter's row with what the workflow has changed of it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn save(&mut self, change: &mut UnitOfWork) -> Result<()> {
        take_over(&mut self.row, &self.matter);
        if self.row == self.saved {
            return Ok(());
        }
        self.saved.clone_from(&self.row);
        Ok(matters::update(change, &self.row).await?)
    }

    /// Writes the row of the task that an event has changed.
    pub(super) async fn write_row(&self, change: &mut UnitOfWork, event: &Event<Value>) -> Result<()> {
        let Some(task) = event.changed_task().and_then(|id| self.matter.task(id)) else { return Ok(()) };
        if event.restarts_reminders() {
            Ok(tasks::update(change, task).await?)
        } else {
            Ok(tasks::hold(change, task).await?)
        }
    }
}
