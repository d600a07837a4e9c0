//! Matters by their ids.

use crate::{
    error::{Error, Result},
    store::{
        Connection,
        matters::{self, Matter},
        tasks::{self, Task},
    },
};
use guiju_domain::{MatterId, OfficeId};
use std::collections::HashMap;

/// A matter of an office.
///
/// # Errors
/// If there is no such matter, or the database cannot be used.
pub async fn find(connection: &mut Connection, office: OfficeId, matter: MatterId) -> Result<Matter> {
    matters::find(connection, office, matter).await?.ok_or(Error::NotFound("这件事项"))
}

/// Some matters with their tasks, in the order in which they are named, by two queries; what does not exist is left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn some(connection: &mut Connection, office: OfficeId, ids: &[MatterId]) -> Result<Vec<(Matter, Vec<Task>)>> {
    let mut of_matter: HashMap<MatterId, Vec<Task>> = HashMap::new();
    for task in tasks::of_matters(&mut *connection, office, ids).await? {
        of_matter.entry(task.matter).or_default().push(task);
    }
    let found = matters::by_ids(connection, office, ids).await?;
    let mut found = found.into_iter().map(|matter| (matter.id, matter)).collect::<HashMap<_, _>>();
    let with_tasks = |id: &MatterId| Some((found.remove(id)?, of_matter.remove(id).unwrap_or_default()));
    Ok(ids.iter().filter_map(with_tasks).collect())
}
