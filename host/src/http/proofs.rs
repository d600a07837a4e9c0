//! Proofs of prints, for whoever prints a sheet and whoever holds one.

use super::{auth, extract::Path, shared::Shared};
use crate::{
    accounts::{self, Caller, Visit},
    error::Result,
    proof,
};
use axum::{Json, extract::State};
use axum_extra::extract::CookieJar;
use guiju_api::{Proof, ProofShown};
use guiju_domain::{MatterId, OfficeId};

/// What makes a print-out of a matter checkable.
#[utoipa::path(get, path = "/api/matters/{id}/proof", params(("id" = i64, Path)), responses((status = 200, body = Proof)))]
pub async fn proof(State(app): Shared, caller: Caller, Path(id): Path<MatterId>) -> Result<Json<Proof>> {
    Ok(Json(proof::of(&app, &caller, id, &app.public_address()).await?))
}

/// Whether a printed sheet still equals the record, and what to compare; for whoever holds the sheet. A session of the office
/// shows what its person may read.
#[utoipa::path(get, path = "/api/public/{office}/proof/{matter}/{code}", security(()), params(("office" = i64, Path), ("matter" = i64, Path), ("code" = String, Path)), responses((status = 200, body = ProofShown)))]
pub async fn check_proof(
    State(app): Shared,
    visit: Visit,
    Path((office, matter, code)): Path<(OfficeId, MatterId, String)>,
    cookies: CookieJar,
) -> Result<Json<ProofShown>> {
    let caller = match auth::token(&cookies) {
        Some(token) => accounts::caller(&app, token).await.ok(),
        None => None,
    };
    let look = proof::check(&app, caller.as_ref(), (office, matter), &code);
    Ok(Json(accounts::by_secret(&app, &visit, "proof", look).await?))
}
