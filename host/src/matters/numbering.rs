//! Numbers of papers: given at the step that the regulation names, void once the paper comes to nothing.

use super::work::MatterWork;
use crate::{
    error::Result,
    store::{UnitOfWork, matters::Matter, records, series},
};
use guiju_domain::{
    PersonId,
    events::numbers::{NumberGiven, NumberVoided},
    rejection::Unknown,
    workflow::Command,
};
use guiju_model::Form;
use serde_json::{Map, Value};

/// The next number for a form with this content, if its regulation numbers it.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn next(change: &mut UnitOfWork, form: &Form, content: &Map<String, Value>) -> Result<Option<String>> {
    let Some(of_form) = &form.series else { return Ok(None) };
    let (count, today) = (of_form.count(form, content), change.now.date());
    let number = series::next(change, &count, today).await?;
    Ok(Some(of_form.number(form, &count, today.year(), number)))
}

/// Gives a matter the number that is due after a step; the command by which it gets it.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn give(change: &mut UnitOfWork, work: &MatterWork<'_>, step: &str) -> Result<Vec<Command<Value>>> {
    let manifest = work.context.policy.judged_by(&work.row.digest)?.manifest();
    let form = manifest.form(&work.row.form).ok_or(Unknown::Form)?;
    let Some(number) = next(change, form, &work.following.content).await? else { return Ok(Vec::new()) };
    records::set_number(change, work.row.id, &number).await?;
    let event = NumberGiven { matter: work.row.id, number: number.clone(), step: step.to_owned() };
    change.record(None, &event)?;
    Ok(vec![Command::Number(number)])
}

/// Takes a matter that came to nothing out of its register. What has a number stays there, void, with the reason.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn leaves(change: &mut UnitOfWork, by: Option<PersonId>, matter: &Matter, reason: &str) -> Result<()> {
    let Some(number) = matter.number.clone() else { return Ok(records::delete(change, matter.id).await?) };
    records::void(change, matter.id, reason).await?;
    let event = NumberVoided { matter: matter.id, number, reason: reason.to_owned() };
    Ok(change.record(by, &event)?)
}
