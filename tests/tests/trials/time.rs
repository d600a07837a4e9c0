//! C1: an office has its own time; the machine's zone is never read.

use crate::office::leave;
use anyhow::{Context, Result};
use guiju_model::Moment;
use guiju_tests::{
    right,
    trial::{Ground, Served, Start},
    wait,
};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// The time of Shanghai, by which the test office lives, in seconds.
fn shanghai() -> Result<i64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() as i64 + 8 * 3600)
}

/// A zone in which it is another day than in Shanghai now.
fn another_day() -> Result<&'static str> {
    let hour = shanghai()? % 86_400 / 3600;
    Ok(if hour < 20 { "Etc/GMT+12" } else { "Etc/GMT-14" })
}

/// Served by the machine's own clock, on a machine in a zone.
async fn in_zone(ground: &Ground, zone: &str) -> Result<Served> {
    ground.serve_so(&Start { env: &[("TZ", zone)], ..Start::default() }).await
}

/// How far the office's clock is from Shanghai's, in minutes.
async fn off(zone: &str) -> Result<i64> {
    let ground = Ground::lay().await?;
    let served = in_zone(&ground, zone).await?;
    let me = served.person("li").await?.get("/api/session").await?;
    let now = me["now"].as_str().context("now")?.parse::<Moment>().map_err(|why| anyhow::anyhow!("{why}"))?;
    Ok((now.0 - shanghai()?) / 60)
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_c1_machine_in_utc() -> Result<()> {
    let off = off("UTC").await?;
    right!(off.abs() <= 1, "on a machine in UTC the office's clock is {off} minutes off");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_c1_machine_in_new_york() -> Result<()> {
    let off = off("America/New_York").await?;
    right!(off.abs() <= 1, "on a machine in New York the office's clock is {off} minutes off");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_c1_day_of_a_filing() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = in_zone(&ground, another_day()?).await?;
    let li = served.person("li").await?;
    let content = json!({ "weight": "urgent", "what": "事项", "proposal": "建议" });
    let matter = li.file("time-limit/arrangement", content).await?;
    let filed = ground.number(&format!("SELECT filed_at FROM matters WHERE office_id = 1 AND id = {matter}")).await?;
    let (day, today) = (Moment(filed).date(), Moment(shanghai()?).date());
    right!(day == today, "filed on {today}, as the office has it, and dated {day}");
    Ok(())
}

/// What is late by the office's clock is late, wherever the machine stands.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c1_lateness() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    served.stop()?;
    // Due an hour ago in Shanghai: not so yet for a machine that takes its own western zone for the office's.
    let due = shanghai()? - 3600;
    ground.tamper(&format!("UPDATE tasks SET due_at = {due} WHERE office_id = 1 AND matter_id = {matter}")).await?;
    let served = in_zone(&ground, "America/New_York").await?;
    let wang = served.person("wang").await?;
    let told = wait::within(std::time::Duration::from_secs(10), async || {
        Ok(wang.notices().await?.iter().any(|message| message.contains("已超时")))
    });
    right!(told.await?, "a task that was due an hour ago is not overdue on a machine in New York");
    Ok(())
}

/// A value may begin tomorrow, as the office has it, and not today.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c1_from_tomorrow() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = in_zone(&ground, another_day()?).await?;
    let (zhou, wu) = (served.person("zhou").await?, served.person("wu").await?);
    let today = Moment(shanghai()?).date();
    let wanted = |from: String| -> Value {
        json!({ "regulation": "attendance", "digest": null, "parameters": { "late_limit": 29 }, "from": from, "reason": "修订" })
    };
    let early = zhou.post("/api/revisions", &wanted(today.to_string())).await?;
    let mut confirmed = early.taken();
    if let Some(id) = early.json()["id"].as_u64() {
        confirmed = wu.post(&format!("/api/revisions/{id}"), &json!({ "action": "confirm" })).await?.taken();
    }
    let tomorrow = zhou.post("/api/revisions", &wanted(today.plus(1).to_string())).await?;
    let later = tomorrow.taken();
    right!(
        !confirmed && later,
        "from today ({today}) it is taken: {confirmed}; from tomorrow: {later} {}",
        tomorrow.text()
    );
    Ok(())
}
