//! Whether a list lets anything sensitive out of the server, and the event that says so.

use crate::{accounts::Caller, app::App, error::Result};
use guiju_domain::Event;

/// Writes down that confidential content may leave the server with what is handed out, before it is.
///
/// # Errors
/// If the database cannot be used; then nothing may be handed out.
pub async fn exported(app: &App, caller: &Caller, event: &impl Event) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    change.record(Some(caller.person), event)?;
    Ok(change.commit().await?)
}
