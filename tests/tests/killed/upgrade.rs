//! An upgrade of the baseline's office, killed at many points.

use crate::{
    blocked::{Blocked, forgotten, whole},
    databases,
};
use anyhow::{Context, Result, ensure};
use guiju_tests::{
    Database,
    baseline::unpacked,
    contents::{Contents, contents, differences},
    trial::{Ground, Running},
    wait,
};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// Serves at the morning after the baseline was played.
pub const SERVE: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--at", "2026-11-26T09:00"];
/// A command that brings everything up to date and then finds nothing to do: no job runs as it would in a server.
pub const UPGRADES: [&str; 6] = ["keeper", "confirm", "--request", "999999", "--at", "2026-11-26T09:00"];
/// Brings the tables up to date, finds nothing to acknowledge, and leaves the rows uncovered.
const MIGRATES: [&str; 4] = ["anchor", "restored", "--reason", "trial"];
/// So many kills on SQLite, evenly over what an undisturbed upgrade reads and writes.
const SEEDS: u64 = 10;

const MIGRATIONS: &str = "SELECT COUNT(*) FROM _sqlx_migrations";
/// How many take-overs the chains tell of.
pub const COVERED: &str = "SELECT COUNT(*) FROM events WHERE kind = 'rows-covered'";

/// Brings everything up to date, undisturbed.
pub fn upgrades(ground: &Ground) -> Result<()> {
    let ran = ground.run(&UPGRADES)?;
    ensure!(!ran.well && ran.said.contains("request"), "it says that there is no such request: {}", ran.said);
    Ok(())
}

/// The copies from before an upgrade, with their bytes.
pub fn copies(ground: &Ground) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut copies = BTreeMap::new();
    for entry in fs::read_dir(&ground.data)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("before-upgrade-")) {
            copies.insert(path.clone(), fs::read(&path)?);
        }
    }
    Ok(copies)
}

/// An upgrade that nobody disturbs.
pub struct Reference {
    contents: Contents,
    /// Its migrations.
    migrations: i64,
}

impl Reference {
    /// Makes one.
    pub async fn of(database: Database) -> Result<Self> {
        let ground = unpacked(database).await?;
        let before = contents(&ground, true).await?;
        upgrades(&ground)?;
        whole(&ground, "undisturbed")?;
        ensure!(copies(&ground)?.len() == 1, "it was copied before");
        same_as_before(&ground, &before).await?;
        Ok(Self { contents: contents(&ground, false).await?, migrations: ground.number(MIGRATIONS).await? })
    }

    /// Whatever was done to it: it goes on and ends like this one.
    pub async fn is_reached(&self, ground: &Ground, when: &str) -> Result<()> {
        forgotten(ground).await?;
        let (migrations, copied) = (ground.number(MIGRATIONS).await?, copies(ground)?);
        if migrations < self.migrations {
            let ran = ground.run(&["verify"])?;
            ensure!(!ran.well && ran.said.contains("`guiju serve` brings it up to date"), "{when}: {}", ran.said);
        } else {
            whole(ground, when)?;
        }
        upgrades(ground)?;
        whole(ground, when)?;
        ensure!(ground.number(COVERED).await? == 1, "{when}: it is taken over once");
        let differing = differences(&self.contents, &contents(ground, false).await?);
        ensure!(differing.is_empty(), "{when}: {differing:#?}");
        let now = copies(ground)?;
        ensure!(
            now.len() == 1 && (copied.is_empty() || now == copied),
            "{when}: the copy is as it was: {:?}",
            now.keys()
        );
        upgrades(ground)?;
        ensure!(ground.number(COVERED).await? == 1, "{when}: it is taken over once");
        Ok(())
    }
}

/// The copy that was made before the upgrade is the database as it was.
async fn same_as_before(ground: &Ground, before: &Contents) -> Result<()> {
    let (copy, bytes) = copies(ground)?.pop_first().context("a copy")?;
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("data"))?;
    let restored = if ground.database.is_some() {
        let database = guiju_tests::fresh().await?;
        let mut command = std::process::Command::new("pg_restore");
        let ran = command.args(["--no-owner", "--exit-on-error", "--dbname", &database]).arg(&copy).output()?;
        ensure!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        Ground::of(folder, Some(database))
    } else {
        fs::write(folder.path().join("data/guiju.sqlite"), bytes)?;
        Ground::of(folder, None)
    };
    let differing = differences(before, &contents(&restored, true).await?);
    ensure!(differing.is_empty(), "{differing:#?}");
    Ok(())
}

/// Waits until a number of the database is reached, looking without a pause.
async fn reached(ground: &Ground, question: &'static str, least: i64, process: &mut Running) -> Result<()> {
    let pool = ground.pool().await?;
    wait::closely("the upgrade comes so far", async || {
        if process.listens().is_some() {
            return Ok(true);
        }
        process.goes_on()?;
        Ok(sqlx::query_scalar::<_, i64>(question).fetch_one(&pool).await.is_ok_and(|found| found >= least))
    })
    .await?;
    pool.close().await;
    Ok(())
}

