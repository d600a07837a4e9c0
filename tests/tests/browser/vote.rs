//! A meeting: notice, sign-in with quorum, discussion, the vote as it stands, minutes and the resolution.

use crate::walks;
use anyhow::Result;
use guiju_tests::{Office, browser::Reader};

walks!("2026-03-02T09:00", vote);

async fn vote(office: &Office, reader: &Reader) -> Result<()> {
    reader.log_in("chen").await?;
    reader.go("/start/major-decisions/meeting").await?;
    reader.set("#field-title", "党组会").await?;
    reader.tick("#field-body", "党组（党工委）会议").await?;
    reader.set("#field-held_on", "2026-03-03").await?;
    for member in ["张书记", "赵主任", "孙书记"] {
        reader.tick("#field-members", member).await?;
    }
    reader.set("#field-consultation", "已分别征求意见").await?;
    reader.set("#field-items-1-item", "培训经费").await?;
    reader.tick("#field-items", "投资、工程、土地、大额财物").await?;
    reader.reads("须超过半数").await?;
    reader.accessible("meeting").await?;
    reader.press("提交").await?;
    reader.reads("已提交，等待办理").await?;
    reader.decides("zhang", "同意").await?;
    for member in ["zhang", "zhao", "sun"] {
        reader.log_in(member).await?;
        reader.go("/trays/read").await?;
        reader.element(".lines a").await?.click().await?;
        reader.press("已阅").await?;
        reader.gone("已阅").await?;
    }
    office.set("2026-03-03T09:00")?;
    reader.opens_first("chen").await?;
    reader.tick("#field-present", "张书记").await?;
    reader.press("办理完成").await?;
    reader.reads("不足三分之二").await?;
    reader.accessible("no quorum").await?;
    reader.tick("#field-present", "赵主任").await?;
    reader.press("办理完成").await?;
    reader.element("#field-record").await?;
    reader.set("#field-record", "逐一发言，意见一致").await?;
    reader.press("办理完成").await?;
    reader.gone("办理完成").await?;
    reader.decides("zhang", "赞成").await?;
    reader.reads("还差 1 票").await?;
    reader.accessible("vote under way").await?;
    reader.decides("zhao", "赞成").await?;
    reader.opens_first("chen").await?;
    reader.set("#field-minutes", "同意安排培训经费").await?;
    reader.press("办理完成").await?;
    reader.reads("已办结").await?;
    reader.go("/registers/major-decisions/resolutions").await?;
    reader.reads("培训经费").await?;
    reader.accessible("register of resolutions").await
}
