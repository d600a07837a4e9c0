//! One's own account: password, sessions, second factor.

use super::{
    auth,
    extract::{Body, Path},
    shared::Shared,
};
use crate::{
    accounts::{self, Caller, password, second_factor},
    error::Result,
};
use axum::{Json, extract::State, http::StatusCode};
use axum_extra::extract::CookieJar;
use guiju_api::{
    AccountShown, Code, OwnPassword, PasswordAndCode, PasswordChange, RecoveryCodes, SecondFactorBegun, SessionShown,
};

/// One's own account.
#[utoipa::path(get, path = "/api/account", responses((status = 200, body = AccountShown)))]
pub async fn account(State(app): Shared, caller: Caller) -> Result<Json<AccountShown>> {
    Ok(Json(accounts::shown(&app, &caller).await?))
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(post, path = "/api/account/password", request_body = PasswordChange, responses((status = 204)))]
pub async fn change_password(
    State(app): Shared,
    caller: Caller,
    cookies: CookieJar,
    Body(wanted): Body<PasswordChange>,
) -> Result<StatusCode> {
    let device = auth::device(&cookies);
    password::change(&app, &caller, &wanted.current, &wanted.new, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own sessions, the latest used first.
#[utoipa::path(get, path = "/api/account/sessions", responses((status = 200, body = Vec<SessionShown>)))]
pub async fn sessions(State(app): Shared, caller: Caller) -> Result<Json<Vec<SessionShown>>> {
    Ok(Json(accounts::list(&app, &caller).await?))
}

/// Ends all of one's own sessions but this one.
#[utoipa::path(delete, path = "/api/account/sessions", responses((status = 204)))]
pub async fn end_other_sessions(State(app): Shared, caller: Caller, cookies: CookieJar) -> Result<StatusCode> {
    accounts::end_others(&app, &caller, auth::device(&cookies)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one of one's own sessions.
#[utoipa::path(delete, path = "/api/account/sessions/{id}", params(("id" = String, Path)), responses((status = 204)))]
pub async fn end_session(State(app): Shared, caller: Caller, Path(id): Path<String>) -> Result<StatusCode> {
    accounts::end(&app, &caller, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a second factor, with the password: secret, address and code are told this once.
#[utoipa::path(post, path = "/api/account/second-factor", request_body = OwnPassword, responses((status = 200, body = SecondFactorBegun)))]
pub async fn begin_second_factor(
    State(app): Shared,
    caller: Caller,
    Body(given): Body<OwnPassword>,
) -> Result<Json<SecondFactorBegun>> {
    Ok(Json(second_factor::begin(&app, &caller, &given.password).await?))
}

/// Proves the second factor that was begun by its first code: the recovery codes are told this once.
#[utoipa::path(post, path = "/api/account/second-factor/confirm", request_body = Code, responses((status = 200, body = RecoveryCodes)))]
pub async fn confirm_second_factor(
    State(app): Shared,
    caller: Caller,
    Body(given): Body<Code>,
) -> Result<Json<RecoveryCodes>> {
    Ok(Json(second_factor::confirm(&app, &caller, &given.code).await?))
}

/// Takes off one's own second factor.
#[utoipa::path(delete, path = "/api/account/second-factor", request_body = PasswordAndCode, responses((status = 204)))]
pub async fn remove_second_factor(
    State(app): Shared,
    caller: Caller,
    Body(given): Body<PasswordAndCode>,
) -> Result<StatusCode> {
    second_factor::remove(&app, &caller, &given.password, &given.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one's recovery codes anew; those before open nothing any more.
#[utoipa::path(post, path = "/api/account/recovery-codes", request_body = PasswordAndCode, responses((status = 200, body = RecoveryCodes)))]
pub async fn renew_recovery_codes(
    State(app): Shared,
    caller: Caller,
    Body(given): Body<PasswordAndCode>,
) -> Result<Json<RecoveryCodes>> {
    Ok(Json(second_factor::renew(&app, &caller, &given.password, &given.code).await?))
}
