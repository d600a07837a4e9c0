//! Turns: when a kind is looked through, by one server at a time, and the event that says what was removed.

use crate::{
    app::App,
    error::Result,
    store::{UnitOfWork, erasure, retention},
};
use guiju_domain::{OfficeId, RetentionKind, events::retention::RetentionApplied};
use guiju_model::Moment;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;
/// How often what is kept is looked through, in seconds.
pub(super) const PAUSE: i64 = 3600;

/// Begins a change in which this server alone looks through a kind; nothing if another one has just done it.
pub(super) async fn turn(app: &App, office: OfficeId, kind: RetentionKind) -> Result<Option<UnitOfWork>> {
    let mut change = app.change(office).await?;
    let next = retention::next_run(&mut change, kind).await?;
    Ok(next.is_none_or(|next| next <= change.now).then_some(change))
}

/// Ends it; the kind is looked through again after a pause in seconds.
pub(super) async fn done(
    mut change: UnitOfWork,
    what: RetentionKind,
    days: i64,
    (count, bytes): (u64, Option<u64>),
    pause: i64,
) -> Result<()> {
    let next = Moment(change.now.0 + pause);
    retention::save_run(&mut change, what, next).await?;
    if count > 0 {
        // What was removed for good is not to be guessed from its digests either.
        erasure::forget_salts(&mut change).await?;
        change.record(None, &RetentionApplied { what, count, bytes, days })?;
    }
    Ok(change.commit().await?)
}
