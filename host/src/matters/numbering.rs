//! Numbers of papers: given at the step that the regulation names, void once the paper comes to nothing.

use crate::{
    error::Result,
    store::{
        UnitOfWork,
        matters::{self, Matter},
        records,
    },
};
use guiju_domain::{
    PersonId,
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
    matter: &mut Matter,
    form: &Form,
    content: &Map<String, Value>,
    step: &Step,
) -> Result<()> {
    let after = form.series.as_ref().and_then(|series| series.after());
    if matter.number.is_some() || after != Some(step.id.as_str()) {
        return Ok(());
    }
    matter.number = next(change, form, content).await?;
    let Some(number) = matter.number.clone() else { return Ok(()) };
    matters::set_number(change, matter.id, &number).await?;
    records::set_number(change, matter.id, &number).await?;
    let event = NumberGiven { matter: matter.id, number, step: step.id.clone() };
    Ok(change.record(None, &event).await?)
}

/// Takes a matter that came to nothing out of its register. What has a number stays there, void, with the reason.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn leaves(change: &mut UnitOfWork, by: PersonId, matter: &Matter, reason: &str) -> Result<()> {
    let Some(number) = matter.number.clone() else { return Ok(records::delete(change, matter.id).await?) };
    records::void(change, matter.id, reason).await?;
    let event = NumberVoided { matter: matter.id, number, reason: reason.to_owned() };
    Ok(change.record(Some(by), &event).await?)
}
