//! Several matters with their tasks, by few queries.

use super::stored::{Stored, Task};
use crate::error::Result;
use guiju_domain::OfficeId;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::HashMap;

impl Stored {
    /// Some matters with their tasks, in the order in which they are named; what does not exist is left out.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn some(connection: &mut AnyConnection, office: OfficeId, ids: &[i64]) -> Result<Vec<(Self, Vec<Task>)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places = (2..ids.len() + 2).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let asked = |text: String| {
            ids.iter().fold(sqlx::query(AssertSqlSafe(text)).bind(office.number()), |query, id| query.bind(*id))
        };
        let tasks = asked(format!("SELECT * FROM tasks WHERE office_id = $1 AND matter_id IN ({places}) ORDER BY id"));
        let mut of_matter: HashMap<i64, Vec<Task>> = HashMap::new();
        for row in &tasks.fetch_all(&mut *connection).await? {
            let task = Task::of(row)?;
            of_matter.entry(task.matter).or_default().push(task);
        }
        let matters = asked(format!("SELECT * FROM matters WHERE office_id = $1 AND id IN ({places})"));
        let mut found = HashMap::new();
        for row in &matters.fetch_all(&mut *connection).await? {
            let stored = Self::of(row)?;
            found.insert(stored.id, stored);
        }
        let with_tasks = |id: &i64| Some((found.remove(id)?, of_matter.remove(id).unwrap_or_default()));
        Ok(ids.iter().filter_map(with_tasks).collect())
    }
}
