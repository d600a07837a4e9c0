//! Filing: preview and the act itself, which files once however often it is sent.

use super::{
    check::{Docket, Judged, Laid},
    effects, numbering, progress, stations,
    stored::Stored,
};
use crate::{
    access::{Access, Summary, files},
    app::App,
    clause_statistics,
    error::{Error, Result},
    law::OfficeLaw,
    resources,
    staff::Staff,
    store::{self, Columns, Event, UnitOfWork},
};
use guiju_api::{Filed, Filing, Preview};
use guiju_domain::{
    MatterId, OfficeId, PersonId, Rejection,
    access::includes,
    rejection::{Repeated, Unknown},
};
use guiju_model::{Audience, Form, Moment, Route, blank::is_blank, summary};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Whether a person belongs to an audience.
#[must_use]
pub fn belongs(staff: &Staff, person: u64, audience: &Audience) -> bool {
    match audience {
        // The office is full of forms that everybody may file: nobody's roles are gathered for those.
        Audience::HoldersOf(roles) => staff.holds_any(person, roles),
        other => includes(other, &[]),
    }
}

/// The docket of something about to be filed, if the person may file it.
#[allow(clippy::too_many_arguments, reason = "a filing has that many sides")]
fn docket(
    law: &Arc<OfficeLaw>,
    staff: &Arc<Staff>,
    office: OfficeId,
    person: u64,
    regulation: &str,
    form: &str,
    filing: &Filing,
    now: Moment,
) -> Result<Docket> {
    let owner = law.in_force(regulation, now.date())?.clone();
    let declared = owner.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    let applicant = filing.on_behalf_of.unwrap_or(person);
    let may = if applicant == person {
        belongs(staff, person, &declared.filing.by)
    } else {
        staff.people.get(&applicant).filter(|member| member.active).ok_or(Rejection::from(Unknown::Person))?;
        belongs(staff, person, &declared.filing.on_behalf)
    };
    if !may {
        return Err(Error::Forbidden(format!("《{}》不由您填报", declared.title)));
    }
    let mut docket = Docket {
        office,
        matter: None,
        owner,
        form: form.to_owned(),
        content: filing.content.clone(),
        applicant,
        on_behalf: applicant != person,
        filed: now,
        parameters: Map::new(),
        decisions: Vec::new(),
        references: Vec::new(),
        pointing: Some(Access::with(law, staff, office, Some(PersonId::new(person)), now.date())),
    };
    docket.parameters = docket.values_in_force(law);
    Ok(docket)
}

/// What a filing would come to; writes nothing.
///
/// # Errors
/// If it may not be filed at all, or a regulation faults.
pub async fn preview(
    app: &App,
    office: OfficeId,
    person: u64,
    regulation: &str,
    form: &str,
    filing: &Filing,
) -> Result<Preview> {
    let (law, staff, now) = (app.law(office)?, app.staff(office).await?, app.now(office));
    let docket = docket(&law, &staff, office, person, regulation, form, filing, now)?;
    let mut connection = app.pool.acquire().await?;
    let judged = docket.judge(&mut connection, &law, &staff, now).await?;
    let mut preview =
        Preview { findings: judged.findings.clone(), derived: judged.derived.clone(), ..Preview::default() };
    if judged.shaped {
        let Laid { route, at_once, effects } = judged.lay(&law, judged.routes()?, now);
        preview.stations = stations::coming(&law, &staff, &docket, judged.subject, &route, now);
        preview.effects =
            at_once.iter().chain(&effects).map(|(loaded, effect)| effects::said(effect, &staff, loaded)).collect();
    }
    Ok(preview)
}

