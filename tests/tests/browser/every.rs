//! Every form of every regulation in the demonstration office: what an empty one is told, and a valid one filed; then every
//! register, board, booking, month, roster, chart and print, as the people who may see them.

use anyhow::{Context, Result, ensure};
use guiju::fixtures::Step;
use guiju_model::{Audience, Layout};
use guiju_tests::{Database, Office, browser::Reader};
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};

const PASSWORD: &str = "guiju-demo-2026";
const DAY: &str = "2026-11-23T09:00";

/// Whose eyes see all of it: the director of the office, a clerk, the secretary, the head of discipline, and the canteen's.
const EYES: [&str; 6] = ["zhoujianguo", "chenjing", "zhangwei", "sunli", "xiefang", "shenjie"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_desk() -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let (office, mut scenario) = Office::demonstration(Database::Sqlite, DAY).await?;
    let reader = Reader::alone(&office.base, 1366, 768).await?;
    reader.go("/").await?;
    let mut filed = BTreeSet::new();
    while let Some(step) = scenario.next().await? {
        match step.files() {
            Some(form) if filed.insert(form.to_owned()) => {
                let (login, content) = scenario.filled(&step).await?;
                let matter = files(&reader, &login, &step, &content).await.with_context(|| format!("{step:?}"))?;
                scenario.remember(&step, matter);
            }
            _ => scenario.perform(&step).await?,
        }
    }
    scenario.end().await?;
    ensure!(forms(&office)?.is_subset(&filed), "not filed: {:?}", forms(&office)?.difference(&filed));
    views(&office, &reader, Reader::follows).await?;
    reader.ends().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_the_phone() -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let (office, mut scenario) = Office::demonstration(Database::Sqlite, DAY).await?;
    let reader = Reader::alone(&office.base, 360, 780).await?;
    reader.go("/").await?;
    let mut seen = BTreeSet::new();
    while let Some(step) = scenario.next().await? {
        // Whoever files may do so now: a turn of duty ends.
        if let Some(form) = step.files().filter(|form| seen.insert((*form).to_owned())) {
            let (login, content) = scenario.filled(&step).await?;
            reader.becomes(&login, PASSWORD).await?;
            reader.drafts(form, &content).await?;
            reader.go(&format!("/start/{form}")).await?;
            reader.reads("保存的草稿").await?;
            reader.fits(form).await?;
            // What follows moves the clock: a form that is still open would be checked for a turn that has ended.
            reader.go("/healthz").await?;
        }
        scenario.perform(&step).await?;
    }
    scenario.end().await?;
    ensure!(forms(&office)?.is_subset(&seen), "not opened: {:?}", forms(&office)?.difference(&seen));
    views(&office, &reader, Reader::go).await?;
    reader.ends().await
}

/// The forms that somebody may file; the others are entered by what follows from a matter.
fn forms(office: &Office) -> Result<BTreeSet<String>> {
    let mut forms = BTreeSet::new();
    for (regulation, loaded) in office.app.policy(guiju_tests::OFFICE)?.on(office.app.now(guiju_tests::OFFICE).date()) {
        for form in &loaded.manifest().forms {
            if !matches!(&form.filing.by, Audience::HoldersOf(roles) if roles.is_empty()) {
                forms.insert(format!("{regulation}/{}", form.id));
            }
        }
    }
    ensure!(forms.len() > 20, "only {} forms are declared", forms.len());
    Ok(forms)
}

