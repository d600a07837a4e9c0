//! Rosters: who has which shift, making shifts, exchanging them.

use super::{
    extract::{self, Path, Query},
    shared::Shared,
};
use crate::{accounts::Caller, error::Result, rosters};
use axum::{Json, extract::State, http::StatusCode};
use guiju_api::{OnDuty, RosterMade, RosterMake, RosterOffered, RosterShown, SwapAnswer, SwapAsk};
use guiju_domain::{SwapId, days};
use guiju_model::Date;
use serde::Deserialize;

/// A day; today if none is said.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Day {
    /// Any day of the year; today if none is named.
    #[param(format = Date)]
    day: Option<String>,
}

impl Day {
    fn or(&self, today: Date) -> Result<Date> {
        match &self.day {
            Some(day) => Ok(days::day(day)?),
            None => Ok(today),
        }
    }
}

/// Lists the rosters of the regulations in force.
#[utoipa::path(get, path = "/api/rosters", responses((status = 200, body = Vec<RosterOffered>)))]
pub async fn offered(State(app): Shared, caller: Caller) -> Result<Json<Vec<RosterOffered>>> {
    Ok(Json(rosters::offered(&app, caller.office)?))
}

/// Who is on duty now, by roster, with the telephone number.
#[utoipa::path(get, path = "/api/on-duty", responses((status = 200, body = Vec<OnDuty>)))]
pub async fn on_duty(State(app): Shared, caller: Caller) -> Result<Json<Vec<OnDuty>>> {
    Ok(Json(rosters::on_duty(&app, caller.office).await?))
}

/// A roster's shifts of the year around a day, with what everybody has.
#[utoipa::path(get, path = "/api/rosters/{regulation}/{roster}", params(("regulation" = String, Path), ("roster" = String, Path), Day), responses((status = 200, body = RosterShown)))]
pub async fn roster(
    State(app): Shared,
    caller: Caller,
    Path((regulation, roster)): Path<(String, String)>,
    Query(day): Query<Day>,
) -> Result<Json<RosterShown>> {
    let day = day.or(app.now(caller.office).date())?;
    Ok(Json(rosters::shown(&app, &caller, &regulation, &roster, day).await?))
}

/// Makes the shifts between two days that nobody has yet, fairly.
#[utoipa::path(post, path = "/api/rosters/{regulation}/{roster}", params(("regulation" = String, Path), ("roster" = String, Path)), request_body = RosterMake, responses((status = 200, body = RosterMade)))]
pub async fn make(
    State(app): Shared,
    caller: Caller,
    Path((regulation, roster)): Path<(String, String)>,
    extract::Body(wanted): extract::Body<RosterMake>,
) -> Result<Json<RosterMade>> {
    let turns = rosters::make(&app, &caller, &regulation, &roster, &wanted).await?;
    Ok(Json(RosterMade { turns }))
}

/// Asks the holder of another shift to exchange it for one of the caller's.
#[utoipa::path(post, path = "/api/swaps", request_body = SwapAsk, responses((status = 204)))]
pub async fn ask(
    State(app): Shared,
    caller: Caller,
    extract::Body(wanted): extract::Body<SwapAsk>,
) -> Result<StatusCode> {
    rosters::ask(&app, &caller, &wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Agrees to an exchange of shifts, or declines it.
#[utoipa::path(post, path = "/api/swaps/{id}", params(("id" = u64, Path)), request_body = SwapAnswer, responses((status = 204)))]
pub async fn answer(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<SwapId>,
    extract::Body(given): extract::Body<SwapAnswer>,
) -> Result<StatusCode> {
    rosters::answer(&app, &caller, id, &given).await?;
    Ok(StatusCode::NO_CONTENT)
}
