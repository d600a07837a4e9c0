//! What need not be kept any longer: due is shown, one keeper asks, another confirms, and the matter's page says that it is gone.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_tests::{
    OFFICE, Office,
    acts::{filling, plainly},
    browser::Reader,
};
use reqwest::StatusCode;
use serde_json::json;

walks!("2026-03-02T09:00", erasure);

/// A trial that was decided.
async fn ended(office: &Office) -> Result<u64> {
    office.bind("workbench").await?;
    let (li, wang, zhao) = (office.person("li").await?, office.person("wang").await?, office.person("zhao").await?);
    let content = json!({ "way": "one", "people": [wang.id], "last": zhao.id, "note": "试" });
    let matter = li.file("workbench/trial", content).await?;
    wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
    zhao.does(matter, "approve", plainly()).await?;
    Ok(matter)
}

async fn erasure(office: &Office, reader: &Reader) -> Result<()> {
    let matter = ended(office).await?;
    reader.log_in("zhou").await?;
    reader.go("/administration/erasure").await?;
    reader.reads("本单位的事项永久保存").await?;
    reader.go("/administration/settings").await?;
    reader.element("#setting-retention-matters").await?;
    let (status, told) = office.person("zhou").await?.put("/api/settings", &json!({ "retention-matters": 1 })).await?;
    ensure!(status == StatusCode::OK, "{told}");
    office.set("2029-01-10T09:00")?;
    asked(reader).await?;
    reader.log_in("wu").await?;
    reader.go("/administration/requests").await?;
    reader.reads("保存期满").await?;
    reader.accessible("a request to erase").await?;
    reader.picture("erasure-request").await?;
    reader.press("确认").await?;
    reader.reads("已确认").await?;
    guiju::retention::clean(&office.app, OFFICE).await?;
    reader.go("/administration/erasure").await?;
    reader.reads("已完成").await?;
    reader.fits("what was erased").await?;
    reader.accessible("what was erased").await?;
    reader.picture("erasure-done").await?;
    reader.log_in("li").await?;
    reader.go(&format!("/matters/{matter}")).await?;
    reader.reads("按规定销毁").await?;
    reader.picture("erasure-matter").await
}

/// The administrator sees what is due and asks for it, once with a reason.
async fn asked(reader: &Reader) -> Result<()> {
    reader.log_in("zhou").await?;
    reader.go("/administration/erasure").await?;
    reader.reads("可以销毁 1 件").await?;
    reader.reads("试〔2026〕1号").await?;
    reader.fits("what is due").await?;
    reader.accessible("what is due").await?;
    reader.picture("erasure-due").await?;
    reader.press("提出销毁").await?;
    reader.settles().await?;
    reader.set("#erasure-reason", "保存期满，清单已核对").await?;
    reader.press("提出销毁").await?;
    reader.reads("已提出，等安全员确认").await
}
