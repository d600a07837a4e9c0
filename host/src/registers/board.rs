//! Walls of names: everybody by department, with what they are at now.

use super::opened::{Opened, open};
use crate::{accounts::Caller, app::App, error::Result, store::Columns};
use guiju_api::{BoardDepartment, BoardPerson};
use guiju_model::{Layout, Moment};

/// Everybody by department, with what they are at now.
///
/// # Errors
/// If there is no such board, or one may not open it.
pub async fn board(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<Vec<BoardDepartment>> {
    let Opened { staff, over, .. } = open(app, caller, regulation, view, Layout::Board, false).await?;
    let now = app.now(caller.office);
    let mut at: std::collections::HashMap<u64, (String, String)> = std::collections::HashMap::new();
    for (owner, form, _) in &over {
        let rows = sqlx::query(
            "SELECT person_id, summary, ends FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
             AND status = 'completed' AND starts <= $4 AND ends >= $4 AND person_id IS NOT NULL",
        )
        .bind(caller.office)
        .bind(owner)
        .bind(form)
        .bind(now.0)
        .fetch_all(&app.pool)
        .await?;
        for row in rows {
            let until = Moment(row.int("ends")?).to_string().replace('T', " ");
            at.insert(row.int("person_id")? as u64, (row.text("summary")?, until));
        }
    }
    let department = |(id, name): (&u32, &String)| {
        let people = staff.people.values().filter(|member| member.active && member.department == *id).map(|member| {
            let (what, until) = at.get(&member.id).cloned().unwrap_or_default();
            BoardPerson { person: member.id, name: member.name.clone(), at: what, until }
        });
        BoardDepartment { name: name.clone(), people: people.collect() }
    };
    Ok(staff.departments.iter().map(department).filter(|department| !department.people.is_empty()).collect())
}
