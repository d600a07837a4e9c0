//! `guiju verify`, and the comparison of every night, killed while they read.

use crate::{
    blocked::{Blocked, forgotten, whole},
    databases,
};
use anyhow::{Context, Result, ensure};
use guiju_api::ChainReport;
use guiju_tests::{
    Database, Person,
    contents::{contents, differences},
    trial::{AT, Ground, Start},
    wait,
};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// So many times the command is killed on SQLite, evenly over what it reads.
const SEEDS: u64 = 6;

/// Every file of the data folder with its bytes, but for those of SQLite and what is compiled.
fn files(ground: &Ground) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![ground.data.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_symlink() || name.starts_with("guiju.sqlite") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

/// Does something to the office, after which everything is as it was.
async fn changes_nothing(ground: &Ground, kills: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    let before = (contents(ground, true).await?, files(ground)?);
    kills().await?;
    forgotten(ground).await?;
    let differing = differences(&before.0, &contents(ground, true).await?);
    ensure!(differing.is_empty(), "{differing:#?}");
    ensure!(before.1 == files(ground)?, "a file has changed");
    whole(ground, "the next one")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_on_sqlite() -> Result<()> {
    let ground = Ground::lay_on(Database::Sqlite).await?;
    whole(&ground, "undisturbed")?;
    let mut all = 0;
    let mut process = ground.start(&["verify"])?;
    wait::closely("it ends", async || {
        all = process.moved().unwrap_or(all).max(all);
        Ok(process.ended()?.is_some())
    })
    .await?;
    changes_nothing(&ground, async || {
        for seed in 0..SEEDS {
            let until = all * seed / SEEDS + fastrand::Rng::with_seed(seed).u64(0..all / SEEDS);
            let mut process = ground.start(&["verify"])?;
            wait::closely("it comes so far", async || {
                Ok(process.ended()?.is_some() || process.moved().is_ok_and(|now| now >= until))
            })
            .await?;
            process.kill()?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_on_postgres() -> Result<()> {
    if databases()?.len() < 2 {
        return Ok(());
    }
    let ground = Ground::lay_on(Database::Postgres).await?;
    changes_nothing(&ground, async || {
        // The chain, the lists, the rows of two tables, the files.
        for table in ["events", "row_digests", "accounts", "tasks", "attachments"] {
            let lock = format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");
            let other = Blocked::by(&ground, "BEGIN", Some(&lock)).await?;
            let mut process = ground.start(&["verify"])?;
            other.until_waiting(table, &mut process).await?;
            process.kill()?;
            other.released().await?;
        }
        Ok(())
    })
    .await
}

const PLANNED: &str = "SELECT next_at FROM verify_runs";
const ENDED: &str = "SELECT COUNT(*) FROM verify_runs WHERE ended_at IS NOT NULL";

/// An office that is compared at one o'clock the next night for the first time.
async fn planned(database: Database) -> Result<Ground> {
    let ground = Ground::lay_on(database).await?;
    let served = ground.serve_so(&Start::at(AT)).await?;
    wait::until("the first night is planned", async || {
        Ok(!ground.texts("SELECT 'x' FROM verify_runs").await?.is_empty())
    })
    .await?;
    served.stop()?;
    ensure!(ground.number(ENDED).await? == 0, "the first night has not come");
    Ok(ground)
}

fn serves(ground: &Ground, at: &str) -> Result<guiju_tests::trial::Running> {
    ground.start(&["serve", "--listen", "127.0.0.1:0", "--at", at])
}

/// What the auditor reads of it.
async fn reported(ground: &Ground, at: &str) -> Result<ChainReport> {
    let served = ground.serve_so(&Start::at(at)).await?;
    let report = Person::log_in(&served.base, "wu").await?.audit().await?;
    served.kill()?;
    Ok(report)
}

/// The one that was killed is no good one and stands in nobody's way: the next night's ends.
async fn the_next_night(ground: &Ground, same_night: &str, next: &str) -> Result<()> {
    forgotten(ground).await?;
    whole(ground, "after the night's was killed")?;
    let report = reported(ground, same_night).await?;
    ensure!(report.verified_at.is_none() && report.alarms.is_empty(), "it never ended: {report:?}");
    let process = serves(ground, next)?;
    wait::until("the next night's ends", async || Ok(ground.number(ENDED).await? == 1)).await?;
    process.kill()?;
    forgotten(ground).await?;
    let report = reported(ground, next).await?;
    let day = next.split('T').next().context("a day")?;
    ensure!(report.verified_at.as_deref().is_some_and(|at| at.starts_with(day)), "{report:?}");
    ensure!(report.alarms.is_empty() && report.broken_at.is_none() && report.verified_rows > 50, "{report:?}");
    whole(ground, "at the end")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_of_the_night_on_postgres() -> Result<()> {
    if databases()?.len() < 2 {
        return Ok(());
    }
    let ground = planned(Database::Postgres).await?;
    // Nothing but the comparison reads this table in a server that is only started.
    let other = Blocked::by(&ground, "BEGIN", Some("LOCK TABLE withdrawn_lines IN ACCESS EXCLUSIVE MODE")).await?;
    let mut process = serves(&ground, "2026-03-03T02:00")?;
    other.until_waiting("withdrawn_lines", &mut process).await?;
    process.kill()?;
    other.released().await?;
    ensure!(ground.number(ENDED).await? == 0, "it did not end");
    the_next_night(&ground, "2026-03-03T03:00", "2026-03-04T02:00").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_of_the_night_on_sqlite() -> Result<()> {
    let ground = planned(Database::Sqlite).await?;
    let untouched = ground.data.with_file_name("untouched");
    guiju_tests::trial::copy(&ground.data, &untouched)?;
    for _ in 0..10 {
        let planned = ground.number(PLANNED).await?;
        let pool = ground.pool().await?;
        let mut process = serves(&ground, "2026-03-03T02:00")?;
        wait::closely("it begins", async || {
            process.goes_on()?;
            Ok(sqlx::query_scalar::<_, i64>(PLANNED).fetch_one(&pool).await? != planned)
        })
        .await?;
        process.kill()?;
        pool.close().await;
        if ground.number(ENDED).await? == 0 {
            return the_next_night(&ground, "2026-03-03T03:00", "2026-03-04T02:00").await;
        }
        // It was quicker than the look: the same night once more.
        fs::remove_dir_all(&ground.data)?;
        guiju_tests::trial::copy(&untouched, &ground.data)?;
    }
    anyhow::bail!("it always ended before it could be killed")
}
