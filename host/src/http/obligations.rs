//! Obligations of a period: one's own, and those of others as far as one may read them.

use super::shared::Shared;
use crate::{accounts::Caller, error::Result, obligations};
use axum::{Json, extract::State};
use guiju_api::DutyShown;

/// The caller's obligations of the running periods, and how far each is done.
#[utoipa::path(get, path = "/api/duties", responses((status = 200, body = Vec<DutyShown>)))]
pub async fn duties(State(app): Shared, caller: Caller) -> Result<Json<Vec<DutyShown>>> {
    Ok(Json(obligations::mine(&app, &caller).await?))
}

/// Obligations of others, as far as the caller may read them.
#[utoipa::path(get, path = "/api/duties/board", responses((status = 200, body = Vec<DutyShown>)))]
pub async fn board(State(app): Shared, caller: Caller) -> Result<Json<Vec<DutyShown>>> {
    Ok(Json(obligations::board(&app, &caller).await?))
}
