//! Boards: everybody by department, with where they are now.

use super::opened::{Opened, open};
use crate::{access::Access, accounts::Caller, app::App, error::Result, staff::Member, store::record_queries};
use guiju_api::{BoardDepartment, BoardPerson};
use guiju_domain::PersonId;
use guiju_model::Layout;

/// Everybody by department, with what they are at now.
///
/// # Errors
/// If there is no such board, or one may not open it.
pub async fn board(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<Vec<BoardDepartment>> {
    let Opened { access, over, .. } = open(app, caller, regulation, view, Layout::Board, false).await?;
    shown(app, &access, &over).await
}

/// The same for somebody without an account, as far as whoever gave out the address may open it.
///
/// # Errors
/// If there is no such board, or it is not for whoever gave out the address.
pub async fn board_outside(app: &App, giver: &Caller, regulation: &str, view: &str) -> Result<Vec<BoardDepartment>> {
    let Opened { over, .. } = open(app, giver, regulation, view, Layout::Board, false).await?;
    shown(app, &Access::of_stranger(app, giver.office).await?, &over).await
}

async fn shown(app: &App, access: &Access, over: &[(String, String, String)]) -> Result<Vec<BoardDepartment>> {
    let staff = &access.staff;
    let now = app.now(access.office);
    let mut at: std::collections::HashMap<PersonId, (String, String)> = std::collections::HashMap::new();
    for (owner, form, _) in over {
        for found in record_queries::at(&app.pool, &access.records_of(owner, form), now).await? {
            let record = access.record(&found.ties, owner, form)?;
            if let Some(person) = record.person.filter(|_| record.seen.at_all()) {
                at.insert(person, (record.summary, found.row.ends.to_string().replace('T', " ")));
            }
        }
    }
    let person = |member: &&Member| {
        let (what, until) = at.get(&member.id).cloned().unwrap_or_default();
        BoardPerson { person: member.id.number(), name: member.name.clone(), at: what, until }
    };
    let everybody = staff.in_order();
    let departments = everybody.chunk_by(|one, other| one.department == other.department);
    let department = |members: &[&Member]| BoardDepartment {
        name: members.first().and_then(|one| staff.departments.get(&one.department)).cloned().unwrap_or_default(),
        people: members.iter().map(person).collect(),
    };
    Ok(departments.map(department).collect())
}
