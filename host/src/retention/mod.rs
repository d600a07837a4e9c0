//! What is kept for a while only: removed by the jobs once its time is over, in bounded batches, each with an event.
//!
//! Matters, records and everything that is evidence are never touched here.

mod files;
mod named;
mod orphans;
mod removals;

pub use removals::being_removed;

use crate::{
    app::App,
    error::Result,
    language,
    store::{Columns, UnitOfWork},
};
use guiju_api::KeptShown;
use guiju_domain::{
    OfficeId,
    events::retention::RetentionApplied,
    settings::{
        RETENTION_DEVICES, RETENTION_DRAFTS, RETENTION_FILES, RETENTION_MATTERS, RETENTION_NOTICES,
        RETENTION_REHEARSALS, Setting,
    },
};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// How often what is kept is looked through, in seconds.
const PAUSE: i64 = 3600;

/// A kind of what is kept for a while.
struct Kept {
    /// Its name in events.
    name: &'static str,
    /// For how many days.
    days: &'static Setting,
    /// How many are removed at once at most.
    batch: i64,
    /// What is due, as the condition of a query in which `$1` is the office and `$2` the moment before which it is.
    due: &'static str,
    /// How a batch is removed; `$3` is how many at most.
    remove: &'static [&'static str],
    /// Whether its moments are UTC, not the office's own time.
    utc: bool,
}

/// A rehearsal that has ended.
const ENDED: &str = "FROM rehearsals WHERE office_id = $1 AND touched_at < $2 AND state <> 'running'";

