//! Changing the office itself: people, posts, calendar, parameters, which regulations bind it.

use crate::{
    accounts,
    app::App,
    error::{Error, Result},
    store::{Change, Columns, Event},
};
use guiju_api::{CalendarYear, ParameterChange, PersonEntry, PersonShown, Post, RoleShown};
use guiju_model::{Date, holidays};
use serde_json::json;
use sqlx::AnyPool;
use std::collections::BTreeMap;

/// Creates an empty office with the published years of the calendar.
///
/// # Errors
/// If the database cannot be used.
pub async fn create(pool: &AnyPool, name: &str) -> Result<i64> {
    let mut tx = pool.begin().await?;
    let row = sqlx::query("SELECT COUNT(*) AS n FROM offices").fetch_one(&mut *tx).await?;
    let id = row.int("n")? + 1;
    sqlx::query("INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES ($1, $2, 0, 0, '')")
        .bind(id)
        .bind(name)
        .execute(&mut *tx)
        .await?;
    for (year, text) in holidays::PUBLISHED {
        sqlx::query("INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(i64::from(*year))
            .bind(*text)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Installs a regulation and binds the office to it from a day on.
///
/// # Errors
/// Every reason why the package is not accepted.
pub async fn bind(app: &App, office: i64, bytes: &[u8], from: Date, by: Option<u64>) -> Result<String> {
    let loaded = app.law.accept(bytes)?;
    let manifest = loaded.manifest();
    let mut change = app.change(office).await?;
    let now = change.now.0;
    sqlx::query("INSERT INTO packages (digest, regulation, version, installed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING")
        .bind(loaded.digest())
        .bind(&manifest.id)
        .bind(&manifest.version)
        .bind(now)
        .execute(&mut *change)
        .await?;
    sqlx::query(
        "INSERT INTO bindings (office_id, regulation, from_date, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, regulation, from_date) DO UPDATE SET digest = excluded.digest",
    )
    .bind(office)
    .bind(&manifest.id)
    .bind(i64::from(from.0))
    .bind(loaded.digest())
    .execute(&mut *change)
    .await?;
    let body =
        json!({ "regulation": manifest.id, "version": manifest.version, "digest": loaded.digest(), "from": from });
    change.event(Event { matter: None, kind: "bound", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    app.law.refresh(&app.pool).await?;
    Ok(manifest.id.clone())
}

async fn department(change: &mut Change, name: &str) -> Result<i64> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::Invalid("请填写部门".to_owned()));
    }
    let office = change.office;
    let row = sqlx::query("SELECT id FROM departments WHERE office_id = $1 AND name = $2")
        .bind(office)
        .bind(name)
        .fetch_optional(&mut **change)
        .await?;
    if let Some(row) = row {
        return row.int("id");
    }
    let id = change.id();
    sqlx::query("INSERT INTO departments (office_id, id, name) VALUES ($1, $2, $3)")
        .bind(office)
        .bind(id)
        .bind(name)
        .execute(&mut **change)
        .await?;
    Ok(id)
}

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
    sqlx::query(
        "INSERT INTO people (office_id, id, name, department_id, badge, phone, attributes, active) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT (office_id, id) DO UPDATE SET name = excluded.name, department_id = excluded.department_id,
         badge = excluded.badge, phone = excluded.phone, attributes = excluded.attributes",
    )
    .bind(office)
    .bind(id)
    .bind(entry.name.trim())
    .bind(department)
    .bind(badge)
    .bind(&entry.phone)
    .bind(attributes.to_string())
    .execute(&mut *change)
    .await?;
    if let (Some(login), Some(hash)) = (&entry.login, hash) {
        let taken =
            sqlx::query("SELECT login FROM accounts WHERE login = $1").bind(login).fetch_optional(&mut *change).await?;
        if taken.is_some() {
            return Err(Error::Invalid(format!("登录名 {login} 已被使用")));
        }
        sqlx::query("INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until) VALUES ($1, $2, $3, $4, $5, 0, 0)")
            .bind(login)
            .bind(office)
            .bind(id)
            .bind(hash)
            .bind(&entry.system_role)
            .execute(&mut *change)
            .await?;
    }
    let body = json!({ "person": id, "name": entry.name, "department": entry.department, "attributes": attributes });
    change.event(Event { matter: None, kind: "person", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(id as u64)
}

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

/// The roles that regulations in force name, with who holds them.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles(app: &App, office: i64) -> Result<Vec<RoleShown>> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut roles = BTreeMap::new();
    for loaded in law.on(app.now().date()).into_values() {
        for role in &loaded.manifest().roles {
            let held = staff.posts.iter().filter(|post| post.roles.contains(&role.id)).filter_map(|post| post.holder);
            let holders = held.map(|id| staff.name(id)).collect();
            roles.insert(role.id.clone(), RoleShown { id: role.id.clone(), label: role.label.clone(), holders });
        }
    }
    Ok(roles.into_values().collect())
}

/// Sets a parameter from a day on; what was filed before keeps its value.
///
/// # Errors
/// If there is no such parameter, or the value is not of its kind.
pub async fn set_parameter(app: &App, office: i64, by: u64, regulation: &str, entry: &ParameterChange) -> Result<()> {
    let from: Date = entry.from.parse().map_err(|why| Error::Invalid(format!("{why}")))?;
    let law = app.law(office)?;
    let loaded = law.regulation(regulation, from).ok_or(Error::NotFound("这项制度"))?;
    let manifest = loaded.manifest();
    let parameter = manifest.parameters.iter().find(|p| p.name == entry.name).ok_or(Error::NotFound("这个参数"))?;
    if from <= app.now().date() {
        return Err(Error::Invalid("参数只能从明天或以后起改；已经发生的事按当时的规定判定".to_owned()));
    }
    let field = guiju_model::Field {
        name: parameter.name.clone(),
        label: parameter.label.clone(),
        help: None,
        clause: Some(parameter.clause.clone()),
        required: true,
        shown_when: Vec::new(),
        kind: guiju_model::FieldKind::Single(parameter.kind.clone()),
        initial: None,
    };
    let shaped =
        guiju_model::shape::check([&field], &parameter.clause, &json!({ parameter.name.as_str(): entry.value }));
    if !shaped.findings.is_empty() {
        let findings = shaped.findings.iter().map(|finding| crate::cite::finding(&law, manifest, finding, from));
        return Err(Error::Findings(findings.collect()));
    }
    let mut change = app.change(office).await?;
    let now = change.now.0;
    sqlx::query(
        "INSERT INTO parameter_values (office_id, regulation, name, from_date, value, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (office_id, regulation, name, from_date) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at",
    )
    .bind(office)
    .bind(regulation)
    .bind(&entry.name)
    .bind(i64::from(from.0))
    .bind(entry.value.to_string())
    .bind(by as i64)
    .bind(now)
    .execute(&mut *change)
    .await?;
    let body = json!({ "regulation": regulation, "name": entry.name, "value": entry.value, "from": from });
    change.event(Event { matter: None, kind: "parameter", by: Some(by as i64), body }).await?;
    change.commit().await?;
    app.law.refresh(&app.pool).await
}

/// The years around today, with whether their holidays are published.
///
/// # Errors
/// If the database cannot be used.
pub async fn calendar(app: &App, office: i64) -> Result<Vec<CalendarYear>> {
    let rows = sqlx::query("SELECT year, text FROM calendar_years WHERE office_id = $1")
        .bind(office)
        .fetch_all(&app.pool)
        .await?;
    let mut known = BTreeMap::new();
    for row in rows {
        known.insert(row.int("year")?, row.text("text")?);
    }
    let this = i64::from(app.now().date().year());
    let first = known.keys().next().copied().unwrap_or(this).min(this);
    let year = |year: i64| {
        let text = known.get(&year).cloned();
        CalendarYear { year, published: text.is_some(), text: text.unwrap_or_default(), recounted: 0 }
    };
    Ok((first..=this + 1).map(year).collect())
}

/// Publishes a year of the calendar. What was counted provisionally in it is counted again by the jobs.
///
/// # Errors
/// Every faulty line of the file.
pub async fn publish_year(app: &App, office: i64, by: u64, text: &str) -> Result<CalendarYear> {
    let year = holidays::parse(text).map_err(|faults| Error::Invalid(faults.join("；")))?;
    let mut change = app.change(office).await?;
    sqlx::query(
        "INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, year) DO UPDATE SET text = excluded.text",
    )
    .bind(office)
    .bind(i64::from(year.year))
    .bind(text)
    .execute(&mut *change)
    .await?;
    change
        .event(Event {
            matter: None,
            kind: "calendar",
            by: Some(by as i64),
            body: json!({ "year": year.year, "text": text }),
        })
        .await?;
    change.commit().await?;
    app.law.refresh(&app.pool).await?;
    let recounted = crate::jobs::recount(app, office).await?;
    Ok(CalendarYear { year: i64::from(year.year), published: true, text: text.to_owned(), recounted })
}
