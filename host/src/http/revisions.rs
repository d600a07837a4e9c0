//! Swapping regulations: packages, whom the office trusts, comparison, rehearsal, schedule, wording, replay.

use super::{
    body::{self, Received},
    extract::{self, Path, Query},
    handed,
    shared::Shared,
};
use crate::{access::Access, accounts::Caller, bounded, error::Result, rehearsals, revisions, store, words::text};
use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use guiju_api::{
    Comparison, DifferenceOpened, DifferenceShown, Entered, PackageShown, Page, PublisherEntry, RehearsalShown,
    RehearsalWanted, ReplayReport, RevisionAnswer, RevisionShown, RevisionWanted, Trust, TrustChange, WordingEntry,
};
use guiju_domain::{MatterId, RecordingId, RehearsalId, RevisionId};
use serde::Deserialize;

/// Which regulation; every one, if none is named.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Of {
    regulation: Option<String>,
}

impl Of {
    /// The regulation, if one is named.
    fn one(&self) -> Option<&str> {
        self.regulation.as_deref().filter(|name| !name.is_empty())
    }
}

/// Everything the office has installed.
#[utoipa::path(get, path = "/api/packages", params(Of), responses((status = 200, body = Vec<PackageShown>)))]
pub async fn packages(State(app): Shared, caller: Caller, Query(of): Query<Of>) -> Result<Json<Vec<PackageShown>>> {
    Ok(Json(revisions::installed(&app, caller.office, of.one()).await?))
}

/// Installs a package; a refusal lists every reason.
#[utoipa::path(post, path = "/api/packages", request_body(content = Vec<u8>, content_type = "application/wasm"), responses((status = 201, body = PackageShown)))]
pub async fn install(State(app): Shared, caller: Caller, request: Request) -> Result<(StatusCode, Json<PackageShown>)> {
    caller.administrator()?;
    // The component's limit and the signature behind it.
    let Received { bytes, taken: _taken } =
        body::read(request, app.config.limits.component_bytes + revisions::SIGNED, &app).await?;
    let installed = revisions::install(&app, caller.office, Some(caller.person), bytes).await?;
    Ok((StatusCode::CREATED, Json(installed)))
}

/// The file of an installed package, with its signature.
#[utoipa::path(get, path = "/api/packages/{digest}", params(("digest" = String, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/wasm")))]
pub async fn package(State(app): Shared, caller: Caller, Path(digest): Path<String>) -> Result<Response> {
    caller.keeper()?;
    let bytes = revisions::package(&app, caller.office, &digest).await?;
    Ok(handed::file("application/wasm", &format!("{digest}.wasm"), bytes))
}

/// With which package; the one in force, if none is named.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct With {
    with: Option<String>,
}

/// A package beside another.
#[utoipa::path(get, path = "/api/packages/{digest}/comparison", params(("digest" = String, Path), With), responses((status = 200, body = Comparison)))]
pub async fn comparison(
    State(app): Shared,
    caller: Caller,
    Path(digest): Path<String>,
    Query(with): Query<With>,
) -> Result<Json<Comparison>> {
    caller.keeper()?;
    Ok(Json(revisions::compare(&app, caller.office, &digest, with.with.as_deref()).await?))
}

/// The office's own wording of a package.
#[utoipa::path(get, path = "/api/packages/{digest}/wording", params(("digest" = String, Path)), responses((status = 200, body = WordingEntry)))]
pub async fn wording(State(app): Shared, caller: Caller, Path(digest): Path<String>) -> Result<Json<WordingEntry>> {
    Ok(Json(revisions::wordings(&app, caller.office, &digest)?))
}

