//! Forms, matters, files.

use super::{
    auth,
    body::{self, Received},
    extract::{self, Path, Query},
    shared::Shared,
};
use crate::{
    access::openings,
    accounts::Caller,
    attachments,
    error::{Error, Result},
    imports,
    matters::{
        acts, document_templates, drafts,
        filing::{self, FilingRequest},
        offered, shortcuts, view,
    },
};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use guiju_api::{
    ActionRequest, DocumentShown, Draft, DraftLine, Filed, Filing, FormOffered, ImportReport, MatterShown,
    OpeningEntry, OpeningShown, Page, Preview, Shortcut, StoredFile, WithdrawalEntry,
};
use guiju_domain::{MatterId, RecordId, rejection::Unknown};
use guiju_model::Form;
use serde::Deserialize;

/// Lists the forms that the caller may file.
#[utoipa::path(get, path = "/api/forms", responses((status = 200, body = Vec<FormOffered>)))]
pub async fn forms(State(app): Shared, caller: Caller) -> Result<Json<Vec<FormOffered>>> {
    Ok(Json(offered::offered(&app, caller.office, caller.person).await?))
}

/// What the caller may file with one tap.
#[utoipa::path(get, path = "/api/shortcuts", responses((status = 200, body = Vec<Shortcut>)))]
pub async fn shortcuts(State(app): Shared, caller: Caller) -> Result<Json<Vec<Shortcut>>> {
    Ok(Json(shortcuts::offered(&app, &caller).await?))
}

/// A form as its regulation declares it, with its fields and steps.
#[utoipa::path(get, path = "/api/forms/{regulation}/{form}", params(("regulation" = String, Path), ("form" = String, Path)), responses((status = 200, body = Form)))]
pub async fn form(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
) -> Result<Json<Form>> {
    let policy = app.policy(caller.office)?;
    let loaded = policy.in_force(&regulation, app.now(caller.office).date())?;
    loaded.manifest().form(&form).cloned().map(Json).ok_or(Error::from(Unknown::Form))
}

/// Evaluates a filing without filing it: findings, route and deciders.
#[utoipa::path(post, path = "/api/forms/{regulation}/{form}/preview", params(("regulation" = String, Path), ("form" = String, Path)), request_body = Filing, responses((status = 200, body = Preview)))]
pub async fn preview(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
    extract::Body(body): extract::Body<Filing>,
) -> Result<Json<Preview>> {
    let Caller { office, person, .. } = caller;
    let (regulation, form, person) = (&regulation, &form, person);
    let request = FilingRequest { office, person, regulation, form, filing: &body };
    Ok(Json(filing::preview(&app, &request).await?))
}

/// Files a form: a matter with its route and first tasks.
///
/// The header `idempotency-key` makes a repeated request file once.
#[utoipa::path(post, path = "/api/forms/{regulation}/{form}/file", params(("regulation" = String, Path), ("form" = String, Path), ("idempotency-key" = Option<String>, Header, description = "A repeated request with the same key files once.", max_length = 100)), request_body = Filing, responses((status = 201, body = Filed)))]
pub async fn file(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
    headers: HeaderMap,
    extract::Body(body): extract::Body<Filing>,
) -> Result<(StatusCode, Json<Filed>)> {
    let key = auth::key(&headers)?;
    let Caller { office, person, .. } = caller;
    let (regulation, form, person) = (&regulation, &form, person);
    let request = FilingRequest { office, person, regulation, form, filing: &body };
    let filed = filing::file(&app, &request, key).await?;
    Ok((StatusCode::CREATED, Json(filed)))
}

/// The caller's draft of a form; null if there is none.
#[utoipa::path(get, path = "/api/forms/{regulation}/{form}/draft", params(("regulation" = String, Path), ("form" = String, Path)), responses((status = 200, body = Option<Draft>)))]
pub async fn draft(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
) -> Result<Json<Option<Draft>>> {
    Ok(Json(drafts::read(&app, &caller, &regulation, &form).await?))
}

