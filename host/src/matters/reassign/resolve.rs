//! Resolving one matter again: what changes is planned and written, and the matter goes on where nobody is waited for.

use super::{deciding::Deciding, plan::Planned, words};
use crate::{
    error::{Error, Result},
    matters::workflow,
    store::{
        UnitOfWork, accounts,
        matters::Matter,
        notices,
        tasks::{self, Task},
        unresolved,
    },
};
use guiju_domain::{
    PersonId, SystemRole,
    matters::{MatterStatus, TaskKind},
    rejection::{Decision, Vacancy},
};
use std::collections::BTreeMap;

/// Those who administer the office are told what is vacant and how many matters wait for it, not what they are about.
pub(super) async fn tell_keepers(change: &mut UnitOfWork, vacancies: &BTreeMap<Vacancy, u64>) -> Result<()> {
    if vacancies.is_empty() {
        return Ok(());
    }
    let office = change.office;
    for keeper in accounts::holders(&mut **change, office, SystemRole::Administrator).await? {
        for message in vacancies.iter().filter_map(|(vacancy, matters)| words::to_keeper(vacancy, *matters)) {
            notices::tell(change, keeper, &message, None).await?;
        }
    }
    Ok(())
}

impl Deciding<'_> {
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
                Err(Error::Rejected(Decision::NoLongerYours { now: names }.into()))
            }
        }
    }

    /// Writes what has changed for a matter: what became vacant by it.
    pub(super) async fn resolve(
        &self,
        change: &mut UnitOfWork,
        matter: &mut Matter,
        tasks: Vec<Task>,
    ) -> Result<Vec<Vacancy>> {
        let planned = match self.plan(matter, &tasks) {
            Ok(planned) => planned,
            Err(why) => {
                // A package that this server lacks must not keep the office from changing a post; it is noted and tried again.
                tracing::error!(matter = matter.id.number(), %why, "a matter could not be resolved again");
                unresolved::insert(change, matter.id, self.because).await?;
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
