//! What the baseline left opens, verifies, replays and goes on, on both databases.

use anyhow::{Context, Result, ensure};
use guiju_tests::{
    Person,
    acts::saying,
    root,
    trial::{Ground, Start},
    wait,
};
use serde_json::json;
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
};

/// Everybody's password in the demonstration.
const PASSWORD: &str = "guiju-demo-2026";
/// The morning after it was played.
const AT: &str = "2026-11-26T09:00";

/// The kept folder, unpacked; the dump apart.
fn unpacked() -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let mut archive = zip::ZipArchive::new(fs::File::open(root().join("tests/kept/baseline.zip"))?)?;
    let data = folder.path().join("data");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let name = file.enclosed_name().context("a name")?;
        let path = if name == Path::new("postgres.sql") { folder.path().join(name) } else { data.join(name) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        fs::create_dir_all(path.parent().context("a folder")?)?;
        fs::write(path, bytes)?;
    }
    let shared = root().join("target/compiled");
    fs::create_dir_all(&shared)?;
    std::os::unix::fs::symlink(shared, data.join("compiled"))?;
    let dump = folder.path().join("postgres.sql");
    Ok((folder, dump))
}

/// Only a server upgrades it. Then walks through everything twice: an upgrade of what is upgraded already changes nothing.
async fn goes_on(ground: Ground) -> Result<()> {
    for command in [&["verify"][..], &["replay", "--all"]] {
        let ran = ground.run(command)?;
        ensure!(!ran.well && ran.said.contains("`guiju serve` brings it up to date"), "{command:?}: {}", ran.said);
    }
    ground.serve_so(&Start::at(AT)).await?.stop()?;
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
        let register = enter("chenjing").await?.register("attendance/leaves").await?;
        ensure!(register.total > 1, "the register is there: {register:?}");
        served.stop()?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn baseline_on_sqlite() -> Result<()> {
    let (folder, _) = unpacked()?;
    goes_on(Ground::of(folder, None)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn baseline_on_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    let (folder, dump) = unpacked()?;
    fs::remove_file(folder.path().join("data/guiju.sqlite"))?;
    let database = guiju_tests::fresh().await?;
    let restored =
        Command::new(psql()).args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(&dump).arg(&database).output()?;
    ensure!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    goes_on(Ground::of(folder, Some(database))).await
}

/// The client that comes with the newest server.
fn psql() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let found = versions.map(|version| version.join("bin/psql")).filter(|path| path.exists()).max();
    found.unwrap_or_else(|| PathBuf::from("psql"))
}

/// The first start after the upgrade lacks every package: no attachment of a filed matter is lost, and once the packages are there
/// everybody opens them again.
#[tokio::test(flavor = "multi_thread")]
async fn baseline_without_packages_loses_no_file() -> Result<()> {
    let (folder, _) = unpacked()?;
    let ground = Ground::of(folder, None);
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
