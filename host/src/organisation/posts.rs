//! Posts, and the roles that they give.

use super::department;
use crate::{
    app::App,
    error::{Error, Result},
    store::Event,
};
use guiju_api::{Post, RoleShown};
use std::collections::BTreeMap;

/// Enters or changes a post.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_post(app: &App, office: i64, by: Option<u64>, post: &Post) -> Result<u64> {
    if post.holder.is_some() && post.holder == post.deputy {
        return Err(Error::Invalid("A角和B角不能是同一个人".to_owned()));
    }
    let mut change = app.change(office).await?;
    let department_id = department(&mut change, &post.department).await?;
    let mut supervises = Vec::new();
    for name in &post.supervises {
        supervises.push(department(&mut change, name).await?);
    }
    let id = post.id.map_or_else(|| change.id(), |id| id as i64);
    sqlx::query(
        "INSERT INTO posts (office_id, id, title, department_id, holder_id, deputy_id, roles, supervises) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (office_id, id) DO UPDATE SET title = excluded.title, department_id = excluded.department_id,
         holder_id = excluded.holder_id, deputy_id = excluded.deputy_id, roles = excluded.roles, supervises = excluded.supervises",
    )
    .bind(office)
    .bind(id)
    .bind(&post.title)
    .bind(department_id)
    .bind(post.holder.map(|id| id as i64))
    .bind(post.deputy.map(|id| id as i64))
    .bind(serde_json::to_string(&post.roles)?)
    .bind(serde_json::to_string(&supervises)?)
    .execute(&mut *change)
    .await?;
    let body = serde_json::to_value(post)?;
    change.event(Event { matter: None, kind: "post", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(id as u64)
}

/// All posts.
///
/// # Errors
/// If the database cannot be used.
pub async fn posts(app: &App, office: i64) -> Result<Vec<Post>> {
    let staff = app.staff(office).await?;
    let name = |id: &u32| staff.departments.get(id).cloned().unwrap_or_default();
    let shown = staff.posts.iter().map(|post| Post {
        id: Some(post.id),
        title: post.title.clone(),
        department: name(&post.department),
        holder: post.holder,
        deputy: post.deputy,
        roles: post.roles.clone(),
        supervises: post.supervises.iter().map(name).collect(),
    });
    Ok(shown.collect())
}

/// The roles that regulations in force name, with who holds them, by a post or for as long as they are on duty.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles(app: &App, office: i64) -> Result<Vec<RoleShown>> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut roles = BTreeMap::new();
    for loaded in law.on(app.now(office).date()).into_values() {
        for role in &loaded.manifest().roles {
            let held = staff.posts.iter().filter(|post| post.roles.contains(&role.id)).filter_map(|post| post.holder);
            let mut holders = held.chain(staff.on_duty(&role.id)).map(|id| staff.name(id)).collect::<Vec<_>>();
            holders.dedup();
            roles.insert(role.id.clone(), RoleShown { id: role.id.clone(), label: role.label.clone(), holders });
        }
    }
    Ok(roles.into_values().collect())
}
