//! The names that a reader needs for a matter.

use crate::{
    access::{Access, Reading, Secrets},
    error::Result,
    names::Known,
    store::Connection,
};

/// The names of everything that the matter and its deciders point to.
pub(super) async fn of<'a>(access: &'a Access, connection: &mut Connection, reading: &Reading) -> Result<Known<'a>> {
    let mut names = Known::new(access, !reading.ties.party);
    names.learn(connection, reading.form.fields(), &reading.stored.content).await?;
    for (task, content) in reading.tasks.iter().filter_map(|task| Some((task, task.content.as_ref()?))) {
        let steps = reading.stored.route.steps.iter().filter(|step| step.id == task.step);
        names.learn(connection, steps.flat_map(|step| &step.fields), content).await?;
    }
    Ok(names)
}

/// What is sensitive in a matter, with the names of everything that it points to.
///
/// # Errors
/// If the database cannot be used.
pub async fn secrets(access: &Access, connection: &mut Connection, reading: &Reading) -> Result<Secrets> {
    Ok(reading.secrets(&of(access, connection, reading).await?))
}