/// Attaches the office's own wording, clause by clause.
#[utoipa::path(put, path = "/api/packages/{digest}/wording", params(("digest" = String, Path)), request_body = WordingEntry, responses((status = 204)))]
pub async fn word(
    State(app): Shared,
    caller: Caller,
    Path(digest): Path<String>,
    extract::Body(entry): extract::Body<WordingEntry>,
) -> Result<StatusCode> {
    revisions::word(&app, &caller, &WordingEntry { digest, ..entry }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whom the office trusts.
#[utoipa::path(get, path = "/api/trust", responses((status = 200, body = Trust)))]
pub async fn trust(State(app): Shared, caller: Caller) -> Result<Json<Trust>> {
    caller.keeper()?;
    let mut connection = store::acquire(&app.pool).await?;
    Ok(Json(revisions::trust(&mut connection, caller.office).await?))
}

/// Says whether packages that nobody signed are taken.
#[utoipa::path(put, path = "/api/trust", request_body = TrustChange, responses((status = 204)))]
pub async fn set_unsigned(
    State(app): Shared,
    caller: Caller,
    extract::Body(change): extract::Body<TrustChange>,
) -> Result<StatusCode> {
    revisions::set_unsigned(&app, &caller, change.takes_unsigned).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Trusts a publisher.
#[utoipa::path(post, path = "/api/trust/publishers", request_body = PublisherEntry, responses((status = 204)))]
pub async fn publish(
    State(app): Shared,
    caller: Caller,
    extract::Body(entry): extract::Body<PublisherEntry>,
) -> Result<StatusCode> {
    revisions::publish(&app, &caller, &entry).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Trusts a publisher no longer.
#[utoipa::path(delete, path = "/api/trust/publishers/{key}", params(("key" = String, Path)), responses((status = 204)))]
pub async fn untrust(State(app): Shared, caller: Caller, Path(key): Path<String>) -> Result<StatusCode> {
    revisions::untrust(&app, &caller, &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes that are scheduled or were asked for.
#[utoipa::path(get, path = "/api/revisions", responses((status = 200, body = Vec<RevisionShown>)))]
pub async fn revisions_shown(State(app): Shared, caller: Caller) -> Result<Json<Vec<RevisionShown>>> {
    Ok(Json(revisions::shown(&app, &caller).await?))
}

/// Asks for a change from a day on.
#[utoipa::path(post, path = "/api/revisions", request_body = RevisionWanted, responses((status = 201, body = Entered)))]
pub async fn revise(
    State(app): Shared,
    caller: Caller,
    extract::Body(wanted): extract::Body<RevisionWanted>,
) -> Result<(StatusCode, Json<Entered>)> {
    let id = revisions::ask(&app, &caller, &wanted).await?;
    Ok((StatusCode::CREATED, Json(Entered { id: id.number() })))
}

/// Confirms, declines or withdraws a change.
#[utoipa::path(post, path = "/api/revisions/{id}", params(("id" = u64, Path)), request_body = RevisionAnswer, responses((status = 204)))]
pub async fn answer(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<RevisionId>,
    extract::Body(given): extract::Body<RevisionAnswer>,
) -> Result<StatusCode> {
    revisions::answer(&app, &caller, id, &given).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rehearsals, the latest first.
#[utoipa::path(get, path = "/api/rehearsals", params(Of), responses((status = 200, body = Vec<RehearsalShown>)))]
pub async fn rehearsals_shown(
    State(app): Shared,
    caller: Caller,
    Query(of): Query<Of>,
) -> Result<Json<Vec<RehearsalShown>>> {
    Ok(Json(rehearsals::list(&app, &caller, of.one()).await?))
}

/// Begins a rehearsal.
#[utoipa::path(post, path = "/api/rehearsals", request_body = RehearsalWanted, responses((status = 201, body = Entered)))]
pub async fn rehearse(
    State(app): Shared,
    caller: Caller,
    extract::Body(wanted): extract::Body<RehearsalWanted>,
) -> Result<(StatusCode, Json<Entered>)> {
    let id = rehearsals::begin(&app, &caller, &wanted).await?;
    Ok((StatusCode::CREATED, Json(Entered { id: id.number() })))
}

/// How a rehearsal stands.
#[utoipa::path(get, path = "/api/rehearsals/{id}", params(("id" = u64, Path)), responses((status = 200, body = RehearsalShown)))]
pub async fn rehearsal(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<RehearsalId>,
) -> Result<Json<RehearsalShown>> {
    Ok(Json(rehearsals::shown(&app, &caller, id).await?))
}

/// Stops a rehearsal.
#[utoipa::path(delete, path = "/api/rehearsals/{id}", params(("id" = u64, Path)), responses((status = 204)))]
pub async fn cancel(State(app): Shared, caller: Caller, Path(id): Path<RehearsalId>) -> Result<StatusCode> {
    rehearsals::cancel(&app, &caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Query parameters that choose a clause and a page of its differences.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Part {
    clause: String,
    #[serde(deserialize_with = "bounded::page")]
    #[param(minimum = 0, maximum = 20_000)]
    page: u64,
}

/// What differs.
#[utoipa::path(get, path = "/api/rehearsals/{id}/differences", params(("id" = u64, Path), Part), responses((status = 200, body = Page<DifferenceShown>)))]
pub async fn differences(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<RehearsalId>,
    Query(part): Query<Part>,
) -> Result<Json<Page<DifferenceShown>>> {
    Ok(Json(rehearsals::differences(&app, &caller, id, &part.clause, part.page).await?))
}

/// Both answers, side by side.
#[utoipa::path(get, path = "/api/rehearsals/{id}/differences/{recording}", params(("id" = u64, Path), ("recording" = u64, Path)), responses((status = 200, body = DifferenceOpened)))]
pub async fn difference(
    State(app): Shared,
    caller: Caller,
    Path((id, recording)): Path<(RehearsalId, RecordingId)>,
) -> Result<Json<DifferenceOpened>> {
    Ok(Json(rehearsals::difference(&app, &caller, id, recording).await?))
}

/// Everything that differs, as CSV.
#[utoipa::path(get, path = "/api/rehearsals/{id}/export", params(("id" = u64, Path)), responses((status = 200, body = String, content_type = "text/csv")))]
pub async fn export(State(app): Shared, caller: Caller, Path(id): Path<RehearsalId>) -> Result<Response> {
    let bytes = rehearsals::export(&app, &caller, id).await?;
    Ok(handed::file("text/csv; charset=utf-8", &format!("{}.csv", text!("rehearsal-file-name", id)), bytes))
}

/// Asks the stored package again what it was asked about a matter: the same bytes must come.
#[utoipa::path(get, path = "/api/matters/{id}/replay", params(("id" = i64, Path)), responses((status = 200, body = ReplayReport)))]
pub async fn replay(State(app): Shared, caller: Caller, Path(id): Path<MatterId>) -> Result<Json<ReplayReport>> {
    let access = Access::of(&app, &caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    access.read(&mut connection, id).await?;
    drop(connection);
    Ok(Json(rehearsals::replay(&app, caller.office, Some(id)).await?))
}
