//! Settings of the office.

use super::{Shared, door};
use crate::{accounts::Caller, error::Result, settings};
use axum::{Json, extract::State};
use guiju_api::SettingShown;

/// Every setting of the office with its value, for its keepers.
#[utoipa::path(get, path = "/api/settings", responses((status = 200, body = Vec<SettingShown>)))]
pub async fn settings(State(app): Shared, caller: Caller) -> Result<Json<Vec<SettingShown>>> {
    Ok(Json(settings::shown(&app, &caller)?))
}

/// Changes settings, all of them or none; each is set by the keeper whom it names.
#[utoipa::path(put, path = "/api/settings", request_body = std::collections::HashMap<String, serde_json::Value>, responses((status = 200, body = Vec<SettingShown>)))]
pub async fn set(
    State(app): Shared,
    caller: Caller,
    door::Body(changes): door::Body<settings::Changes>,
) -> Result<Json<Vec<SettingShown>>> {
    settings::change(&app, &caller, changes).await?;
    Ok(Json(settings::shown(&app, &caller)?))
}
