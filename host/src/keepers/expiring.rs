//! What nobody answered or used in time is over: requests that wait, and passwords that somebody else has set.

use super::{
    answering::{finish, read},
    logins,
    saying::Saying,
};
use crate::{
    accounts,
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{
    OfficeId, PersonId,
    events::keepers::{Answer, FirstPasswordExpired},
    keepers::State,
    settings::{FIRST_PASSWORD_DAYS, REQUEST_DAYS},
};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Accounts whose first password is over: `$2` is the moment before which it must have been set, in UTC.
const OVER: &str = "FROM accounts WHERE office_id = $1 AND must_change <> 0 AND given_at > 0 AND given_at < $2
    AND password_hash <> ''";

/// Ends what is over in an office.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn expire(app: &App, office: OfficeId) -> Result<()> {
    let settings = &app.law(office)?.settings;
    requests(app, office, settings.number(&REQUEST_DAYS)).await?;
    first_passwords(app, office, settings.number(&FIRST_PASSWORD_DAYS)).await
}

async fn requests(app: &App, office: OfficeId, days: i64) -> Result<()> {
    let before = app.now(office).0 - days * DAY;
    let rows = sqlx::query("SELECT id FROM requests WHERE office_id = $1 AND state = 'waiting' AND asked_at < $2")
        .bind(office.number())
        .bind(before)
        .fetch_all(&app.pool)
        .await?;
    for row in rows {
        let saying = Saying::of(app, office).await?;
        let mut change = app.change(office).await?;
        let kept = read(&mut change, row.int("id")?.unsigned_abs()).await?;
        // Somebody, or another server, may have been faster.
        if kept.state == State::Waiting {
            finish(&mut change, &saying, None, &kept, (Answer::Expired, "")).await?;
            change.commit().await?;
        }
    }
    Ok(())
}

async fn first_passwords(app: &App, office: OfficeId, days: i64) -> Result<()> {
    let before = app.clock.utc() - days * DAY;
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT DISTINCT person_id {OVER}")))
        .bind(office.number())
        .bind(before)
        .fetch_all(&app.pool)
        .await?;
    for row in rows {
        let person = PersonId::new(row.int("person_id")?.unsigned_abs());
        let mut change = app.change(office).await?;
        if over(&mut change, person, before).await? {
            accounts::end_all(&mut change, person).await?;
            change.record(None, &FirstPasswordExpired { person, days }).await?;
            let name = logins::works_here(&mut change, person).await?;
            let what =
                format!("{name}的初始密码 {days} 天内没有改好，已经失效；本人仍要使用的，请系统管理员重新设定。");
            logins::tell_keepers(&mut change, &[], &what).await?;
            change.commit().await?;
        }
    }
    Ok(())
}

/// Removes what is kept of a first password that is over; whether it still was.
async fn over(change: &mut UnitOfWork, person: PersonId, before: i64) -> Result<bool> {
    let gone = sqlx::query(
        "UPDATE accounts SET password_hash = '' WHERE office_id = $1 AND person_id = $3 AND must_change <> 0
         AND given_at > 0 AND given_at < $2 AND password_hash <> ''",
    )
    .bind(change.office.number())
    .bind(before)
    .bind(logins::kept(person)?)
    .execute(&mut **change)
    .await?;
    Ok(gone.rows_affected() > 0)
}