/// Saves the caller's draft of a form in place of the former one.
#[utoipa::path(put, path = "/api/forms/{regulation}/{form}/draft", params(("regulation" = String, Path), ("form" = String, Path)), request_body = Filing, responses((status = 204)))]
pub async fn save_draft(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
    extract::Body(body): extract::Body<Filing>,
) -> Result<StatusCode> {
    drafts::save(&app, &caller, (&regulation, &form), &body.content).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Discards the caller's draft of a form.
#[utoipa::path(delete, path = "/api/forms/{regulation}/{form}/draft", params(("regulation" = String, Path), ("form" = String, Path)), responses((status = 204)))]
pub async fn discard_draft(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
) -> Result<StatusCode> {
    drafts::discard(&app, &caller, &regulation, &form).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the caller's drafts.
#[utoipa::path(get, path = "/api/drafts", responses((status = 200, body = Vec<DraftLine>)))]
pub async fn my_drafts(State(app): Shared, caller: Caller) -> Result<Json<Vec<DraftLine>>> {
    Ok(Json(drafts::all(&app, &caller).await?))
}

/// Imports records into a form's register from a table or a clock file; a preview imports nothing.
#[utoipa::path(post, path = "/api/forms/{regulation}/{form}/import", params(("regulation" = String, Path), ("form" = String, Path), extract::Importing), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = ImportReport)))]
pub async fn import(
    State(app): Shared,
    caller: Caller,
    Path((regulation, form)): Path<(String, String)>,
    file: extract::Import,
) -> Result<Json<ImportReport>> {
    imports::may(&app, &caller, &regulation, &form).await?;
    let taking = imports::Taking { preview: file.preview, beyond: file.beyond.clone() };
    let Received { bytes, taken: _taken } = file.read(&app).await?;
    Ok(Json(imports::import(&app, &caller, (&regulation, &form), bytes, &taking).await?))
}

/// Takes an imported record out of its register, with a reason.
///
/// Whoever may import into the form may do so.
#[utoipa::path(post, path = "/api/records/{id}/withdrawal", params(("id" = i64, Path)), request_body = WithdrawalEntry, responses((status = 204)))]
pub async fn withdraw_line(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<RecordId>,
    extract::Body(entry): extract::Body<WithdrawalEntry>,
) -> Result<StatusCode> {
    imports::withdraw(&app, &caller, id, &entry.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A matter: content, steps, history, and what the caller may do, as far as the caller may read it.
#[utoipa::path(get, path = "/api/matters/{id}", params(("id" = i64, Path)), responses((status = 200, body = MatterShown)))]
pub async fn matter(State(app): Shared, caller: Caller, Path(id): Path<MatterId>) -> Result<Json<MatterShown>> {
    Ok(Json(view::matter(&app, &caller, id).await?))
}

/// Opens a closed matter with a reason, as the holder of a post that may.
///
/// The opening is recorded and told to the auditors and to those who take part.
#[utoipa::path(post, path = "/api/matters/{id}/openings", params(("id" = i64, Path)), request_body = OpeningEntry, responses((status = 204)))]
pub async fn open_matter(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<MatterId>,
    extract::Body(entry): extract::Body<OpeningEntry>,
) -> Result<StatusCode> {
    openings::open(&app, &caller, id, &entry.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Query parameters that choose a page of a list.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Paged {
    /// Pages before it.
    page: u64,
}

/// Who opened which closed matters, and why, for auditors.
///
/// Fifty on a page, the newest first.
#[utoipa::path(get, path = "/api/openings", params(Paged), responses((status = 200, body = Page<OpeningShown>)))]
pub async fn opened_matters(
    State(app): Shared,
    caller: Caller,
    Query(paged): Query<Paged>,
) -> Result<Json<Page<OpeningShown>>> {
    Ok(Json(openings::all(&app, &caller, paged.page).await?))
}

/// An official paper set from a matter.
#[utoipa::path(get, path = "/api/matters/{id}/letters/{letter}", params(("id" = i64, Path), ("letter" = String, Path)), responses((status = 200, body = DocumentShown)))]
pub async fn letter(
    State(app): Shared,
    caller: Caller,
    Path((id, letter)): Path<(MatterId, String)>,
) -> Result<Json<DocumentShown>> {
    Ok(Json(document_templates::document(&app, &caller, id, &letter).await?))
}

/// Acts on a matter: decides a task, signs, transfers, withdraws; every act is one of those that the matter offers.
#[utoipa::path(post, path = "/api/matters/{id}/acts", params(("id" = i64, Path)), request_body = ActionRequest, responses((status = 200, body = Filed)))]
pub async fn act(
    State(app): Shared,
    caller: Caller,
    Path(id): Path<MatterId>,
    extract::Body(doing): extract::Body<ActionRequest>,
) -> Result<Json<Filed>> {
    Ok(Json(acts::act(&app, caller.office, caller.person, id, &doing).await?))
}

/// Name of a file that is uploaded.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Named {
    name: String,
}

/// Stores a file; it belongs to the caller until a matter names it.
#[utoipa::path(post, path = "/api/attachments", params(Named), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = StoredFile)))]
pub async fn upload(
    State(app): Shared,
    caller: Caller,
    Query(named): Query<Named>,
    request: Request,
) -> Result<(StatusCode, Json<StoredFile>)> {
    let Received { bytes, taken: _taken } = body::read(request, app.config.attachment_bytes, &app).await?;
    Ok((StatusCode::CREATED, Json(attachments::store(&app, &caller, &named.name, bytes).await?)))
}

/// Query parameter that says whether a file is shown or saved.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Seen {
    /// Whether it is seen in its place on a page of this server instead of being saved.
    #[serde(default)]
    seen: bool,
}

/// What a file may do that is seen in its place: nothing but be shown, within a page of this server. Its kind was told by its bytes.
const SEEN: [(HeaderName, &str); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    ),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
];

/// A stored file: one that the caller uploaded, or that stands in a matter which the caller reads whole.
#[utoipa::path(get, path = "/api/attachments/{digest}", params(("digest" = String, Path), Seen), responses((status = 200, content(
    (Vec<u8> = "application/pdf"),
    (Vec<u8> = "application/octet-stream"),
    (Vec<u8> = "image/jpeg"),
    (Vec<u8> = "image/png")
))))]
pub async fn download(
    State(app): Shared,
    caller: Caller,
    Path(digest): Path<String>,
    Query(Seen { seen }): Query<Seen>,
) -> Result<Response> {
    let (media_type, bytes) = attachments::read(&app, &caller, &digest).await?;
    let kind = HeaderValue::from_str(&media_type).map_err(Error::internal)?;
    let place = HeaderValue::from_static(if seen { "inline" } else { "attachment" });
    let mut response = ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, place)], bytes).into_response();
    if seen {
        let headers = SEEN.map(|(name, value)| (name, HeaderValue::from_static(value)));
        response.headers_mut().extend(headers);
    }
    Ok(response)
}
