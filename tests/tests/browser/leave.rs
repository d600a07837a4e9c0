//! A leave from filing to the board.

use crate::walks;
use anyhow::Result;
use guiju_tests::{Office, browser::Reader};

walks!("2026-03-02T09:00", leave);

async fn leave(office: &Office, reader: &Reader) -> Result<()> {
    reader.log_in("li").await?;
    reader.go("/start/attendance/leave").await?;
    reader.element("#field-kind-0").await?;
    reader.reads("请填写“起止”").await?;
    reader.accessible("leave, empty").await?;
    reader.press("提交").await?;
    reader.reads("处需要改正").await?;
    reader.accessible("leave, with findings").await?;
    reader.client.execute("document.getElementById('field-kind-0').click()", Vec::new()).await?;
    reader.set("#field-span-from", "2026-03-03").await?;
    reader.set("#field-span-to", "2026-03-04").await?;
    reader.set("#field-reason", "家中老人看病").await?;
    reader.reads("张书记 或 赵主任").await?;
    reader.press("提交").await?;
    reader.reads("已提交，等待办理").await?;
    reader.accessible("leave, filed").await?;
    reader.opens_first("wu").await?;
    reader.accessible("matter").await?;
    // Why this station: the clause, its number and the facts.
    reader.client.execute("document.querySelector('.line .cite').click()", Vec::new()).await?;
    reader.reads("所据事实").await?;
    reader.accessible("why").await?;
    reader.press("关闭").await?;
    reader.press("同意").await?;
    reader.gone("同意").await?;
    reader.decides("zhao", "同意").await?;
    reader.reads("已办结").await?;
    office.at("2026-03-03T10:00").await?;
    reader.go("/boards/whereabouts/board").await?;
    reader.reads("事假").await?;
    reader.accessible("board").await
}
