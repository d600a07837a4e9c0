//! Every page of the portal, reached by a link: its address, a title of its own, back, forward, a reload, a new tab and a copied
//! link in a fresh session; and what a page is narrowed to, over a reload and back.

use crate::walks;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use guiju_api::RehearsalWanted;
use guiju_tests::{Office, PASSWORD, browser::Reader, values, wait};
use serde_json::{Value, json};
use std::collections::BTreeSet;

walks!("2026-03-02T09:00", navigation);

/// The pages as the portal declares them; a new one without a way to it fails the walk.
const ROUTES: &str = include_str!("../../../frontend/src/frame/routes.rs");
const TEXTS: &str = include_str!("../../../frontend/words/zh.txt");

/// How somebody comes to a page: whose page it is, from where, by which link.
pub struct Way {
    pub route: &'static str,
    pub who: &'static str,
    from: &'static str,
    link: &'static str,
}

const fn way(route: &'static str, who: &'static str, from: &'static str, link: &'static str) -> Way {
    Way { route, who, from, link }
}

pub const WAYS: [Way; 31] = [
    way("/", "li", "/start", ".bar a.office"),
    way("/start", "li", "/", ".menu a[href='/start']"),
    way("/start/:regulation/:form", "li", "/start", "main a[href='/start/finance/claim']"),
    way("/trays/:tray", "li", "/", ".menu a[href='/trays/mine']"),
    way("/matters/:id", "li", "/trays/mine", ".lines a[href^='/matters/']"),
    way("/open", "li", "/registers", ".menu a[href='/open']"),
    way("/notices", "li", "/", ".bar a[href='/notices']"),
    way("/account", "li", "/", "a[href='/account']"),
    way("/search", "li", "/start", SEARCH),
    way("/matters/:id/letters/:letter", "chen", THE_PETITION, "aside a[href*='/letters/referral']"),
    way("/registers", "zhou", "/", ".menu a[href='/registers']"),
    way("/registers/:regulation/:view", "zhou", "/registers", "main a[href='/registers/attendance/leaves']"),
    way("/boards", "zhou", "/", ".menu a[href='/boards']"),
    way("/boards/:regulation/:view", "zhou", "/boards", "main a[href='/boards/whereabouts/board']"),
    way("/bookings/:regulation/:view", "zhou", "/registers", "main a[href^='/bookings/']"),
    way("/months/:regulation/:view", "zhou", "/registers", "main a[href^='/months/']"),
    way("/rolls/:regulation/:view", "zhou", "/registers", "main a[href^='/rolls/']"),
    way("/standing/:regulation/:view", "zhou", "/registers", "main a[href^='/standing/']"),
    way("/duty", "zhou", "/", ".menu a[href='/duty']"),
    way("/rosters/:regulation/:roster", "zhou", "/duty", "main a[href^='/rosters/']"),
    way("/gaps", "zhou", "/duty", "main a[href='/gaps']"),
    way("/charts", "zhou", "/", ".menu a[href='/charts']"),
    way("/charts/:regulation/:chart", "zhou", "/charts", "main a[href^='/charts/']"),
    way("/regulations", "zhou", "/", ".menu a[href='/regulations']"),
    way("/regulations/:id", "zhou", "/regulations", "main a[href='/regulations/attendance']"),
    way("/regulations/:id/versions", "zhou", "/regulations/attendance", "main a[href$='/versions']"),
    way("/rehearsals/:id", "zhou", "/regulations/attendance/versions", "main a[href^='/rehearsals/']"),
    way("/assessments", "zhou", "/", ".menu a[href='/assessments']"),
    way("/assessments/:regulation/:assessed", "zhou", "/assessments", "main a[href='/assessments/attendance/month']"),
    way("/administration", "zhou", "/", ".menu a[href='/administration']"),
    way("/administration/:part", "zhou", "/administration", "main nav a[href='/administration/people']"),
];

/// Not a link: the box of the search, or on a phone the way to it.
const SEARCH: &str = "the search";
/// The matter that has a letter.
const THE_PETITION: &str = "the petition";

