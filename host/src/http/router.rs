//! The whole server as one router: every operation of the API, the document of it, the portal, and the layers around them.

use super::{
    accounts, assessments, assets, audit, charts, document::Operations, filing, inspection, jobs, keepers, metrics,
    obligations, office, proofs, protect, public_links, publications, registers, request_ids::with_ids, revisions,
    rosters, search, serve::accept, sessions, settings, shared::Shared, views,
};
use crate::{app::App, error::Error, health};
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;
use std::{future::Future, io, sync::Arc};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::routes;

fn api() -> Operations {
    administration(rules(views(work(Operations::new()))))
}

/// What people do with matters: sessions with their trays, filing, acts, files.
fn work(operations: Operations) -> Operations {
    operations
        .routes(routes!(sessions::log_in, sessions::me, sessions::log_out))
        .routes(routes!(sessions::counts))
        .routes(routes!(sessions::tray))
        .routes(routes!(sessions::open_shown))
        .routes(routes!(sessions::notices, sessions::notices_read))
        .routes(routes!(sessions::notice_read))
        .routes(routes!(sessions::follow_ups))
        .routes(routes!(filing::forms))
        .routes(routes!(filing::shortcuts))
        .routes(routes!(filing::form))
        .routes(routes!(filing::preview))
        .routes(routes!(filing::file))
        .routes(routes!(filing::draft, filing::save_draft, filing::discard_draft))
        .routes(routes!(filing::my_drafts))
        .routes(routes!(filing::import))
        .routes(routes!(filing::matter))
        .routes(routes!(filing::open_matter))
        .routes(routes!(filing::withdraw_line))
        .routes(routes!(filing::opened_matters))
        .routes(routes!(filing::letter))
        .routes(routes!(filing::act))
        .routes(routes!(filing::upload))
        .routes(routes!(filing::download))
        .routes(routes!(search::find))
}

/// What is read: registers, boards, publications, public links, proofs, charts, obligations, rosters.
fn views(operations: Operations) -> Operations {
    operations
        .routes(routes!(registers::views))
        .routes(routes!(registers::view))
        .routes(routes!(registers::export))
        .routes(routes!(registers::board))
        .routes(routes!(registers::options))
        .routes(routes!(publications::publications))
        .routes(routes!(publications::read))
        .routes(routes!(publications::public))
        .routes(routes!(public_links::all, public_links::open))
        .routes(routes!(public_links::close))
        .routes(routes!(public_links::inside, public_links::file))
        .routes(routes!(proofs::proof))
        .routes(routes!(proofs::check_proof))
        .routes(routes!(charts::charts))
        .routes(routes!(charts::chart))
        .routes(routes!(charts::picture))
        .routes(routes!(views::bookings))
        .routes(routes!(views::month))
        .routes(routes!(views::roll))
        .routes(routes!(views::standing))
        .routes(routes!(inspection::pack))
        .routes(routes!(rosters::offered))
        .routes(routes!(rosters::on_duty))
        .routes(routes!(rosters::roster, rosters::make))
        .routes(routes!(rosters::ask))
        .routes(routes!(rosters::answer))
        .routes(routes!(obligations::duties))
        .routes(routes!(obligations::board))
        .routes(routes!(views::gaps_shown))
        .routes(routes!(views::holdings))
}

