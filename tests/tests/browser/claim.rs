//! A claim with its voucher: amount in capitals, three signatures, cashier and accountant.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_tests::{Office, acts::plainly, browser::Reader};
use serde_json::json;

walks!("2026-03-02T09:00", claim);

/// Whether the first row stands in one line on a phone, and as it is on a desk.
const ONE_LINE: &str = "const [line, field] = ['.rows .folded .fold button', '#field-vouchers-1-name'].map(css => document.querySelector(css));
    return !!line && line.innerText.includes('车票') && line.checkVisibility() === innerWidth < 719 && field.checkVisibility() === innerWidth > 719;";

async fn claim(office: &Office, reader: &Reader) -> Result<()> {
    let li = office.person("li").await?;
    let report = json!({ "kind": "travel", "purpose": "下社区交通费", "amount": 60_000 });
    approved(office, li.file("finance/advance-report", report).await?).await?;
    reader.log_in("li").await?;
    reader.go("/start/finance/claim").await?;
    reader.choose("#field-report", "下社区交通费").await?;
    reader.tick("#field-kind", "差旅会议").await?;
    reader.set("#field-purpose", "下社区交通费").await?;
    reader.set("#field-amount", "600.01").await?;
    reader.reads("陆佰元零壹分").await?;
    reader.reads("还可报").await?;
    reader.accessible("claim above its report").await?;
    reader.set("#field-amount", "600").await?;
    reader.reads("陆佰元整").await?;
    reader.set("#field-capitals", "陆佰元整").await?;
    reader.set("#field-sheets", "1").await?;
    reader.set("#field-vouchers-1-name", "车票").await?;
    reader.set("#field-vouchers-1-issued_on", "2026-03-02").await?;
    reader.set("#field-vouchers-1-amount", "600").await?;
    reader.client.execute("document.getElementById('field-vouchers-1-proper-0').click()", Vec::new()).await?;
    // A complete row stands in one line on a phone once another is begun, and opens again.
    reader.press("增加一行").await?;
    reader.until(ONE_LINE, "", "").await?;
    reader.accessible("claim with a row in one line").await?;
    let back = "document.querySelector('.rows .folded .fold button').click(); [...document.querySelectorAll('.rows .away button')].pop().click()";
    reader.client.execute(back, Vec::new()).await?;
    reader.until("return document.querySelector('#field-vouchers-1-name').checkVisibility()", "", "").await?;
    reader.choose("#field-witness", "刘洋").await?;
    reader.tick("#field-payment", "付给个人").await?;
    reader.tick("#field-has_contract", "否").await?;
    reader.reads("出纳").await?;
    reader.press("提交").await?;
    reader.reads("已提交，等待办理").await?;
    // The leader in charge is asked once for the department and once among the three: the button comes back.
    reader.opens_first("wu").await?;
    reader.press("同意").await?;
    reader.reads("吴副 同意").await?;
    for leader in ["zhao", "wu", "zhang"] {
        reader.decides(leader, "同意").await?;
    }
    reader.decides("cashier", "办理完成").await?;
    reader.opens_first("accountant").await?;
    reader.accessible("claim before its last station").await?;
    reader.press("办理完成").await?;
    reader.reads("已办结").await?;
    reader.go("/registers/finance/claims").await?;
    reader.reads("合计").await?;
    reader.reads("600.00").await?;
    reader.accessible("register of claims").await
}

/// The leaders approve a report, each when it lies with them, until it is completed.
pub async fn approved(office: &Office, report: u64) -> Result<()> {
    for leader in ["wu", "zhao", "wu", "zhang"] {
        let leader = office.person(leader).await?;
        if leader.offered(report).await.is_ok_and(|offered| offered.contains(&"approve".to_owned())) {
            leader.does(report, "approve", plainly()).await?;
        }
    }
    let shown = office.person("li").await?.matter(report).await?;
    ensure!(shown.status == "completed", "the report is not approved: {:#?}", shown.stations);
    Ok(())
}

/// A claim that three leaders decide on together, filed over an approved report.
pub async fn filed(office: &Office) -> Result<u64> {
    let (li, liu) = (office.person("li").await?, office.person("liu").await?);
    let report = json!({ "kind": "travel", "purpose": "下社区交通费", "amount": 60_000 });
    approved(office, li.file("finance/advance-report", report).await?).await?;
    let reports = li.records("finance/advance-report").await?;
    let claim = json!({
        "report": reports[0].id, "kind": "travel", "purpose": "下社区交通费", "amount": 60_000, "capitals": "陆佰元整", "sheets": 1,
        "vouchers": [{ "name": "车票", "issued_on": "2026-03-02", "amount": 60_000, "proper": true }],
        "witness": liu.id, "payment": "personal", "has_contract": false,
    });
    li.file("finance/claim", claim).await
}
