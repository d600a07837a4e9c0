//! One station at a time: what comes later waits, and goes on when its turn has come again.

use super::{places, progress, stored::Task};
use crate::{error::Result, law::OfficeLaw, store::UnitOfWork};
use guiju_model::{Mode, Step};

/// Puts off the tasks of a station before which another one has opened. What a person asked of another person goes on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn put_off(change: &mut UnitOfWork, tasks: &[&Task]) -> Result<()> {
    let office = change.office;
    for task in tasks.iter().filter(|task| task.state == "open" && task.decides()) {
        Task { state: "later".to_owned(), ..(*task).clone() }.hold(change, office).await?;
    }
    Ok(())
}

/// Goes on with a station that was put off: everybody is asked again, in turn only the first, with a new due date.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn resume(change: &mut UnitOfWork, law: &OfficeLaw, step: &Step, tasks: &[&Task]) -> Result<()> {
    if tasks.iter().any(|task| matches!(task.state.as_str(), "open" | "waiting" | "vacant")) {
        return Ok(());
    }
    let of_the_station = |task: &&&Task| task.state == "later" && task.parent.is_none();
    let mut next = tasks.iter().filter(of_the_station).copied().collect::<Vec<_>>();
    if step.mode == Mode::InTurn {
        next.sort_by_key(|task| (places::order(step, &task.slot), task.id));
        next.truncate(1);
    }
    let (office, arrived) = (change.office, change.now);
    let due = progress::due(law, step, arrived);
    for task in next {
        Task { state: "open".to_owned(), arrived, due, ..task.clone() }.update(change, office).await?;
    }
    Ok(())
}
