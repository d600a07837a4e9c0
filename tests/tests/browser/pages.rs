//! Every page, the keyboard, several decisions at once, a session that ends over a half-filled form, and English.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_tests::{Office, PASSWORD, browser::Reader};
use serde_json::json;

walks!("2026-03-02T09:00", pages);

async fn pages(office: &Office, reader: &Reader) -> Result<()> {
    for (login, paths) in [
        (
            "li",
            [
                "/",
                "/start",
                "/trays/decide",
                "/trays/mine",
                "/open",
                "/registers",
                "/boards",
                "/regulations",
                "/regulations/attendance",
                "/assessments",
                "/notices",
            ]
            .as_slice(),
        ),
        ("zhou", &["/administration", "/regulations/finance", "/registers/attendance/leaves"]),
    ] {
        reader.log_in(login).await?;
        for path in paths {
            reader.follows(path).await?;
            reader.element("main h1").await?;
            reader.accessible(path).await?;
        }
    }
    several_at_once(office, reader).await?;
    keyboard(reader).await?;
    session_over(office, reader).await?;
    english(reader).await
}

/// Only what was ticked is approved, after a list of it.
async fn several_at_once(office: &Office, reader: &Reader) -> Result<()> {
    let li = office.person("li").await?;
    for day in [10, 11, 12] {
        let leave =
            json!({ "kind": "personal", "span": format!("2026-03-{day} am/2026-03-{day} am"), "reason": "有事" });
        li.file("attendance/leave", leave).await?;
    }
    reader.log_in("wang").await?;
    reader.go("/trays/decide").await?;
    reader.element(".ticked input").await?;
    reader
        .client
        .execute("[...document.querySelectorAll('.ticked input')].slice(0, 2).forEach(i => i.click())", Vec::new())
        .await?;
    reader.press("同意选中的 2 件").await?;
    reader.reads("将逐件同意以下事项").await?;
    reader.accessible("several at once").await?;
    reader.press("逐件同意").await?;
    reader.reads("已同意").await?;
    reader.press("回到列表").await?;
    reader.reads("共 1 件").await?;
    ensure!(office.person("wang").await?.tray("decide").await?.len() == 1, "exactly those ticked");
    Ok(())
}

/// `g t` opens 待办, `/` goes to the search.
async fn keyboard(reader: &Reader) -> Result<()> {
    reader.go("/start").await?;
    reader.element("#find").await?;
    let press = "arguments[0].split('').forEach(key => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))";
    reader.client.execute(press, vec![json!("/")]).await?;
    let focused = "return document.activeElement.id === 'find'";
    ensure!(reader.waits(focused, json!([])).await?, "a slash does not go to the search");
    reader.client.execute("document.activeElement.blur()", Vec::new()).await?;
    reader.client.execute(press, vec![json!("gt")]).await?;
    reader.at("/trays/decide").await
}

/// The session ends while a form is half filled in: one logs in over it and goes on.
async fn session_over(office: &Office, reader: &Reader) -> Result<()> {
    reader.log_in("li").await?;
    reader.go("/start/attendance/leave").await?;
    reader.set("#field-reason", "写到一半").await?;
    sqlx::query("DELETE FROM sessions").execute(&office.app.pool).await?;
    reader.set("#field-span-from", "2026-03-16").await?;
    reader.reads("登录已过期").await?;
    reader.accessible("session over").await?;
    // The name is known; what is typed as the sheet opens goes nowhere.
    reader.has("dialog #login", "li").await?;
    reader.element("dialog #password").await?.send_keys(PASSWORD).await?;
    reader.press("登录").await?;
    reader.gone("登录").await?;
    reader.has("#field-reason", "写到一半").await?;
    reader.client.execute("document.getElementById('field-kind-0').click()", Vec::new()).await?;
    reader.reads("吴副").await
}

async fn english(reader: &Reader) -> Result<()> {
    reader.go("/").await?;
    reader.press("EN").await?;
    reader.reads("To decide").await?;
    reader.accessible("in English").await?;
    reader.press("中文").await?;
    reader.reads("待办").await
}
