//! Whom an office trusts: publishers by their keys, and whether it takes what nobody signed. The security officer says.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{Columns, Event},
};
use guiju_api::{PublisherEntry, PublisherShown, Trust};
use guiju_domain::OfficeId;
use guiju_model::Moment;
use guiju_package::PublicKey;
use serde_json::json;
use sqlx::AnyConnection;

/// Whom the office trusts.
///
/// # Errors
/// If the database cannot be used.
pub async fn trust(connection: &mut AnyConnection, office: OfficeId) -> Result<Trust> {
    let rows =
        sqlx::query("SELECT public_key, name, trusted_at FROM publishers WHERE office_id = $1 ORDER BY trusted_at")
            .bind(office.number())
            .fetch_all(&mut *connection)
            .await?;
    let mut publishers = Vec::with_capacity(rows.len());
    for row in rows {
        let since = Moment(row.int("trusted_at")?).date().to_string();
        publishers.push(PublisherShown { public_key: row.text("public_key")?, name: row.text("name")?, since });
    }
    let row = sqlx::query("SELECT takes_unsigned FROM offices WHERE id = $1")
        .bind(office.number())
        .fetch_one(connection)
        .await?;
    Ok(Trust { publishers, takes_unsigned: row.int("takes_unsigned")? != 0 })
}

/// Trusts a publisher.
///
/// # Errors
/// If the caller is not the security officer, or the key is none.
pub async fn publish(app: &App, caller: &Caller, entry: &PublisherEntry) -> Result<()> {
    caller.security_officer()?;
    let key: PublicKey = entry
        .public_key
        .parse()
        .map_err(|_| Error::Invalid("公钥应是 64 位十六进制数字，请向发布者索取公钥文件的内容".to_owned()))?;
    let name = entry.name.trim();
    if name.is_empty() {
        return Err(Error::Invalid("请填写发布者名称".to_owned()));
    }
    let mut change = app.change(caller.office).await?;
    let now = change.now.0;
    sqlx::query(
        "INSERT INTO publishers (office_id, public_key, name, trusted_by, trusted_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (office_id, public_key) DO UPDATE SET name = excluded.name",
    )
    .bind(caller.office.number())
    .bind(key.to_string())
    .bind(name)
    .bind(caller.person.number() as i64)
    .bind(now)
    .execute(&mut *change)
    .await?;
    let body = json!({ "public_key": key.to_string(), "name": name });
    change
        .event(Event { matter: None, kind: "publisher-trusted", by: Some(caller.person.number() as i64), body })
        .await?;
    Ok(change.commit().await?)
}

/// Trusts a publisher no longer; what is installed stays.
///
/// # Errors
/// If the caller is not the security officer, or nobody is trusted by that key.
pub async fn untrust(app: &App, caller: &Caller, key: &str) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    let gone = sqlx::query("DELETE FROM publishers WHERE office_id = $1 AND public_key = $2")
        .bind(caller.office.number())
        .bind(key)
        .execute(&mut *change)
        .await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound("这个发布者"));
    }
    let body = json!({ "public_key": key });
    change
        .event(Event { matter: None, kind: "publisher-dropped", by: Some(caller.person.number() as i64), body })
        .await?;
    Ok(change.commit().await?)
}

/// Says whether packages that nobody signed are taken.
///
/// # Errors
/// If the caller is not the security officer.
pub async fn set_unsigned(app: &App, caller: &Caller, takes: bool) -> Result<()> {
    caller.security_officer()?;
    let mut change = app.change(caller.office).await?;
    sqlx::query("UPDATE offices SET takes_unsigned = $2 WHERE id = $1")
        .bind(caller.office.number())
        .bind(i64::from(takes))
        .execute(&mut *change)
        .await?;
    let body = json!({ "takes_unsigned": takes });
    change
        .event(Event { matter: None, kind: "unsigned-packages", by: Some(caller.person.number() as i64), body })
        .await?;
    Ok(change.commit().await?)
}
