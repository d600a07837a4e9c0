//! Registers and boards, and records to choose from.

use super::{
    extract::{Path, Query},
    handed,
    shared::Shared,
};
use crate::{
    accounts::Caller,
    error::Result,
    registers::{self, Filter},
};
use axum::{Json, extract::State, response::Response};
use guiju_api::{BoardDepartment, RecordOption, ViewOffered, ViewShown};
use serde::Deserialize;

/// Lists the registers and boards that the caller may read.
#[utoipa::path(get, path = "/api/views", responses((status = 200, body = Vec<ViewOffered>)))]
pub async fn views(State(app): Shared, caller: Caller) -> Result<Json<Vec<ViewOffered>>> {
    Ok(Json(registers::offered(&app, &caller).await?))
}

/// A page of a register: records by the filter, with sums.
#[utoipa::path(get, path = "/api/views/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path), Filter), responses((status = 200, body = ViewShown)))]
pub async fn view(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Json<ViewShown>> {
    Ok(Json(registers::rows(&app, &caller, &regulation, &view, &filter).await?))
}

/// How a register is exported.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExportKind {
    /// A workbook.
    Xlsx,
    /// Lines of text.
    Csv,
}

/// Exports every record of a register that the filter leaves, as `xlsx` or `csv`.
#[utoipa::path(get, path = "/api/views/{regulation}/{view}/{kind}", params(("regulation" = String, Path), ("view" = String, Path), ("kind" = inline(ExportKind), Path), Filter), responses((status = 200, content(
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (String = "text/csv")
))))]
pub async fn export(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view, kind)): Path<(String, String, ExportKind)>,
    Query(filter): Query<Filter>,
) -> Result<Response> {
    let format = match kind {
        ExportKind::Xlsx => "xlsx",
        ExportKind::Csv => "csv",
    };
    let exported = registers::exported(&app, &caller, (&regulation, &view), format, &filter).await?;
    Ok(handed::file(exported.media_type, &exported.name, exported.bytes))
}

/// A board: where everybody is now, by department.
#[utoipa::path(get, path = "/api/boards/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path)), responses((status = 200, body = Vec<BoardDepartment>)))]
pub async fn board(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
) -> Result<Json<Vec<BoardDepartment>>> {
    Ok(Json(registers::board(&app, &caller, &regulation, &view).await?))
}

/// A part of what the records say, by which they are found.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
pub struct Sought {
    q: String,
}

/// Records that the caller may point to, the newest first.
///
/// At most 200; the header `x-more` says whether there are more, which are found by their text.
#[utoipa::path(get, path = "/api/records/{regulation}/{form}", params(("regulation" = String, Path), ("form" = String, Path), Sought), responses((status = 200, body = Vec<RecordOption>, headers(("x-more" = bool, description = "Whether there are more than are told")))))]
pub async fn options(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
    Query(sought): Query<Sought>,
) -> Result<([(&'static str, String); 1], Json<Vec<RecordOption>>)> {
    let (offered, more) = registers::options(&app, &caller, &regulation, &form, &sought.q).await?;
    Ok(([("x-more", more.to_string())], Json(offered)))
}
