//! People and their accounts.

use super::department;
use crate::{
    accounts,
    app::App,
    error::{Error, Result},
    registers,
    store::{Columns, Event, UnitOfWork},
};
use guiju_api::{PersonEntry, PersonShown};
use guiju_domain::SystemRole;
use serde_json::json;

/// Enters or changes a person.
///
/// # Errors
/// What is wrong with the entry.
pub async fn enter_person(app: &App, office: i64, by: Option<u64>, entry: &PersonEntry) -> Result<u64> {
    if entry.name.trim().is_empty() {
        return Err(Error::Invalid("请填写姓名".to_owned()));
    }
    let password = entry.password.clone();
    let hash = match password {
        Some(password) => {
            Some(tokio::task::spawn_blocking(move || accounts::hash(&password)).await.map_err(Error::internal)??)
        }
        None => None,
    };
    let mut change = app.change(office).await?;
    let department = department(&mut change, &entry.department).await?;
    let id = entry.id.map_or_else(|| change.id(), |id| id as i64);
    let attributes = if entry.attributes.is_object() { entry.attributes.clone() } else { json!({}) };
    let badge = entry.badge.as_ref().map(|badge| badge.trim()).filter(|badge| !badge.is_empty());
    if let Some(badge) = badge {
        let row = sqlx::query("SELECT name FROM people WHERE office_id = $1 AND badge = $2 AND id <> $3")
            .bind(office)
            .bind(badge)
            .bind(id)
            .fetch_optional(&mut *change)
            .await?;
        if let Some(row) = row {
            return Err(Error::Invalid(format!("考勤号 {badge} 已经是{}的", row.text("name")?)));
        }
    }
    if entry.left {
        leaves(app, &mut change, office, id).await?;
    }
    sqlx::query(
        "INSERT INTO people (office_id, id, name, department_id, badge, phone, attributes, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (office_id, id) DO UPDATE SET name = excluded.name, department_id = excluded.department_id,
         badge = excluded.badge, phone = excluded.phone, attributes = excluded.attributes,
         active = excluded.active",
    )
    .bind(office)
    .bind(id)
    .bind(entry.name.trim())
    .bind(department)
    .bind(badge)
    .bind(&entry.phone)
    .bind(attributes.to_string())
    .bind(i64::from(!entry.left))
    .execute(&mut *change)
    .await?;
    if let Some(other) = entry.system_role.as_deref().filter(|role| SystemRole::named(role).is_none()) {
        let roles = SystemRole::ALL.map(SystemRole::name).join("、");
        return Err(Error::Invalid(format!("没有“{other}”这种系统角色；可选 {roles}")));
    }
    if let (Some(login), Some(hash)) = (&entry.login, hash) {
        account(&mut change, by, id, login, &hash, entry.system_role.as_deref()).await?;
    }
    let body = json!({ "person": id, "name": entry.name, "department": entry.department, "attributes": attributes, "left": entry.left });
    change.event(Event { matter: None, kind: "person", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(id as u64)
}

/// Opens an account, or gives the person's own a new password.
///
/// # Errors
/// If the login is somebody else's, or somebody would change the role of their own account.
async fn account(
    change: &mut UnitOfWork,
    by: Option<u64>,
    person: i64,
    login: &str,
    hash: &str,
    system_role: Option<&str>,
) -> Result<()> {
    let office = change.office;
    let row = sqlx::query("SELECT office_id, person_id FROM accounts WHERE login = $1")
        .bind(login)
        .fetch_optional(&mut **change)
        .await?;
    if let Some(row) = row {
        if (row.int("office_id")?, row.int("person_id")?) != (office, person) {
            return Err(Error::Invalid(format!("登录名 {login} 已被使用")));
        }
        if system_role.is_some() && by == Some(person as u64) {
            return Err(Error::Forbidden("不能改自己账号的系统角色，请另一位管理员操作".to_owned()));
        }
        sqlx::query("UPDATE accounts SET password_hash = $2, failures = 0, locked_until = 0, system_role = COALESCE($3, system_role) WHERE login = $1")
            .bind(login)
            .bind(hash)
            .bind(system_role)
            .execute(&mut **change)
            .await?;
        // Whoever knew the old password is not let on with it.
        sqlx::query("DELETE FROM sessions WHERE login = $1").bind(login).execute(&mut **change).await?;
        return Ok(());
    }
    sqlx::query("INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until) VALUES ($1, $2, $3, $4, $5, 0, 0)")
        .bind(login)
        .bind(office)
        .bind(person)
        .bind(hash)
        .bind(system_role)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Whoever leaves the office hands over first: neither a post nor a task stays behind with nobody.
async fn leaves(app: &App, change: &mut UnitOfWork, office: i64, person: i64) -> Result<()> {
    let staff = app.staff(office).await?;
    let posts = staff.posts.iter().filter(|post| post.holder == Some(person as u64));
    let posts = posts.map(|post| post.title.clone()).collect::<Vec<_>>();
    let row = sqlx::query(
        "SELECT COUNT(*) AS n FROM tasks WHERE office_id = $1 AND assignee_id = $2 AND kind <> 'read' AND state IN ('open', 'waiting', 'later')",
    )
    .bind(office)
    .bind(person)
    .fetch_one(&mut **change)
    .await?;
    let tasks = row.int("n")?;
    let held = registers::holdings(app, change, office, person as u64).await?;
    if !posts.is_empty() || tasks > 0 || !held.is_empty() {
        let mut first = Vec::new();
        if !posts.is_empty() {
            first.push(format!("先把岗位（{}）改由他人担任", posts.join("、")));
        }
        if tasks > 0 {
            first.push(format!("先转办名下 {tasks} 项待办"));
        }
        if !held.is_empty() {
            let what = held.iter().map(|held| format!("{}“{}”", held.title, held.summary)).collect::<Vec<_>>();
            first.push(format!("先移交名下 {} 件登记的物品（{}）", held.len(), what.join("、")));
        }
        return Err(Error::Conflict(format!("{}，再办理离开", first.join("，"))));
    }
    sqlx::query(
        "DELETE FROM sessions WHERE login IN (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2)",
    )
    .bind(office)
    .bind(person)
    .execute(&mut **change)
    .await?;
    sqlx::query("DELETE FROM accounts WHERE office_id = $1 AND person_id = $2")
        .bind(office)
        .bind(person)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Everybody, by department.
///
/// # Errors
/// If the database cannot be used.
pub async fn people(app: &App, office: i64) -> Result<Vec<PersonShown>> {
    let staff = app.staff(office).await?;
    let mut people = staff
        .people
        .values()
        .map(|member| PersonShown {
            id: member.id,
            name: member.name.clone(),
            department: u64::from(member.department),
            department_name: staff.department_of(member.id),
            badge: member.badge.clone(),
            phone: member.phone.clone(),
            attributes: serde_json::Value::Object(member.attributes.clone()),
            posts: staff
                .posts
                .iter()
                .filter(|post| post.holder == Some(member.id))
                .map(|post| post.title.clone())
                .collect(),
            active: member.active,
        })
        .collect::<Vec<_>>();
    people.sort_by_key(|person| (person.department, person.id));
    Ok(people)
}
