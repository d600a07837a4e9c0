//! Prints that prove themselves: the address on a sheet names the last event of its matter, and says whether anything has
//! happened to the matter since.
//!
//! The address is a part of that event's hash: nobody can guess it who has not seen the sheet, and it proves nothing but
//! that one sheet.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::show,
    store::Columns,
};
use guiju_api::{Proof, ProofShown};
use guiju_model::Moment;
use qrcode::{EcLevel, QrCode, render::svg};

/// Characters of the hash in an address: 80 bits.
const PART: usize = 20;

/// What to print on a sheet of a matter.
///
/// # Errors
/// If there is no such matter, or it is none of the caller's business.
pub async fn of(app: &App, caller: &Caller, matter: i64, base: &str) -> Result<Proof> {
    if !show::readable(app, caller, matter).await? {
        return Err(Error::NotFound("这件事项"));
    }
    let row = sqlx::query("SELECT hash FROM events WHERE office_id = $1 AND matter_id = $2 ORDER BY seq DESC LIMIT 1")
        .bind(caller.office)
        .bind(matter)
        .fetch_optional(&app.pool)
        .await?;
    let hash = row.ok_or(Error::NotFound("这件事项"))?.text("hash")?;
    let part = hash.get(..PART).unwrap_or_default();
    let address = format!("{base}/proof/{}/{matter}/{part}", caller.office);
    let qr = code(&address)?;
    Ok(Proof { address, qr })
}

/// An address as a code that telephones read, an SVG picture.
///
/// # Errors
/// If it is too long for one.
pub fn code(address: &str) -> Result<String> {
    let qr = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M)
        .map_err(|e| Error::internal(e.to_string()))?;
    Ok(qr.render::<svg::Color<'_>>().min_dimensions(120, 120).quiet_zone(true).build())
}

/// Whether the sheet with this code still equals the record. Nothing of its content is told.
///
/// # Errors
/// If no sheet was ever printed with it.
pub async fn check(app: &App, office: i64, matter: i64, code: &str) -> Result<ProofShown> {
    let unknown = || Error::NotFound("这张单据；它不是本系统打印的，或内容已被改动");
    if code.len() != PART || !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(unknown());
    }
    let row = sqlx::query(
        "SELECT e.at AS at, m.number AS number, m.regulation AS regulation, m.form AS form,
         m.digest AS digest, o.name AS office,
         (SELECT MAX(at) FROM events WHERE office_id = $1 AND matter_id = $2 AND seq > e.seq) AS changed_at
         FROM events e JOIN matters m ON m.office_id = e.office_id AND m.id = e.matter_id JOIN offices o ON o.id = e.office_id
         WHERE e.office_id = $1 AND e.matter_id = $2 AND SUBSTR(e.hash, 1, 20) = $3",
    )
    .bind(office)
    .bind(matter)
    .bind(code)
    .fetch_optional(&app.pool)
    .await?
    .ok_or_else(unknown)?;
    let law = app.law(office)?;
    let package = law.package(&row.text("digest")?);
    let form = row.text("form")?;
    let title = package.and_then(|loaded| loaded.manifest().form(&form).map(|form| form.title.clone()));
    Ok(ProofShown {
        office: row.text("office")?,
        number: row.maybe_text("number")?.unwrap_or_else(|| matter.to_string()),
        title: title.unwrap_or(form),
        printed: Moment(row.int("at")?).to_string(),
        changed: row.maybe_int("changed_at")?.map(|at| Moment(at).to_string()),
    })
}
