//! Search across what one may see.

use super::{extract::Query, shared::Shared};
use crate::{accounts::Caller, bounded, error::Result, search};
use axum::{Json, extract::State};
use guiju_api::Found;
use serde::Deserialize;

/// Query parameter with the text that is searched for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Sought {
    /// What titles, summaries and clauses are to contain.
    #[serde(deserialize_with = "bounded::sought")]
    #[param(max_length = 200)]
    q: String,
}

/// Searches forms, matters, publications and clauses, as far as the caller may read them.
#[utoipa::path(get, path = "/api/search", params(Sought), responses((status = 200, body = Vec<Found>)))]
pub async fn find(State(app): Shared, caller: Caller, Query(sought): Query<Sought>) -> Result<Json<Vec<Found>>> {
    Ok(Json(search::search(&app, &caller, &sought.q).await?))
}
