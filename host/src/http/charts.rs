//! Charts: what is offered, a chart's table, its picture.

use super::{
    extract::{Path, Query},
    shared::Shared,
};
use crate::{
    accounts::Caller,
    error::Result,
    statistics::{self, Over},
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use guiju_api::{ChartOffered, ChartShown};

/// Lists the charts that the caller may read.
#[utoipa::path(get, path = "/api/charts", responses((status = 200, body = Vec<ChartOffered>)))]
pub async fn charts(State(app): Shared, caller: Caller) -> Result<Json<Vec<ChartOffered>>> {
    Ok(Json(statistics::offered(&app, &caller).await?))
}

/// A chart's table.
#[utoipa::path(get, path = "/api/charts/{regulation}/{chart}", params(("regulation" = String, Path), ("chart" = String, Path), Over), responses((status = 200, body = ChartShown)))]
pub async fn chart(
    State(app): Shared,
    caller: Caller,
    Path((regulation, chart)): Path<(String, String)>,
    Query(over): Query<Over>,
) -> Result<Json<ChartShown>> {
    Ok(Json(statistics::shown(&app, &caller, &regulation, &chart, &over).await?.0))
}

/// A chart as an SVG picture.
#[utoipa::path(get, path = "/api/charts/{regulation}/{chart}/picture", params(("regulation" = String, Path), ("chart" = String, Path), Over), responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub async fn picture(
    State(app): Shared,
    caller: Caller,
    Path((regulation, chart)): Path<(String, String)>,
    Query(over): Query<Over>,
) -> Result<Response> {
    let (shown, drawn) = statistics::shown(&app, &caller, &regulation, &chart, &over).await?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], statistics::svg(&shown, drawn)?).into_response())
}