/// Files a matter. The same key files once: a repeated request gets the first one's answer.
///
/// # Errors
/// Every finding that forbids it, a vacancy, or what went wrong.
pub async fn file(
    app: &App,
    office: OfficeId,
    person: u64,
    regulation: &str,
    form: &str,
    filing: &Filing,
    key: Option<&str>,
) -> Result<Filed> {
    let key = key.map(|key| format!("{person}:{key}"));
    let digest = fingerprint(regulation, form, filing)?;
    let mut change = app.change(office).await?;
    // The law of the moment in which it is filed, not of that in which it began to wait for its turn.
    let (law, staff) = (app.law(office)?, app.staff_within(&mut change).await?);
    if let Some(key) = &key
        && let Some(stored) = repeated(&mut change, key, &digest).await?
    {
        return Ok(filed(&stored));
    }
    let docket = docket(&law, &staff, office, person, regulation, form, filing, change.now)?;
    let now = change.now;
    let judged = docket.judge(&mut change, &law, &staff, now).await?;
    if let Err(refused) = permit(&judged, filing.remark.as_deref()) {
        drop(change);
        // What is only filled in wrongly says nothing of the clause.
        if judged.shaped && judged.has_errors() && !judged.is_closed(docket.form()?) {
            // Whoever files is told what is wrong, even where it cannot be counted.
            if let Err(why) = clause_statistics::held_back(app, office, &judged.findings).await {
                tracing::warn!(%why, "a refusal is not counted");
            }
        }
        return Err(refused);
    }
    let declared = docket.form()?.clone();
    let mut stored = enter(&mut change, &staff, &docket, &judged, &declared, filing, person, key.as_deref()).await?;
    if key.is_some() {
        sqlx::query("UPDATE matters SET filing_digest = $3 WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(stored.id)
            .bind(&digest)
            .execute(&mut *change)
            .await?;
    }
    progress::advance(&mut change, &law, &staff, &mut stored).await?;
    progress::save(&mut change, &mut stored).await?;
    sqlx::query("DELETE FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4")
        .bind(office.number())
        .bind(person as i64)
        .bind(regulation)
        .bind(form)
        .execute(&mut *change)
        .await?;
    close_follow_up(&mut change, &stored).await?;
    // Which clause a closed matter follows would tell that there is one, and of what kind.
    if !judged.is_closed(&declared) {
        clause_statistics::filed(&mut change, regulation, &judged, &stored.route).await?;
    }
    change.commit().await?;
    metrics::counter!("guiju_matters_filed_total").increment(1);
    Ok(filed(&stored))
}

/// What is filed, as a digest: equal for the same form, person and content, whatever the order of its fields.
fn fingerprint(regulation: &str, form: &str, filing: &Filing) -> Result<String> {
    let Filing { content, on_behalf_of, remark } = filing;
    let remark = remark.as_deref().map(str::trim).filter(|remark| !remark.is_empty());
    let whole = json!([regulation, form, content, on_behalf_of, remark]);
    Ok(store::digest(&serde_json::to_vec(&whole)?))
}

/// What was filed under a key before, if it was the same.
///
/// # Errors
/// If it was something else: the second one would be lost without a word.
async fn repeated(change: &mut UnitOfWork, key: &str, digest: &str) -> Result<Option<Stored>> {
    let office = change.office;
    let row = sqlx::query("SELECT id, filing_digest FROM matters WHERE office_id = $1 AND filing_key = $2")
        .bind(office.number())
        .bind(key)
        .fetch_optional(&mut **change)
        .await?;
    let Some(row) = row else { return Ok(None) };
    // What was filed by a former version has no digest.
    if row.maybe_text("filing_digest")?.is_some_and(|filed| filed != digest) {
        return Err(Rejection::from(Repeated::OtherContent).into());
    }
    Ok(Some(Stored::read(change, office, row.int("id")?).await?))
}

/// Whether what was found lets it be filed.
///
/// # Errors
/// All findings, if one is an error, or a warning stands without a reason.
pub fn permit(judged: &Judged, remark: Option<&str>) -> Result<()> {
    let explained = remark.is_some_and(|remark| !is_blank(remark));
    if judged.has_errors() || judged.has_warnings() && !explained {
        return Err(Error::Findings(judged.findings.clone()));
    }
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "entering a matter needs all of it")]
async fn enter(
    change: &mut UnitOfWork,
    staff: &Staff,
    docket: &Docket,
    judged: &Judged,
    form: &Form,
    filing: &Filing,
    person: u64,
    key: Option<&str>,
) -> Result<Stored> {
    let manifest = docket.owner.manifest();
    let later = form.series.as_ref().is_some_and(|series| series.after().is_some());
    let number = if later { None } else { numbering::next(change, form, &judged.content).await? };
    let stored = Stored {
        id: change.id(),
        regulation: manifest.id.clone(),
        digest: docket.owner.digest().to_owned(),
        form: form.id.clone(),
        applicant: docket.applicant,
        subject: judged.subject,
        filed_by: person,
        content: Value::Object(judged.sound.clone()),
        derived: serde_json::to_value(&judged.derived)?,
        findings: serde_json::to_value(&judged.findings)?,
        remark: filing.remark.clone().filter(|remark| !is_blank(remark)),
        summary: Summary::new(summary::summary(form, &judged.content, staff)),
        number,
        status: "open".to_owned(),
        filed: change.now,
        parameters: docket.parameters.clone(),
        round: 1,
        version: 0,
        route: Route::default(),
        reminded_at: Moment(0),
    };
    let (office, now) = (change.office, change.now.0);
    sqlx::query(
        "INSERT INTO matters (office_id, id, regulation, digest, form, applicant_id, subject_id, filed_by, content, derived,
         findings, remark, summary, number, status, filed_at, starts, ends, parameters, round, version, route, provisional,
         reminded_at, filing_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', $15, $16, $17,
         $18, 1, 0, $19, $20, 0, $21)",
    )
    .bind(office.number())
    .bind(stored.id)
    .bind(&stored.regulation)
    .bind(&stored.digest)
    .bind(&stored.form)
    .bind(stored.applicant as i64)
    .bind(stored.subject as i64)
    .bind(person as i64)
    .bind(stored.content.to_string())
    .bind(stored.derived.to_string())
    .bind(stored.findings.to_string())
    .bind(&stored.remark)
    .bind(stored.summary.kept())
    .bind(&stored.number)
    .bind(now)
    .bind(judged.occurs.from.0)
    .bind(judged.occurs.to.0)
    .bind(serde_json::to_string(&stored.parameters)?)
    .bind(serde_json::to_string(&stored.route)?)
    .bind(i64::from(judged.provisional))
    .bind(key)
    .execute(&mut **change)
    .await?;
    record(change, staff, &stored, judged).await?;
    files::note(change, (MatterId::new(stored.id), None), form.fields(), &stored.content).await?;
    resources::book(change, stored.id, None, judged.occurs, &judged.mentions).await?;
    let body = json!({
        "regulation": stored.regulation, "digest": stored.digest, "form": stored.form, "applicant": stored.applicant,
        "content": stored.content, "derived": stored.derived, "parameters": stored.parameters, "number": stored.number,
        "remark": stored.remark,
    });
    change.event(Event { matter: Some(stored.id), kind: "filed", by: Some(person as i64), body }).await?;
    Ok(stored)
}

