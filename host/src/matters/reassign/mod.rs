//! Open matters follow their deciders: after a change of posts, people, rosters or delegations, whoever decides now is asked,
//! in the same unit of work.
//!
//! What stays with whom is decided by [`guiju_domain::deciders`]; here stand the facts it is given and what is written. Added
//! signers and advisers were asked by a person and stay; they follow the task that they were asked from. A matter that is
//! returned waits for its applicant and is looked at again once it is resubmitted.

mod carry_out;
mod plan;
pub mod unresolved;
mod words;

pub use guiju_domain::events::deciding::Because;
pub use words::{instead, said};

use super::{context::Context, stand_ins::StandIns, workflow};
use crate::{
    app::App,
    error::{Error, Result},
    store::{
        UnitOfWork,
        matters::Matter,
        notices,
        tasks::{self, Task},
    },
    vacancy::Vacancy,
};
use guiju_domain::{
    MatterId, PersonId,
    matters::{MatterStatus, TaskKind},
    rejection::Decision,
};
use plan::Planned;
use std::collections::{BTreeMap, BTreeSet};

/// Office, law and people as they are within a unit of work.
pub struct Deciding<'a> {
    context: Context<'a>,
    stand_ins: StandIns,
    because: Because,
}

/// Resolves every open matter of the office again, after a change that is part of the same unit of work.
///
/// # Errors
/// If the database cannot be used.
pub async fn office(app: &App, change: &mut UnitOfWork, because: Because) -> Result<()> {
    let office = change.office;
    let mut matters = tasks::pending_matters(&mut **change, office).await?;
    matters.sort_unstable();
    each(app, change, because, &matters).await
}

/// The same where only tasks of these people, and what is vacant, can be concerned.
///
/// # Errors
/// If the database cannot be used.
pub async fn around(app: &App, change: &mut UnitOfWork, because: Because, people: &BTreeSet<u64>) -> Result<()> {
    let office = change.office;
    let people = people.iter().copied().map(PersonId::new).collect::<Vec<_>>();
    let mut matters = tasks::pending_matters_around(change, office, &people).await?;
    matters.sort_unstable();
    matters.dedup();
    each(app, change, because, &matters).await
}

/// Resolves these matters again.
///
/// # Errors
/// If the database cannot be used.
async fn each(app: &App, change: &mut UnitOfWork, because: Because, matters: &[MatterId]) -> Result<()> {
    if matters.is_empty() {
        return Ok(());
    }
    let office = change.office;
    let policy = app.law(office)?;
    let staff = app.staff_within(change).await?;
    let context = Context::within(change, &policy, &staff);
    let deciding = Deciding::within(change, context, because).await?;
    let mut vacancies = BTreeMap::new();
    for id in matters {
        let mut matter = super::find(change, office, *id).await?;
        let tasks = tasks::of_matter(&mut **change, office, *id).await?;
        for vacancy in deciding.resolve(change, &mut matter, tasks).await? {
            *vacancies.entry(vacancy).or_default() += 1;
        }
    }
    tell_keepers(change, &vacancies).await
}

/// The same after a person was entered or changed, if that can change who decides.
///
/// # Errors
/// If the database cannot be used.
pub async fn person(app: &App, change: &mut UnitOfWork, person: u64) -> Result<()> {
    let before = app.staff(change.office).await?;
    let Some(before) = before.people.get(&person) else { return Ok(()) };
    let now = app.staff_within(change).await?;
    let Some(now) = now.people.get(&person) else { return Ok(()) };
    if before.active && !now.active {
        return office(app, change, Because::Left).await;
    }
    if before.active != now.active || before.department != now.department {
        return office(app, change, Because::Moved).await;
    }
    Ok(())
}

/// How many matters a person still has to correct, and how many signatures somebody asked of him by name: what neither a post nor
/// whoever handed it on takes back. What was handed on to him returns, and his advice is not waited for.
///
/// # Errors
/// If the database cannot be used.
pub async fn personal(change: &mut UnitOfWork, person: i64) -> Result<(i64, i64)> {
    let office = change.office;
    let asked = tasks::asked_by_name(&mut **change, office, PersonId::new(person as u64)).await?;
    Ok((asked.returned as i64, asked.signatures as i64))
}

