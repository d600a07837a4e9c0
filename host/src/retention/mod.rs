//! What is kept for a while only: removed by the jobs once its time is over, in bounded batches, each with an event.
//!
//! Matters, records and everything that is evidence go by an erasure alone, which two keepers have confirmed; it is carried out here in its turn.

pub(crate) mod files;
pub(crate) mod named;
mod orphans;
mod removals;
mod turn;

use crate::{
    app::App,
    erasure,
    error::Result,
    language::localised,
    store::{
        attachments,
        retention::{self, Rows},
    },
};
use guiju_api::KeptShown;
use guiju_domain::{
    OfficeId, RetentionKind,
    settings::{
        RETENTION_DEVICES, RETENTION_DRAFTS, RETENTION_FILES, RETENTION_MATTERS, RETENTION_NOTICES,
        RETENTION_REHEARSALS, Setting,
    },
};
use guiju_model::Moment;

use turn::{DAY, PAUSE, done, turn};

/// A kind of rows that are kept for a while.
struct ExpiringRows {
    /// The kind, as events and the settings of retention name it.
    kind: RetentionKind,
    /// The rows of the store that expire.
    rows: Rows,
    /// For how many days.
    days: &'static Setting,
    /// How many are removed at once at most.
    batch: u64,
    /// Whether its moments are UTC, not the office's own time.
    utc: bool,
}

impl ExpiringRows {
    /// The moment before which rows are due.
    fn before(&self, app: &App, now: Moment, days: i64) -> Moment {
        Moment(if self.utc { app.clock.utc() } else { now.0 } - days * DAY)
    }
}

/// Every kind but files, which have bytes beside their rows.
const EXPIRING: [ExpiringRows; 4] = [
    ExpiringRows { kind: RetentionKind::Drafts, rows: Rows::Drafts, days: &RETENTION_DRAFTS, batch: 500, utc: false },
    ExpiringRows {
        kind: RetentionKind::Notices,
        rows: Rows::Notices,
        days: &RETENTION_NOTICES,
        batch: 500,
        utc: false,
    },
    ExpiringRows {
        kind: RetentionKind::Rehearsals,
        rows: Rows::Rehearsals,
        days: &RETENTION_REHEARSALS,
        batch: 5,
        utc: false,
    },
    ExpiringRows { kind: RetentionKind::Devices, rows: Rows::Devices, days: &RETENTION_DEVICES, batch: 500, utc: true },
];

/// Removes a batch of each kind whose turn it is.
///
/// # Errors
/// If the database or the store of files cannot be used.
pub async fn clean(app: &App, office: OfficeId) -> Result<()> {
    let now = app.now(office);
    let runs = retention::runs(&app.pool, office).await?;
    let is_due = |kind: RetentionKind| !runs.iter().any(|(name, next)| *next > now && name == kind.name());
    for rows in EXPIRING.iter().filter(|rows| is_due(rows.kind)) {
        rows_of(app, office, rows).await?;
    }
    if is_due(RetentionKind::Files) {
        files::collect(app, office).await?;
    }
    if is_due(RetentionKind::Orphans) {
        orphans::sweep(app, office).await?;
    }
    erasure::go_on(app, office).await?;
    removals::work_off(app, office).await
}

async fn rows_of(app: &App, office: OfficeId, expiring: &ExpiringRows) -> Result<()> {
    let days = app.policy(office)?.settings.number(expiring.days);
    let Some(mut change) = turn(app, office, expiring.kind).await? else { return Ok(()) };
    let before = expiring.before(app, change.now, days);
    let count = expiring.rows.delete_due(&mut change, before, expiring.batch).await?;
    // A batch that was full is followed by the next at once.
    let pause = if count >= expiring.batch { 0 } else { PAUSE };
    done(change, expiring.kind, days, (count, None), pause).await
}

/// What is kept for how long, and how much of it is due.
///
/// # Errors
/// If the database cannot be used.
pub async fn shown(app: &App, office: OfficeId) -> Result<Vec<KeptShown>> {
    let (policy, now) = (app.policy(office)?, app.now(office));
    let mut shown = Vec::new();
    for of in &EXPIRING {
        let days = policy.settings.number(of.days);
        let due = of.rows.count_due(&app.pool, office, of.before(app, now, days)).await?;
        shown.push(due_shown(of.kind.name(), of.days, days, due));
    }
    let days = policy.settings.number(&RETENTION_FILES);
    let due = attachments::count_unfiled(&app.pool, office, Moment(now.0 - days * DAY)).await?;
    shown.push(due_shown(RetentionKind::Files.name(), &RETENTION_FILES, days, due));
    let days = policy.settings.number(&RETENTION_MATTERS) * 366;
    let due = erasure::can_be_erased(app, office).await?;
    shown.push(due_shown("matters", &RETENTION_MATTERS, days, due));
    Ok(shown)
}

fn due_shown(name: &str, setting: &Setting, days: i64, due: u64) -> KeptShown {
    KeptShown { name: name.to_owned(), setting: setting.name.to_owned(), label: localised(setting.label), days, due }
}
