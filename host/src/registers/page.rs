//! A page of a register.

use super::{export, filter::Filter, rows::listed};
use crate::{accounts::Caller, app::App, error::Result};
use guiju_api::ViewShown;

/// A register's rows.
///
/// # Errors
/// If there is no such view, or one may not open it.
pub async fn rows(app: &App, caller: &Caller, regulation: &str, view: &str, filter: &Filter) -> Result<ViewShown> {
    let listed = listed(app, caller, regulation, view, filter, false).await?;
    if filter.whole && listed.confidential {
        export::told(app, caller, (regulation, view), "page", filter, &listed).await?;
    }
    Ok(listed.shown)
}
