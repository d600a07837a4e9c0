//! Imported lines that should not have been: withdrawn with a reason.

use super::may;
use crate::{
    accounts::Caller,
    app::App,
    assessments,
    error::{Error, Result},
    matters::notices,
    store::Columns,
};
use guiju_domain::{
    OfficeId, PersonId, Rejection, characters,
    events::imports::LineWithdrawn,
    rejection::{Import, Kept},
};
use guiju_model::{Moment, Period};

/// Takes an imported line out of its register. The event keeps what it said and why it went; importing its file again does not
/// bring it back, and what was judged by it is judged again. Whom it was about is told.
///
/// # Errors
/// If there is no such record, no file brought it, it is not theirs to withdraw, or no reason is said.
pub async fn withdraw(app: &App, caller: &Caller, record: i64, reason: &str) -> Result<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Rejection::from(Import::ReasonMissing).into());
    }
    characters::within(Kept::Reason, reason)?;
    let (regulation, form) = of(app, caller.office, record).await?;
    match may(app, caller, &regulation, &form).await {
        // Whoever may not import learns nothing of what was imported.
        Err(Error::Forbidden(_)) => return Err(Rejection::from(Import::NotYours).into()),
        other => other.map(drop)?,
    }
    let mut change = app.change(caller.office).await?;
    let row = sqlx::query(
        "DELETE FROM records WHERE office_id = $1 AND id = $2 AND import_key IS NOT NULL AND matter_id IS NULL
         RETURNING person_id, starts, ends, content, summary, import_key",
    )
    .bind(caller.office.number())
    .bind(record)
    .fetch_optional(&mut *change)
    .await?
    .ok_or(Rejection::from(Import::NotImported))?;
    sqlx::query(
        "INSERT INTO withdrawn_lines (office_id, import_key, record_id, withdrawn_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, import_key) DO UPDATE SET record_id = excluded.record_id, withdrawn_at = excluded.withdrawn_at",
    )
    .bind(caller.office.number())
    .bind(row.text("import_key")?)
    .bind(record)
    .bind(change.now.0)
    .execute(&mut *change)
    .await?;
    let occurs = Period { from: Moment(row.int("starts")?), to: Moment(row.int("ends")?) };
    let person = row.maybe_int("person_id")?.map(|id| PersonId::new(id.unsigned_abs()));
    let (summary, content) = (row.text("summary")?, row.text("content")?);
    let event = LineWithdrawn {
        regulation,
        form,
        record: record.unsigned_abs(),
        person,
        occurs,
        content,
        reason: reason.to_owned(),
    };
    let by = caller.person;
    change.record(Some(by), &event).await?;
    let today = change.now.date();
    assessments::facts_came(&mut change, occurs.from.date().min(today)).await?;
    if let Some(person) = person.filter(|person| *person != by) {
        let told = format!("导入的记录“{summary}”已撤销，原因：{reason}");
        notices::tell(&mut change, person.number(), &told, None).await?;
    }
    change.commit().await?;
    Ok(())
}

/// Into which form a file brought the record.
async fn of(app: &App, office: OfficeId, record: i64) -> Result<(String, String)> {
    let row = sqlx::query(
        "SELECT regulation, form FROM records WHERE office_id = $1 AND id = $2 AND import_key IS NOT NULL AND matter_id IS NULL",
    )
    .bind(office.number())
    .bind(record)
    .fetch_optional(&app.pool)
    .await?
    .ok_or(Rejection::from(Import::NotImported))?;
    Ok((row.text("regulation")?, row.text("form")?))
}
