//! Walls of names: everybody by department, with what they are at now.

use super::declared;
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::filing::belongs,
    store::Columns,
};
use guiju_api::{BoardDepartment, BoardPerson};
use guiju_model::{Layout, Moment};

/// Everybody by department, with what they are at now.
///
/// # Errors
/// If there is no such board, or one may not open it.
pub async fn board(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<Vec<BoardDepartment>> {
    let (law, staff, now) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now());
    let loaded = law.regulation(regulation, now.date()).ok_or(Error::NotFound("这项制度"))?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?;
    if view.layout != Layout::Board || !caller.audits() && !belongs(&staff, caller.person, &view.seen_by) {
        return Err(Error::NotFound("这块公示板"));
    }
    let mut at: std::collections::HashMap<u64, (String, String)> = std::collections::HashMap::new();
    for form in &view.over {
        let source = manifest.qualified(form);
        let (owner, form) = source.split_once('/').unwrap_or_default();
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
