//! Matters whose deciders could not be looked for again: they are tried again until they are resolved.

use super::matters::each;
use crate::{app::App, error::Result, store::unresolved};
use guiju_domain::{MatterId, OfficeId, events::deciding::Because};

/// So many are tried in one unit of work.
const AT_ONCE: i64 = 200;

/// Tries again what is unresolved, as far as this server has the packages by which it is judged.
///
/// # Errors
/// If the database cannot be used.
pub async fn retry(app: &App, office: OfficeId) -> Result<()> {
    let mut after = MatterId::new(0);
    loop {
        let matters = unresolved::next(&app.pool, office, after, AT_ONCE).await?;
        let policy = app.policy(office)?;
        let ready = matters.iter().filter(|one| policy.package(&one.digest).is_some()).collect::<Vec<_>>();
        if !ready.is_empty() {
            let mut change = app.change(office).await?;
            // Whatever cannot be resolved now either is noted anew.
            for one in &ready {
                unresolved::delete(&mut change, one.matter).await?;
            }
            for because in Because::ALL {
                let matters = ready.iter().filter(|one| one.because == because).map(|one| one.matter);
                each(app, &mut change, because, &matters.collect::<Vec<_>>()).await?;
            }
            change.commit().await?;
        }
        match matters.last() {
            Some(last) if matters.len() as i64 == AT_ONCE => after = last.matter,
            _ => return Ok(()),
        }
    }
}
