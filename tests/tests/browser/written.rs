//! What somebody writes is kept: over leaving the page, over a second key, over a second file; and what is typed is understood.

use crate::{
    focus::{DOWN, ESCAPE, keys},
    walks,
};
use anyhow::{Result, ensure};
use guiju_api::DraftLine;
use guiju_tests::{
    Office,
    acts::{plainly, saying},
    browser::Reader,
    wait,
};
use serde_json::{Value, json};

walks!("2026-03-02T09:00", written);

/// Answers to these requests come a second late.
const SLOW: &str = "const fetched = window.fetch; window.fetch = async (...given) => { const at = new URL(given[0].url ?? given[0], location).pathname; if (at.endsWith(arguments_[0])) { window.guijuHeld = (window.guijuHeld ?? 0) + 1; await new Promise(done => setTimeout(done, 1000)); } return fetched(...given); };";

async fn written(office: &Office, reader: &Reader) -> Result<()> {
    corrected(office, reader).await?;
    several(office, reader).await?;
    files(reader).await?;
    reader.log_in("li").await?;
    days(reader).await?;
    drafted(office, reader).await?;
    people(reader).await?;
    filters(reader).await
}

async fn slow(reader: &Reader, end: &str) -> Result<()> {
    let script = format!("const arguments_ = arguments; {SLOW}");
    reader.run(&script, vec![json!(end)]).await.map(drop)
}

fn leave(day: u32) -> Value {
    json!({ "kind": "personal", "span": format!("2026-03-{day} am/2026-03-{day} am"), "reason": "有事" })
}

/// What is corrected on a returned paper is there again after one was elsewhere.
async fn corrected(office: &Office, reader: &Reader) -> Result<()> {
    let (li, wang) = (office.person("li").await?, office.person("wang").await?);
    let matter = li.file("attendance/leave", leave(10)).await?;
    wang.does(matter, "return", saying("请写明事由")).await?;
    reader.log_in("li").await?;
    let page = format!("/matters/{matter}");
    reader.go(&page).await?;
    reader.set("#field-reason", "陪孩子看病").await?;
    reader.stored("陪孩子看病").await?;
    reader.go("/start").await?;
    reader.element("#find").await?;
    reader.go(&page).await?;
    reader.has("#field-reason", "陪孩子看病").await?;
    reader.reads("上次没有提交的内容已放回").await?;
    reader.press("修改后再提交").await?;
    reader.gone("修改后再提交").await?;
    let shown = li.matter(matter).await?;
    ensure!(shown.content["reason"] == "陪孩子看病", "{}", shown.content);
    wang.does(matter, "approve", plainly()).await
}

/// Esc in the midst of several decisions: all of them are made, and each is told.
async fn several(office: &Office, reader: &Reader) -> Result<()> {
    let (li, wang) = (office.person("li").await?, office.person("wang").await?);
    for day in [11, 12, 13] {
        li.file("attendance/leave", leave(day)).await?;
    }
    reader.log_in("wang").await?;
    reader.go("/trays/decide").await?;
    reader.element(".ticked input").await?;
    slow(reader, "/acts").await?;
    reader.run("document.querySelectorAll('.ticked input').forEach(i => i.click())", Vec::new()).await?;
    reader.press("同意选中的 3 件").await?;
    reader.press("逐件同意").await?;
    let decided =
        async |count: usize| wait::until("decided", async || Ok(wang.tray("decide").await?.len() <= count)).await;
    for left in [3, 2, 1] {
        decided(left).await?;
        keys(reader, [ESCAPE]).await?;
    }
    reader.reads("3 件都已同意").await?;
    ensure!(wang.tray("decide").await?.is_empty(), "all were decided");
    reader.press("回到列表").await
}

