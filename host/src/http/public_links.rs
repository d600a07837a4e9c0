//! Public links: opened by an administrator, used by whoever holds the address.

use super::{
    auth,
    extract::{self, Path},
    shared::Shared,
};
use crate::{accounts::Caller, error::Result, public_links};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use guiju_api::{EntranceEntry, EntranceFiling, EntranceInside, EntranceOpened, EntranceShown};
use guiju_domain::PublicLinkId;

/// Lists the office's public links, the open ones first.
#[utoipa::path(get, path = "/api/entrances", responses((status = 200, body = Vec<EntranceShown>)))]
pub async fn all(State(app): Shared, caller: Caller) -> Result<Json<Vec<EntranceShown>>> {
    Ok(Json(public_links::all(&app, &caller).await?))
}

/// Opens a public link; its address is told this once.
#[utoipa::path(post, path = "/api/entrances", request_body = EntranceEntry, responses((status = 201, body = EntranceOpened)))]
pub async fn open(
    State(app): Shared,
    caller: Caller,
    extract::Body(entry): extract::Body<EntranceEntry>,
) -> Result<(StatusCode, Json<EntranceOpened>)> {
    let opened = public_links::open(&app, &caller, &entry, &app.public_address()).await?;
    Ok((StatusCode::CREATED, Json(opened)))
}

/// Closes a public link for good.
#[utoipa::path(delete, path = "/api/entrances/{id}", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn close(State(app): Shared, caller: Caller, Path(id): Path<PublicLinkId>) -> Result<StatusCode> {
    public_links::close(&app, &caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The board or form behind a public link, for whoever has its address.
#[utoipa::path(get, path = "/api/public/entrances/{secret}", security(()), params(("secret" = String, Path)), responses((status = 200, body = EntranceInside)))]
pub async fn inside(State(app): Shared, Path(secret): Path<String>) -> Result<Json<EntranceInside>> {
    Ok(Json(public_links::inside(&app, &secret).await?))
}

/// Files the form behind a public link, by whoever has its address.
#[utoipa::path(post, path = "/api/public/entrances/{secret}", security(()), params(("secret" = String, Path), ("idempotency-key" = Option<String>, Header, description = "A repeated request with the same key files once.", max_length = 100)), request_body = EntranceFiling, responses((status = 204)))]
pub async fn file(
    State(app): Shared,
    Path(secret): Path<String>,
    headers: HeaderMap,
    extract::Outside(filing): extract::Outside<EntranceFiling>,
) -> Result<StatusCode> {
    public_links::file(&app, &secret, filing.content, auth::key(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
