//! One station at a time: what comes later waits, and goes on when its turn has come again.

use super::{context::Context, deadlines, places};
use crate::{
    error::Result,
    store::{
        UnitOfWork,
        tasks::{self, Task},
    },
};
use guiju_domain::matters::TaskState;
use guiju_model::{Mode, Step};

/// Puts off the tasks of a station before which another one has opened. What a person asked of another person goes on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn put_off(change: &mut UnitOfWork, of_step: &[&Task]) -> Result<()> {
    for task in of_step.iter().filter(|task| task.is_open() && task.decides()) {
        tasks::hold(change, &Task { state: TaskState::Later, ..(*task).clone() }).await?;
    }
    Ok(())
}

/// Goes on with a station that was put off: everybody is asked again, in turn only the first, with a new due date.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn resume(
    change: &mut UnitOfWork,
    context: Context<'_>,
    step: &Step,
    of_step: &[&Task],
) -> Result<()> {
    if of_step.iter().any(|task| task.state.holds_its_turn()) {
        return Ok(());
    }
    let put_off = |task: &&&Task| task.state == TaskState::Later && task.parent.is_none();
    let mut next = of_step.iter().filter(put_off).copied().collect::<Vec<_>>();
    if step.mode == Mode::InTurn {
        next.sort_by_key(|task| (places::order(step, &task.slot), task.id));
        next.truncate(1);
    }
    let arrived = change.now;
    let due = deadlines::due(context.policy, step, arrived);
    for task in next {
        tasks::update(change, &Task { state: TaskState::Open, arrived, due, ..task.clone() }).await?;
    }
    Ok(())
}
