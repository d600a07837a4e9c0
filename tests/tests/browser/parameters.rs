//! A revision of parameters in the portal: values are said as people write them, what is wrong is found by keyboard and ear, and
//! what was typed is still there after a rehearsal.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_tests::{Office, browser::Reader};
use serde_json::{Value, json};

walks!("2026-03-02T09:00", parameters);

/// A reason without a place to break, as somebody may write it.
const LONG: &str = "与综治办重复登记，登记有误，";

async fn parameters(office: &Office, reader: &Reader) -> Result<()> {
    reader.log_in("zhou").await?;
    said(reader).await?;
    refused(reader).await?;
    rehearsed(reader).await?;
    withdrawn(reader).await?;
    tiers(reader).await?;
    void(office, reader).await?;
    refusal(office, reader).await
}

/// The form that prepares a revision, with its parameters open.
async fn opened(reader: &Reader, regulation: &str) -> Result<()> {
    reader.go(&format!("/regulations/{regulation}/versions")).await?;
    reader.element("#revise-reason").await?;
    reader
        .run("document.querySelector('#revise-reason').form.querySelector('details').open = true", Vec::new())
        .await?;
    reader.settles().await
}

/// Whether a script finds something true.
async fn holds(reader: &Reader, script: &str, given: Value, what: &str) -> Result<()> {
    ensure!(reader.waits(script, given).await?, "{what}: {}", reader.text("main").await?);
    Ok(())
}

/// Words are told apart, amounts are yuan, and help is heard with its field.
async fn said(reader: &Reader) -> Result<()> {
    reader.go("/regulations/finance").await?;
    reader.reads("“办公用品”、“食品”、“日用品”").await?;
    reader.reads("逐级报告的上限（含） 500.00 元").await?;
    opened(reader, "finance").await?;
    reader.reads("现为 500.00 元").await?;
    reader.reads("现为 “办公用品”、“食品”、“日用品”").await?;
    reader.vanishes("（选填）").await?;
    let described = "const of = document.querySelector('#field-small').getAttribute('aria-describedby'); return (of ?? '').split(' ').some(id => document.getElementById(id)?.textContent.includes('现为 500.00 元'))";
    holds(reader, described, json!([]), "the help is not named").await?;
    reader.picture("parameters").await
}

/// What is refused is read first, leads to its field, is heard there, and stands clear of the bar beside it.
async fn refused(reader: &Reader) -> Result<()> {
    reader.set("#field-collective", "食品\n食品").await?;
    reader.set("#revise-from", "2026-04-01").await?;
    reader.set("#revise-reason", "局务会研究决定").await?;
    reader.press("提出修订").await?;
    reader.reads("出现了不止一次").await?;
    let focused = "return document.activeElement.matches('.came') && document.activeElement.textContent.includes('出现了不止一次')";
    holds(reader, focused, json!([]), "the summary has no focus").await?;
    reader.picture("refused-summary").await?;
    reader.element(".came .message a").await?.click().await?;
    holds(reader, "return document.activeElement.id === 'field-collective'", json!([]), "no link to the field").await?;
    let heard = "const of = document.querySelector('#field-collective').getAttribute('aria-describedby') ?? ''; return of.split(' ').some(id => document.getElementById(id)?.textContent.includes('出现了不止一次'))";
    holds(reader, heard, json!([]), "the error is not named").await?;
    let clear = "return parseFloat(getComputedStyle(document.querySelector('.field.faulty')).paddingLeft) >= 8";
    holds(reader, clear, json!([]), "the bar lies on the words").await?;
    reader.picture("refused").await?;
    reader.accessible("a refused revision").await
}

/// A rehearsal says what it is about, and the form is as it was when one comes back.
async fn rehearsed(reader: &Reader) -> Result<()> {
    opened(reader, "finance").await?;
    reader.set("#field-collective", "办公用品\n食品\n日用品\n洗涤、清洁用品").await?;
    reader.set("#field-small", "600").await?;
    reader.set("#revise-from", "2026-04-01").await?;
    reader.set("#revise-reason", "局务会研究决定").await?;
    reader.press("演练").await?;
    reader.reads("“逐级报告的上限（含）”改为 600.00 元").await?;
    reader.reads("“食品”、“日用品”、“洗涤、清洁用品”").await?;
    reader.reads("已完成").await?;
    reader.picture("rehearsal").await?;
    reader.accessible("a rehearsal of parameters").await?;
    reader.press("按此安排修订").await?;
    for (field, value) in
        [("#field-small", "600.00"), ("#revise-from", "2026-04-01"), ("#revise-reason", "局务会研究决定")]
    {
        reader.has(field, value).await?;
    }
    reader.has("#field-collective", "办公用品\n食品\n日用品\n洗涤、清洁用品").await?;
    reader.press("提出修订").await?;
    reader.reads("已提出，等待另一位管理员或安全员确认").await?;
    reader.reads("“食品”、“日用品”、“洗涤、清洁用品”").await?;
    reader.reads("改为 600.00 元").await?;
    // What was proposed is not left to be proposed again.
    opened(reader, "finance").await?;
    reader.has("#revise-reason", "").await
}

