//! Which matters are resolved again after a change.

use super::words;
use crate::{
    app::App,
    error::{Error, Result},
    matters::{context::Context, stand_ins::StandIns, work::MatterWork},
    store::{UnitOfWork, accounts, matters, notices, tasks, unresolved},
};
use guiju_domain::{
    MatterId, PersonId, SystemRole,
    events::deciding::Because,
    rejection::{Unknown, Vacancy},
};
use std::collections::{BTreeMap, BTreeSet};

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
pub async fn around(app: &App, change: &mut UnitOfWork, because: Because, people: &BTreeSet<PersonId>) -> Result<()> {
    let office = change.office;
    let people = people.iter().copied().collect::<Vec<_>>();
    let mut matters = tasks::pending_matters_around(change, office, &people).await?;
    matters.sort_unstable();
    matters.dedup();
    each(app, change, because, &matters).await
}

/// Resolves these matters again.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn each(app: &App, change: &mut UnitOfWork, because: Because, ids: &[MatterId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let office = change.office;
    let policy = app.policy(office)?;
    let staff = app.staff_within(change).await?;
    let context = Context::within(change, &policy, &staff);
    let stand_ins = StandIns::read(change).await?;
    let mut vacancies = Vec::new();
    for id in ids {
        let row = matters::find(&mut **change, office, *id).await?.ok_or(Error::from(Unknown::Matter))?;
        if let Err(why) = policy.judged_by(&row.digest) {
            // A package that this server lacks must not keep the office from changing a post; it is noted and tried again.
            tracing::error!(matter = id.number(), %why, "a matter could not be resolved again");
            unresolved::insert(change, *id, because).await?;
            continue;
        }
        let tasks = tasks::of_matter(&mut **change, office, *id).await?;
        let mut work = MatterWork::with(context, stand_ins.clone(), row, tasks);
        work.resolve(change, because).await?;
        work.save(change).await?;
        vacancies.append(&mut work.vacancies);
    }
    tell_keepers(change, vacancies).await
}

/// Those who administer the office are told what is vacant and how many matters wait for it, not what they are about.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell_keepers(change: &mut UnitOfWork, vacancies: impl IntoIterator<Item = Vacancy>) -> Result<()> {
    let mut waiting = BTreeMap::<Vacancy, u64>::new();
    for vacancy in vacancies {
        *waiting.entry(vacancy).or_default() += 1;
    }
    if waiting.is_empty() {
        return Ok(());
    }
    let office = change.office;
    for keeper in accounts::holders(&mut **change, office, SystemRole::Administrator).await? {
        for message in waiting.iter().filter_map(|(vacancy, matters)| words::to_keeper(vacancy, *matters)) {
            notices::tell(change, keeper, &message, None).await?;
        }
    }
    Ok(())
}

/// The same after a person was entered or changed, if that can change who decides.
///
/// # Errors
/// If the database cannot be used.
pub async fn person(app: &App, change: &mut UnitOfWork, person: PersonId) -> Result<()> {
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