/// Those who administer the office are told what is vacant and how many matters wait for it, not what they are about.
async fn tell_keepers(change: &mut UnitOfWork, vacancies: &BTreeMap<Vacancy, u64>) -> Result<()> {
    if vacancies.is_empty() {
        return Ok(());
    }
    let office = change.office;
    for keeper in notices::administrators(&mut **change, office).await? {
        for message in vacancies.iter().filter_map(|(vacancy, matters)| words::to_keeper(vacancy, *matters)) {
            notices::tell(change, keeper, &message, None).await?;
        }
    }
    Ok(())
}

impl<'a> Deciding<'a> {
    /// Things as they are within a unit of work.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn within(change: &mut UnitOfWork, context: Context<'a>, because: Because) -> Result<Self> {
        Ok(Self { context, stand_ins: StandIns::read(change).await?, because })
    }

    /// Resolves one matter after an act on it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn settle(&self, change: &mut UnitOfWork, matter: &mut Matter) -> Result<()> {
        let office = change.office;
        let tasks = tasks::of_matter(&mut **change, office, matter.id).await?;
        let mut vacancies = BTreeMap::new();
        for vacancy in self.resolve(change, matter, tasks).await? {
            *vacancies.entry(vacancy).or_default() += 1;
        }
        tell_keepers(change, &vacancies).await
    }

    /// Whether somebody may still act on a task of his.
    ///
    /// # Errors
    /// If he may not, saying who is asked now; or if the matter's package is gone.
    pub fn permit(&self, matter: &Matter, tasks: &[Task], task: &Task, person: PersonId) -> Result<()> {
        let staff = self.context.staff;
        if !staff.is_active(person.number()) {
            return Err(Error::Rejected(Decision::HasLeft.into()));
        }
        if matter.status != MatterStatus::Open || task.kind == TaskKind::Correct {
            return Ok(());
        }
        let planned = self.plan(matter, tasks)?;
        match planned.iter().find_map(|planned| planned.successors(task, person)) {
            None => Ok(()),
            Some(now) => {
                let names = now.into_iter().map(|id| staff.name(id.number())).collect();
                Err(Error::Rejected(Decision::NoLongerYours(names).into()))
            }
        }
    }

    /// Writes what has changed for a matter: what became vacant by it.
    async fn resolve(&self, change: &mut UnitOfWork, matter: &mut Matter, tasks: Vec<Task>) -> Result<Vec<Vacancy>> {
        let planned = match self.plan(matter, &tasks) {
            Ok(planned) => planned,
            Err(why) => {
                // A package that this server lacks must not keep the office from changing a post; it is noted and tried again.
                tracing::error!(matter = matter.id.number(), %why, "a matter could not be resolved again");
                crate::store::unresolved::insert(change, matter.id, self.because).await?;
                return Ok(Vec::new());
            }
        };
        let mut vacancies = Vec::new();
        for mut step in planned {
            if step.finishes(&tasks, matter.round) {
                let mark = change.mark().await?;
                match self.finish(change, matter, &tasks, &step).await {
                    Ok(()) => {
                        change.go_on(mark).await?;
                        break;
                    }
                    Err(why) => {
                        tracing::warn!(matter = matter.id.number(), %why, "a matter cannot go on and waits at its station");
                        change.go_back(mark).await?;
                        step.hold_open();
                    }
                }
            }
            vacancies.extend(self.carry_out(change, matter, &tasks, &step).await?);
        }
        Ok(vacancies)
    }

    /// The last one who was waited for is a decider no longer, and the others have decided: the matter goes on.
    async fn finish(&self, change: &mut UnitOfWork, matter: &mut Matter, tasks: &[Task], step: &Planned) -> Result<()> {
        self.carry_out(change, matter, tasks, step).await?;
        let mut going = matter.clone();
        workflow::advance(change, self.context, &mut going).await?;
        workflow::save(change, &mut going).await?;
        *matter = going;
        Ok(())
    }
}
