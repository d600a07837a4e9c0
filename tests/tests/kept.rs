//! What the baseline left opens, verifies, replays and goes on, on both databases.

use anyhow::{Result, ensure};
use guiju_api::AuditPage;
use guiju_domain::{events::EventKind, matters::MatterEventKind};
use guiju_tests::{
    Database, Person,
    acts::saying,
    baseline::unpacked,
    trial::{Ground, Start},
    wait,
};
use serde_json::json;
use std::fs;

/// Everybody's password in the demonstration.
const PASSWORD: &str = "guiju-demo-2026";
/// The morning after it was played.
const AT: &str = "2026-11-26T09:00";

/// Every event of the baseline is of a kind that this version knows and tells.
async fn tells(keeper: &Person) -> Result<()> {
    let (mut before, mut told) = (String::new(), 0);
    loop {
        let page = keeper.get::<AuditPage>(&format!("/api/audit/events?before={before}")).await?;
        for event in page.events {
            let known = EventKind::named(&event.kind).is_some() || MatterEventKind::named(&event.kind).is_some();
            ensure!(known && !event.what.contains("本版本不认识"), "{event:?}");
            told += 1;
        }
        match page.next {
            Some(next) => before = next,
            None => break,
        }
    }
    ensure!(told > 561, "{told} events");
    let people = keeper.get::<AuditPage>("/api/audit/events?theme=people&to=2026-11-26").await?;
    let said = people.events.iter().map(|event| event.what.as_str()).collect::<Vec<_>>();
    ensure!(said.contains(&"录入或修改岗位“书记”（党政领导）"), "{said:?}");
    Ok(())
}

/// Only a server upgrades it. Then walks through everything twice: an upgrade of what is upgraded already changes nothing.
async fn goes_on(ground: Ground) -> Result<()> {
    for command in [&["verify"][..], &["replay", "--all"]] {
        let ran = ground.run(command)?;
        ensure!(!ran.well && ran.said.contains("`guiju serve` brings it up to date"), "{command:?}: {}", ran.said);
    }
    ground.serve_so(&Start::at(AT)).await?.stop()?;
    // Of records that effects entered the upgrade finds the matters.
    let entered = "SELECT COUNT(*) FROM records WHERE matter_id IS NULL AND import_key IS NULL";
    let found = format!("{entered} AND entered_by IN (SELECT id FROM matters)");
    let (entered, found) = (ground.number(entered).await?, ground.number(&found).await?);
    ensure!(entered == 2 && found == entered, "{found} of {entered}");
    for _ in 0..2 {
        let ran = ground.run(&["verify"])?;
        ensure!(ran.well, "verify: {}", ran.said);
        let ran = ground.run(&["replay", "--all"])?;
        ensure!(ran.well && ran.said.contains("every one gives the same bytes"), "replay: {}", ran.said);
        let served = ground.serve_so(&Start::at(AT)).await?;
        let enter = async |login: &str| Person::log_in_with(&served.base, login, PASSWORD).await;
        let (limin, wangqiang) = (enter("limin").await?, enter("wangqiang").await?);
        let content = json!({ "kind": "personal", "span": "2026-12-17 am/2026-12-17 am", "reason": "家长会" });
        let matter = limin.file("attendance/leave", content).await;
        // The second time round the half day is taken already.
        if let Ok(matter) = matter {
            wangqiang.does(matter, "approve", saying("同意")).await?;
            let shown = limin.matter(matter).await?;
            ensure!(shown.status == "completed", "{}", shown.status);
        } else {
            let own = ground
                .number("SELECT COUNT(*) FROM matters WHERE content LIKE '%2026-12-17 am%' AND form = 'leave'")
                .await?;
            ensure!(own == 1, "{own} such matters: {matter:?}");
        }
        tells(&enter("zhoujianguo").await?).await?;
        let register = enter("chenjing").await?.register("attendance/leaves").await?;
        ensure!(register.total > 1, "the register is there: {register:?}");
        served.stop()?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn baseline_on_sqlite() -> Result<()> {
    goes_on(unpacked(Database::Sqlite).await?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn baseline_on_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    goes_on(unpacked(Database::Postgres).await?).await
}

/// The first start after the upgrade lacks every package: no attachment of a filed matter is lost, and once the packages are there
/// everybody opens them again.
#[tokio::test(flavor = "multi_thread")]
async fn baseline_without_packages_loses_no_file() -> Result<()> {
    let ground = unpacked(Database::Sqlite).await?;
    let (packages, aside) = (ground.data.join("regulations"), ground.data.join("aside"));
    let stored = || Ok::<_, anyhow::Error>(fs::read_dir(ground.data.join("attachments/1"))?.count());
    let before = stored()?;
    fs::rename(&packages, &aside)?;
    fs::create_dir(&packages)?;
    // Long after the time for which unfiled files are kept.
    let served = ground.serve_so(&Start::at("2027-06-01T09:00")).await?;
    let looked = "SELECT COUNT(*) FROM retention_runs WHERE kind = 'files'";
    wait::until("the jobs run", async || Ok(ground.number(looked).await? > 0)).await?;
    ensure!(stored()? == before, "{} of {before} files are left", stored()?);
    for package in fs::read_dir(&aside)? {
        let package = package?;
        fs::copy(package.path(), packages.join(package.file_name()))?;
    }
    let whole = "SELECT COUNT(*) FROM once WHERE key = 'attachment-uses-whole'";
    wait::until("the index is made once the packages are there", async || Ok(ground.number(whole).await? > 0)).await?;
    served.stop()?;
    let served = ground.serve_so(&Start::at("2027-09-01T09:00")).await?;
    // The next round is due after the last days of August: the one before it was in June.
    let again = "SELECT COUNT(*) FROM retention_runs WHERE kind = 'files' AND next_at > 1819700000";
    wait::until("files are looked at again", async || Ok(ground.number(again).await? > 0)).await?;
    served.stop()?;
    ensure!(stored()? == before, "{} of {before} files are left", stored()?);
    Ok(())
}
