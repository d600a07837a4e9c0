//! Views of records in time: bookings, months, rolls, the latest record per person.

use super::{
    Shared,
    extract::{Path, Query},
};
use crate::{
    accounts::Caller,
    error::{Error, Result},
    registers,
};
use axum::{Json, extract::State};
use guiju_api::{MonthShown, ResourceShown, RollShown, StandingShown};
use guiju_model::{Cycle, Date};
use serde::Deserialize;

/// Days of a view.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Days {
    /// Any day of the period; today if none is named.
    #[param(format = Date)]
    from: Option<String>,
}

impl Days {
    fn from(&self, today: Date) -> Result<Date> {
        match self.from.as_deref().filter(|day| !day.is_empty()) {
            Some(day) => day.parse().map_err(|why| Error::Invalid(format!("{why}"))),
            None => Ok(today),
        }
    }
}

/// What is booked in a week.
#[utoipa::path(get, path = "/api/bookings/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path), Days), responses((status = 200, body = Vec<ResourceShown>)))]
pub async fn bookings(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
    Query(days): Query<Days>,
) -> Result<Json<Vec<ResourceShown>>> {
    let week = days.from(app.now(caller.office).date())?.around(Cycle::Week);
    Ok(Json(registers::bookings(&app, &caller, &regulation, &view, week).await?))
}

/// A month of a view.
#[utoipa::path(get, path = "/api/months/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path), Days), responses((status = 200, body = MonthShown)))]
pub async fn month(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
    Query(days): Query<Days>,
) -> Result<Json<MonthShown>> {
    let day = days.from(app.now(caller.office).date())?;
    Ok(Json(registers::month(&app, &caller, &regulation, &view, day).await?))
}

/// Everybody with what a register says of them last; of whom it says nothing is a gap.
#[utoipa::path(get, path = "/api/standing/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path)), responses((status = 200, body = StandingShown)))]
pub async fn standing(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
) -> Result<Json<StandingShown>> {
    Ok(Json(registers::latest_per_person(&app, &caller, &regulation, &view).await?))
}

/// A month of a roll.
#[utoipa::path(get, path = "/api/rolls/{regulation}/{view}", params(("regulation" = String, Path), ("view" = String, Path), Days), responses((status = 200, body = RollShown)))]
pub async fn roll(
    State(app): Shared,
    caller: Caller,
    Path((regulation, view)): Path<(String, String)>,
    Query(days): Query<Days>,
) -> Result<Json<RollShown>> {
    let day = days.from(app.now(caller.office).date())?;
    Ok(Json(registers::roll(&app, &caller, &regulation, &view, day).await?))
}
