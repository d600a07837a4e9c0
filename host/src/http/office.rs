//! Regulations in force and the office itself.

use super::{
    body::Received,
    extract::{self, Path},
    shared::Shared,
};
use crate::{
    accounts::{self, Caller},
    clause_statistics,
    error::Result,
    evidence, keepers, organisation,
};
use axum::{Json, extract::State, http::StatusCode};
use guiju_api::{
    CalendarYear, ChainReport, ImportReport, OfficeOrder, OrderEntry, Outcome, PersonEntry, PersonShown, Post,
    RegulationOffered, RegulationShown, RoleShown, YearFile,
};
use guiju_domain::PersonId;

/// Lists the regulations in force.
#[utoipa::path(get, path = "/api/regulations", responses((status = 200, body = Vec<RegulationOffered>)))]
pub async fn regulations(State(app): Shared, caller: Caller) -> Result<Json<Vec<RegulationOffered>>> {
    let policy = app.policy(caller.office)?;
    let offered = policy.on(app.now(caller.office).date()).into_values().map(|loaded| {
        let manifest = loaded.manifest();
        RegulationOffered {
            id: manifest.id.clone(),
            title: manifest.title.clone(),
            version: manifest.version.clone(),
            area: manifest.area.clone(),
            clauses: manifest.clauses.len() as u64,
        }
    });
    Ok(Json(offered.collect()))
}

/// A regulation in force: clauses in the office's wording, parameters, forms, clause statistics.
#[utoipa::path(get, path = "/api/regulations/{id}", params(("id" = String, Path)), responses((status = 200, body = RegulationShown)))]
pub async fn regulation(State(app): Shared, caller: Caller, Path(id): Path<String>) -> Result<Json<RegulationShown>> {
    let (policy, today) = (app.policy(caller.office)?, app.now(caller.office).date());
    let loaded = policy.in_force(&id, today)?;
    let manifest = loaded.manifest();
    let parameters = manifest.parameters.iter().map(|parameter| {
        let set = policy.value(&manifest.id, &parameter.name, today);
        let own = || serde_json::from_str(&parameter.default).unwrap_or_default();
        (parameter.clone(), set.map_or_else(own, |(value, _)| value.clone()), set.map(|(_, since)| since.to_string()))
    });
    Ok(Json(RegulationShown {
        id: manifest.id.clone(),
        title: manifest.title.clone(),
        version: manifest.version.clone(),
        digest: loaded.digest().to_owned(),
        since: policy.since(&manifest.id, today).map(|since| since.to_string()).unwrap_or_default(),
        clauses: manifest
            .clauses
            .iter()
            .map(|clause| guiju_model::Clause { statement: policy.statement(manifest, clause), ..clause.clone() })
            .collect(),
        parameters: parameters.collect(),
        forms: manifest.forms.clone(),
        assesses: manifest.assesses.clone(),
        uses: clause_statistics::of(&app.pool, caller.office, &id, today).await?,
    }))
}

/// Lists the people of the office, with what the caller may read of each.
#[utoipa::path(get, path = "/api/people", responses((status = 200, body = Vec<PersonShown>)))]
pub async fn people(State(app): Shared, caller: Caller) -> Result<Json<Vec<PersonShown>>> {
    let mut people = organisation::people(&app, caller.office).await?;
    if !caller.administers() && !caller.audits() {
        // Colleagues see who somebody is; badges and personal attributes are the data keeper's.
        for person in &mut people {
            person.badge = None;
            person.attributes = serde_json::Value::Null;
        }
    }
    if caller.system_role.is_some() {
        let mut accounts = accounts::logins(&app, caller.office).await?;
        for person in &mut people {
            person.account = accounts.remove(&PersonId::new(person.id));
        }
    }
    Ok(Json(people))
}

/// Enters or changes a person.
///
/// Done at once, but for an account that needs a second person.
#[utoipa::path(post, path = "/api/people", request_body = PersonEntry, responses((status = 201, body = Outcome), (status = 202, body = Outcome)))]
pub async fn enter_person(
    State(app): Shared,
    caller: Caller,
    extract::Body(entry): extract::Body<PersonEntry>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.administrator()?;
    Ok(came(keepers::enter_person(&app, caller.office, caller.person, &entry).await?))
}

/// Done, or accepted to wait for a second person.
fn came(outcome: Outcome) -> (StatusCode, Json<Outcome>) {
    let status = if outcome.request.is_some() { StatusCode::ACCEPTED } else { StatusCode::CREATED };
    (status, Json(outcome))
}

