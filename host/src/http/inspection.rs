//! Inspection packs.

use super::{extract::Query, handed, shared::Shared};
use crate::{
    accounts::Caller,
    error::Result,
    inspection::{self, PackRequest},
    words::text,
};
use axum::{extract::State, response::Response};

/// The inspection pack of a period, a zip archive.
#[utoipa::path(get, path = "/api/inspection", params(PackRequest), responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
pub async fn pack(State(app): Shared, caller: Caller, Query(asked): Query<PackRequest>) -> Result<Response> {
    let bytes = inspection::pack(&app, &caller, &asked).await?;
    Ok(handed::file(
        "application/zip",
        &format!("{}.zip", text!("inspection-file", from = asked.from, to = asked.to)),
        bytes,
    ))
}
