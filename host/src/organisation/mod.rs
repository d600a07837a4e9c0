//! Changing the office itself: people, posts, calendar, parameters, which regulations bind it.

pub mod as_records;
mod attributes;
mod badges;
mod calendar;
mod departments;
mod joining;
mod lines;
mod order;
mod people;
mod posting;
mod posts;

pub use calendar::{calendar, publish_year};
pub use departments::department;
pub use joining::import_people;
pub use order::{order, set_order};
pub use people::{Seen, people, write_person};
pub use posting::import_posts;
pub use posts::{check_post, declared_roles, post_facts, posts, read_post, roles, write_post};

use crate::{
    app::App,
    error::{Error, Result},
    revisions,
    store::{Columns, Event},
};
use guiju_domain::OfficeId;
use guiju_model::{Date, holidays};
use guiju_package::Package;
use serde_json::json;
use sqlx::AnyPool;

/// Creates an empty office with the published years of the calendar.
///
/// # Errors
/// If the database cannot be used.
pub async fn create(pool: &AnyPool, name: &str) -> Result<OfficeId> {
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
    Ok(OfficeId::new(id))
}

/// The office's name.
///
/// # Errors
/// If there is no such office, or the database cannot be used.
pub async fn name(pool: &AnyPool, office: OfficeId) -> Result<String> {
    let row = sqlx::query("SELECT name FROM offices WHERE id = $1").bind(office.number()).fetch_optional(pool).await?;
    Ok(row.ok_or(Error::NotFound("这个单位"))?.text("name")?)
}

/// Binds an office to a regulation from a day on, at once and without a second person: for an office that is being set up by
/// whoever runs the server, who trusts the files that he names. A signature need not be there; one that is there must hold.
///
/// # Errors
/// Every reason why the package is not accepted.
pub async fn bind(app: &App, office: OfficeId, bytes: &[u8], from: Date, by: Option<u64>) -> Result<String> {
    let package = Package::open(bytes);
    if package.signature.as_ref().is_some_and(|signature| !signature.holds(&package.digest)) {
        return Err(Error::Invalid(format!(
            "制度包 {} 的签名与内容不符：文件在签名之后被改动过，或者签名是伪造的",
            package.digest
        )));
    }
    let loaded = app.law.accept(package.component).await?;
    let manifest = loaded.manifest();
    let mut change = app.change(office).await?;
    revisions::enter(&mut change, &loaded, package.signature.as_ref(), 0, by).await?;
    sqlx::query(
        "INSERT INTO bindings (office_id, regulation, from_date, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, regulation, from_date) DO UPDATE SET digest = excluded.digest",
    )
    .bind(office.number())
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
