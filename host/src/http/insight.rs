//! Charts, search, proofs, inspection packs, what is public.

use super::{
    Shared, auth,
    extract::{Path, Query},
    handed,
};
use crate::{
    accounts::{self, Caller, Visit},
    bounded,
    error::{Error, Result},
    inspection::{self, Asked},
    proof, publications, registers, search,
    statistics::{self, Over},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use guiju_api::{
    ChartOffered, ChartShown, Found, MonthShown, Proof, ProofShown, PublicColumn, PublicationShown, ResourceShown,
    RollShown, StandingShown,
};
use guiju_domain::{OfficeId, PublicationId};
use guiju_model::{Cycle, Date};
use serde::Deserialize;

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

/// The same as a picture.
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

/// What is looked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Sought {
    /// What titles, summaries and clauses are to contain.
    #[serde(deserialize_with = "bounded::sought")]
    #[param(max_length = 200)]
    q: String,
}

#[utoipa::path(get, path = "/api/search", params(Sought), responses((status = 200, body = Vec<Found>)))]
pub async fn find(State(app): Shared, caller: Caller, Query(sought): Query<Sought>) -> Result<Json<Vec<Found>>> {
    Ok(Json(search::search(&app, &caller, &sought.q).await?))
}

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
    Ok(Json(registers::standing(&app, &caller, &regulation, &view).await?))
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

/// What makes a print-out of a matter checkable.
#[utoipa::path(get, path = "/api/matters/{id}/proof", params(("id" = i64, Path)), responses((status = 200, body = Proof)))]
pub async fn proof(State(app): Shared, caller: Caller, Path(id): Path<i64>) -> Result<Json<Proof>> {
    Ok(Json(proof::of(&app, &caller, id, &app.public_address()).await?))
}

/// Whether a printed sheet still equals the record, and what to compare; for whoever holds the sheet. A session of the office
/// shows what its person may read.
#[utoipa::path(get, path = "/api/public/{office}/proof/{matter}/{code}", security(()), params(("office" = i64, Path), ("matter" = i64, Path), ("code" = String, Path)), responses((status = 200, body = ProofShown)))]
pub async fn check_proof(
    State(app): Shared,
    visit: Visit,
    Path((office, matter, code)): Path<(OfficeId, i64, String)>,
    headers: HeaderMap,
) -> Result<Json<ProofShown>> {
    let caller = match auth::token(&headers) {
        Some(token) => accounts::caller(&app, token).await.ok(),
        None => None,
    };
    let look = proof::check(&app, caller.as_ref(), (office, matter), &code);
    Ok(Json(accounts::by_secret(&app, &visit, "proof", look).await?))
}

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

#[utoipa::path(get, path = "/api/publications", params(Archive), responses((status = 200, body = Vec<PublicationShown>)))]
pub async fn publications(
    State(app): Shared,
    caller: Caller,
    Query(which): Query<Archive>,
) -> Result<Json<Vec<PublicationShown>>> {
    Ok(Json(publications::all(&app, &caller, which.archive, which.newest).await?))
}

/// Notes that the caller has read it.
#[utoipa::path(post, path = "/api/publications/{id}/read", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn read(State(app): Shared, caller: Caller, Path(id): Path<PublicationId>) -> Result<StatusCode> {
    let mut change = app.change(caller.office).await?;
    publications::read(&mut change, caller.person.number(), id).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The inspection pack of a period, a zip archive.
#[utoipa::path(get, path = "/api/inspection", params(Asked), responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
pub async fn pack(State(app): Shared, caller: Caller, Query(asked): Query<Asked>) -> Result<Response> {
    let bytes = inspection::pack(&app, &caller, &asked).await?;
    Ok(handed::file("application/zip", &format!("检查材料 {}至{}.zip", asked.from, asked.to), bytes))
}
