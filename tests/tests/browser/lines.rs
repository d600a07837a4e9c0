//! A claim of three lines from an office that has no advance report yet, by the page alone: the report is made on the way, what was
//! filled in waits for its approval, and then it is filed.

use crate::walks;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use guiju_api::{InboxItem, MatterShown, Page};
use guiju_tests::{Office, browser::Reader};
use serde_json::json;

walks!("2026-03-02T09:00", lines);

/// Name, number, amount, whether its list is attached.
const VOUCHERS: [(&str, &str, &str, &str); 3] =
    [("高铁票", "G1", "310.50", "否"), ("住宿费", "", "380", "否"), ("办公用品", "88012", "109.5", "是")];

async fn lines(office: &Office, reader: &Reader) -> Result<()> {
    reader.log_in("li").await?;
    reader.go("/start").await?;
    tap(reader, "//main//a[@href='/start/finance/claim']").await?;
    reader.element("#field-purpose").await?;
    reader.set("#field-purpose", "参加培训").await?;
    // There is no report to choose: the way to one stands there, and leads back.
    reader.reads("现在还没有可选的。").await?;
    tap(reader, "//main//a[starts-with(@href, '/start/finance/advance-report?back=')]").await?;
    reports(reader).await?;
    tap(reader, "//main//a[starts-with(@href, '/start/finance/claim')]").await?;
    reader.has("#field-purpose", "参加培训").await?;
    reader
        .until("return document.querySelector('#field-report')?.selectedOptions[0]?.text.includes('参加培训')", "", "")
        .await?;
    fills(reader).await?;
    tap(reader, "//button[normalize-space()='提交']").await?;
    // It cannot be filed before its report is approved; that is all that it lacks, and nothing of it is lost.
    reader.reads("1 处需要改正").await?;
    reader.reads("事前报告还没有批准").await?;
    reader.accessible("claim before its report is approved").await?;
    approved(office).await?;
    reader.go("/trays/mine").await?;
    tap(reader, "//main//a[@href='/start/finance/claim']").await?;
    let names = json!(VOUCHERS.map(|(name, ..)| name)).to_string();
    let there = format!(
        "return JSON.stringify([...document.querySelectorAll('[id^=field-vouchers-][id$=-name]')].map(one => one.value)) === '{names}'"
    );
    reader.until(&there, "the vouchers", &names).await?;
    reader.reads("捌佰元整").await?;
    tap(reader, "//button[normalize-space()='提交']").await?;
    reader.reads("已提交，等待办理").await?;
    tap(reader, "//a[starts-with(@href, '/matters/')]").await?;
    reader.reads("办公用品").await?;
    reader.accessible("a claim of three lines").await?;
    routed(office, reader).await
}

/// Clicks, as somebody would who has scrolled to it: what covers it is a fault.
async fn tap(reader: &Reader, path: &str) -> Result<()> {
    let waiting = reader.client.wait().for_element(Locator::XPath(path)).await;
    let element = waiting.with_context(|| path.to_owned())?;
    let script = "arguments[0].scrollIntoView({ block: 'center' })";
    reader.run(script, vec![serde_json::to_value(&element)?]).await?;
    element.click().await.with_context(|| path.to_owned())
}

/// Chooses one of a field's choices by its label.
async fn picks(reader: &Reader, field: &str, label: &str) -> Result<()> {
    tap(reader, &format!("//label[normalize-space()='{label}'][starts-with(@for, '{field}-')]")).await
}

/// The advance report, filed.
async fn reports(reader: &Reader) -> Result<()> {
    picks(reader, "field-kind", "差旅会议").await?;
    reader.set("#field-purpose", "参加培训").await?;
    reader.set("#field-amount", "900").await?;
    tap(reader, "//button[normalize-space()='提交']").await?;
    reader.reads("已提交").await
}

async fn fills(reader: &Reader) -> Result<()> {
    picks(reader, "field-kind", "差旅会议").await?;
    for (row, (name, number, amount, listed)) in (1..).zip(VOUCHERS) {
        if row > 1 {
            tap(reader, "//button[normalize-space()='增加一行']").await?;
        }
        let cell = |column: &str| format!("#field-vouchers-{row}-{column}");
        reader.set(&cell("name"), name).await?;
        reader.set(&cell("number"), number).await?;
        reader.set(&cell("issued_on"), "2026-03-02").await?;
        reader.set(&cell("amount"), amount).await?;
        picks(reader, &format!("field-vouchers-{row}-proper"), "是").await?;
        picks(reader, &format!("field-vouchers-{row}-itemised"), listed).await?;
    }
    reader.set("#field-amount", "800").await?;
    reader.set("#field-sheets", "3").await?;
    reader.choose("#field-witness", "刘洋").await?;
    picks(reader, "field-payment", "付给个人").await?;
    picks(reader, "field-has_contract", "否").await?;
    reader.reads("捌佰元整").await
}

/// The leaders approve the report.
async fn approved(office: &Office) -> Result<()> {
    let report = office.person("li").await?.get::<Page<InboxItem>>("/api/trays/mine").await?.rows[0].matter;
    crate::claim::approved(office, report).await
}

/// The claim lies with the leader in charge, with three lines.
async fn routed(office: &Office, reader: &Reader) -> Result<()> {
    let path = reader.client.current_url().await?.path().to_owned();
    let shown: MatterShown = office.person("li").await?.get(&format!("/api{path}")).await?;
    ensure!(shown.content["vouchers"].as_array().is_some_and(|all| all.len() == 3), "{}", shown.content);
    let people = guiju_tests::people(&shown.stations);
    ensure!(people.first().is_some_and(|first| first == "吴副") && people.len() >= 4, "{people:?}");
    // The leader in charge is asked once for the department and once among the three.
    reader.opens_first("wu").await?;
    reader.press("同意").await?;
    reader.reads("吴副 同意").await
}
