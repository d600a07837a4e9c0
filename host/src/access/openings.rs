//! Opening a closed matter: the holder of a post that may says why; it is written down and told.

use super::{Access, MASKED, named};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::notices,
    store::{Columns, UnitOfWork},
};
use guiju_api::{OpeningShown, Page};
use guiju_domain::{MatterId, OfficeId, Rejection, SystemRole, events::access::MatterOpened, rejection::Opening};
use guiju_model::Moment;
use sqlx::AnyConnection;
use std::collections::BTreeSet;

/// Whether a person has opened a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn opened(connection: &mut AnyConnection, office: OfficeId, matter: i64, person: u64) -> Result<bool> {
    let row = sqlx::query("SELECT id FROM openings WHERE office_id = $1 AND matter_id = $2 AND person_id = $3 LIMIT 1")
        .bind(office.number())
        .bind(matter)
        .bind(person as i64)
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// Opens a closed matter for the caller.
///
/// # Errors
/// If there is no such matter for the caller, the caller's post does not open it, or no reason is given.
pub async fn open(app: &App, caller: &Caller, matter: i64, reason: &str) -> Result<()> {
    let reason = reason.trim();
    let mut change = app.change(caller.office).await?;
    let access = Access::of(app, caller).await?;
    let reading = access.look(&mut change, matter).await?;
    if reading.seen.whole() {
        return Err(Rejection::from(Opening::NotNeeded).into());
    }
    if !reading.may_open() {
        let hidden = !reading.seen.at_all();
        return Err(if hidden { Error::NotFound("这件事项") } else { Rejection::from(Opening::NotYours).into() });
    }
    if guiju_model::blank::is_blank(reason) {
        return Err(Rejection::from(Opening::ReasonMissing).into());
    }
    if reason.chars().count() > Opening::LONGEST_REASON {
        return Err(Rejection::from(Opening::ReasonTooLong).into());
    }
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO openings (office_id, id, matter_id, person_id, reason, opened_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(office.number())
    .bind(id)
    .bind(matter)
    .bind(caller.person.number() as i64)
    .bind(reason)
    .bind(now)
    .execute(&mut *change)
    .await?;
    let event = MatterOpened { opened: MatterId::new(matter), reason: reason.to_owned() };
    change.record(Some(caller.person), &event).await?;
    let mut told = auditors(&mut change).await?;
    let content = reading.content();
    let asked = reading.tasks.iter().flat_map(|task| [Some(task.assignee), task.done_by].into_iter().flatten());
    let concerned = |person: &u64| named::names(reading.form.fields(), &content, *person);
    told.extend(asked.filter(|person| !concerned(person)));
    told.extend([reading.stored.applicant, reading.stored.filed_by, reading.stored.subject]);
    told.remove(&caller.person.number());
    let name = access.staff.name(caller.person.number());
    let message = format!("{name}查阅了不公开的《{}》（第 {matter} 号事项），理由：{reason}", reading.form.title);
    for person in told {
        notices::tell(&mut change, person, &message, Some(matter)).await?;
    }
    Ok(change.commit().await?)
}

/// Openings on a page.
const PAGE: i64 = 50;

/// Who opened which closed matters, and why, the newest first: for auditors. What a matter that names the auditor is about is not
/// told.
///
/// # Errors
/// If the caller is no auditor, or the database cannot be used.
pub async fn all(app: &App, caller: &Caller, page: u64) -> Result<Page<OpeningShown>> {
    if !caller.audits() {
        return Err(Error::Forbidden("查阅记录由审计员查看".to_owned()));
    }
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    let rows = sqlx::query(
        "SELECT matter_id, person_id, reason, opened_at FROM openings WHERE office_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3",
    )
    .bind(caller.office.number())
    .bind(PAGE)
    .bind(i64::try_from(page).unwrap_or(i64::MAX / PAGE).saturating_mul(PAGE))
    .fetch_all(&mut *connection)
    .await?;
    let total = sqlx::query("SELECT COUNT(*) AS n FROM openings WHERE office_id = $1").bind(caller.office.number());
    let total = total.fetch_one(&mut *connection).await?.int("n")? as u64;
    let mut shown = Vec::with_capacity(rows.len());
    for row in &rows {
        let matter = row.int("matter_id")?;
        let reading = access.look(&mut connection, matter).await?;
        let told = reading.seen.at_all();
        shown.push(OpeningShown {
            matter: told.then_some(matter as u64),
            title: if told { reading.form.title } else { MASKED.to_owned() },
            person: access.staff.name(row.int("person_id")? as u64),
            reason: if told { row.text("reason")? } else { MASKED.to_owned() },
            at: Moment(row.int("opened_at")?).to_string(),
        });
    }
    Ok(Page { rows: shown, total })
}

async fn auditors(change: &mut UnitOfWork) -> Result<BTreeSet<u64>> {
    let rows = sqlx::query("SELECT person_id FROM accounts WHERE office_id = $1 AND system_role = $2")
        .bind(change.office.number())
        .bind(SystemRole::Auditor.name())
        .fetch_all(&mut **change)
        .await?;
    rows.iter().map(|row| Ok(row.int("person_id")? as u64)).collect()
}
