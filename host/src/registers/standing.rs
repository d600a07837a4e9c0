//! What stands: everybody by department with what a register says of them last; of whom it says nothing is a gap.

use super::{
    cells::Filler,
    column,
    opened::{Opened, open},
};
use crate::{
    access::{Access, MATTER},
    accounts::Caller,
    app::App,
    cite,
    error::Result,
};
use guiju_api::{StandingLine, StandingShown};
use guiju_model::{Heading, Layout};
use std::collections::BTreeMap;

/// Everybody by department, with the last record about them.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn standing(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<StandingShown> {
    let Opened { access, title, over, columns, clause } =
        open(app, caller, regulation, view, Layout::Board, true).await?;
    let (law, staff, today) = (&access.law, &access.staff, access.today);
    let (owner, form, _) = over.first().cloned().unwrap_or_default();
    let declared = law.regulation(&owner, today).and_then(|loaded| loaded.manifest().form(&form).cloned());
    let ties = Access::ties("$4");
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {ties} FROM records r {MATTER} WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3
         AND r.status = 'completed' AND r.person_id IS NOT NULL ORDER BY r.id"
    )))
    .bind(caller.office)
    .bind(&owner)
    .bind(&form)
    .bind(access.person())
    .fetch_all(&app.pool)
    .await?;
    // What is closed to the reader tells nobody's place.
    let mut last = BTreeMap::new();
    for row in &rows {
        let record = access.record(row, &owner, &form)?;
        last.extend(record.person.filter(|_| record.seen.at_all()).map(|person| (person, record)));
    }
    let headings = columns.iter().map(|written| Heading::of(written)).collect::<Vec<_>>();
    let mut filler = Filler::new(&app.pool, &access, declared.as_ref());
    let mut lines = Vec::new();
    for member in staff.in_order() {
        let mut cells = Vec::new();
        if let Some(record) = last.get(&member.id) {
            for heading in &headings {
                cells.push(filler.fill(heading.name, record).await?);
            }
        }
        let department = staff.departments.get(&member.department).cloned().unwrap_or_default();
        lines.push(StandingLine { name: member.name.clone(), department, cells });
    }
    let columns = headings.into_iter().map(|heading| column(declared.as_ref(), heading)).collect();
    let citation =
        law.regulation(regulation, today).and_then(|loaded| cite::citation(law, loaded.manifest(), &clause, today));
    Ok(StandingShown { title, columns, lines, citation })
}
