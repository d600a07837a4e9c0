//! The posts of an office and the roles that they give, as they are now.

use crate::{app::App, error::Result};
use guiju_api::{Post, RoleShown};
use guiju_domain::{DepartmentId, OfficeId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// Every role that a package of the office declares: in force, scheduled, installed, or of long ago.
///
/// # Errors
/// If there is no such office.
pub fn declared_roles(app: &App, office: OfficeId) -> Result<BTreeSet<String>> {
    let policy = app.policy(office)?;
    Ok(policy.every().flat_map(|loaded| &loaded.manifest().roles).map(|role| role.id.clone()).collect())
}

/// All posts.
///
/// # Errors
/// If the database cannot be used.
pub async fn posts(app: &App, office: OfficeId) -> Result<Vec<Post>> {
    let staff = app.staff(office).await?;
    let name = |id: &DepartmentId| staff.departments.get(id).cloned().unwrap_or_default();
    let shown = staff.posts.iter().map(|post| Post {
        id: Some(post.id.number()),
        title: post.title.clone(),
        department: name(&post.department),
        holder: post.holder.map(PersonId::number),
        deputy: post.deputy.map(PersonId::number),
        roles: post.roles.clone(),
        supervises: post.supervises.iter().map(name).collect(),
        reason: String::new(),
    });
    Ok(shown.collect())
}

/// The roles that regulations in force name, with who holds them, by a post or for as long as they are on duty.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles(app: &App, office: OfficeId) -> Result<Vec<RoleShown>> {
    let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
    let mut roles = BTreeMap::new();
    for loaded in policy.on(app.now(office).date()).into_values() {
        for role in &loaded.manifest().roles {
            let held = staff.posts.iter().filter(|post| post.roles.contains(&role.id)).filter_map(|post| post.holder);
            let mut holders = held.chain(staff.on_duty(&role.id)).map(|id| staff.name(id)).collect::<Vec<_>>();
            holders.dedup();
            let shown = roles.entry(role.id.clone()).or_insert_with(|| RoleShown {
                id: role.id.clone(),
                label: role.label.clone(),
                holders,
                regulations: Vec::new(),
            });
            shown.regulations.push(loaded.manifest().title.clone());
        }
    }
    Ok(roles.into_values().collect())
}
