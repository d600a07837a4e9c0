//! A month: the clock machine's file with its preview, the sheet, the day behind it, objection and confirmation.

use crate::walks;
use anyhow::Result;
use fantoccini::Locator;
use guiju_tests::{Office, browser::Reader};
use std::fmt::Write;

walks!("2026-04-01T07:00", assessment);

/// March 2026, everybody on time, but badge 8 forty minutes late on the 4th; and a badge that nobody has.
fn month() -> Result<String> {
    let mut lines = String::from("77\t2026-03-03 08:00:00\t1\t0\t1\t0\n");
    for day in (2..=31).filter(|day| !matches!(day, 7 | 8 | 14 | 15 | 21 | 22 | 28 | 29)) {
        for badge in 1..=11 {
            let arrives = if (badge, day) == (8, 4) { "09:10:00" } else { "08:25:00" };
            writeln!(lines, "{badge}\t2026-03-{day:02} {arrives}\t1\t0\t1\t0")?;
            writeln!(lines, "{badge}\t2026-03-{day:02} 18:05:00\t1\t0\t1\t0")?;
        }
    }
    Ok(lines)
}

/// Whether the sheet is drawn for its screen: the whole month on a desk; on a phone only what is not ordinary, each with its day.
const SHEET: &str =
    "const seen = e => e.checkVisibility(); const dots = [...document.querySelectorAll('.month td .dot')];
    const late = document.querySelector('.month .judged'); const legend = document.querySelector('.legend');
    const said = getComputedStyle(late.parentElement, '::after').content.includes('4日');
    return dots.length > 0 && dots.every(e => seen(e) === innerWidth > 719) && seen(late) && said === innerWidth <= 719
      && legend.innerText.includes('出勤') && legend.innerText.includes('迟到');";

async fn assessment(office: &Office, reader: &Reader) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("attlog.dat");
    std::fs::write(&file, month()?)?;
    reader.log_in("chen").await?;
    reader.go("/start/attendance/punch").await?;
    reader.element("input[type=file]").await?.send_keys(&file.to_string_lossy()).await?;
    reader.press("看看会怎样").await?;
    reader.reads("预览，还没有写入").await?;
    reader.reads("考勤号 77 不是本单位的人").await?;
    reader.accessible("import").await?;
    reader.press("导入").await?;
    reader.reads("已导入").await?;

    office.person("zhou").await?.posts("/api/assessments/month?day=2026-03-15", &()).await?;
    reader.go("/assessments/attendance/month?day=2026-03-15").await?;
    reader.reads("李敏").await?;
    reader.accessible("sheet of the month").await?;
    // What is ordinary is a dot, and a phone shows only what is not; one legend says what each sign means.
    reader.until(SHEET, "", "").await?;
    // From day to day by the arrow keys: what is ordinary is no stop of the tab key, and reached all the same.
    let first = "document.querySelector('.month button.day').focus()";
    reader.client.execute(first, Vec::new()).await?;
    let wide = reader.client.execute("return innerWidth > 719", Vec::new()).await?;
    if wide == serde_json::json!(true) {
        reader.types("\u{e014}").await?;
        reader.until("return document.activeElement.matches('td:nth-child(3) button.day')", "", "").await?;
    }
    let cell = "//button[contains(@aria-label, '李敏 2026-03-04')]";
    let cell = reader.client.wait().for_element(Locator::XPath(cell)).await?;
    reader.client.execute("arguments[0].click()", vec![serde_json::to_value(cell)?]).await?;
    reader.reads("09:10").await?;
    reader.element("svg.day .tick").await?;
    reader.accessible("day").await?;
    reader.press("关闭").await?;

    reader.log_in("li").await?;
    reader.go("/assessments").await?;
    reader.reads("50%").await?;
    reader.set("[id^=reason-]", "那天公交停运").await?;
    reader.press("提出异议").await?;
    reader.reads("已提异议").await?;
    reader.log_in("sun").await?;
    reader.go("/assessments").await?;
    reader.reads("那天公交停运").await?;
    reader.accessible("proposal with its objection").await?;
    reader.set("[id^=reason-]", "已核实").await?;
    reader.press("确认").await?;
    reader.reads("已确认").await
}
