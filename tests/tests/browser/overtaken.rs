//! Somebody else decides at a joint station while an opinion is being written: it is said, the opinion stays, and one goes on.

use anyhow::{Result, ensure};
use guiju_tests::{Database, Office, acts::plainly, browser::Reader};
use serde_json::json;

const OPINION: &str = "票据齐全，同意报销";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_desk() -> Result<()> {
    walk(1366, 768).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_the_phone() -> Result<()> {
    walk(360, 780).await
}

/// A claim that three leaders decide on together.
async fn claimed(office: &Office) -> Result<u64> {
    let claim = crate::claim::filed(office).await?;
    office.person("wu").await?.does(claim, "approve", plainly()).await?;
    Ok(claim)
}

async fn walk(width: u32, height: u32) -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let reader = Reader::alone(&office.base, width, height).await?;
    let claim = claimed(&office).await?;
    reader.log_in("zhang").await?;
    reader.go(&format!("/matters/{claim}")).await?;
    reader.set("#opinion", OPINION).await?;
    let zhao = office.person("zhao").await?;
    zhao.does(claim, "approve", plainly()).await?;
    reader.press("同意").await?;
    reader.reads("刚刚有了变化").await?;
    reader.has("#opinion", OPINION).await?;
    reader.accessible("overtaken").await?;
    reader.press("同意").await?;
    reader.gone("同意").await?;
    let shown = zhao.matter(claim).await?;
    let stations = shown.stations;
    let mut acts = stations.iter().flat_map(|station| station.acts.iter());
    ensure!(acts.any(|act| act.opinion.as_deref() == Some(OPINION)), "{stations:#?}");
    reminded(&office, &reader).await?;
    reader.watched().await?;
    Ok(reader.client.close().await?)
}

/// What is done is said where it was done; what is refused though nothing has changed is said in the server's words.
async fn reminded(office: &Office, reader: &Reader) -> Result<()> {
    let content = json!({ "kind": "personal", "span": "2026-03-10 am/2026-03-10 am", "reason": "有事" });
    let matter = office.person("li").await?.file("attendance/leave", content).await?;
    reader.log_in("li").await?;
    reader.go(&format!("/matters/{matter}")).await?;
    reader.press("催办").await?;
    reader.reads("已办理 · 催办").await?;
    reader.press("催办").await?;
    reader.reads("一小时内只能催办一次").await
}
