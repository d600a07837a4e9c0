//! The background task by which a server takes over what other servers changed, and fetches missing packages.

use crate::{access::file_index, app::App, error::Result, matters::reassign::unresolved as left, store::unresolved};
use std::{sync::Arc, time::Duration};

/// The pause before the first attempt, and how often a server looks whether it is behind.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause between two attempts.
const LONGEST: Duration = Duration::from_secs(60);

/// The pause after an attempt: growing while the server is behind, short again once it has caught up.
#[must_use]
pub fn pause(before: Duration, behind: bool) -> Duration {
    if behind { (before * 2).min(LONGEST) } else { FIRST }
}

/// Tries for ever to get what this server lacks.
pub async fn run(app: Arc<App>) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        wait = pause(wait, attempt(&app).await);
    }
}

/// One attempt, if anything is lacking; whether it still is.
pub async fn attempt(app: &App) -> bool {
    if !app.policy.is_behind() {
        return false;
    }
    if let Err(error) = app.policy.refresh(&app.pool).await {
        tracing::error!(%error, "what is in force cannot be read and is tried again");
    }
    let behind = app.policy.is_behind();
    if !behind {
        tracing::info!("this server has everything that is in force again");
        if let Err(error) = file_index::make(&app.pool, &app.policy).await {
            tracing::error!(%error, "the index of files cannot be made and is tried again");
        }
        if let Err(error) = resolve(app).await {
            tracing::warn!(%error, "matters that waited for a package are resolved in the next round");
        }
    }
    behind
}

/// Matters whose deciders could not be looked for without the packages.
async fn resolve(app: &App) -> Result<()> {
    for office in unresolved::offices(&app.pool).await? {
        left::retry(app, office).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute_and_begin_anew() {
        let mut wait = FIRST;
        let mut pauses = Vec::new();
        for _ in 0..8 {
            wait = pause(wait, true);
            pauses.push(wait.as_secs());
        }
        assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(pause(wait, false), FIRST);
    }
}
