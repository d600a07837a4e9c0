//! Registers, boards, assessments.

use super::{
    Shared,
    extract::{self, Path, Query},
    handed,
};
use crate::{
    accounts::Caller,
    assessments,
    error::{Error, Result},
    registers::{self, Filter},
};
use axum::{Json, extract::State, http::StatusCode, response::Response};
use guiju_api::{
    AssessmentOffered, AssessmentShown, BoardDepartment, DayShown, ProposalDecision, ProposalShown, RecordOption,
    ViewOffered, ViewShown,
};
use guiju_domain::ProposalId;
use guiju_model::{Cycle, Date};
use serde::Deserialize;

#[utoipa::path(get, path = "/api/views", responses((status = 200, body = Vec<ViewOffered>)))]
pub async fn views(State(app): Shared, caller: Caller) -> Result<Json<Vec<ViewOffered>>> {
    Ok(Json(registers::offered(&app, &caller).await?))
}

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

/// `xlsx` or `csv`, of everything that is filtered.
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

/// Records that the caller may point to, the newest first, at most 200; the header `x-more` says whether there are more, which
/// are found by their text.
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

#[utoipa::path(get, path = "/api/assessments", responses((status = 200, body = Vec<AssessmentOffered>)))]
pub async fn assessments(State(app): Shared, caller: Caller) -> Result<Json<Vec<AssessmentOffered>>> {
    Ok(Json(assessments::offered(&app, caller.office)?))
}

/// The caller's own figures of the running periods.
#[utoipa::path(get, path = "/api/assessments/mine", responses((status = 200, body = Vec<AssessmentShown>)))]
pub async fn my_figures(State(app): Shared, caller: Caller) -> Result<Json<Vec<AssessmentShown>>> {
    Ok(Json(assessments::mine(&app, &caller).await?))
}

/// Any day of the period.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Day {
    day: String,
}

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|why| Error::Invalid(format!("{why}")))
}

#[utoipa::path(get, path = "/api/assessments/{regulation}/{assessed}", params(("regulation" = String, Path), ("assessed" = String, Path), Day), responses((status = 200, body = AssessmentShown)))]
pub async fn assessment(
    State(app): Shared,
    caller: Caller,
    Path((regulation, assessed)): Path<(String, String)>,
    Query(of): Query<Day>,
) -> Result<Json<AssessmentShown>> {
    Ok(Json(assessments::shown(&app, &caller, &regulation, &assessed, day(&of.day)?).await?))
}

/// Whose day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PersonDay {
    person: u64,
    day: String,
}

#[utoipa::path(get, path = "/api/assessments/{regulation}/{assessed}/day", params(("regulation" = String, Path), ("assessed" = String, Path), PersonDay), responses((status = 200, body = DayShown)))]
pub async fn assessed_day(
    State(app): Shared,
    caller: Caller,
    Path((regulation, assessed)): Path<(String, String)>,
    Query(of): Query<PersonDay>,
) -> Result<Json<DayShown>> {
    Ok(Json(assessments::day(&app, &caller, &regulation, &assessed, of.person, day(&of.day)?).await?))
}

/// Judges every subject over the period around the day.
#[utoipa::path(post, path = "/api/assessments/{period}", params(("period" = String, Path), Day), responses((status = 200, body = u64)))]
pub async fn assess(
    State(app): Shared,
    caller: Caller,
    Path(period): Path<String>,
    Query(of): Query<Day>,
) -> Result<Json<u64>> {
    caller.administrator()?;
    let cycle = Cycle::ALL.iter().copied().find(|cycle| cycle.name() == period).ok_or(Error::NotFound("这种周期"))?;
    Ok(Json(assessments::run(&app, caller.office, cycle, day(&of.day)?, Some(caller.person)).await?))
}

#[utoipa::path(get, path = "/api/proposals", responses((status = 200, body = Vec<ProposalShown>)))]
pub async fn proposals(State(app): Shared, caller: Caller) -> Result<Json<Vec<ProposalShown>>> {
    Ok(Json(assessments::proposals(&app, &caller).await?))
}

#[utoipa::path(post, path = "/api/proposals/{id}", params(("id" = i64, Path)), request_body = ProposalDecision, responses((status = 204)))]
pub async fn decide(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<ProposalId>,
    extract::Body(decision): extract::Body<ProposalDecision>,
) -> Result<StatusCode> {
    assessments::decide(&app, &caller, id, &decision).await?;
    Ok(StatusCode::NO_CONTENT)
}
