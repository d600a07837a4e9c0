//! Assessments, and the penalties that they propose.

use super::{
    extract::{self, Path, Query},
    shared::Shared,
};
use crate::{
    accounts::Caller,
    assessments,
    error::{Error, Result},
    suspensions,
};
use axum::{Json, extract::State, http::StatusCode};
use guiju_api::{AssessmentOffered, AssessmentShown, DayShown, ProposalDecision, ProposalShown, SuspensionShown};
use guiju_domain::{PersonId, ProposalId, days::day, rejection::Unknown};
use guiju_model::Cycle;
use serde::Deserialize;

/// Lists the assessments of the regulations in force.
#[utoipa::path(get, path = "/api/assessments", responses((status = 200, body = Vec<AssessmentOffered>)))]
pub async fn assessments(State(app): Shared, caller: Caller) -> Result<Json<Vec<AssessmentOffered>>> {
    Ok(Json(assessments::offered(&app, caller.office)?))
}

/// The caller's own metrics of the running periods.
#[utoipa::path(get, path = "/api/assessments/mine", responses((status = 200, body = Vec<AssessmentShown>)))]
pub async fn my_figures(State(app): Shared, caller: Caller) -> Result<Json<Vec<AssessmentShown>>> {
    Ok(Json(assessments::mine(&app, &caller).await?))
}

/// Query parameter that chooses a period by any day of it.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Day {
    day: String,
}

/// An assessment of the period around a day: its metrics and proposals, as far as the caller may read them.
#[utoipa::path(get, path = "/api/assessments/{regulation}/{assessed}", params(("regulation" = String, Path), ("assessed" = String, Path), Day), responses((status = 200, body = AssessmentShown)))]
pub async fn assessment(
    State(app): Shared,
    caller: Caller,
    Path((regulation, assessed)): Path<(String, String)>,
    Query(of): Query<Day>,
) -> Result<Json<AssessmentShown>> {
    Ok(Json(assessments::shown(&app, &caller, &regulation, &assessed, day(&of.day)?).await?))
}

/// Query parameters that name a person and a day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PersonDay {
    person: u64,
    day: String,
}

/// What an assessment saw of a person on a day: the records that it reads, and the day marks.
#[utoipa::path(get, path = "/api/assessments/{regulation}/{assessed}/day", params(("regulation" = String, Path), ("assessed" = String, Path), PersonDay), responses((status = 200, body = DayShown)))]
pub async fn assessed_day(
    State(app): Shared,
    caller: Caller,
    Path((regulation, assessed)): Path<(String, String)>,
    Query(of): Query<PersonDay>,
) -> Result<Json<DayShown>> {
    Ok(Json(assessments::day(&app, &caller, &regulation, &assessed, PersonId::new(of.person), day(&of.day)?).await?))
}

/// Assesses every subject over the period around a day; the number of assessments made.
#[utoipa::path(post, path = "/api/assessments/{period}", params(("period" = String, Path), Day), responses((status = 200, body = u64)))]
pub async fn assess(
    State(app): Shared,
    caller: Caller,
    Path(period): Path<String>,
    Query(of): Query<Day>,
) -> Result<Json<u64>> {
    caller.administrator()?;
    let cycle = Cycle::ALL.iter().copied().find(|cycle| cycle.name() == period).ok_or(Error::from(Unknown::Period))?;
    Ok(Json(assessments::run(&app, caller.office, cycle, day(&of.day)?, Some(caller.person)).await?))
}

/// Lists penalty proposals: the caller's own, and those that the caller decides.
#[utoipa::path(get, path = "/api/proposals", responses((status = 200, body = Vec<ProposalShown>)))]
pub async fn proposals(State(app): Shared, caller: Caller) -> Result<Json<Vec<ProposalShown>>> {
    Ok(Json(assessments::proposals(&app, &caller).await?))
}

/// Objects to a penalty proposal, confirms or dismisses it.
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

/// Lists the suspended privileges that are not over: the caller's own, and those that the caller may see.
#[utoipa::path(get, path = "/api/suspensions", responses((status = 200, body = Vec<SuspensionShown>)))]
pub async fn suspended(State(app): Shared, caller: Caller) -> Result<Json<Vec<SuspensionShown>>> {
    Ok(Json(suspensions::running(&app, &caller).await?))
}