/// Two files picked one after the other, while the first is still on its way.
async fn files(reader: &Reader) -> Result<()> {
    reader.log_in("chen").await?;
    reader.go("/start/official-documents/archive-set").await?;
    reader.element("#field-related[multiple]").await?;
    slow(reader, "/api/attachments").await?;
    let pick = "const files = new DataTransfer(); files.items.add(new File(['%PDF-1.7 ' + arguments[0]], arguments[0], { type: 'application/pdf' })); const input = document.querySelector('#field-related'); input.files = files.files; input.dispatchEvent(new Event('change', { bubbles: true }));";
    reader.run(pick, vec![json!("请示.pdf")]).await?;
    ensure!(reader.waits("return window.guijuHeld > 0", json!([])).await?, "the first is not on its way");
    reader.run(pick, vec![json!("批复.pdf")]).await?;
    for name in ["请示.pdf", "批复.pdf"] {
        reader.element(&format!("button[aria-label='去掉{name}']")).await?;
    }
    Ok(())
}

/// The last day follows the first until somebody says which it is, and years have four digits.
async fn days(reader: &Reader) -> Result<()> {
    reader.go("/start/attendance/leave").await?;
    reader.element("#field-span-from[max='9999-12-31']").await?;
    for half_typed in ["0006-02-02", "2026-03-17"] {
        reader.set("#field-span-from", half_typed).await?;
    }
    reader.has("#field-span-to", "2026-03-17").await?;
    reader.set("#field-span-to", "2026-03-19").await?;
    reader.set("#field-span-from", "2026-03-18").await?;
    reader.has("#field-span-to", "2026-03-19").await
}

/// What was typed a moment before leaving is listed among the drafts, reaches the server, and can be thrown away on its form.
async fn drafted(office: &Office, reader: &Reader) -> Result<()> {
    let li = office.person("li").await?;
    let kept = async || Ok::<_, anyhow::Error>(li.get::<Vec<DraftLine>>("/api/drafts").await?.len());
    reader.go("/start/grassroots-contact/visit").await?;
    reader.set("#field-heard", "路灯不亮").await?;
    reader.go("/trays/mine").await?;
    reader.reads("只存在这台设备上").await?;
    let before = kept().await?;
    reader.go("/start/grassroots-contact/visit").await?;
    reader.has("#field-heard", "路灯不亮").await?;
    reader.reads("草稿已保存").await?;
    ensure!(kept().await? == before + 1, "the draft has reached the server");
    reader.press("删去草稿").await?;
    reader.press("确定删去，不再保留").await?;
    let blank =
        "const field = document.querySelector(arguments[0]); return field !== null && field.value === arguments[1]";
    reader.until(blank, "#field-heard", "").await?;
    wait::until("the draft is gone", async || Ok(kept().await? == before)).await
}

/// Several names at once, and answers by keyboard that stay in sight.
async fn people(reader: &Reader) -> Result<()> {
    reader.log_in("chen").await?;
    reader.go("/start/major-decisions/meeting").await?;
    reader.set("#field-members-who", "张书记、赵主任").await?;
    for name in ["张书记", "赵主任"] {
        reader.until("return [...document.querySelectorAll(arguments[0])].some(chip => chip.textContent.includes(arguments[1]))", ".chips li", name).await?;
    }
    reader.has("#field-members-who", "").await?;
    reader.run("document.querySelector('#field-members-who').focus()", Vec::new()).await?;
    for _ in 0..9 {
        keys(reader, [DOWN]).await?;
    }
    let seen = "const active = document.querySelector('[role=option][aria-selected=true]')?.getBoundingClientRect(); if (!active) return false; const at = document.elementFromPoint(active.left + 8, active.top + active.height / 2); return Boolean(at && at.closest('[role=option][aria-selected=true]'))";
    ensure!(reader.waits(seen, json!([])).await?, "the answer that Enter takes is in sight");
    Ok(())
}

/// The boxes of a register say what the address says, also after going back.
async fn filters(reader: &Reader) -> Result<()> {
    reader.log_in("zhou").await?;
    reader.go("/registers/attendance/leaves").await?;
    reader.element("#text").await?;
    for (box_of, value) in [("#text", "有事"), ("#from", "2026-03-01"), ("#status", "completed")] {
        reader.set(box_of, value).await?;
    }
    reader.press("查询").await?;
    reader.until("return location.search.includes('status=completed')", "", "").await?;
    reader.client.back().await?;
    for box_of in ["#text", "#from", "#status"] {
        reader.has(box_of, "").await?;
    }
    Ok(())
}
