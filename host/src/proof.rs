//! Prints that prove themselves: the address on a sheet names the last event of its matter, and says whether anything has
//! happened to the matter since.
//!
//! The address is a part of that event's hash: nobody can guess it who has not seen the sheet, and it shows nothing but what
//! stands on that one sheet.

use crate::{
    access::{Access, MASKED},
    accounts::Caller,
    app::App,
    erasure,
    error::{Error, Result},
    matters::{
        earlier,
        history::{self, Named},
        view,
    },
    store::{
        self, Connection,
        event_queries::{self, MatterEvent},
        row_digests,
    },
    words::text,
};
use guiju_api::{Proof, ProofChange, ProofDecision, ProofShown, StepShown};
use guiju_domain::{MatterId, OfficeId, access::Sight, event_hash::Code, matters::MatterEventKind, rejection::Unknown};
use qrcode::{EcLevel, QrCode, render::svg};

/// What to print on a sheet of a matter.
///
/// # Errors
/// If there is no such matter, or it is none of the caller's business.
pub async fn of(app: &App, caller: &Caller, matter: MatterId, base: &str) -> Result<Proof> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    access.read(&mut connection, matter).await?;
    drop(connection);
    // That somebody read it changes nothing, and when it was read is not for whoever holds the sheet.
    let hash = event_queries::last_hash_of(&app.pool, caller.office, matter).await?;
    let hash = hash.ok_or(Error::from(Unknown::Matter))?;
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
    (office, matter): (OfficeId, MatterId),
    code: &str,
) -> Result<ProofShown> {
    let unknown = || Error::from(Unknown::Proof);
    let code = Code::parse(code).ok_or_else(unknown)?;
    let printed = event_queries::printed(&app.pool, office, matter, code.text()).await?.ok_or_else(unknown)?;
    app.follow_to(office, printed.policy_version).await?;
    let access = match caller.filter(|caller| caller.office == office) {
        Some(caller) => Access::of(app, caller).await?,
        None => Access::of_stranger(app, office).await?,
    };
    let mut connection = store::acquire(&app.pool).await?;
    let seq = printed.seq;
    if let Some(gone) = erasure::erased(&mut connection, office, matter).await? {
        return Err(gone);
    }
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
    let altered = store::altered(&mut *connection, office, matter).await?.is_some()
        || row_digests::is_altered(&mut connection, office, matter).await?;
    let proof = ProofShown {
        office: printed.office,
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

/// What was decided at a step.
fn decisions(step: StepShown) -> Vec<ProofDecision> {
    let title = step.title;
    let done = step.acts.into_iter().filter_map(|act| {
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
async fn changes(connection: &mut Connection, access: &Access, matter: MatterId, seq: i64) -> Result<Vec<ProofChange>> {
    let named = Named { staff: &access.staff, hidden: true };
    let change = |event: MatterEvent| {
        let what = MatterEventKind::named(&event.kind).and_then(|kind| history::what(kind, &event.body, &named));
        ProofChange { at: event.at.to_string(), what: what.unwrap_or_else(|| text!("proof-other-change")) }
    };
    let events = event_queries::changes_after(connection, access.office, matter, seq).await?;
    Ok(events.into_iter().map(change).collect())
}