/// A page as it is told from others.
#[derive(Clone, Debug, PartialEq)]
struct Page {
    address: String,
    title: String,
    heading: String,
}

/// A page that still waits for an answer has no heading yet.
const SHOWN: &str = "const main = document.querySelector('main#main'); const heading = main?.innerText.includes('正在载入') ? '' : main?.querySelector('h1')?.innerText ?? '';
    return [location.pathname + location.search, document.title, heading.replace(/\\s+/g, ' ').trim()]";
/// The address of a link that is in sight, which is marked; on a phone 更多 is opened for it.
const MARK: &str = "const link = [...document.querySelectorAll(arguments[0])].find(one => one.checkVisibility());
    if (!link) { if (document.querySelector(arguments[0])) document.querySelector('.menu .more').click(); return null; }
    document.querySelectorAll('[data-walk]').forEach(one => one.removeAttribute('data-walk'));
    link.scrollIntoView({ block: 'center' }); link.dataset.walk = 'here'; return link.getAttribute('href') ?? '';";

async fn navigation(office: &Office, reader: &Reader) -> Result<()> {
    every_route_has_a_way()?;
    let petition = begun(office).await?;
    let mut pages = Vec::<(&Way, Page)>::new();
    let mut who = "";
    for way in &WAYS {
        if who != way.who {
            who = way.who;
            reader.log_in(who).await?;
        }
        let page = walked(reader, way, petition).await.with_context(|| way.route)?;
        for (other, earlier) in &pages {
            ensure!(earlier.title != page.title, "{} and {} have one title: {}", other.route, way.route, page.title);
        }
        pages.push((way, page));
    }
    for (way, page) in &pages {
        copied(reader, way.who, page).await.with_context(|| format!("{} in a fresh session", way.route))?;
    }
    filters(reader).await
}

/// The routes of the portal with the title of each until it knows a better one.
fn routes() -> Vec<(&'static str, &'static str)> {
    let part = |line: &'static str, before: &str, after: char| {
        line.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map(|(part, _)| part)
    };
    // The constant of a title is the key of its text in the catalogue.
    let title = |constant: &str| {
        let key = constant.replace("::", ".").replace('_', "-").to_lowercase();
        TEXTS.lines().find_map(|line| line.strip_prefix(&key)?.strip_prefix('\t'))
    };
    let route = |line| Some((part(line, "path!(\"", '"')?, title(part(line, "page(text::", ',')?)?));
    ROUTES.lines().filter_map(route).collect()
}

fn every_route_has_a_way() -> Result<()> {
    let routes = routes().into_iter().map(|(route, _)| route).collect::<BTreeSet<_>>();
    let ways = WAYS.iter().map(|way| way.route).collect::<BTreeSet<_>>();
    ensure!(ROUTES.matches("<Route ").count() == routes.len(), "a route is not read");
    ensure!(routes == ways, "without a way, or without a route: {:?}", routes.symmetric_difference(&ways));
    Ok(())
}

/// What the pages show: a leave, a petition that is another's business, a rehearsal. The petition's id.
pub async fn begun(office: &Office) -> Result<u64> {
    let leave = json!({ "kind": "personal", "span": "2026-03-10 am/2026-03-10 am", "reason": "有事" });
    office.person("li").await?.file("attendance/leave", leave).await?;
    let petition = json!({
        "channel": "visit", "petitioner": "老丁", "people": 1, "topic": "labour", "content": "仲裁结果", "in_scope": false,
        "referred": "请向区劳动仲裁院申请",
    });
    let petition = office.person("chen").await?.file("petitions/petition", petition).await?;
    let wanted = RehearsalWanted {
        regulation: "attendance".to_owned(),
        parameters: values(json!({ "late_limit": 99 })),
        ..RehearsalWanted::default()
    };
    let (status, begun) = office.person("zhou").await?.post("/api/rehearsals", &wanted).await?;
    ensure!(status.is_success(), "{status} {begun}");
    Ok(petition)
}