/// What is judged and by what: assessments, regulations, packages, revisions, rehearsals.
fn rules(operations: Operations) -> Operations {
    operations
        .routes(routes!(assessments::assessments))
        .routes(routes!(assessments::my_figures))
        .routes(routes!(assessments::assessment))
        .routes(routes!(assessments::assessed_day))
        .routes(routes!(assessments::assess))
        .routes(routes!(assessments::proposals))
        .routes(routes!(assessments::decide))
        .routes(routes!(assessments::suspended))
        .routes(routes!(office::regulations))
        .routes(routes!(office::regulation))
        .routes(routes!(revisions::packages, revisions::install))
        .routes(routes!(revisions::package))
        .routes(routes!(revisions::comparison))
        .routes(routes!(revisions::wording, revisions::word))
        .routes(routes!(revisions::trust, revisions::set_unsigned))
        .routes(routes!(revisions::publish))
        .routes(routes!(revisions::untrust))
        .routes(routes!(revisions::revisions_shown, revisions::revise))
        .routes(routes!(revisions::answer))
        .routes(routes!(revisions::rehearsals_shown, revisions::rehearse))
        .routes(routes!(revisions::rehearsal, revisions::cancel))
        .routes(routes!(revisions::differences))
        .routes(routes!(revisions::difference))
        .routes(routes!(revisions::export))
        .routes(routes!(revisions::replay))
}

/// What keepers and account holders set: people, posts, calendar, settings, keepers, accounts, jobs.
fn administration(operations: Operations) -> Operations {
    operations
        .routes(routes!(keepers::keepers_shown, keepers::grant))
        .routes(routes!(keepers::revoke))
        .routes(routes!(keepers::reset_second_factor))
        .routes(routes!(keepers::requests))
        .routes(routes!(keepers::answer_request))
        .routes(routes!(office::people, office::enter_person))
        .routes(routes!(office::import_people))
        .routes(routes!(office::posts, office::enter_post))
        .routes(routes!(office::import_posts))
        .routes(routes!(office::order, office::set_order))
        .routes(routes!(office::roles))
        .routes(routes!(office::calendar, office::publish_year))
        .routes(routes!(office::audit))
        .routes(routes!(audit::events))
        .routes(routes!(audit::choices))
        .routes(routes!(settings::settings, settings::set))
        .routes(routes!(accounts::account))
        .routes(routes!(accounts::change_password))
        .routes(routes!(accounts::sessions, accounts::end_other_sessions))
        .routes(routes!(accounts::end_session))
        .routes(routes!(accounts::begin_second_factor, accounts::remove_second_factor))
        .routes(routes!(accounts::confirm_second_factor))
        .routes(routes!(accounts::renew_recovery_codes))
        .routes(routes!(settings::usage))
        .routes(routes!(settings::erasure_due, settings::erase))
        .routes(routes!(jobs::all))
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> Value {
    api().split().1
}

/// Names of schemas of the document that stand for two shapes; there should be none.
#[must_use]
pub fn clashes() -> Vec<String> {
    api().clashes()
}

/// The whole server.
pub fn router(app: &Arc<App>) -> Router {
    let (api, document) = api().split();
    let document = Arc::new(document);
    let (always, unless_said) = protect::headers(&app.config);
    let whole = Router::new()
        .merge(api)
        .route("/api/openapi.json", get(move || async move { axum::Json(document.as_ref().clone()) }))
        .route("/healthz", get(health))
        .route("/livez", get(async || "ok"))
        .route("/metrics", get(metrics::behind_token))
        .fallback(assets::serve)
        .method_not_allowed_fallback(async || Error::Method)
        .layer(DefaultBodyLimit::max(app.config.body_bytes))
        .layer(middleware::from_fn_with_state(app.clone(), protect::protect))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Error::internal("a handler panicked").into_response()
        }))
        .layer(always)
        .layer(unless_said);
    with_ids(whole).with_state(app.clone())
}

/// Serves the whole server on a listener until `ended`.
///
/// # Errors
/// If the listener's address cannot be known.
pub async fn serve(app: &Arc<App>, listener: TcpListener, ended: impl Future<Output = ()>) -> io::Result<()> {
    app.listens_on(listener.local_addr()?);
    accept(router(app), listener, (app.config.limits_http, &app.config.trusted_proxies), ended).await;
    Ok(())
}

/// Whether this server can do its work: 200, or 503 with the reasons. `/livez` only says that the process answers.
async fn health(State(app): Shared) -> Response {
    let health = health::check(&app).await;
    let status = if health.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(health)).into_response()
}