/// Enters the matter into its form's register, still open.
async fn record(change: &mut UnitOfWork, staff: &Staff, stored: &Stored, judged: &Judged) -> Result<()> {
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
         number, matter_id, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $13)",
    )
    .bind(office.number())
    .bind(id)
    .bind(&stored.regulation)
    .bind(&stored.form)
    .bind(stored.subject as i64)
    .bind(i64::from(super::facts::department(staff, stored.subject)))
    .bind(judged.occurs.from.0)
    .bind(judged.occurs.to.0)
    .bind(Value::Object(judged.content.clone()).to_string())
    .bind(stored.summary.kept())
    .bind(&stored.number)
    .bind(stored.id)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// What was owed is met by filing it.
async fn close_follow_up(change: &mut UnitOfWork, stored: &Stored) -> Result<()> {
    let office = change.office;
    sqlx::query(
        "UPDATE follow_ups SET filed_matter = $5 WHERE office_id = $1 AND id IN (SELECT id FROM follow_ups WHERE office_id = $1
         AND regulation = $2 AND form = $3 AND person_id = $4 AND filed_matter IS NULL ORDER BY due_at LIMIT 1)",
    )
    .bind(office.number())
    .bind(&stored.regulation)
    .bind(&stored.form)
    .bind(stored.applicant as i64)
    .bind(stored.id)
    .execute(&mut **change)
    .await?;
    Ok(())
}

fn filed(stored: &Stored) -> Filed {
    let next = match stored.status.as_str() {
        "completed" => "已登记完成",
        "withdrawn" => "先前提交过，后来撤回了；要再办请重新填报",
        "refused" => "先前提交过，未获同意",
        "returned" => "先前提交过，已退回修改",
        _ => "已提交，等待办理",
    };
    let next = next.to_owned();
    Filed { id: stored.id as u64, number: stored.number.clone(), status: stored.status.clone(), next }
}
