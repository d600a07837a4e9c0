//! A hundred thousand matters put to another package, and under other values: how long, how much memory.

use anyhow::{Context, Result};
use guiju::rehearsals;
use guiju_domain::RehearsalId;
use guiju_tests::{
    Database, Office,
    packages::{install, trusts},
};
use serde_json::{Value, json};
use std::time::Instant;

/// Judgements that are put to another package.
const MATTERS: i64 = 100_000;

/// The most memory this process has had, in MiB.
fn peak() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<u64>()? / 1024)
}

/// Runs and prints.
pub async fn run() -> Result<()> {
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
    let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-06 pm", "reason": "家中有事" });
    let matter = li.file("attendance/leave", leave).await?;
    let row = sqlx::query("SELECT id FROM recordings WHERE matter_id = $1 AND regulation = 'attendance'")
        .bind(matter.cast_signed())
        .fetch_one(&office.app.pool)
        .await?;
    sqlx::query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
         INSERT INTO recordings SELECT office_id, 10000000 + i, matter_id, regulation, digest, source, subject, starts, at, asked, answered
         FROM recordings, n WHERE id = $2",
    )
    .bind(MATTERS)
    .bind(sqlx::Row::try_get::<i64, _>(&row, "id")?)
    .execute(&office.app.pool)
    .await?;
    trusts(&office).await?;
    let digest = install(&zhou).await?;
    let before = peak()?;
    for (what, wanted) in [
        ("replayed", json!({ "regulation": "attendance" })),
        ("another package, none differs", json!({ "regulation": "attendance", "digest": digest })),
        (
            "other values, all differ",
            json!({ "regulation": "attendance", "parameters": { "supervising_half_days": 4 } }),
        ),
    ] {
        let begun = Instant::now();
        let (_, entered) = zhou.post("/api/rehearsals", &wanted).await?;
        let id = entered.read::<Value>()?["id"].as_u64().context("an id")?;
        rehearsals::follow(&office.app, guiju_tests::OFFICE, RehearsalId::new(id), |_, _| ()).await?;
        let shown: guiju_api::RehearsalShown = zhou.get(&format!("/api/rehearsals/{id}")).await?;
        println!(
            "rehearsal of {} judgements, {what}: {:.1} s, {} differ; memory at its peak {} MiB, before {before} MiB",
            shown.asked,
            begun.elapsed().as_secs_f64(),
            shown.differing,
            peak()?
        );
    }
    Ok(())
}
