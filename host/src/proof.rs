//! Prints that prove themselves: the address on a sheet names the last event of its matter, and says whether anything has
//! happened to the matter since.
//!
//! The address is a part of that event's hash: nobody can guess it who has not seen the sheet, and it shows nothing but what
//! stands on that one sheet.

use crate::{
    access::{Access, MASKED},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::{
        earlier,
        history::{self, Named},
        view,
    },
    store::{self, Columns},
};
use guiju_api::{Proof, ProofChange, ProofDecision, ProofShown, Station};
use guiju_domain::{OfficeId, access::Sight, event_hash::Code, matters::MatterEventKind};
use guiju_model::Moment;
use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};

/// What to print on a sheet of a matter.
///
/// # Errors
/// If there is no such matter, or it is none of the caller's business.
pub async fn of(app: &App, caller: &Caller, matter: i64, base: &str) -> Result<Proof> {
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    access.read(&mut connection, matter).await?;
    drop(connection);
    // That somebody read it changes nothing, and when it was read is not for whoever holds the sheet.
    let row = sqlx::query(
        "SELECT hash FROM events WHERE office_id = $1 AND matter_id = $2 AND kind <> 'matter-opened'
         ORDER BY seq DESC LIMIT 1",
    )
    .bind(caller.office.number())
    .bind(matter)
    .fetch_optional(&app.pool)
    .await?;
    let hash = row.ok_or(Error::NotFound("这件事项"))?.text("hash")?;
    let part = Code::of(&hash).ok_or_else(|| Error::internal("an event has no hash"))?;
    let address = format!("{base}/proof/{}/{matter}/{}", caller.office, part.text());
    let qr = code(&address)?;
    let anchor = app.anchors.of(&app.pool, caller.office).await?;
    Ok(Proof { address, qr, anchor })
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

/// What stood on the sheet with this code, to compare it with, and what has happened since: as far as the caller sees it who has
/// a session, and to anybody else what is neither sensitive nor closed.
///
/// # Errors
/// If no sheet was ever printed with it.
pub async fn check(
    app: &App,
    caller: Option<&Caller>,
    (office, matter): (OfficeId, i64),
    code: &str,
) -> Result<ProofShown> {
    let unknown = || Error::NotFound("与这个码相符的记录；请核对地址是否完整，仍找不到请向开具单位核实");
    let code = Code::parse(code).ok_or_else(unknown)?;
    let row = sqlx::query(
        "SELECT e.seq AS seq, o.name AS office, o.policy_version AS policy_version
         FROM events e JOIN offices o ON o.id = e.office_id
         WHERE e.office_id = $1 AND e.matter_id = $2 AND SUBSTR(e.hash, 1, 20) = $3",
    )
    .bind(office.number())
    .bind(matter)
    .bind(code.text())
    .fetch_optional(&app.pool)
    .await?
    .ok_or_else(unknown)?;
    app.follow_to(office, row.int("policy_version")?).await?;
    let access = match caller.filter(|caller| caller.office == office) {
        Some(caller) => Access::of(app, caller).await?,
        None => Access::of_stranger(app, office).await?,
    };
    let mut connection = app.pool.acquire().await?;
    let seq = row.int("seq")?;
    let now = access.look(&mut connection, matter).await?;
    let then = earlier::at(&access, &mut connection, &now, seq).await?;
    let mut reading = then.reading;
    if !reading.seen.whole() {
        // Whoever holds the sheet reads what stands on it; what is confidential may have been covered.
        reading.seen.sight = Sight::Masked;
    }
    let hidden = reading.seen.hides_all();
    let shown = view::of_reading(&access, &mut connection, reading).await?;
    let changes = changes(&mut connection, &access, matter, seq).await?;
    let altered = store::altered(&mut connection, office, matter).await?.is_some();
    let proof = ProofShown {
        office: row.text("office")?,
        number: shown.number.clone().unwrap_or_default(),
        title: shown.form.as_ref().map(|form| form.title.clone()).unwrap_or_default(),
        printed: then.moment.to_string(),
        altered,
        changed: changes.last().map(|change| change.at.clone()),
        changes,
        filed: shown.filed.clone(),
        masked: shown.masked,
        closed: hidden,
        ..ProofShown::default()
    };
    if hidden {
        return Ok(proof);
    }
    Ok(ProofShown {
        applicant: shown.applicant,
        department: shown.department,
        status: shown.status,
        masked: shown.sheet.iter().any(|line| line.text.ends_with(MASKED)),
        sheet: shown.sheet,
        decisions: shown.stations.into_iter().flat_map(decisions).collect(),
        ..proof
    })
}

/// What was decided at a station.
fn decisions(station: Station) -> Vec<ProofDecision> {
    let title = station.title;
    let done = station.acts.into_iter().filter_map(|act| {
        Some(ProofDecision {
            step: title.clone(),
            person: act.person,
            verdict: act.verdict,
            opinion: act.opinion,
            filled: act.filled,
            at: act.done?,
        })
    });
    done.collect()
}

/// What happened to the matter after an event, earliest first. That somebody read it changes nothing.
async fn changes(connection: &mut AnyConnection, access: &Access, matter: i64, seq: i64) -> Result<Vec<ProofChange>> {
    let rows = sqlx::query(
        "SELECT kind, at, body FROM events WHERE office_id = $1 AND matter_id = $2 AND seq > $3 AND kind <> 'matter-opened' ORDER BY seq",
    )
    .bind(access.office.number())
    .bind(matter)
    .bind(seq)
    .fetch_all(connection)
    .await?;
    let change = |row: &AnyRow| {
        let (kind, body): (String, Value) = (row.text("kind")?, row.json("body")?);
        let named = Named { staff: &access.staff, hidden: true };
        let what = MatterEventKind::named(&kind).and_then(|kind| history::what(kind, &body, &named));
        let what = what.unwrap_or_else(|| "办理中的其他记录".to_owned());
        Ok(ProofChange { at: Moment(row.int("at")?).to_string(), what })
    };
    rows.iter().map(change).collect()
}