/// Imports people from a table, xlsx or CSV; a preview imports nothing.
#[utoipa::path(post, path = "/api/people/import", params(extract::Importing), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = ImportReport)))]
pub async fn import_people(State(app): Shared, caller: Caller, file: extract::Import) -> Result<Json<ImportReport>> {
    caller.administrator()?;
    let preview = file.preview;
    let Received { bytes, taken: _taken } = file.read(&app).await?;
    Ok(Json(organisation::import_people(&app, &caller, bytes, preview).await?))
}

/// Imports posts from a table, xlsx or CSV; a preview imports nothing.
#[utoipa::path(post, path = "/api/posts/import", params(extract::Importing), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = ImportReport)))]
pub async fn import_posts(State(app): Shared, caller: Caller, file: extract::Import) -> Result<Json<ImportReport>> {
    caller.administrator()?;
    let preview = file.preview;
    let Received { bytes, taken: _taken } = file.read(&app).await?;
    Ok(Json(organisation::import_posts(&app, &caller, bytes, preview).await?))
}

/// Lists the posts of the office with their holders and deputies.
#[utoipa::path(get, path = "/api/posts", responses((status = 200, body = Vec<Post>)))]
pub async fn posts(State(app): Shared, caller: Caller) -> Result<Json<Vec<Post>>> {
    Ok(Json(organisation::posts(&app, caller.office).await?))
}

/// Enters or changes a post.
///
/// Done at once, but where it opens confidential content to somebody.
#[utoipa::path(post, path = "/api/posts", request_body = Post, responses((status = 201, body = Outcome), (status = 202, body = Outcome)))]
pub async fn enter_post(
    State(app): Shared,
    caller: Caller,
    extract::Body(post): extract::Body<Post>,
) -> Result<(StatusCode, Json<Outcome>)> {
    caller.administrator()?;
    Ok(came(keepers::enter_post(&app, caller.office, caller.person, &post).await?))
}

/// The order in which departments and people are named everywhere.
#[utoipa::path(get, path = "/api/order", responses((status = 200, body = OfficeOrder)))]
pub async fn order(State(app): Shared, caller: Caller) -> Result<Json<OfficeOrder>> {
    Ok(Json(organisation::order(&app, caller.office).await?))
}

/// Sets the order in which departments and people are named everywhere.
#[utoipa::path(put, path = "/api/order", request_body = OrderEntry, responses((status = 200, body = OfficeOrder)))]
pub async fn set_order(
    State(app): Shared,
    caller: Caller,
    extract::Body(entry): extract::Body<OrderEntry>,
) -> Result<Json<OfficeOrder>> {
    caller.administrator()?;
    Ok(Json(organisation::set_order(&app, &caller, &entry).await?))
}

/// Lists the roles of the regulations in force, and who holds each.
#[utoipa::path(get, path = "/api/roles", responses((status = 200, body = Vec<RoleShown>)))]
pub async fn roles(State(app): Shared, caller: Caller) -> Result<Json<Vec<RoleShown>>> {
    Ok(Json(organisation::roles(&app, caller.office).await?))
}

/// Lists the published years of the office's calendar.
#[utoipa::path(get, path = "/api/calendar", responses((status = 200, body = Vec<CalendarYear>)))]
pub async fn calendar(State(app): Shared, caller: Caller) -> Result<Json<Vec<CalendarYear>>> {
    Ok(Json(organisation::calendar(&app, caller.office).await?))
}

/// Publishes a year of the calendar; due dates that it moves are computed anew.
#[utoipa::path(post, path = "/api/calendar", request_body = YearFile, responses((status = 200, body = CalendarYear)))]
pub async fn publish_year(
    State(app): Shared,
    caller: Caller,
    extract::Body(file): extract::Body<YearFile>,
) -> Result<Json<CalendarYear>> {
    caller.administrator()?;
    Ok(Json(organisation::publish_year(&app, caller.office, caller.person, &file.text).await?))
}

/// Whether the office's chain of events is whole.
#[utoipa::path(get, path = "/api/audit", responses((status = 200, body = ChainReport)))]
pub async fn audit(State(app): Shared, caller: Caller) -> Result<Json<ChainReport>> {
    caller.keeper()?;
    Ok(Json(evidence::report(&app, caller.office).await?))
}
