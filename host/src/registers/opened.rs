//! A view that somebody may open.

use super::columns::declared;
use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    organisation::as_records::POSTS,
    policy::OfficePolicy,
};
use guiju_domain::rejection::Unknown;
use guiju_model::{ClauseId, Date, Layout, Manifest, View};
use std::sync::Arc;

/// What is declared of it, and who is in the office.
pub(super) struct Opened {
    pub access: Access,
    pub title: String,
    /// Regulation, id and title of each form whose records it shows.
    pub over: Vec<(String, String, String)>,
    pub columns: Vec<String>,
    pub clause: ClauseId,
}

/// Whether what a board shows stands until the next record, because its form happens at no time: who has the post, not who is
/// out.
pub(super) fn stands(policy: &OfficePolicy, manifest: &Manifest, view: &View, today: Date) -> bool {
    let lasts = |form: &String| {
        let source = manifest.qualified(form);
        let (owner, form) = source.split_once('/')?;
        if (owner, form) == POSTS {
            return Some(true);
        }
        Some(policy.regulation(owner, today)?.manifest().form(form)?.occurs.is_none())
    };
    view.layout == Layout::Board && view.over.iter().all(|form| lasts(form) == Some(true))
}

/// Whether a view is a board that tells what everybody is at now.
pub fn tells_of_now(policy: &OfficePolicy, manifest: &Manifest, view: &View, today: Date) -> bool {
    view.layout == Layout::Board && !stands(policy, manifest, view, today)
}

/// Opens a view of this layout for the caller; of boards, either those that show what stands or those that show what is now.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub(super) async fn open(
    app: &App,
    caller: &Caller,
    regulation: &str,
    view: &str,
    layout: Layout,
    standing: bool,
) -> Result<Opened> {
    let access = Access::of(app, caller).await?;
    let (policy, today) = (Arc::clone(&access.policy), access.today);
    let loaded = policy.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?.clone();
    let other = view.layout != layout || stands(&policy, manifest, &view, today) != standing;
    if other || !access.belongs(&view.seen_by) {
        return Err(Error::from(Unknown::Table));
    }
    let named = |form: &String| {
        let source = manifest.qualified(form);
        let (owner, form) = source.split_once('/')?;
        let title =
            policy.regulation(owner, today).and_then(|loaded| loaded.manifest().form(form).map(|f| f.title.clone()));
        Some((owner.to_owned(), form.to_owned(), title.unwrap_or_default()))
    };
    let over = view.over.iter().filter_map(named).collect();
    Ok(Opened { title: view.title, columns: view.columns, clause: view.clause, over, access })
}
