//! Keepers of the office, and what one asks for and another confirms.

use super::{
    extract::{self, Path, Query},
    shared::Shared,
};
use crate::{accounts::Caller, error::Result, keepers, words};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use guiju_api::{GrantWanted, KeeperShown, Outcome, Page, Reason, RequestAnswer, RequestShown, SecondHalf};
use guiju_domain::{PersonId, RequestId};
use serde::Deserialize;

/// Query parameter that chooses pending or answered requests.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `waiting`, `confirmed`, `declined`, `withdrawn`, `expired` or `outdated`; all of them if it is left out.
    state: Option<String>,
    /// Rows to pass over.
    offset: i64,
}

fn waits(request: RequestId) -> (StatusCode, Json<Outcome>) {
    (StatusCode::ACCEPTED, Json(Outcome { id: None, request: Some(request.number()) }))
}

/// Who holds a role of the system.
#[utoipa::path(get, path = "/api/keepers", responses((status = 200, body = Vec<KeeperShown>)))]
pub async fn keepers_shown(State(app): Shared, caller: Caller) -> Result<Json<Vec<KeeperShown>>> {
    Ok(Json(keepers::keepers(&app, &caller).await?))
}

/// Asks for a role of the system for a person; it waits for another keeper.
#[utoipa::path(post, path = "/api/keepers", request_body = GrantWanted, responses((status = 202, body = Outcome)))]
pub async fn grant(
    State(app): Shared,
    caller: Caller,
    extract::Body(wanted): extract::Body<GrantWanted>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.security_officer()?;
    Ok(waits(keepers::ask_grant(&app, caller.office, caller.person, &wanted).await?))
}

/// Asks for a person's role of the system to be taken away; it waits for another keeper.
#[utoipa::path(post, path = "/api/keepers/{id}/revocation", params(("id" = u64, Path)), request_body = Reason, responses((status = 202, body = Outcome)))]
pub async fn revoke(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<PersonId>,
    extract::Body(Reason { reason }): extract::Body<Reason>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.security_officer()?;
    Ok(waits(keepers::ask_revoke(&app, caller.office, caller.person, id, &reason).await?))
}

/// What waits for a second keeper, and what was answered, the latest first.
#[utoipa::path(get, path = "/api/requests", params(Which), responses((status = 200, body = Page<RequestShown>)))]
pub async fn requests(
    State(app): Shared,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<Json<Page<RequestShown>>> {
    Ok(Json(keepers::requests(&app, &caller, which.state.as_deref(), which.offset).await?))
}

/// Confirms, declines or withdraws a request. Where a password is set by it, the answer tells its second half, this once.
#[utoipa::path(post, path = "/api/requests/{id}", params(("id" = u64, Path)), request_body = RequestAnswer, responses((status = 200, body = SecondHalf), (status = 204)))]
pub async fn answer_request(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<RequestId>,
    extract::Body(given): extract::Body<RequestAnswer>,
) -> Result<Response> {
    Ok(match keepers::answer(&app, caller.office, caller.person, id, &given).await? {
        Some(code) => Json(SecondHalf { words: words::answer(&keepers::second_half(&code)), code }).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Asks for a person's second factor to be taken off; it waits for another keeper.
#[utoipa::path(delete, path = "/api/people/{id}/second-factor", params(("id" = u64, Path)), request_body = Reason, responses((status = 202, body = Outcome)))]
pub async fn reset_second_factor(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<PersonId>,
    extract::Body(Reason { reason }): extract::Body<Reason>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.keeper()?;
    Ok(waits(keepers::ask_reset(&app, caller.office, caller.person, id, &reason).await?))
}
