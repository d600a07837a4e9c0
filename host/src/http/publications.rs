//! What an office has published.

use super::{
    extract::{Path, Query},
    shared::Shared,
};
use crate::{accounts::Caller, error::Result, publications};
use axum::{Json, extract::State, http::StatusCode};
use guiju_api::{PublicColumn, PublicationShown};
use guiju_domain::{OfficeId, PublicationId};
use serde::Deserialize;

/// What an office has published for everybody.
#[utoipa::path(get, path = "/api/public/{office}", security(()), params(("office" = i64, Path)), responses((status = 200, body = PublicColumn)))]
pub async fn public(State(app): Shared, Path(office): Path<OfficeId>) -> Result<Json<PublicColumn>> {
    Ok(Json(publications::public(&app, office).await?))
}

/// Whether what is over or withdrawn is shown too, and how many of the newest alone.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// What is over or withdrawn too.
    archive: bool,
    /// So many of the newest alone.
    #[param(minimum = 0)]
    newest: Option<i64>,
}

/// Lists what is published to the office; on request also what is over or withdrawn.
#[utoipa::path(get, path = "/api/publications", params(Archive), responses((status = 200, body = Vec<PublicationShown>)))]
pub async fn publications(
    State(app): Shared,
    caller: Caller,
    Query(which): Query<Archive>,
) -> Result<Json<Vec<PublicationShown>>> {
    Ok(Json(publications::all(&app, &caller, which.archive, which.newest).await?))
}

/// Notes that the caller has read a publication.
#[utoipa::path(post, path = "/api/publications/{id}/read", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn read(State(app): Shared, caller: Caller, Path(id): Path<PublicationId>) -> Result<StatusCode> {
    let mut change = app.change(caller.office).await?;
    publications::read(&mut change, caller.person, id).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
