//! The tab key on every page, from the top to the end and round again: what has the focus is in sight, covered by nothing, ringed,
//! and in the order of the page; nothing is left out and nothing holds the focus.

use crate::{navigation, walks};
use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use guiju_tests::{Office, PASSWORD, browser::Reader};
use serde_json::json;

walks!("2026-03-02T09:00", focus);

pub const TAB: char = '\u{e004}';
pub const ENTER: char = '\u{e007}';
const SHIFT: char = '\u{e008}';
pub const ESCAPE: char = '\u{e00c}';
pub const UP: char = '\u{e013}';
pub const DOWN: char = '\u{e015}';
pub const SPACE: char = ' ';

/// Looks after each tab key at what has the focus then: what is wrong with it is noted, until the page comes round to its end.
const WATCH: &str = r"
  const found = window.guijuRound = { wrong: [], seen: [], end: false };
  let parts = 0;
  const look = () => {
    const focused = document.activeElement, seen = found.seen;
    if (!focused || focused === document.body || focused === document.documentElement || (seen.length > 1 && focused === seen[0])) return 'end';
    const name = focused.id ? '#' + focused.id : focused.outerHTML.slice(0, 160), last = seen.at(-1);
    if (focused === last) {
        // The parts of a date are stops of their own.
        parts += 1;
        return focused.matches('input[type=date], input[type=month], input[type=time], input[type=datetime-local]') && parts < 8 ? '' : name + ' holds the focus';
    }
    parts = 0;
    if (seen.includes(focused)) return name + ' has the focus a second time';
    seen.push(focused);
    if (last && !(last.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING)) return name + ' comes before ' + last.outerHTML.slice(0, 160);
    const style = getComputedStyle(focused);
    if (!focused.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return name + ' is not seen';
    if (!(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) && style.boxShadow === 'none') return name + ' has no ring';
    const within = rect => ({ left: Math.max(rect.left, 0), right: Math.min(rect.right, innerWidth), top: Math.max(rect.top, 0), bottom: Math.min(rect.bottom, innerHeight) });
    const boxes = [...focused.getClientRects()].map(within).filter(part => part.right - part.left > 1 && part.bottom - part.top > 1);
    if (!boxes.length) return name + ' lies outside the screen';
    const met = boxes.map(part => document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2));
    const its = at => at && (at === focused || focused.contains(at) || (at.contains(focused) && !at.matches('html, body, main')));
    return met.some(its) ? '' : name + ' is covered by ' + (met[0]?.outerHTML.slice(0, 160) ?? 'nothing');
  };
  addEventListener('keyup', event => {
    if (event.key !== 'Tab' || found.end) return;
    const said = look();
    if (said === 'end') found.end = true; else if (said) found.wrong.push(said);
  }, true);";

/// So many keys are pressed before it is asked what was found.
const AT_ONCE: usize = 10;

/// What the tab key should have come to and did not.
const LEFT_OUT: &str = r"
    const seen = window.guijuRound.seen;
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex]')];
    const stop = one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert]');
    const group = one => one.type === 'radio' && seen.some(other => other.type === 'radio' && other.name === one.name);
    return stops.filter(one => stop(one) && !seen.includes(one) && !group(one)).map(one => one.outerHTML.slice(0, 160));";

/// Presses keys one after the other, as a keyboard does.
pub async fn keys(reader: &Reader, keys: impl IntoIterator<Item = char>) -> Result<()> {
    let mut actions = KeyActions::new("keyboard".to_owned());
    for value in keys {
        actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
    }
    Ok(reader.client.perform_actions(actions).await?)
}

/// Goes back to what had the focus before.
pub async fn back(reader: &Reader) -> Result<()> {
    let down = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: SHIFT });
    let pressed = down.then(KeyAction::Down { value: TAB }).then(KeyAction::Up { value: TAB });
    Ok(reader.client.perform_actions(pressed.then(KeyAction::Up { value: SHIFT })).await?)
}

/// Once round the page, from its top.
async fn round(reader: &Reader) -> Result<()> {
    reader.run(WATCH, Vec::new()).await?;
    for _ in 0..80 {
        keys(reader, [TAB; AT_ONCE]).await?;
        let found = reader.run("return [window.guijuRound.wrong, window.guijuRound.end]", Vec::new()).await?;
        let (wrong, end) = (&found[0], found[1] == json!(true));
        ensure!(end || wrong.as_array().is_some_and(|wrong| wrong.len() < 12), "{wrong:#}");
        if end {
            let left_out = reader.run(LEFT_OUT, Vec::new()).await?;
            ensure!(*wrong == json!([]) && left_out == json!([]), "{wrong:#} left out: {left_out:#}");
            return starts_anew(reader).await;
        }
    }
    anyhow::bail!("the tab key does not come to an end")
}

/// After the last came the first again, and before the first is the last; between them lies the browser's own bar.
async fn starts_anew(reader: &Reader) -> Result<()> {
    keys(reader, [TAB; 3]).await?;
    for which in ["window.guijuRound.seen[0]", "window.guijuRound.seen.at(-1)"] {
        let there = format!("return document.activeElement === {which}");
        let mut left = AT_ONCE + 6;
        while reader.run(&there, Vec::new()).await? != json!(true) {
            ensure!(left > 0, "round the end the focus does not come to {which}");
            left -= 1;
            back(reader).await?;
        }
    }
    Ok(())
}

/// Pages with more to come to than the one that stands for their route.
const FURTHER: [(&str, &[&str]); 2] = [
    ("wang", &["/trays/decide", "the first that waits", "/start/attendance/leave"]),
    (
        "zhou",
        &[
            "/administration/requests",
            "/administration/imports",
            "/administration/posts",
            "/administration/order",
            "/administration/keepers",
            "/administration/calendar",
            "/administration/entrances",
            "/administration/publishers",
            "/administration/settings",
            "/administration/usage",
            "/administration/inspection",
            "/administration/chain",
        ],
    ),
];

async fn further(reader: &Reader, wrong: &mut Vec<String>) -> Result<()> {
    for (login, pages) in FURTHER {
        reader.becomes(login, PASSWORD).await?;
        for page in pages {
            if page.starts_with('/') {
                reader.go(page).await?;
            } else {
                reader.element(".lines a[href^='/matters/']").await?;
                let first = reader.run(
                    "return document.querySelector('.lines a[href^=\"/matters/\"]').getAttribute('href')",
                    Vec::new(),
                );
                reader.go(first.await?.as_str().context("an address")?).await?;
            }
            navigation::stands(reader).await.with_context(|| page.to_owned())?;
            if let Err(why) = round(reader).await {
                wrong.push(format!("{page:?}: {why:#}"));
            }
        }
    }
    Ok(())
}

async fn focus(office: &Office, reader: &Reader) -> Result<()> {
    let petition = navigation::begun(office).await?;
    let mut who = "";
    let mut wrong = Vec::new();
    for way in &navigation::WAYS {
        if who != way.who {
            who = way.who;
            reader.log_in(who).await?;
        }
        navigation::opens(reader, way, petition).await.with_context(|| way.route)?;
        if let Err(why) = round(reader).await {
            wrong.push(format!("{}: {why:#}", way.route));
        }
    }
    further(reader, &mut wrong).await?;
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