/// After the button that had the focus is gone, the focus is still in the list; who said nothing is not quoted.
async fn withdrawn(reader: &Reader) -> Result<()> {
    let press = "const button = [...document.querySelectorAll('button')].find(one => one.textContent.trim() === '撤回'); if (!button) return false; button.focus(); button.click(); return true;";
    holds(reader, press, json!([]), "nothing to withdraw").await?;
    reader.reads("已撤回").await?;
    let kept = "const focused = document.activeElement; return focused !== document.body && focused.textContent.includes('修订安排')";
    holds(reader, kept, json!([]), "the focus is lost").await?;
    let empty = "return ![...document.querySelectorAll('li p')].some(line => line.textContent.trim().endsWith('：'))";
    holds(reader, empty, json!([]), "an empty answer is quoted").await
}

/// Rows of numbers are said where they are folded; a row that is removed leaves the focus in the table; its button names it.
async fn tiers(reader: &Reader) -> Result<()> {
    opened(reader, "work-discipline").await?;
    let folded =
        "return document.querySelector('#field-annual_days td.fold').textContent.includes('累计工作满（年） 1')";
    holds(reader, folded, json!([]), "a folded row is blank").await?;
    reader.reads("累计工作满 1 年起：5 天").await?;
    reader.picture("tiers").await?;
    let press = "const button = document.querySelector('#field-annual_days button[aria-label=\"删去第 1 行\"]'); if (!button) return false; button.focus(); button.click(); return true;";
    for _ in 0..2 {
        holds(reader, press, json!([]), "no button names the row").await?;
        reader.settles().await?;
        let kept = "return document.activeElement.matches('#field-annual_days tr button')";
        holds(reader, kept, json!([]), "the focus is not on the next row").await?;
    }
    // A number may have the unit of its heading behind it.
    reader.set("#field-annual_days tbody input", "２年").await?;
    reader.vanishes("不是整数").await
}

/// A long reason is read in full, within the page, and is not struck through.
async fn void(office: &Office, reader: &Reader) -> Result<()> {
    office.bind("workbench").await?;
    let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
    zhou.file("workbench/room", json!({ "name": "会议室", "chairs": 5 })).await?;
    let room = zhou.register("workbench/rooms").await?.rows[0].record;
    let over = "2026-03-03T09:00/2026-03-03T11:00";
    li.file("workbench/room-use", json!({ "room": room, "over": over, "purpose": "开会", "cost": 10000 })).await?;
    let record = li.register("workbench/uses").await?.rows[0].record;
    zhou.file("workbench/cancel", json!({ "what": record, "reason": LONG.repeat(6) })).await?;
    reader.log_in("li").await?;
    reader.go("/registers/workbench/uses").await?;
    reader.reads("重复登记").await?;
    let within = "const tag = document.querySelector('tr.void .tag'), box = tag.closest('.scroll, .list, main').getBoundingClientRect(), own = tag.getBoundingClientRect();
        return own.right <= box.right + 1 && tag.scrollWidth <= tag.clientWidth + 1 && own.height > 30";
    holds(reader, within, json!([]), "the reason is cut").await?;
    let struck = "const cells = [...document.querySelectorAll('tr.void td')]; return cells.length > 0 && cells.every(cell => !getComputedStyle(cell).textDecorationLine.includes('line-through'))";
    holds(reader, struck, json!([]), "labels are struck").await?;
    reader.picture("void").await?;
    reader.accessible("a void record").await
}

/// What cannot be filed at all is no gap to be filled in.
async fn refusal(office: &Office, reader: &Reader) -> Result<()> {
    let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
    let ban = json!({ "who": li.id, "from": "2026-03-02T09:00", "reason": "两次未整理" });
    zhou.file("workbench/ban", ban).await?;
    reader.go("/start/workbench/room-use").await?;
    reader.element("#field-over-from").await?;
    reader.set("#field-over-from", "2026-03-03T13:00").await?;
    reader.set("#field-over-to", "2026-03-03T14:00").await?;
    let told = "const line = [...document.querySelectorAll('.needs li')].find(one => one.textContent.includes('停用') || one.textContent.includes('暂停')); return line?.querySelector('.tag')?.textContent === '须改正'";
    holds(reader, told, json!([]), "a refusal is said to be a gap").await?;
    reader.picture("refusal").await
}
