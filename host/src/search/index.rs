//! What can be read of a matter, folded and kept beside it, so that the database finds the few that may say a text.
//!
//! Every change of a matter empties it. Until it is written again the matter itself is looked at, so that nothing is missed.

use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    registers,
    staff::Staff,
    store::{
        UnitOfWork,
        matters::{self, Matter},
        search_index,
    },
};
use guiju_domain::{MatterId, OfficeId, characters::searchable};
use serde_json::Map;

/// Matters that are written in one round of the jobs.
const BATCH: u64 = 200;

/// Writes what is missing. What waits for a package that is not here holds up nothing, nor the office.
///
/// # Errors
/// If the database cannot be used.
pub async fn catch_up(app: &App, office: OfficeId) -> Result<()> {
    let missing = missing(app, office).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let (policy, staff) = (app.policy(office)?, app.staff_within(&mut change).await?);
    for id in missing {
        let stored = match matters::find(&mut *change, office, id).await {
            Ok(Some(stored)) => stored,
            Ok(None) => continue,
            // One matter that cannot be read keeps no other from being found.
            Err(error) => {
                tracing::error!(office = office.number(), matter = id.number(), cause = ?error, "what can be found of a matter cannot be written");
                continue;
            }
        };
        let Some(text) = text(&policy, &staff, &stored) else { continue };
        search_index::save(&mut change, id, &text).await?;
    }
    Ok(change.commit().await?)
}

/// Matters that are still to be written and whose package is here, a batch of them; of each package the newest first.
async fn missing(app: &App, office: OfficeId) -> Result<Vec<MatterId>> {
    let policy = app.policy(office)?;
    let mut missing = Vec::new();
    for digest in search_index::packages_missing(&app.pool, office).await? {
        let left = BATCH.saturating_sub(missing.len() as u64);
        if left > 0 && policy.package(&digest).is_some() {
            missing.extend(search_index::missing(&app.pool, office, &digest, left).await?);
        }
    }
    Ok(missing)
}

/// All of an office is written again: a name that stands in matters has changed.
///
/// # Errors
/// If the database cannot be used.
pub async fn forget(change: &mut UnitOfWork) -> Result<()> {
    Ok(search_index::clear(change).await?)
}

/// Everything that anybody may read of a matter; nothing while its package is missing.
fn text(policy: &OfficePolicy, staff: &Staff, stored: &Matter) -> Option<String> {
    let form = policy.package(&stored.digest)?.manifest().form(&stored.form)?;
    let none = Map::new();
    let content = stored.content.as_object().unwrap_or(&none);
    let cells = form.fields().map(|field| registers::cell(Some(field), content.get(&field.name), staff));
    let number = stored.number.clone().unwrap_or_default();
    let called = [number, form.title.clone(), staff.name(stored.applicant), stored.summary.whole_line().to_owned()];
    let lines = called.into_iter().chain(cells);
    Some(searchable(&lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")))
}