/// Killed once the database shows so many migrations, or the event of the take-over.
async fn killed_at_what_the_database_shows(database: Database) -> Result<()> {
    let reference = Reference::of(database).await?;
    let all = reference.migrations;
    let points =
        [(MIGRATIONS, 8), (MIGRATIONS, 15), (MIGRATIONS, 25), (MIGRATIONS, all - 4), (MIGRATIONS, all), (COVERED, 1)];
    let (mut halfway, mut unserved) = (0, 0);
    for (question, least) in points {
        let ground = unpacked(database).await?;
        let mut process = ground.start(&SERVE)?;
        reached(&ground, question, least, &mut process).await?;
        unserved += i32::from(process.listens().is_none());
        process.kill()?;
        forgotten(&ground).await?;
        let migrations = ground.number(MIGRATIONS).await?;
        halfway += i32::from(migrations < all);
        reference
            .is_reached(&ground, &format!("{database:?}, killed at {migrations} of {all}, {question} {least}"))
            .await?;
    }
    ensure!(halfway > 0 && unserved > 3, "{halfway} were killed halfway, {unserved} before the server listened");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_what_the_database_shows_on_sqlite() -> Result<()> {
    killed_at_what_the_database_shows(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_what_the_database_shows_on_postgres() -> Result<()> {
    if databases()?.len() < 2 {
        return Ok(());
    }
    killed_at_what_the_database_shows(Database::Postgres).await
}

/// Killed at moments all over the upgrade, by what the process has read and written.
#[tokio::test(flavor = "multi_thread")]
async fn killed_all_over_on_sqlite() -> Result<()> {
    let reference = Reference::of(Database::Sqlite).await?;
    let undisturbed = unpacked(Database::Sqlite).await?;
    let mut process = undisturbed.start(&SERVE)?;
    wait::closely("the server listens", async || {
        process.goes_on()?;
        Ok(process.listens().is_some())
    })
    .await?;
    let all = process.moved()?;
    process.kill()?;
    let mut migrations = Vec::new();
    for seed in 0..SEEDS {
        let part = fastrand::Rng::with_seed(seed).u64(0..all / SEEDS);
        let until = all * seed / SEEDS + part;
        let ground = unpacked(Database::Sqlite).await?;
        let mut process = ground.start(&SERVE)?;
        wait::closely("the upgrade comes so far", async || {
            process.goes_on()?;
            Ok(process.listens().is_some() || process.moved()? >= until)
        })
        .await?;
        process.kill()?;
        let found = ground.number(MIGRATIONS).await?;
        migrations.push((found, ground.number(COVERED).await?));
        reference
            .is_reached(&ground, &format!("seed {seed}, killed at {until} of {all} bytes, {found} migrations"))
            .await?;
    }
    ensure!(migrations.first() < migrations.last(), "they were killed at different points: {migrations:?}");
    Ok(())
}

/// Killed within a migration and within the take-over: held there by a lock that their next statement needs.
#[tokio::test(flavor = "multi_thread")]
async fn killed_within_a_transaction_on_postgres() -> Result<()> {
    if databases()?.len() < 2 {
        return Ok(());
    }
    let reference = Reference::of(Database::Postgres).await?;
    let ground = unpacked(Database::Postgres).await?;
    let reader = Blocked::by(&ground, "BEGIN", Some("LOCK TABLE notices IN ACCESS SHARE MODE")).await?;
    let mut process = ground.start(&SERVE)?;
    reader.until_waiting("notices", &mut process).await?;
    process.kill()?;
    reader.released().await?;
    let found = ground.number(MIGRATIONS).await?;
    ensure!(found < reference.migrations, "{found} migrations");
    reference.is_reached(&ground, "within a migration").await?;

    let ground = unpacked(Database::Postgres).await?;
    let ran = ground.run(&MIGRATES)?;
    ensure!(
        ground.number(MIGRATIONS).await? == reference.migrations && ground.number(COVERED).await? == 0,
        "only migrated: {}",
        ran.said
    );
    let reader = Blocked::by(&ground, "BEGIN", Some("LOCK TABLE row_digests IN SHARE MODE")).await?;
    let mut process = ground.start(&SERVE)?;
    reader.until_waiting("row_digests", &mut process).await?;
    ensure!(process.listens().is_none(), "what is not taken over is not served");
    process.kill()?;
    reader.released().await?;
    reference.is_reached(&ground, "within the take-over").await
}

/// The same on SQLite, where a writer waits for another: between a migration and the next, and before the take-over.
#[tokio::test(flavor = "multi_thread")]
async fn killed_between_transactions_on_sqlite() -> Result<()> {
    let reference = Reference::of(Database::Sqlite).await?;
    let ground = unpacked(Database::Sqlite).await?;
    let ran = ground.run(&MIGRATES)?;
    ensure!(
        ground.number(MIGRATIONS).await? == reference.migrations && ground.number(COVERED).await? == 0,
        "only migrated: {}",
        ran.said
    );
    let writer = Blocked::by(&ground, "BEGIN IMMEDIATE", None).await?;
    let mut process = ground.start(&SERVE)?;
    let begun = process.moved()?;
    // It is held up: it reads nothing more, and does not listen.
    let (mut before, mut same) = (begun, 0);
    wait::until("the server waits for the writer", async || {
        process.goes_on()?;
        let now = process.moved()?;
        same = if now == before && now > begun { same + 1 } else { 0 };
        before = now;
        Ok(same > 20)
    })
    .await?;
    ensure!(process.listens().is_none(), "what is not taken over is not served");
    process.kill()?;
    writer.released().await?;
    ensure!(ground.number(COVERED).await? == 0, "it was not taken over");
    reference.is_reached(&ground, "before the take-over").await
}

/// Two servers that are started at once on one database: one upgrades, the other waits for it, and both serve.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_at_once() -> Result<()> {
    for database in databases()? {
        let ground = unpacked(database).await?;
        let mut both = [ground.start(&SERVE)?, ground.start(&SERVE)?];
        for process in &mut both {
            wait::until("the server listens", async || {
                process.goes_on()?;
                Ok(process.listens().is_some())
            })
            .await?;
        }
        for process in both {
            process.kill()?;
        }
        forgotten(&ground).await?;
        ensure!(copies(&ground)?.len() == 1 && ground.number(COVERED).await? == 1, "{database:?}: once");
        whole(&ground, "upgraded by one of two")?;
    }
    Ok(())
}
