//! Delegations and shifts that begin or end: whoever decides now is asked for what waits.

use crate::{app::App, error::Result, matters::reassign, store::handing_over};
use guiju_domain::{OfficeId, events::standing_in::DelegationsMoved};

/// From its begin a delegation moves open tasks to the deputy, at its end those still open go back.
pub(super) async fn delegations(app: &App, office: OfficeId) -> Result<()> {
    if !handing_over::delegations_are_due(&app.pool, office, app.now(office)).await? {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    // Another server may have been faster.
    let moved = handing_over::move_delegations(&mut change).await?;
    if !moved.is_empty() {
        change.record(None, &DelegationsMoved { moved })?;
        reassign::office(app, &mut change, reassign::Because::Delegation).await?;
        change.commit().await?;
    }
    Ok(())
}

/// Whoever comes on duty in a role is asked for what waits for it, whoever goes off duty no longer.
pub(super) async fn shifts(app: &App, office: OfficeId) -> Result<()> {
    if !handing_over::shifts_are_due(&app.pool, office, app.now(office)).await? {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    if handing_over::move_shifts(&mut change).await? {
        reassign::office(app, &mut change, reassign::Because::Duty).await?;
        change.commit().await?;
    }
    Ok(())
}
