//! Imported lines that should not have been: withdrawn with a reason.

use super::permission::may;
use crate::{
    accounts::Caller,
    app::App,
    assessments,
    error::{Error, Result},
    store::{imported_lines, notices},
};
use guiju_domain::{
    OfficeId, RecordId, Rejection, characters,
    events::imports::LineWithdrawn,
    message,
    rejection::{Import, TextKind},
};
use guiju_model::Period;

/// Takes an imported line out of its register. The event keeps what it said and why it went; importing its file again does not
/// bring it back, and what was judged by it is judged again. Whom it was about is told.
///
/// # Errors
/// If there is no such record, no file brought it, it is not theirs to withdraw, or no reason is said.
pub async fn withdraw(app: &App, caller: &Caller, record: RecordId, reason: &str) -> Result<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Rejection::from(Import::ReasonMissing).into());
    }
    characters::within(TextKind::Reason, reason)?;
    let (regulation, form) = of(app, caller.office, record).await?;
    match may(app, caller, &regulation, &form).await {
        // Whoever may not import learns nothing of what was imported.
        Err(Error::Rejected(Rejection::Import(Import::FormNotYours { .. }))) => {
            return Err(Rejection::from(Import::NotYours).into());
        }
        other => other.map(drop)?,
    }
    let mut change = app.change(caller.office).await?;
    let line = imported_lines::withdraw(&mut change, record).await?.ok_or(Rejection::from(Import::NotImported))?;
    let occurs = Period { from: line.starts, to: line.ends };
    let (person, summary, content) = (line.person, line.summary, line.content);
    let event = LineWithdrawn { regulation, form, record, person, occurs, content, reason: reason.to_owned() };
    let by = caller.person;
    change.record(Some(by), &event)?;
    let today = change.now.date();
    assessments::facts_came(&mut change, occurs.from.date().min(today)).await?;
    if let Some(person) = person.filter(|person| *person != by) {
        let told = message!("import-withdrawn", summary, reason);
        notices::tell(&mut change, person, told, None).await?;
    }
    change.commit().await?;
    Ok(())
}

/// Into which form a file brought the record.
async fn of(app: &App, office: OfficeId, record: RecordId) -> Result<(String, String)> {
    let form = imported_lines::form_of(&app.pool, office, record).await?;
    Ok(form.ok_or(Rejection::from(Import::NotImported))?)
}