/// From one page to another by its link, and all the ways between them.
async fn walked(reader: &Reader, way: &Way, petition: u64) -> Result<Page> {
    let (before, page) = opened(reader, way, petition).await?;
    ensure!(matches(way.route, &page.address), "{page:?} is no page of it");
    named(way, &page)?;
    reader.client.back().await?;
    shows(reader, &before).await.context("back")?;
    reader.client.forward().await?;
    shows(reader, &page).await.context("forward")?;
    reader.client.refresh().await?;
    shows(reader, &page).await.context("loaded again")?;
    in_a_new_tab(reader, &page).await.context("in a new tab")?;
    Ok(page)
}

/// Follows the link to a page: the page before, and the page.
async fn opened(reader: &Reader, way: &Way, petition: u64) -> Result<(Page, Page)> {
    let from = if way.from == THE_PETITION { format!("/matters/{petition}") } else { way.from.to_owned() };
    reader.follows(&from).await?;
    let before = settled(reader, None).await.with_context(|| from.clone())?;
    ensure!(before.address == from, "{from} leads to {before:?}");
    let address = if way.link == SEARCH { searches(reader).await? } else { follow(reader, way.link).await? };
    reader.at(&address).await?;
    let page = settled(reader, Some(&before)).await?;
    Ok((before, page))
}

/// Opens a page by its address, as it is when it has just been loaded.
pub async fn opens(reader: &Reader, way: &Way, petition: u64) -> Result<()> {
    let (_, page) = opened(reader, way, petition).await?;
    reader.client.refresh().await?;
    shows(reader, &page).await
}

/// A page that shows one of several says which.
fn named(way: &Way, page: &Page) -> Result<()> {
    let fallback = routes().into_iter().find(|(route, _)| *route == way.route).context("a route")?.1;
    ensure!(page.title.ends_with(" · 规矩"), "no title of its own: {page:?}");
    ensure!(!way.route.contains(':') || page.title != format!("{fallback} · 规矩"), "it does not say which: {page:?}");
    Ok(())
}

/// Whether an address is one of a route.
fn matches(route: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let (route, path) = (route.split('/').collect::<Vec<_>>(), path.split('/').collect::<Vec<_>>());
    route.len() == path.len() && route.iter().zip(path).all(|(part, is)| part.starts_with(':') || *part == is)
}

/// Clicks a link; its address.
async fn follow(reader: &Reader, css: &str) -> Result<String> {
    let link = async || Ok(reader.run(MARK, vec![json!(css)]).await?.as_str().map(str::to_owned));
    let address = wait::found(&format!("a link {css}"), link).await?;
    reader.client.find(Locator::Css("[data-walk]")).await?.click().await?;
    Ok(address)
}

/// Searches for a word: in the bar, or on a phone on the page that the bar leads to.
async fn searches(reader: &Reader) -> Result<String> {
    if reader.run("return innerWidth < 720", Vec::new()).await? == json!(true) {
        return follow(reader, ".bar a.find").await;
    }
    reader.element("#search").await?.send_keys("请假\u{e007}").await?;
    Ok("/search?q=%E8%AF%B7%E5%81%87".to_owned())
}

async fn now(reader: &Reader) -> Result<Page> {
    let shown = reader.run(SHOWN, Vec::new()).await?;
    let part = |index: usize| shown[index].as_str().unwrap_or_default().to_owned();
    Ok(Page { address: part(0), title: part(1), heading: part(2) })
}

/// The page once it stands: with a heading, and twice the same; another one than the one before.
async fn settled(reader: &Reader, before: Option<&Page>) -> Result<Page> {
    let mut last = now(reader).await?;
    let found = wait::found("another page stands", async || {
        reader.settles().await?;
        let page = now(reader).await?;
        let another = before.is_none_or(|before| before.title != page.title && before.address != page.address);
        let stands = another && page == last && !page.heading.is_empty() && page.title.contains(" · ");
        last = page.clone();
        Ok(stands.then_some(page))
    });
    found.await.with_context(|| format!("other than {before:?}"))
}

/// Waits until the page stands as it is after its answers have come.
pub async fn stands(reader: &Reader) -> Result<()> {
    settled(reader, None).await.map(drop)
}

