//! Settings of the office.

use super::{extract, shared::Shared};
use crate::{accounts::Caller, erasure, error::Result, health, keepers, quotas, retention, settings};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use guiju_api::{ErasureDue, Outcome, Reason, SettingShown, UsageShown};

/// Every setting of the office with its value, for its keepers.
#[utoipa::path(get, path = "/api/settings", responses((status = 200, body = Vec<SettingShown>)))]
pub async fn settings(State(app): Shared, caller: Caller) -> Result<Json<Vec<SettingShown>>> {
    Ok(Json(settings::shown(&app, &caller)?))
}

/// Changes settings, all of them or none; each is set by the keeper whom it names. What would protect the office less than before
/// waits for another keeper; the rest is done at once.
#[utoipa::path(put, path = "/api/settings", request_body = std::collections::HashMap<String, serde_json::Value>, responses((status = 200, body = Vec<SettingShown>), (status = 202, body = Outcome)))]
pub async fn set(
    State(app): Shared,
    caller: Caller,
    extract::Body(changes): extract::Body<settings::Changes>,
) -> Result<Response> {
    Ok(match settings::change(&app, &caller, changes).await? {
        Some(request) => {
            let outcome = Outcome { id: None, request: Some(request.number()) };
            (StatusCode::ACCEPTED, Json(outcome)).into_response()
        }
        None => Json(settings::shown(&app, &caller)?).into_response(),
    })
}

/// How much the office keeps of what it may, for how long, and what whoever runs the server should mend; for keepers.
#[utoipa::path(get, path = "/api/usage", responses((status = 200, body = UsageShown)))]
pub async fn usage(State(app): Shared, caller: Caller) -> Result<Json<UsageShown>> {
    caller.keeper()?;
    let (files, people) = quotas::used(&app, caller.office).await?;
    Ok(Json(UsageShown {
        address: app.public_address(),
        warnings: health::warned(&app).await,
        files,
        people,
        kept: retention::shown(&app, caller.office).await?,
    }))
}

/// Which matters the office need not keep any longer, which of them stay and why, and what was erased; for keepers.
#[utoipa::path(get, path = "/api/erasure", responses((status = 200, body = ErasureDue)))]
pub async fn erasure_due(State(app): Shared, caller: Caller) -> Result<Json<ErasureDue>> {
    Ok(Json(erasure::shown(&app, &caller).await?))
}

/// Asks for these matters to be erased; it waits for another keeper.
#[utoipa::path(post, path = "/api/erasure", request_body = Reason, responses((status = 202, body = Outcome)))]
pub async fn erase(
    State(app): Shared,
    caller: Caller,
    extract::Body(Reason { reason }): extract::Body<Reason>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.keeper()?;
    let request = keepers::ask_erasure(&app, caller.office, caller.person, &reason).await?;
    Ok((StatusCode::ACCEPTED, Json(Outcome { id: None, request: Some(request.number()) })))
}
