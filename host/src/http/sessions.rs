//! Sessions and what waits for whoever is logged in.

use super::{
    auth,
    extract::{self, Path, Query},
    shared::Shared,
};
use crate::{
    accounts::{self, Caller, LoggedIn, Visit},
    bounded,
    error::Result,
    matters::{inbox, notices, under_way},
};
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use axum_extra::extract::CookieJar;
use guiju_api::{Counts, Credentials, FollowUpShown, InboxItem, Me, NoticeShown, OpenShown, Page};
use guiju_domain::NoticeId;
use serde::Deserialize;

/// Query parameter with the number of rows to skip.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Offset {
    #[serde(deserialize_with = "bounded::rows")]
    #[param(minimum = 0, maximum = 1_000_000)]
    offset: i64,
}

/// Logs in by password, and by a code where a second factor is set up.
///
/// Sets the session's cookie, and one by which the browser is known again.
#[utoipa::path(post, path = "/api/session", request_body = Credentials, responses((status = 204)), security(()))]
pub async fn log_in(
    State(app): Shared,
    visit: Visit,
    extract::Outside(credentials): extract::Outside<Credentials>,
) -> Result<impl IntoResponse> {
    let LoggedIn { token, device } = accounts::log_in(&app, &credentials, &visit).await?;
    let secure = app.config.secures_cookie();
    let cookies = [auth::session_cookie(token, secure), auth::device_cookie(device, accounts::DEVICE_LASTS, secure)];
    Ok((StatusCode::NO_CONTENT, AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie.to_string())))))
}

/// Lists what is under way, by how near its due date is.
#[utoipa::path(get, path = "/api/open", responses((status = 200, body = Vec<OpenShown>)))]
pub async fn open_shown(State(app): Shared, caller: Caller) -> Result<Json<Vec<OpenShown>>> {
    Ok(Json(under_way::under_way(&app, &caller).await?))
}

/// Who is logged in: person, roles, rights, and the token for changes.
#[utoipa::path(get, path = "/api/session", responses((status = 200, body = Me)))]
pub async fn me(State(app): Shared, caller: Caller) -> Result<Json<Me>> {
    Ok(Json(accounts::me(&app, &caller).await?))
}

/// Logs out: ends the session and removes its cookie.
#[utoipa::path(delete, path = "/api/session", responses((status = 204)))]
pub async fn log_out(State(app): Shared, _caller: Caller, cookies: CookieJar) -> Result<impl IntoResponse> {
    if let Some(token) = auth::token(&cookies) {
        accounts::log_out(&app, token).await?;
    }
    let gone = auth::no_session(app.config.secures_cookie()).to_string();
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, gone)]))
}

/// How many entries each tray of the caller has.
#[utoipa::path(get, path = "/api/counts", responses((status = 200, body = Counts)))]
pub async fn counts(State(app): Shared, caller: Caller) -> Result<Json<Counts>> {
    Ok(Json(inbox::counts(&app, caller.office, caller.person).await?))
}

/// A page of one of the caller's trays; what is due first stands first.
#[utoipa::path(get, path = "/api/trays/{tray}", params(("tray" = String, Path), Offset), responses((status = 200, body = Page<InboxItem>)))]
pub async fn tray(
    State(app): Shared,
    caller: Caller,
    Path(tray): Path<String>,
    Query(page): Query<Offset>,
) -> Result<Json<Page<InboxItem>>> {
    let tray = inbox::named(&tray)?;
    Ok(Json(inbox::lines(&app, caller.office, caller.person, tray, page.offset).await?))
}

/// A page of the caller's notices, the newest first.
#[utoipa::path(get, path = "/api/notices", params(Offset), responses((status = 200, body = Page<NoticeShown>)))]
pub async fn notices(
    State(app): Shared,
    caller: Caller,
    Query(page): Query<Offset>,
) -> Result<Json<Page<NoticeShown>>> {
    Ok(Json(notices::list(&app.pool, caller.office, caller.person, page.offset).await?))
}

/// Marks all of the caller's notices as read.
#[utoipa::path(post, path = "/api/notices", responses((status = 204)))]
pub async fn notices_read(State(app): Shared, caller: Caller) -> Result<StatusCode> {
    let mut change = app.change(caller.office).await?;
    notices::read_all(&mut change, caller.person).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks one notice as read.
#[utoipa::path(post, path = "/api/notices/{id}/read", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn notice_read(State(app): Shared, caller: Caller, Path(id): Path<NoticeId>) -> Result<StatusCode> {
    let mut change = app.change(caller.office).await?;
    notices::read(&mut change, caller.person, id).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists what the caller still has to file after earlier matters.
#[utoipa::path(get, path = "/api/follow-ups", responses((status = 200, body = Vec<FollowUpShown>)))]
pub async fn follow_ups(State(app): Shared, caller: Caller) -> Result<Json<Vec<FollowUpShown>>> {
    Ok(Json(inbox::follow_ups(&app, caller.office, caller.person).await?))
}
