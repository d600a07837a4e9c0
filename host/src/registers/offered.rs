//! What is offered: views to open, records to choose from.

use super::opened;
use crate::{
    access::{Access, references::Offered},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store,
};
use guiju_api::{RecordOption, ViewOffered};
use guiju_domain::rejection::Unknown;

/// The views that one may open.
///
/// # Errors
/// If the office is unknown.
pub async fn offered(app: &App, caller: &Caller) -> Result<Vec<ViewOffered>> {
    let access = Access::of(app, caller).await?;
    let (mut offered, policy, today) = (Vec::new(), &access.policy, access.today);
    for loaded in policy.on(today).into_values() {
        let manifest = loaded.manifest();
        let open = manifest.views.iter().filter(|view| access.belongs(&view.seen_by));
        offered.extend(open.map(|view| ViewOffered {
            regulation: manifest.id.clone(),
            regulation_title: manifest.title.clone(),
            area: manifest.area.clone(),
            view: view.id.clone(),
            title: view.title.clone(),
            layout:
                if opened::stands(policy, manifest, view, today) { "standing" } else { view.layout.name() }.to_owned(),
        }));
    }
    Ok(offered)
}

/// Records to choose from in a reference field, and whether there are more than are told: one's own, or all where the form's
/// register is open to one, narrowed to those with the text. What is still under way says so; whether it may be pointed to is
/// for the regulation to say.
///
/// # Errors
/// If there is no such form.
pub async fn options(
    app: &App,
    caller: &Caller,
    regulation: &str,
    form: &str,
    text: &str,
) -> Result<(Vec<RecordOption>, bool)> {
    let access = Access::of(app, caller).await?;
    access.policy.in_force(regulation, access.today)?;
    let (_, declared) = access.form(None, regulation, form).ok_or(Error::from(Unknown::Form))?;
    let mut connection = store::acquire(&app.pool).await?;
    let (offered, more) = access.choices(&mut connection, regulation, declared, text).await?;
    let option = |one: &Offered| RecordOption { id: one.id.number(), summary: one.line() };
    Ok((offered.iter().map(option).collect(), more))
}
