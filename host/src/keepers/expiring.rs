//! Expiry of requests that nobody answered in time, and of passwords that somebody else set and nobody used.

use super::{
    closing::{finish, read},
    logins, telling,
    wording::RequestWording,
};
use crate::{
    accounts::end_all,
    app::App,
    error::Result,
    store::{accounts, requests},
};
use guiju_domain::{
    OfficeId,
    events::keepers::{Answer, FirstPasswordExpired},
    keepers::State,
    message,
    settings::{FIRST_PASSWORD_DAYS, REQUEST_DAYS},
};
use guiju_model::Moment;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Ends what is over in an office.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn expire(app: &App, office: OfficeId) -> Result<()> {
    let settings = &app.policy(office)?.settings;
    requests(app, office, settings.number(&REQUEST_DAYS)).await?;
    first_passwords(app, office, settings.number(&FIRST_PASSWORD_DAYS)).await
}

async fn requests(app: &App, office: OfficeId, days: i64) -> Result<()> {
    let before = Moment(app.now(office).0 - days * DAY);
    for id in requests::waiting_since_before(&app.pool, office, before).await? {
        let wording = RequestWording::of(app, office).await?;
        let mut change = app.change(office).await?;
        let waiting = read(&mut change, id).await?;
        // Somebody, or another server, may have been faster.
        if waiting.state == State::Waiting {
            finish(&mut change, &wording, None, &waiting, (Answer::Expired, "")).await?;
            change.commit().await?;
        }
    }
    Ok(())
}

async fn first_passwords(app: &App, office: OfficeId, days: i64) -> Result<()> {
    let before = app.clock.utc() - days * DAY;
    for person in accounts::with_first_password_before(&app.pool, office, before).await? {
        let mut change = app.change(office).await?;
        if accounts::expire_first_password(&mut change, person, before).await? {
            end_all(&mut change, person).await?;
            let login = accounts::login_within(&mut change, person).await?;
            change.record(None, &FirstPasswordExpired { person, login, days })?;
            let name = logins::works_here(&mut change, person).await?;
            let what = message!("keeper-first-password-expired", name, days);
            telling::tell_keepers(&mut change, &[], &what).await?;
            change.commit().await?;
        }
    }
    Ok(())
}
