//! Packages that were built for earlier contracts are installed, come into force, and decide.

use anyhow::{Context, Result, ensure};
use guiju_api::{PackageShown, RegulationShown, ReplayReport};
use guiju_package::Package;
use guiju_tests::{
    Database, Office,
    acts::saying,
    packages::{publisher, trusts},
    proven, root,
};
use reqwest::StatusCode;
use serde_json::json;

/// The package of a contract is installed today and in force tomorrow. An outing that ends before it begins is refused,
/// another is filed; a check that found it untrue is decided, and the package says the same when it is asked again.
async fn decides(office: Office, contract: &str) -> Result<()> {
    let (zhou, li, liu, sun) = (
        office.person("zhou").await?,
        office.person("li").await?,
        office.person("liu").await?,
        office.person("sun").await?,
    );
    trusts(&office).await?;
    let kept = std::fs::read(root().join(format!("tests/kept/whereabouts-{contract}.wasm")))?;
    let (status, installed) = zhou.upload("/api/packages", Package::open(&kept).signed(&publisher())).await?;
    ensure!(status == StatusCode::CREATED, "{status} {installed}");
    let package = installed.read::<PackageShown>()?;
    ensure!(package.contract.ends_with(contract), "{package:?}");
    office.revise("whereabouts", Some(&package.digest), serde_json::Map::new(), "2026-03-03").await?;
    office.at("2026-03-03T09:00").await?;
    let shown = li.get::<RegulationShown>("/api/regulations/whereabouts").await?;
    ensure!(shown.version == package.version, "{shown:?}");

    let outing = |over: &str| json!({ "kind": "out", "place": "银行", "reason": "对账", "over": over, "phone": "62001", "deputy": liu.id });
    let (status, refused) = li.files("whereabouts/outing", outing("2026-03-03T11:30/2026-03-03T09:30")).await?;
    ensure!(status == StatusCode::UNPROCESSABLE_ENTITY, "{status} {refused}");
    let filed = li.file("whereabouts/outing", outing("2026-03-03T09:30/2026-03-03T11:30")).await?;
    ensure!(li.matter(filed).await?.status == "completed", "an outing is told, not asked");
    let heard = liu.notices().await?;
    ensure!(heard.iter().any(|told| told.contains("李敏")), "whoever stands in hears of it: {heard:?}");

    let check = json!({ "who": li.id, "on": "2026-03-03", "kind": "untrue", "finding": "登记去银行，实际不在" });
    let checked = sun.file("whereabouts/check", check).await?;
    let shown = sun.matter(checked).await?;
    let step = shown.stations.first().context("a step")?;
    ensure!(shown.status == "open" && step.title.contains("核实"), "{shown:?}");
    let decider = office.person("zhang").await?;
    decider.does(checked, "approve", saying("属实")).await?;
    ensure!(sun.matter(checked).await?.status == "completed");
    for matter in [filed, checked] {
        let report = zhou.get::<ReplayReport>(&format!("/api/matters/{matter}/replay")).await?;
        ensure!(report.asked > 0 && report.differing.is_empty(), "{report:?}");
    }
    Ok(())
}

async fn on(database: Database, contract: &str) -> Result<()> {
    let office = Office::without_regulations(database, "2026-03-02T09:00").await?;
    proven(office, |office| decides(office, contract)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_contract_decides_on_sqlite() -> Result<()> {
    on(Database::Sqlite, "0.1.0").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_stable_contract_decides_on_sqlite() -> Result<()> {
    on(Database::Sqlite, "1.0.0").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn earlier_contracts_decide_on_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    on(Database::Postgres, "0.1.0").await?;
    on(Database::Postgres, "1.0.0").await
}
