//! F: the faults that the portal had, each before the binary under trial in Chromium. On the baseline every one of them fails at
//! the assertion marked `right!`.

mod forms;
mod pages;

use anyhow::Result;
use guiju_tests::{
    browser::Reader,
    skipped,
    trial::{Ground, Served},
    wait,
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const DESK: (u32, u32) = (1366, 768);
const PHONE: (u32, u32) = (360, 780);
const LEAVE: &str = "/start/attendance/leave";

/// The test office before a browser of this size.
async fn before((width, height): (u32, u32), trial: impl AsyncFn(&Served, &Reader) -> Result<()>) -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return skipped("no browser");
    }
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let reader = Reader::alone(&served.base, width, height).await?;
    trial(&served, &reader).await?;
    reader.client.close().await.map_err(Into::into)
}

fn leave(day: u32, reason: &str) -> Value {
    json!({ "kind": "personal", "span": format!("2026-03-{day} am/2026-03-{day} am"), "reason": reason })
}

/// Lets a time pass in which the page may go wrong.
async fn pause(milliseconds: u64) -> Result<()> {
    let (since, over) = (Instant::now(), Duration::from_millis(milliseconds));
    wait::until("the time is over", async || Ok(since.elapsed() >= over)).await
}

/// What a script says once it says anything but no.
async fn comes(reader: &Reader, script: &str) -> Result<bool> {
    wait::within(Duration::from_secs(5), async || Ok(reader.run(script, Vec::new()).await? == json!(true))).await
}

/// Clicks a link of the page.
async fn follow(reader: &Reader, css: &str) -> Result<()> {
    Ok(reader.element(css).await?.click().await?)
}
