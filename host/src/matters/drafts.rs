//! Drafts: what somebody has begun to fill in, one a form.

use super::offered;
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    quotas,
    store::{
        self,
        drafts::{self, Key},
    },
    words::text,
};
use guiju_api::{Draft, DraftLine};
use guiju_domain::rejection::Unknown;
use serde_json::Value;

fn key<'a>(caller: &Caller, regulation: &'a str, form: &'a str) -> Key<'a> {
    Key { office: caller.office, person: caller.person, regulation, form }
}

/// The caller's draft of a form, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn read(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Option<Draft>> {
    let draft = drafts::find(&app.pool, key(caller, regulation, form)).await?;
    Ok(draft.map(|draft| Draft { content: draft.content, saved: draft.saved.to_string() }))
}

/// All drafts of the caller, the last first; those whose form can no longer be filled in as well.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(app: &App, caller: &Caller) -> Result<Vec<DraftLine>> {
    let person = caller.person;
    let offered = offered::offered(app, caller.office, person).await?;
    let drafts = drafts::of_person(&app.pool, caller.office, person).await?;
    let line = |draft: drafts::DraftOf| {
        let known = offered.iter().find(|one| one.regulation == draft.regulation && one.form == draft.form);
        DraftLine {
            title: known.map_or_else(|| text!("matter-form-gone"), |known| known.title.clone()),
            opens: known.is_some(),
            saved: draft.saved.to_string(),
            regulation: draft.regulation,
            form: draft.form,
        }
    };
    Ok(drafts.into_iter().map(line).collect())
}

/// Throws the caller's draft of a form away, whether or not there still is such a form.
///
/// # Errors
/// If the database cannot be used.
pub async fn discard(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<()> {
    Ok(drafts::delete(&app.pool, key(caller, regulation, form)).await?)
}

/// Saves the caller's draft of a form in place of the former one.
///
/// # Errors
/// If there is no such form, or the caller keeps too much already.
pub async fn save(app: &App, caller: &Caller, (regulation, form): (&str, &str), content: &Value) -> Result<()> {
    let policy = app.policy(caller.office)?;
    let loaded =
        policy.regulation(regulation, app.now(caller.office).date()).ok_or(Error::from(Unknown::Regulation))?;
    loaded.manifest().form(form).ok_or(Error::from(Unknown::Form))?;
    let content = content.to_string();
    let mut transaction = store::begin(&app.pool).await?;
    let whose = (caller.office, caller.person);
    quotas::draft(&mut transaction, &policy, whose, (regulation, form), content.len() as u64).await?;
    drafts::save(&mut *transaction, key(caller, regulation, form), &content, app.now(caller.office)).await?;
    Ok(transaction.commit().await?)
}
