//! Numbers of papers: given at the step that the regulation names, void once the paper comes to nothing.

use super::stored::Stored;
use crate::{error::Result, store::UnitOfWork};
use guiju_domain::{
    MatterId,
    events::numbers::{NumberGiven, NumberVoided},
};
use guiju_model::{Form, Step};
use serde_json::{Map, Value};

/// The next number for a form with this content, if its regulation numbers it.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn next(change: &mut UnitOfWork, form: &Form, content: &Map<String, Value>) -> Result<Option<String>> {
    let Some(series) = &form.series else { return Ok(None) };
    let (count, today) = (series.count(form, content), change.now.date());
    let number = change.number(&count, today).await?;
    Ok(Some(series.number(form, &count, today.year(), number)))
}

/// Gives a matter its number when the step after which it gets one is passed. It keeps a number that it has.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn passed(
    change: &mut UnitOfWork,
    stored: &mut Stored,
    form: &Form,
    content: &Map<String, Value>,
    step: &Step,
) -> Result<()> {
    let after = form.series.as_ref().and_then(|series| series.after());
    if stored.number.is_some() || after != Some(step.id.as_str()) {
        return Ok(());
    }
    stored.number = next(change, form, content).await?;
    let Some(number) = stored.number.clone() else { return Ok(()) };
    for table in [
        "UPDATE matters SET number = $3 WHERE office_id = $1 AND id = $2",
        "UPDATE records SET number = $3 WHERE office_id = $1 AND matter_id = $2",
    ] {
        sqlx::query(table).bind(change.office.number()).bind(stored.id).bind(&number).execute(&mut **change).await?;
    }
    let event = NumberGiven { matter: MatterId::new(stored.id), number, step: step.id.clone() };
    Ok(change.record(None, &event).await?)
}

/// Takes a matter that came to nothing out of its register. What has a number stays there, void, with the reason.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn leaves(change: &mut UnitOfWork, by: u64, stored: &Stored, reason: &str) -> Result<()> {
    let Some(number) = stored.number.clone() else {
        sqlx::query("DELETE FROM records WHERE office_id = $1 AND matter_id = $2")
            .bind(change.office.number())
            .bind(stored.id)
            .execute(&mut **change)
            .await?;
        return Ok(());
    };
    sqlx::query("UPDATE records SET status = 'void', void_reason = $3 WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office.number())
        .bind(stored.id)
        .bind(reason)
        .execute(&mut **change)
        .await?;
    let event = NumberVoided { matter: MatterId::new(stored.id), number, reason: reason.to_owned() };
    Ok(change.record(Some(guiju_domain::PersonId::new(by)), &event).await?)
}