/// Every kind but files, which have bytes beside their rows.
const KEPT: [Kept; 4] = [
    Kept {
        name: "drafts",
        days: &RETENTION_DRAFTS,
        batch: 500,
        due: "FROM drafts WHERE office_id = $1 AND saved_at < $2",
        remove: &["DELETE FROM drafts WHERE office_id = $1 AND (person_id, regulation, form) IN
            (SELECT person_id, regulation, form FROM drafts WHERE office_id = $1 AND saved_at < $2 LIMIT $3)"],
        utc: false,
    },
    Kept {
        name: "notices",
        days: &RETENTION_NOTICES,
        batch: 500,
        due: "FROM notices WHERE office_id = $1 AND at < $2 AND read_at IS NOT NULL",
        remove: &["DELETE FROM notices WHERE office_id = $1 AND id IN
            (SELECT id FROM notices WHERE office_id = $1 AND at < $2 AND read_at IS NOT NULL ORDER BY id LIMIT $3)"],
        utc: false,
    },
    Kept {
        name: "rehearsals",
        days: &RETENTION_REHEARSALS,
        batch: 5,
        due: ENDED,
        remove: &[
            "DELETE FROM rehearsal_differences WHERE office_id = $1 AND rehearsal_id IN
             (SELECT id FROM rehearsals WHERE office_id = $1 AND touched_at < $2 AND state <> 'running' ORDER BY id LIMIT $3)",
            "DELETE FROM rehearsals WHERE office_id = $1 AND id IN
             (SELECT id FROM rehearsals WHERE office_id = $1 AND touched_at < $2 AND state <> 'running' ORDER BY id LIMIT $3)",
        ],
        utc: false,
    },
    Kept {
        name: "devices",
        days: &RETENTION_DEVICES,
        batch: 500,
        due: "FROM devices WHERE office_id = $1 AND used_at < $2",
        remove: &["DELETE FROM devices WHERE office_id = $1 AND token_hash IN
            (SELECT token_hash FROM devices WHERE office_id = $1 AND used_at < $2 LIMIT $3)"],
        utc: true,
    },
];

/// Removes a batch of each kind whose turn it is.
///
/// # Errors
/// If the database or the store of files cannot be used.
pub async fn clean(app: &App, office: OfficeId) -> Result<()> {
    let rows = sqlx::query("SELECT kind, next_at FROM retention_runs WHERE office_id = $1")
        .bind(office.number())
        .fetch_all(&app.pool)
        .await?;
    let mut later = Vec::new();
    let now = app.now(office).0;
    for row in rows {
        if row.int("next_at")? > now {
            later.push(row.text("kind")?);
        }
    }
    for kept in KEPT.iter().filter(|kept| !later.iter().any(|kind| kind == kept.name)) {
        rows_of(app, office, kept).await?;
    }
    if !later.iter().any(|kind| kind == files::KIND) {
        files::collect(app, office).await?;
    }
    if !later.iter().any(|kind| kind == orphans::KIND) {
        orphans::sweep(app, office).await?;
    }
    removals::work_off(app, office).await
}

/// Begins a change in which this server alone looks through a kind; nothing if another one has just done it.
async fn turn(app: &App, office: OfficeId, kind: &str) -> Result<Option<UnitOfWork>> {
    let mut change = app.change(office).await?;
    let row = sqlx::query("SELECT next_at FROM retention_runs WHERE office_id = $1 AND kind = $2")
        .bind(office.number())
        .bind(kind)
        .fetch_optional(&mut *change)
        .await?;
    let next = row.map(|row| row.int("next_at")).transpose()?.unwrap_or_default();
    Ok((next <= change.now.0).then_some(change))
}

/// Ends it; the kind is looked through again after a pause in seconds.
async fn done(
    mut change: UnitOfWork,
    kind: &'static str,
    days: i64,
    (count, bytes): (u64, Option<u64>),
    pause: i64,
) -> Result<()> {
    let next = change.now.0 + pause;
    sqlx::query(
        "INSERT INTO retention_runs (office_id, kind, next_at) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, kind) DO UPDATE SET next_at = excluded.next_at",
    )
    .bind(change.office.number())
    .bind(kind)
    .bind(next)
    .execute(&mut *change)
    .await?;
    if count > 0 {
        change.record(None, &RetentionApplied { what: kind, count, bytes, days }).await?;
    }
    Ok(change.commit().await?)
}

async fn rows_of(app: &App, office: OfficeId, kept: &Kept) -> Result<()> {
    let days = app.law(office)?.settings.number(kept.days);
    let Some(mut change) = turn(app, office, kept.name).await? else { return Ok(()) };
    let before = if kept.utc { app.clock.utc() } else { change.now.0 } - days * DAY;
    let mut count = 0;
    for statement in kept.remove {
        let removed =
            sqlx::query(*statement).bind(office.number()).bind(before).bind(kept.batch).execute(&mut *change).await?;
        // The last statement is the one that counts: those before it clear what hangs on its rows.
        count = removed.rows_affected();
    }
    // A batch that was full is followed by the next at once.
    let pause = if count >= kept.batch.unsigned_abs() { 0 } else { PAUSE };
    done(change, kept.name, days, (count, None), pause).await
}

/// What is kept for how long, and how much of it is due.
///
/// # Errors
/// If the database cannot be used.
pub async fn shown(app: &App, office: OfficeId) -> Result<Vec<KeptShown>> {
    let (law, now) = (app.law(office)?, app.now(office).0);
    let mut shown = Vec::new();
    let rows = KEPT.iter().map(|kept| (kept.name, kept.days, kept.due, kept.utc));
    for (name, setting, due, utc) in rows.chain([(files::KIND, &RETENTION_FILES, files::UNFILED, false)]) {
        let days = law.settings.number(setting);
        let before = if utc { app.clock.utc() } else { now } - days * DAY;
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) AS n {due}")))
            .bind(office.number())
            .bind(before)
            .fetch_one(&app.pool)
            .await?;
        let due = row.int("n")?.unsigned_abs();
        shown.push(kept(name, setting, days, due));
    }
    let years = law.settings.number(&RETENTION_MATTERS);
    let row =
        sqlx::query("SELECT COUNT(*) AS n FROM matters WHERE office_id = $1 AND status <> 'open' AND filed_at < $2")
            .bind(office.number())
            .bind(now - years * 366 * DAY)
            .fetch_one(&app.pool)
            .await?;
    let due = if years == 0 { 0 } else { row.int("n")?.unsigned_abs() };
    shown.push(kept("matters", &RETENTION_MATTERS, years * 366, due));
    Ok(shown)
}

fn kept(name: &str, setting: &Setting, days: i64, due: u64) -> KeptShown {
    KeptShown {
        name: name.to_owned(),
        setting: setting.name.to_owned(),
        label: language::localised(setting.label),
        days,
        due,
    }
}
