//! The audit: what happened in the office, in words.

use super::{extract::Query, shared::Shared};
use crate::{accounts::Caller, audit, error::Result};
use axum::{Json, extract::State};
use guiju_api::{AuditChoices, AuditPage};
use serde::Deserialize;

/// Which events are looked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Id of a person: who did it, or whom it concerns.
    person: Option<u64>,
    /// Kind of thing, such as `post` or `parameter`.
    thing: String,
    /// Which thing of this kind: its id, or its name.
    id: String,
    /// Theme, such as `people`.
    theme: String,
    /// First day.
    from: String,
    /// Last day.
    to: String,
    /// `next` of the page before.
    before: String,
}

/// Lists what happened in the office, in words, the newest first.
#[utoipa::path(get, path = "/api/audit/events", params(Which), responses((status = 200, body = AuditPage)))]
pub async fn events(State(app): Shared, caller: Caller, Query(which): Query<Which>) -> Result<Json<AuditPage>> {
    let Which { person, thing, id, theme, from, to, before } = which;
    let asked = audit::AuditQuery { person, thing, id, theme, from, to, before };
    Ok(Json(audit::events(&app, &caller, &asked).await?))
}

/// By what events of the audit are found: themes, kinds of things and the things there are.
#[utoipa::path(get, path = "/api/audit/choices", responses((status = 200, body = AuditChoices)))]
pub async fn choices(State(app): Shared, caller: Caller) -> Result<Json<AuditChoices>> {
    Ok(Json(audit::choices(&app, &caller).await?))
}
