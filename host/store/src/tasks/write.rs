//! Changes of tasks.

use super::row::Task;
use crate::{
    Dialect, UnitOfWork,
    error::Result,
    placeholders::{batches, places},
    sql::{Built, Json, Statement, built, written},
};

/// Inserts so many tasks at once.
struct Insert {
    tasks: usize,
}

/// Values of each task in the statement that inserts them, beside the office.
const VALUES: usize = 17;
/// How many tasks one statement inserts at most: databases bound the number of values.
const AT_ONCE: usize = 500;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        [1, 2, AT_ONCE].map(|tasks| Self { tasks }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, {}, 0)", places(2 + index * VALUES, VALUES));
        format!(
            "INSERT INTO tasks (office_id, id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, state,
             parent_id, asked_by, note, arrived_at, due_at, decider_id, unheld, reminded) VALUES {} RETURNING *",
            (0..self.tasks).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Insert);

/// Inserts new tasks; what is done of them is not written.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert_all(change: &mut UnitOfWork, tasks: &[Task]) -> Result<()> {
    for tasks in batches(tasks, AT_ONCE) {
        let statement = Statement::common(&Insert { tasks: tasks.len() }).bind(change.office);
        tasks.iter().fold(statement, bound).write(change).await?;
    }
    Ok(())
}

/// Binds the values of a task in the order of the statement.
fn bound<'q>(statement: Statement<'q>, task: &Task) -> Statement<'q> {
    statement
        .bind(task.id)
        .bind(task.matter)
        .bind(task.round)
        .bind(&task.step)
        .bind(&task.title)
        .bind(task.kind)
        .bind(task.place.as_str())
        .bind(task.assignee)
        .bind(task.instead_of)
        .bind(task.state)
        .bind(task.parent)
        .bind(task.asked_by)
        .bind(&task.note)
        .bind(task.arrived)
        .bind(task.due)
        .bind(task.decider)
        .bind(task.is_unheld)
}

/// Updates a task's state, what was decided, when it came and is due, and whose it is; its reminders begin anew.
///
/// # Errors
/// If the database cannot be used.
pub async fn update(change: &mut UnitOfWork, task: &Task) -> Result<()> {
    written!(
        "UPDATE tasks SET state = $3, verdict = $4, opinion = $5, content = $6, done_at = $7, done_by = $8,
         arrived_at = $9, due_at = $10, assignee_id = $11, instead_of = $12, parent_id = $13, reminded = 0
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.state)
    .bind(task.verdict)
    .bind(&task.opinion)
    .bind(task.content.as_ref().map(Json))
    .bind(task.done_at)
    .bind(task.done_by)
    .bind(task.arrived)
    .bind(task.due)
    .bind(task.assignee)
    .bind(task.instead_of)
    .bind(task.parent)
    .write(change)
    .await?;
    Ok(())
}

/// Updates a task's state, its place and whose it is; its due date and its reminders stay.
///
/// # Errors
/// If the database cannot be used.
pub async fn hold(change: &mut UnitOfWork, task: &Task) -> Result<()> {
    written!(
        "UPDATE tasks SET state = $3, slot = $4, assignee_id = $5, instead_of = $6, parent_id = $7
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.state)
    .bind(task.place.as_str())
    .bind(task.assignee)
    .bind(task.instead_of)
    .bind(task.parent)
    .write(change)
    .await?;
    Ok(())
}
