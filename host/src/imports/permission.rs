//! Who may import into a form.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    matters::filing::belongs,
};
use guiju_domain::rejection::{Import, Unknown};
use guiju_model::Form;

/// The form, if the caller may import into it.
///
/// # Errors
/// If there is no such form, or it is not theirs to import into.
pub async fn may(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Form> {
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let loaded = policy.in_force(regulation, app.now(caller.office).date())?;
    let form = loaded.manifest().form(form).ok_or(Error::from(Unknown::Form))?;
    if !belongs(&staff, caller.person, &form.filing.by) && !caller.administers() {
        return Err(Import::FormNotYours { form: form.title.clone() }.into());
    }
    Ok(form.clone())
}
