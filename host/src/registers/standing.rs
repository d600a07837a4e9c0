//! What stands: everybody by department with what a register says of them last; of whom it says nothing is a gap.

use super::{
    cells::Filler,
    column,
    opened::{Opened, open},
};
use crate::{accounts::Caller, app::App, cite, error::Result, store::Columns};
use guiju_api::{StandingLine, StandingShown};
use guiju_model::{Heading, Layout};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Everybody by department, with the last record about them.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn standing(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<StandingShown> {
    let Opened { law, staff, title, over, columns, clause } =
        open(app, caller, regulation, view, Layout::Board, true).await?;
    let today = app.now(caller.office).date();
    let (owner, form, _) = over.first().cloned().unwrap_or_default();
    let declared = law.regulation(&owner, today).and_then(|loaded| loaded.manifest().form(&form).cloned());
    let rows = sqlx::query(
        "SELECT person_id, content FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
         AND status = 'completed' AND person_id IS NOT NULL ORDER BY id",
    )
    .bind(caller.office)
    .bind(&owner)
    .bind(&form)
    .fetch_all(&app.pool)
    .await?;
    let last = rows.iter().map(|row| Ok((row.int("person_id")? as u64, row))).collect::<Result<BTreeMap<_, _>>>()?;
    let headings = columns.iter().map(|written| Heading::of(written)).collect::<Vec<_>>();
    let mut filler = Filler::new(&app.pool, caller.office, caller.person, &staff, declared.as_ref());
    let mut lines = Vec::new();
    for (id, department) in &staff.departments {
        for member in staff.people.values().filter(|member| member.active && member.department == *id) {
            let mut cells = Vec::new();
            if let Some(row) = last.get(&member.id) {
                let content: Map<String, Value> = row.json("content")?;
                for heading in &headings {
                    cells.push(filler.fill(heading.name, &content, Some(member.id)).await?);
                }
            }
            lines.push(StandingLine { name: member.name.clone(), department: department.clone(), cells });
        }
    }
    let columns = headings.into_iter().map(|heading| column(declared.as_ref(), heading)).collect();
    let citation =
        law.regulation(regulation, today).and_then(|loaded| cite::citation(&law, loaded.manifest(), &clause, today));
    Ok(StandingShown { title, columns, lines, citation })
}
