//! Changing the office itself: people, posts, calendar, parameters, which regulations bind it.

mod calendar;
mod joining;
mod people;
mod posts;

pub use calendar::{calendar, publish_year};
pub use joining::import_people;
pub use people::{enter_person, people};
pub use posts::{enter_post, posts, roles};

use crate::{
    app::App,
    error::{Error, Result},
    store::{Change, Columns, Event},
};
use guiju_api::ParameterChange;
use guiju_model::{Date, holidays};
use serde_json::json;
use sqlx::AnyPool;

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

/// The office's name.
///
/// # Errors
/// If there is no such office, or the database cannot be used.
pub async fn name(pool: &AnyPool, office: i64) -> Result<String> {
    let row = sqlx::query("SELECT name FROM offices WHERE id = $1").bind(office).fetch_optional(pool).await?;
    row.ok_or(Error::NotFound("这个单位"))?.text("name")
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
        sensitive: false,
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
