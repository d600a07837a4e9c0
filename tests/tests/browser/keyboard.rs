//! The keyboard alone: log in, file, log out, decide, search, administer; every dialog opened and closed, with the focus back where
//! it was. Nothing here clicks.

use crate::{
    focus::{DOWN, ENTER, ESCAPE, SPACE, TAB, UP, back, keys},
    walks,
};
use anyhow::{Context, Result, ensure};
use guiju_api::{Entered, RehearsalWanted, RosterMake};
use guiju_tests::{Office, PASSWORD, browser::Reader, values};
use serde_json::json;

walks!("2026-03-02T09:00", keyboard);

async fn keyboard(office: &Office, reader: &Reader) -> Result<()> {
    reader.go("/").await?;
    logs_in(reader, "li").await?;
    files(reader).await.context("filing")?;
    logs_out(reader).await.context("logging out")?;
    logs_in(reader, "wu").await?;
    decides(office, reader).await.context("deciding")?;
    searches(reader).await.context("searching")?;
    logs_out(reader).await?;
    logs_in(reader, "zhou").await?;
    administers(reader).await.context("administration")?;
    logs_out(reader).await?;
    dialogs(office, reader).await
}

async fn phone(reader: &Reader) -> Result<bool> {
    Ok(reader.run("return innerWidth < 720", Vec::new()).await? == json!(true))
}

/// Presses the tab key until what the selector names has the focus, from wherever it is now, round the page once or twice.
async fn tab_to(reader: &Reader, css: &str) -> Result<()> {
    reader.element(css).await?;
    let there = "const one = document.activeElement; if (!one?.matches(arguments[0])) return false;
        document.querySelectorAll('[data-walk]').forEach(other => other.removeAttribute('data-walk')); one.dataset.walk = 'here'; return true";
    for _ in 0..400 {
        if reader.run(there, vec![json!(css)]).await? == json!(true) {
            return Ok(());
        }
        keys(reader, [TAB]).await?;
    }
    anyhow::bail!("the tab key never comes to {css}")
}

/// Goes to something by the tab key and presses a key on it.
async fn key_on(reader: &Reader, css: &str, key: char) -> Result<()> {
    tab_to(reader, css).await?;
    keys(reader, [key]).await
}

async fn types(reader: &Reader, css: &str, text: &str) -> Result<()> {
    tab_to(reader, css).await?;
    keys(reader, text.chars()).await
}

/// Types a day in the order in which the browser asks for its parts.
async fn types_day(reader: &Reader, year: &str, month: &str, day: &str) -> Result<()> {
    let order = "return new Intl.DateTimeFormat().formatToParts().map(part => part.type).filter(type => type !== 'literal').join()";
    let order = reader.run(order, Vec::new()).await?;
    for part in order.as_str().unwrap_or_default().split(',') {
        let typed = match part {
            "year" => year,
            "month" => month,
            _ => day,
        };
        keys(reader, typed.chars()).await?;
    }
    Ok(())
}

/// A button is known by its words; it is marked so that a selector finds it.
async fn button(reader: &Reader, label: &str) -> Result<String> {
    let mark = "const one = [...document.querySelectorAll('button')].find(b => b.innerText.trim() === arguments[1] && b.checkVisibility() && !b.disabled); if (!one) return false; one.dataset.label = arguments[1]; return true";
    reader.until(mark, "", label).await?;
    Ok(format!("button[data-label='{label}']"))
}

async fn logs_in(reader: &Reader, login: &str) -> Result<()> {
    types(reader, "#login", login).await?;
    types(reader, "#password", PASSWORD).await?;
    keys(reader, [ENTER]).await?;
    reader.element(".menu").await.map(drop)
}

async fn logs_out(reader: &Reader) -> Result<()> {
    if phone(reader).await? {
        // A page with acts of its own at its foot has no menu there.
        key_on(reader, ".bar a.office", ENTER).await?;
        reader.element(".counters").await?;
        key_on(reader, ".menu .more", ENTER).await?;
        key_on(reader, ".menu button.phone:not(.more)", ENTER).await?;
    } else {
        key_on(reader, ".bar button.out", ENTER).await?;
    }
    reader.element("#login").await.map(drop)
}

/// From the home page to a leave, filled in and filed.
async fn files(reader: &Reader) -> Result<()> {
    key_on(reader, ".menu a[href='/start']", ENTER).await?;
    reader.at("/start").await?;
    key_on(reader, "main a[href='/start/attendance/leave']", ENTER).await?;
    reader.at("/start/attendance/leave").await?;
    // Arrows go from choice to choice.
    key_on(reader, "#field-kind-0", SPACE).await?;
    keys(reader, [DOWN]).await?;
    reader
        .until("return document.querySelector('#field-kind-1').checked", "#field-kind-1", "choice by an arrow")
        .await?;
    keys(reader, [UP]).await?;
    reader
        .until("return document.querySelector('#field-kind-0').checked", "#field-kind-0", "choice by an arrow")
        .await?;
    tab_to(reader, "#field-span-from").await?;
    types_day(reader, "2026", "03", "10").await?;
    reader.has("#field-span-from", "2026-03-10").await?;
    reader.has("#field-span-to", "2026-03-10").await?;
    types(reader, "#field-reason", "家中有事").await?;
    let send = button(reader, "提交").await?;
    key_on(reader, &send, ENTER).await?;
    reader.reads("已提交，等待办理").await
}