/// Waits until the page is this one.
async fn shows(reader: &Reader, page: &Page) -> Result<()> {
    wait::until(&format!("{page:?} is shown"), async || Ok(now(reader).await? == *page)).await
}

async fn in_a_new_tab(reader: &Reader, page: &Page) -> Result<()> {
    let first = reader.client.window().await?;
    let second = reader.client.new_window(true).await?.handle;
    reader.client.switch_to_window(second).await?;
    reader.go(&page.address).await?;
    let shown = shows(reader, page).await;
    reader.client.close_window().await?;
    reader.client.switch_to_window(first).await?;
    shown
}

/// A link that somebody was sent: they log in first, then the page is there.
async fn copied(reader: &Reader, who: &str, page: &Page) -> Result<()> {
    reader.client.delete_all_cookies().await?;
    reader.go(&page.address).await?;
    reader.element("#login").await?.send_keys(who).await?;
    reader.element("#password").await?.send_keys(&format!("{PASSWORD}\u{e007}")).await?;
    shows(reader, page).await
}

/// What a page is narrowed to: the page, what is set or clicked, to what, and how the page shows it.
const NARROWED: [(&str, &str, &str, &str); 7] = [
    ("/registers/attendance/leaves", "#text", "有事", "return document.querySelector('#text')?.value"),
    ("/boards", "main label.choice input", "", "return document.querySelector('main label.choice input')?.checked"),
    (
        "/open",
        ".tabs button:nth-of-type(2)",
        "",
        "return document.querySelector('.tabs [aria-pressed=true]')?.innerText",
    ),
    ("/", ".tabs button:nth-of-type(3)", "", "return document.querySelector('.tabs [aria-pressed=true]')?.innerText"),
    ("/charts/*/charts", "#from", "2026-02-01", "return document.querySelector('#from')?.value"),
    ("/start", "#find", "请假", "return document.querySelector('#find')?.value"),
    ("/months/*/registers", "main p.row a:last-child", "", "return document.querySelector('main h1')?.innerText"),
];

/// What a page is narrowed to is there again after a reload and after one was elsewhere; going back once more takes it away.
async fn filters(reader: &Reader) -> Result<()> {
    for (page, css, value, probe) in NARROWED {
        narrowed(reader, page, css, value, probe).await.with_context(|| page)?;
    }
    Ok(())
}

async fn narrowed(reader: &Reader, page: &str, css: &str, value: &str, probe: &str) -> Result<()> {
    match page.split_once('*') {
        // The first of its kind in a list.
        Some((start, list)) => {
            reader.go(list).await?;
            follow(reader, &format!("main a[href^='{start}']")).await?;
        }
        None => reader.go(page).await?,
    }
    reader.element(css).await?;
    let address = settled(reader, None).await?.address;
    let wide = reader.run(probe, Vec::new()).await?;
    ensure!(!wide.is_null(), "nothing says what the page is narrowed to: {probe}");
    if value.is_empty() {
        follow(reader, css).await?;
    } else {
        reader.set(css, value).await?;
    }
    if css == "#text" {
        reader.press("查询").await?;
    }
    reader.until("return location.search !== ''", "", "").await?;
    let narrow = settled(reader, None).await?.address;
    let kept = wait::found("the page is narrowed", async || {
        Ok(Some(reader.run(probe, Vec::new()).await?).filter(|kept| !kept.is_null() && *kept != wide))
    })
    .await?;
    let has = async |value: &Value, at: &str| {
        let shown = async || Ok(reader.run(probe, Vec::new()).await? == *value);
        wait::until(&format!("{value} at {at}"), shown).await?;
        reader.at(at).await
    };
    reader.client.refresh().await?;
    has(&kept, &narrow).await.context("loaded again")?;
    follow(reader, ".bar a[href='/notices']").await?;
    reader.at("/notices").await?;
    reader.client.back().await?;
    has(&kept, &narrow).await.context("back")?;
    // What is typed follows in one step with the page itself.
    if css != "#find" {
        reader.client.back().await?;
        has(&wide, &address).await.context("back once more")?;
    }
    Ok(())
}
