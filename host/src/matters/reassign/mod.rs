//! Open matters follow their deciders: after a change of posts, people, rosters or delegations, whoever decides now is asked,
//! in the same unit of work.
//!
//! What stays with whom is decided by [`guiju_domain::deciders`]; here stand the facts it is given and what is written. Added
//! signers and advisers were asked by a person and stay; they follow the task that they were asked from. A matter that is
//! returned waits for its applicant and is looked at again once it is resubmitted.

mod carry_out;
mod plan;
mod under_way;
pub mod unresolved;
mod words;

pub use guiju_domain::events::deciding::Because;
pub use words::{instead, said};

use super::{
    progress::{self, StandIns},
    stored::{Stored, Task},
};
use crate::{
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    staff::Staff,
    store::{Columns, UnitOfWork},
    vacancy::Vacancy,
};
use guiju_domain::{OfficeId, rejection::Decision};
use plan::Planned;
use std::collections::{BTreeMap, BTreeSet};

/// Office, law and people as they are within a unit of work.
pub struct Deciding<'a> {
    law: &'a OfficeLaw,
    staff: &'a Staff,
    stand_ins: StandIns,
    because: Because,
}

/// Resolves every open matter of the office again, after a change that is part of the same unit of work.
///
/// # Errors
/// If the database cannot be used.
pub async fn office(app: &App, change: &mut UnitOfWork, because: Because) -> Result<()> {
    let office = change.office;
    let matters = under_way::ids(change, office, None).await?;
    each(app, change, because, &matters).await
}

/// The same where only tasks of these people, and what is vacant, can be concerned.
///
/// # Errors
/// If the database cannot be used.
pub async fn around(app: &App, change: &mut UnitOfWork, because: Because, people: &BTreeSet<u64>) -> Result<()> {
    let office = change.office;
    let matters = under_way::ids(change, office, Some(people)).await?;
    each(app, change, because, &matters).await
}

/// Resolves these matters again.
///
/// # Errors
/// If the database cannot be used.
pub async fn each(app: &App, change: &mut UnitOfWork, because: Because, matters: &[i64]) -> Result<()> {
    if matters.is_empty() {
        return Ok(());
    }
    let office = change.office;
    let law = app.law(office)?;
    let staff = app.staff_within(change).await?;
    let deciding = Deciding::within(change, &law, &staff, because).await?;
    let mut vacancies = BTreeMap::new();
    for matter in matters {
        let mut stored = Stored::read(change, office, *matter).await?;
        let tasks = Task::of_matter(change, office, *matter).await?;
        for vacancy in deciding.resolve(change, &mut stored, tasks).await? {
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
    let row = sqlx::query(
        "SELECT COALESCE(SUM(CASE WHEN kind = 'correct' THEN 1 ELSE 0 END), 0) AS returned,
         COALESCE(SUM(CASE WHEN kind NOT IN ('correct', 'advise') AND asked_by IS NOT NULL AND slot LIKE '%+%' THEN 1 ELSE 0 END), 0) AS personal
         FROM tasks WHERE office_id = $1 AND (assignee_id = $2 AND instead_of IS NULL OR instead_of = $2) AND kind <> 'read'
         AND state IN ('open', 'waiting', 'later')",
    )
    .bind(change.office.number())
    .bind(person)
    .fetch_one(&mut **change)
    .await?;
    Ok((row.int("returned")?, row.int("personal")?))
}

/// Those who administer the office are told what is vacant and how many matters wait for it, not what they are about.
async fn tell_keepers(change: &mut UnitOfWork, vacancies: &BTreeMap<Vacancy, u64>) -> Result<()> {
    if vacancies.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query(
        "SELECT DISTINCT person_id FROM accounts WHERE office_id = $1 AND system_role = 'administrator' ORDER BY person_id",
    )
    .bind(change.office.number())
    .fetch_all(&mut **change)
    .await?;
    for row in rows {
        let keeper = row.int("person_id")? as u64;
        for message in vacancies.iter().filter_map(|(vacancy, matters)| words::to_keeper(vacancy, *matters)) {
            super::notices::tell(change, keeper, &message, None).await?;
        }
    }
    Ok(())
}

impl<'a> Deciding<'a> {
    /// Things as they are within a unit of work.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn within(
        change: &mut UnitOfWork,
        law: &'a OfficeLaw,
        staff: &'a Staff,
        because: Because,
    ) -> Result<Self> {
        Ok(Self { law, staff, stand_ins: StandIns::read(change).await?, because })
    }

    /// Resolves one matter after an act on it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn settle(&self, change: &mut UnitOfWork, stored: &mut Stored) -> Result<()> {
        let office = change.office;
        let tasks = Task::of_matter(change, office, stored.id).await?;
        let mut vacancies = BTreeMap::new();
        for vacancy in self.resolve(change, stored, tasks).await? {
            *vacancies.entry(vacancy).or_default() += 1;
        }
        tell_keepers(change, &vacancies).await
    }

    /// Whether somebody may still act on a task of his.
    ///
    /// # Errors
    /// If he may not, saying who is asked now; or if the matter's package is gone.
    pub fn permit(&self, stored: &Stored, tasks: &[Task], task: &Task, person: u64, office: OfficeId) -> Result<()> {
        if !self.staff.is_active(person) {
            return Err(Error::Rejected(Decision::HasLeft.into()));
        }
        if stored.status != "open" || task.kind == "correct" {
            return Ok(());
        }
        let planned = self.plan(office, stored, tasks)?;
        match planned.iter().find_map(|planned| planned.successors(task, person)) {
            None => Ok(()),
            Some(now) => {
                let names = now.into_iter().map(|id| self.staff.name(id)).collect();
                Err(Error::Rejected(Decision::NoLongerYours(names).into()))
            }
        }
    }

    /// Writes what has changed for a matter: what became vacant by it.
    async fn resolve(&self, change: &mut UnitOfWork, stored: &mut Stored, tasks: Vec<Task>) -> Result<Vec<Vacancy>> {
        let planned = match self.plan(change.office, stored, &tasks) {
            Ok(planned) => planned,
            Err(why) => {
                // A package that this server lacks must not keep the office from changing a post; it is noted and tried again.
                tracing::error!(matter = stored.id, %why, "a matter could not be resolved again");
                unresolved::note(change, stored.id, self.because).await?;
                return Ok(Vec::new());
            }
        };
        let mut vacancies = Vec::new();
        for mut step in planned {
            if step.finishes(&tasks, stored.round) {
                let mark = change.mark().await?;
                match self.finish(change, stored, &tasks, &step).await {
                    Ok(()) => {
                        change.go_on(mark).await?;
                        break;
                    }
                    Err(why) => {
                        tracing::warn!(matter = stored.id, %why, "a matter cannot go on and waits at its station");
                        change.go_back(mark).await?;
                        step.hold_open();
                    }
                }
            }
            vacancies.extend(self.carry_out(change, stored, &tasks, &step).await?);
        }
        Ok(vacancies)
    }

    /// The last one who was waited for is a decider no longer, and the others have decided: the matter goes on.
    async fn finish(&self, change: &mut UnitOfWork, stored: &mut Stored, tasks: &[Task], step: &Planned) -> Result<()> {
        self.carry_out(change, stored, tasks, step).await?;
        let mut going = stored.clone();
        progress::advance(change, self.law, self.staff, &mut going).await?;
        progress::save(change, &mut going).await?;
        *stored = going;
        Ok(())
    }
}