/// From the home page to what waits, and decided.
async fn decides(office: &Office, reader: &Reader) -> Result<()> {
    key_on(reader, ".menu a[href='/trays/decide']", ENTER).await?;
    key_on(reader, ".lines a[href^='/matters/']", ENTER).await?;
    reader.reads("办理过程").await?;
    types(reader, "#opinion", "同意，注意安全").await?;
    let approve = button(reader, "同意").await?;
    key_on(reader, &approve, ENTER).await?;
    reader.gone("同意").await?;
    let left = office.person("wu").await?.tray("decide").await?;
    ensure!(left.is_empty(), "{left:?} is still to be decided");
    Ok(())
}

async fn searches(reader: &Reader) -> Result<()> {
    if phone(reader).await? {
        key_on(reader, ".bar a.find", ENTER).await?;
        reader.at("/search").await?;
        types(reader, "#sought", "有事\u{e007}").await?;
    } else {
        types(reader, "#search", "有事\u{e007}").await?;
    }
    reader.reads("搜索：有事").await?;
    key_on(reader, "main .lines a[href^='/matters/']", ENTER).await?;
    reader.reads("办理过程").await
}

/// A setting of the office.
async fn administers(reader: &Reader) -> Result<()> {
    if phone(reader).await? {
        key_on(reader, ".menu .more", ENTER).await?;
    }
    key_on(reader, ".menu a[href='/administration']", ENTER).await?;
    key_on(reader, "main nav a[href='/administration/settings']", ENTER).await?;
    tab_to(reader, "#setting-retention-notices").await?;
    // What stands there is selected by the tab key, and typed over.
    keys(reader, "400".chars()).await?;
    reader.has("#setting-retention-notices", "400").await?;
    let save = button(reader, "保存").await?;
    key_on(reader, &save, ENTER).await?;
    reader.reads("已保存。").await
}

/// Each dialog that there is: whose page, its address, what opens it.
async fn dialogs(office: &Office, reader: &Reader) -> Result<()> {
    let (matter, rehearsal) = laid_out(office).await?;
    let register = "/registers/attendance/leaves";
    let month = "/assessments/attendance/month?day=2026-03-15";
    let all = [
        ("li", matter.as_str(), ".line .cite"),
        ("wang", "/trays/decide", "main .batch button:not(:disabled)"),
        ("wu", "/rosters/duty-leadership/duty", "td button.plain"),
        ("wu", "/administration/keepers", "main button.plain"),
        ("zhou", register, "h1 .cite"),
        ("zhou", register, "td a[rel=external]"),
        ("zhou", "/administration/people", "td button.plain"),
        ("zhou", "/administration/posts", "td button.plain"),
        ("zhou", month, ".month button.day"),
        ("zhou", rehearsal.as_str(), "td button.plain"),
    ];
    let mut who = "";
    for (login, page, opener) in all {
        if login != who {
            who = login;
            reader.becomes(login, PASSWORD).await?;
        }
        dialog(reader, page, opener).await.with_context(|| format!("the dialog of {page}"))?;
    }
    Ok(())
}

/// Papers, a judged month and a rehearsal over it, a roster, for what the dialogs show: a matter's page and the rehearsal's.
async fn laid_out(office: &Office) -> Result<(String, String)> {
    let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
    let mut leave = 0;
    for day in [11, 12] {
        let content =
            json!({ "kind": "personal", "span": format!("2026-03-{day} am/2026-03-{day} am"), "reason": "有事" });
        leave = li.file("attendance/leave", content).await?;
    }
    crate::revision::march(office).await?;
    let turns = RosterMake { from: "2026-04-06".to_owned(), to: "2026-04-19".to_owned() };
    let (status, said) = zhou.post("/api/rosters/duty-leadership/duty", &turns).await?;
    ensure!(status.is_success(), "{status} {said}");
    let wanted = RehearsalWanted {
        regulation: "attendance".to_owned(),
        parameters: values(json!({ "late_limit": 5 })),
        from: Some("2026-03-01".to_owned()),
        ..RehearsalWanted::default()
    };
    let (status, begun) = zhou.post("/api/rehearsals", &wanted).await?;
    ensure!(status.is_success(), "{status} {begun}");
    Ok((format!("/matters/{leave}"), format!("/rehearsals/{}", begun.read::<Entered>()?.id)))
}

/// Opened by a key, it has the focus and keeps it; Esc closes it, and the focus is back on what opened it.
async fn dialog(reader: &Reader, page: &str, opener: &str) -> Result<()> {
    reader.go(page).await?;
    // What opens the dialog is put there anew as long as lists arrive.
    let still = "const count = document.querySelectorAll('*').length; const same = window.counted === count;
        window.counted = count; window.still = same ? (window.still ?? 0) + 1 : 0; return window.still >= 8";
    reader.until(still, "main", "an end of its loading").await?;
    if page == "/trays/decide" {
        key_on(reader, ".ticked input", SPACE).await?;
    }
    key_on(reader, opener, ENTER).await?;
    let inside = "return Boolean(document.querySelector('dialog[open]')?.contains(document.activeElement))";
    reader.until(inside, "dialog", "the focus").await?;
    for press in 0..12 {
        if press % 4 == 3 {
            back(reader).await?;
        } else {
            keys(reader, [TAB]).await?;
        }
        let outside = "return document.activeElement.closest('dialog[open]') || document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 200)";
        let outside = reader.run(outside, Vec::new()).await?;
        ensure!(outside == json!(""), "behind the dialog {outside} has the focus");
    }
    keys(reader, [ESCAPE]).await?;
    let returned = "return !document.querySelector('dialog[open]') && document.activeElement?.dataset.walk === 'here'";
    let came = reader.until(returned, "dialog", "an end with the focus where it was").await;
    came.with_context(|| format!("after Esc from what {opener} opened"))
}