/// First the empty form, which is told all at once what it lacks; then the draft, which is filed: the matter's id.
async fn files(reader: &Reader, login: &str, step: &Step, content: &Value) -> Result<u64> {
    let form = step.files().context("a form")?;
    reader.becomes(login, PASSWORD).await?;
    let page = format!("/start/{form}");
    reader.go(&page).await?;
    reader.press("提交").await?;
    reader.element("#summary li").await?;
    reader.accessible(&format!("{form}, empty")).await?;
    reader.drafts(form, content).await?;
    reader.go(&page).await?;
    reader.reads("保存的草稿").await?;
    if let Some(remark) = step.remark() {
        reader.reads("请说明理由后提交").await?;
        reader.set("#remark", remark).await?;
    }
    reader.press("提交").await?;
    let link = reader.element(".receipt a[href^='/matters/']").await?;
    let matter = link.attr("href").await?.context("an address")?;
    reader.follows(&matter).await?;
    reader.reads("办理过程").await?;
    reader.element(".proof img").await?;
    reader.accessible(&format!("{form}, filed")).await?;
    matter.rsplit('/').next().and_then(|id| id.parse().ok()).context("an id")
}

/// Follows the links of the pages, as each of the people, until nothing is new; every view that a regulation declares was seen. At
/// the desk within the portal, on the phone by loading each.
async fn views(office: &Office, reader: &Reader, opens: impl AsyncFn(&Reader, &str) -> Result<()>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for login in EYES {
        reader.becomes(login, PASSWORD).await?;
        reader.go("/").await?;
        let starts = ["/registers", "/boards", "/duty", "/gaps", "/charts", "/assessments", "/regulations"];
        let mut ahead = VecDeque::from(starts.map(str::to_owned));
        let mut met = BTreeSet::new();
        while let Some(page) = ahead.pop_front() {
            if starts.contains(&page.as_str()) || seen.insert(page.clone()) {
                opens(reader, &page).await.with_context(|| page.clone())?;
                reader.element("main h1").await.with_context(|| page.clone())?;
                reader.settles().await.with_context(|| page.clone())?;
                reader.accessible(&page).await?;
                let body = reader.text("main").await?;
                ensure!(!body.contains("没有权限"), "{login} is led to {page}, which is not open: {body}");
                let script =
                    "return [...document.querySelectorAll('main a[href^=\"/\"]')].map(a => a.getAttribute('href'))";
                let links = reader.client.execute(script, Vec::new()).await?;
                let links = links.as_array().into_iter().flatten().filter_map(Value::as_str);
                ahead.extend(
                    links.filter(|link| followed(link)).map(str::to_owned).filter(|link| met.insert(link.clone())),
                );
            }
        }
    }
    let mut missing = declared(office)?;
    missing.retain(|page| !seen.contains(page));
    ensure!(missing.is_empty(), "nobody is led to {missing:#?}");
    Ok(())
}

fn followed(link: &str) -> bool {
    let page = [
        "/registers/",
        "/boards/",
        "/bookings/",
        "/months/",
        "/rolls/",
        "/standing/",
        "/rosters/",
        "/charts/",
        "/regulations/",
    ];
    page.iter().any(|start| link.starts_with(start)) && !link.contains('?') && !link.contains('#')
}

/// The page of each view, roster and chart.
fn declared(office: &Office) -> Result<BTreeSet<String>> {
    let mut pages = BTreeSet::new();
    for (regulation, loaded) in office.app.policy(guiju_tests::OFFICE)?.on(office.app.now(guiju_tests::OFFICE).date()) {
        let manifest = loaded.manifest();
        for view in &manifest.views {
            let kind = match view.layout {
                Layout::Table => "registers",
                Layout::Board if view.columns != ["summary"] => "standing",
                Layout::Board => "boards",
                Layout::Bookings => "bookings",
                Layout::Calendar => "months",
                Layout::Roll => "rolls",
            };
            pages.insert(format!("/{kind}/{regulation}/{}", view.id));
        }
        pages.extend(manifest.rosters.iter().map(|roster| format!("/rosters/{regulation}/{}", roster.id)));
        pages.extend(manifest.charts.iter().map(|chart| format!("/charts/{regulation}/{}", chart.id)));
    }
    ensure!(pages.len() > 20, "only {} views are declared", pages.len());
    Ok(pages)
}
