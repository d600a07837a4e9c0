//! The copy that is made before an upgrade: killed while it is made, refused, old.

use crate::{
    blocked::{Blocked, forgotten, whole},
    databases,
    upgrade::{COVERED, Reference, SERVE, UPGRADES, copies, upgrades},
};
use anyhow::{Context, Result, ensure};
use guiju_tests::{
    Database,
    baseline::unpacked,
    contents::{contents, differences},
    process::SmallDisk,
    trial::{Start, copy},
    wait,
};
use std::fs;

/// Killed while the database is copied: what there is of the copy counts for nothing.
#[tokio::test(flavor = "multi_thread")]
async fn killed_while_it_copies() -> Result<()> {
    for database in databases()? {
        let reference = Reference::of(database).await?;
        let ground = unpacked(database).await?;
        let before = contents(&ground, true).await?;
        let unfinished = ground.data.join("unfinished-before-upgrade");
        let other = match database {
            Database::Sqlite => None,
            Database::Postgres => {
                Some(Blocked::by(&ground, "BEGIN", Some("LOCK TABLE notices IN ACCESS EXCLUSIVE MODE")).await?)
            }
        };
        let mut process = ground.start(&SERVE)?;
        match &other {
            Some(other) => other.until_waiting("notices", &mut process).await?,
            None => {
                wait::closely("the copy is begun", async || {
                    process.goes_on()?;
                    Ok(unfinished.exists())
                })
                .await?;
            }
        }
        process.kill()?;
        if let Some(other) = other {
            // The program that copies goes on by itself, and ends.
            other.released().await?;
            forgotten(&ground).await?;
        }
        ensure!(unfinished.exists() && copies(&ground)?.is_empty(), "{database:?}: it was killed while it copied");
        let differing = differences(&before, &contents(&ground, true).await?);
        ensure!(differing.is_empty(), "{database:?}: {differing:#?}");
        reference.is_reached(&ground, "while it copied").await?;
        ensure!(!unfinished.exists(), "{database:?}: nothing is left of it");
    }
    Ok(())
}

/// Where no copy can be made, nothing is changed, until somebody says that a backup was made.
#[tokio::test(flavor = "multi_thread")]
async fn no_copy_no_upgrade() -> Result<()> {
    for database in databases()? {
        let ground = unpacked(database).await?;
        let before = contents(&ground, true).await?;
        let taken = ground.data.join("unfinished-before-upgrade");
        fs::create_dir(&taken)?;
        for _ in 0..2 {
            let ran = ground.run(&SERVE)?;
            ensure!(
                !ran.well && ran.said.contains("Nothing was changed") && ran.said.contains("--backup-made"),
                "{}",
                ran.said
            );
        }
        let differing = differences(&before, &contents(&ground, true).await?);
        ensure!(differing.is_empty() && copies(&ground)?.is_empty(), "{database:?}: {differing:#?}");
        let ran = ground.run(&[&UPGRADES[..], &["--backup-made"]].concat())?;
        ensure!(!ran.said.contains("Nothing was changed"), "{}", ran.said);
        ensure!(
            copies(&ground)?.is_empty() && ground.number(COVERED).await? == 1,
            "{database:?}: upgraded without a copy"
        );
        whole(&ground, "upgraded without a copy")?;
    }
    Ok(())
}

/// A copy that nobody has removed for long is told; one that is new is not.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_copy_is_told() -> Result<()> {
    let ground = unpacked(Database::Sqlite).await?;
    for (at, told) in [("2026-11-26T09:00", false), ("2027-01-10T09:00", true)] {
        let served = ground.serve_so(&Start::at(at)).await?;
        let health = guiju_tests::get(format!("{}/healthz", served.base)).await?.text().await?;
        ensure!(health.contains("ready") && health.contains("升级前的自动备份") == told, "{at}: {health}");
        served.stop()?;
    }
    Ok(())
}

/// A disk that has no room for the copy: nothing is changed, and with room again the upgrade goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk() -> Result<()> {
    let ground = unpacked(Database::Sqlite).await?;
    let aside = ground.data.with_file_name("aside");
    fs::rename(&ground.data, &aside)?;
    fs::create_dir(&ground.data)?;
    let Some(disk) = SmallDisk::mount(&ground.data, 96) else {
        return guiju_tests::skipped("no disk may be mounted here");
    };
    for entry in fs::read_dir(&aside)? {
        let path = entry?.path();
        copy(&path, &ground.data.join(path.file_name().context("a name")?))?;
    }
    let before = fs::read(ground.file())?;
    let filler = disk.fill()?;
    // Room for what SQLite needs to read the database, but not for a copy of it.
    let room = fs::metadata(&filler)?.len().checked_sub(256 << 10).context("the disk is too small")?;
    for left in [fs::metadata(&filler)?.len(), room] {
        fs::File::options().write(true).open(&filler)?.set_len(left)?;
        let ran = ground.run(&SERVE)?;
        // Where there is no room at all, SQLite cannot even be read.
        let refused = ["Nothing was changed", "is full"].iter().all(|words| ran.said.contains(words));
        ensure!(!ran.well && (refused || left > room), "{left}: {}", ran.said);
        ensure!(fs::read(ground.file())? == before && copies(&ground)?.is_empty(), "nothing has changed");
        ensure!(!ground.data.join("unfinished-before-upgrade").exists(), "nothing is left of the copy");
    }
    fs::remove_file(&filler)?;
    upgrades(&ground)?;
    ensure!(copies(&ground)?.len() == 1 && ground.number(COVERED).await? == 1, "with room again");
    whole(&ground, "with room again")
}
