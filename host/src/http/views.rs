//! Views over records: bookings, months, rolls, the latest record per person, discrepancies between registers, custody.

use super::{
    extract::{Path, Query},
    shared::Shared,
};
use crate::{accounts::Caller, discrepancies, error::Result, registers, store};
use axum::{Json, extract::State};
use guiju_api::{GapShown, Holding, MonthShown, ResourceShown, RollShown, StandingShown};
use guiju_domain::days;
use guiju_model::{Cycle, Date};
use serde::Deserialize;

/// Query parameter that chooses the period of a view by any day of it.
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
            Some(day) => Ok(days::day(day)?),
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

/// Discrepancies: what one register has and another lacks.
#[utoipa::path(get, path = "/api/gaps", responses((status = 200, body = Vec<GapShown>)))]
pub async fn gaps_shown(State(app): Shared, caller: Caller) -> Result<Json<Vec<GapShown>>> {
    Ok(Json(discrepancies::discrepancies(&app, &caller).await?))
}

/// What the caller has in custody by the registers.
#[utoipa::path(get, path = "/api/holdings", responses((status = 200, body = Vec<Holding>)))]
pub async fn holdings(State(app): Shared, caller: Caller) -> Result<Json<Vec<Holding>>> {
    let mut connection = store::acquire(&app.pool).await?;
    Ok(Json(registers::holdings(&app, &mut connection, caller.office, caller.person).await?))
}
