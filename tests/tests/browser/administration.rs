//! Administration: each part at its own address, forms and answers where they are seen, nothing drawn that one may not do.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_tests::{Office, browser::Reader};
use serde_json::{Value, json};

walks!("2026-03-02T09:00", administration);

/// Whether what the selector finds lies within the screen.
const IN_VIEW: &str = "const e = document.querySelector(arguments[0]); if (!e) return false;
    const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight;";

async fn administration(office: &Office, reader: &Reader) -> Result<()> {
    places(reader).await?;
    last_person(reader).await?;
    settings(reader).await?;
    drawn_by_role(office, reader).await?;
    words_of_the_server(reader).await
}

async fn script(reader: &Reader, script: &str) -> Result<Value> {
    Ok(reader.client.execute(script, Vec::new()).await?)
}

/// A copied link, back, forward and a reload show the part; an address of the time of one long page leads to it.
async fn places(reader: &Reader) -> Result<()> {
    reader.log_in("zhou").await?;
    reader.go("/administration/keepers").await?;
    reader.reads("系统管理员管人员和岗位").await?;
    reader.go("/administration").await?;
    // The steps of setting up, and the roles that nobody holds with what waits for them.
    reader.element(".tasks > li.done").await?;
    reader.reads("的事项不能送审").await?;
    reader.accessible("steps of setting up").await?;
    reader.element("nav a[href='/administration/people']").await?;
    script(reader, "const a = document.querySelector(\"nav a[href='/administration/people']\"); a.scrollIntoView({block: 'center'}); a.click()").await?;
    reader.reads("新增人员").await?;
    let named = reader.waits("return document.title === '人员 · 规矩'", json!([])).await?;
    ensure!(named, "the page has no title of its own");
    reader.client.refresh().await?;
    reader.reads("新增人员").await?;
    reader.client.back().await?;
    reader.element("nav a[href='/administration/people']").await?;
    script(reader, "history.forward()").await?;
    reader.reads("新增人员").await?;
    reader.go("/notices").await?;
    reader.go("/administration#keepers").await?;
    reader.reads("系统管理员管人员和岗位").await?;
    let there = reader.waits("return location.pathname === '/administration/keepers'", json!([])).await?;
    ensure!(there, "the address of the long page does not lead to its part");
    for part in [
        "requests",
        "imports",
        "posts",
        "people",
        "calendar",
        "entrances",
        "publishers",
        "settings",
        "usage",
        "inspection",
        "chain",
    ] {
        reader.follows(&format!("/administration/{part}")).await?;
        reader.element("main h1").await?;
        reader.accessible(part).await?;
    }
    Ok(())
}

/// The form of the last person stands where it is seen, with the focus in it; a refusal beside its button, and what was saved.
async fn last_person(reader: &Reader) -> Result<()> {
    reader.go("/administration/people").await?;
    reader.element("td button.plain").await?;
    script(reader, "const all = [...document.querySelectorAll('td button.plain')]; const last = all[all.length - 1]; last.scrollIntoView(); last.focus(); last.click()").await?;
    reader.element("dialog[open] #entry-name").await?;
    reader.until(IN_VIEW, "#entry-name", "").await?;
    let focused = "return !!document.activeElement.closest('dialog[open]')";
    ensure!(reader.waits(focused, json!([])).await?, "the focus stayed outside the form");
    reader.accessible("a person's form").await?;
    reader.set("#entry-name", " ").await?;
    reader.press("保存").await?;
    reader.element("dialog[open] .message.bad").await?;
    reader.until(IN_VIEW, "dialog[open] .message.bad", "").await?;
    reader.set("#entry-name", "新来的").await?;
    reader.press("保存").await?;
    reader.reads("已保存。").await?;
    reader.until(IN_VIEW, "dialog[open] .message.good", "").await?;
    reader.press("关闭").await?;
    reader.reads("新来的").await
}

/// What came of saving settings stands beside the button.
async fn settings(reader: &Reader) -> Result<()> {
    reader.go("/administration/settings").await?;
    reader.set("#setting-time-zone", "Nowhere/Land").await?;
    reader.press("保存").await?;
    reader.element("main .message.bad").await?;
    reader.until(IN_VIEW, "main .message.bad", "").await?;
    reader.set("#setting-time-zone", "Asia/Shanghai").await?;
    reader.set("#setting-retention-notices", "400").await?;
    reader.press("保存").await?;
    reader.reads("已保存。").await?;
    reader.until(IN_VIEW, "main .message.good", "").await
}

/// The auditor looks and has no button that changes anything; a clerk is told in one sentence.
async fn drawn_by_role(office: &Office, reader: &Reader) -> Result<()> {
    let auditor = "UPDATE accounts SET system_role = 'auditor' WHERE login = 'liu'";
    sqlx::query(auditor).execute(&office.app.pool).await?;
    reader.log_in("liu").await?;
    reader.go("/administration").await?;
    reader.element("main nav a").await?;
    reader.settles().await?;
    let parts = "return [...document.querySelectorAll('main nav a')].map(a => a.getAttribute('href'))";
    let parts: Vec<String> = serde_json::from_value(script(reader, parts).await?)?;
    ensure!(parts.len() > 3, "the auditor is led to {parts:?}");
    for part in &parts {
        reader.follows(part).await?;
        reader.element("main h1").await?;
        let buttons =
            "return [...document.querySelectorAll('main button:not([aria-pressed])')].map(b => b.textContent)";
        let buttons = script(reader, buttons).await?;
        let allowed = match part.rsplit('/').next() {
            Some("inspection") => json!(["导出检查资料"]),
            // More of what is read.
            Some("chain") => json!(["更多"]),
            _ => json!([]),
        };
        ensure!(buttons == allowed, "{part}: {buttons}");
    }
    reader.go("/administration/imports").await?;
    reader.reads("这一部分由系统管理员使用。").await?;
    reader.log_in("li").await?;
    reader.go("/administration/people").await?;
    reader.reads("需要办理的，请找他们。").await?;
    reader.settles().await?;
    ensure!(reader.client.find(fantoccini::Locator::Css("main table")).await.is_err(), "a clerk is drawn a table");
    Ok(())
}

/// What the server says follows the switch of the language.
async fn words_of_the_server(reader: &Reader) -> Result<()> {
    reader.log_in("zhou").await?;
    reader.go("/administration/settings").await?;
    reader.reads("密码最短").await?;
    reader.go("/").await?;
    reader.press("EN").await?;
    reader.reads("To decide").await?;
    reader.go("/administration/settings").await?;
    reader.reads("Time zone").await?;
    reader.settles().await?;
    // Titles of regulations are the office's own.
    let labels = "return [...document.querySelectorAll('main label:not([for^=\"setting-retention-terms-\"])')].map(label => label.textContent)";
    let labels: Vec<String> = serde_json::from_value(script(reader, labels).await?)?;
    let chinese = |label: &&String| label.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    ensure!(labels.len() > 5 && !labels.iter().any(|label| chinese(&label)), "{labels:?}");
    reader.go("/").await?;
    reader.press("中文").await?;
    reader.reads("待办").await
}
