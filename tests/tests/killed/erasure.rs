//! An erasure of many matters, killed at every batch and within batches.

use crate::{
    blocked::{Blocked, forgotten, whole},
    databases,
};
use anyhow::{Context, Result, ensure};
use guiju_api::{Outcome, Reason, RequestAnswer};
use guiju_tests::{
    Database, Person,
    acts::plainly,
    contents::contents,
    trial::{AT, Ground, Running, Start},
    wait,
};
use reqwest::StatusCode;
use serde_json::json;
use std::{collections::BTreeSet, fs};

/// So many matters are erased: more than three batches.
const MATTERS: usize = 66;
/// One in so many has a file of its own.
const EACH: usize = 3;
/// What stands in each of them, and nowhere else.
const REASON: &str = "带状疱疹复发";

/// When it is asked for: the year after the one in which they ended is over.
const ASKED: &str = "2028-01-03T09:00";
/// When servers are killed.
const LATER: &str = "2028-01-03T09:10";
/// When what a killed server had claimed is free again.
const END: &str = "2028-01-03T12:00";

/// How far the erasure has come.
const PROGRESS: &str =
    "SELECT state || ' ' || matter_id || ' ' || recording_id || ' ' || matters || ' ' || recordings FROM erasures";
const WAITING: &str = "SELECT COUNT(*) FROM blob_removals";

async fn progress(ground: &Ground) -> Result<String> {
    Ok(ground.texts(PROGRESS).await?.pop().unwrap_or_default())
}

/// The digests of the files that lie in the data folder.
fn files(ground: &Ground) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(ground.data.join("attachments/1"))? {
        files.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(files)
}

/// The files of an office whose matters are to be erased.
struct Laid {
    ground: Ground,
    /// Files that must go.
    going: BTreeSet<String>,
    /// A file that an erased matter and one that stays have.
    staying: String,
}

/// An office with matters that were withdrawn long ago, one of today with a file of theirs, and an erasure that was confirmed just now.
async fn laid(database: Database) -> Result<Laid> {
    let ground = Ground::lay_on(database).await?;
    let served = ground.serve_so(&Start::at(AT)).await?;
    let li = Person::log_in(&served.base, "li").await?;
    let shared = li.attach("shared.pdf", "%PDF-1.7 shared").await?;
    let mut going = BTreeSet::new();
    for index in 0..MATTERS {
        let certificate = if index % EACH == 1 {
            let own = li.attach("own.pdf", &format!("%PDF-1.7 own {index}")).await?;
            going.insert(own.digest.clone());
            own
        } else {
            shared.clone()
        };
        let content = json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": format!("{REASON} {index}"), "certificate": certificate });
        let matter = li.file("attendance/leave", content).await?;
        li.does(matter, "withdraw", plainly()).await?;
    }
    served.stop()?;
    let served = ground.serve_so(&Start::at("2026-12-01T09:00")).await?;
    let li = Person::log_in(&served.base, "li").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-12-02 am/2026-12-02 am", "reason": "感冒", "certificate": shared });
    li.file("attendance/leave", content).await?;
    served.stop()?;
    let served = ground.serve_so(&Start::at(ASKED)).await?;
    let (zhou, wu) = (Person::log_in(&served.base, "zhou").await?, Person::log_in(&served.base, "wu").await?);
    let (status, told) = zhou.put("/api/settings", &json!({ "retention-matters": 1 })).await?;
    ensure!(status == StatusCode::OK, "{told}");
    let (status, asked) = zhou.post("/api/erasure", &Reason { reason: "保存期满".to_owned() }).await?;
    ensure!(status == StatusCode::ACCEPTED, "{asked}");
    let request = asked.read::<Outcome>()?.request.context("a request")?;
    let confirm = RequestAnswer { action: "confirm".to_owned(), words: "已核对清单".to_owned() };
    let (status, told) = wu.post(&format!("/api/requests/{request}"), &confirm).await?;
    // The jobs begin within seconds; however far they come, it is killed.
    served.kill()?;
    ensure!(status == StatusCode::NO_CONTENT, "{told}");
    forgotten(&ground).await?;
    Ok(Laid { ground, going, staying: shared.digest })
}

fn serves(ground: &Ground, at: &str) -> Result<Running> {
    ground.start(&["serve", "--listen", "127.0.0.1:0", "--at", at])
}

/// Kills a server as soon as the database shows that a change of the erasure has ended, and a little later by what the process has read
/// and written.
async fn killed_at_a_boundary(ground: &Ground, later: u64) -> Result<()> {
    let before = progress(ground).await?;
    let pool = ground.pool().await?;
    let mut process = serves(ground, LATER)?;
    let mut moved = None;
    wait::closely("a batch ends", async || {
        process.goes_on()?;
        if let Some(moved) = moved {
            return Ok(process.moved()? >= moved + later);
        }
        let now = sqlx::query_scalar::<_, String>(PROGRESS).fetch_one(&pool).await?;
        if now != before {
            moved = Some(process.moved()?);
        }
        Ok(now.starts_with("done"))
    })
    .await?;
    process.kill()?;
    pool.close().await;
    Ok(())
}

/// Kills a server within a batch of PostgreSQL, in which it waits for a lock on a table.
async fn killed_within_a_batch(ground: &Ground, table: &str) -> Result<()> {
    let before = progress(ground).await?;
    let lock = format!("LOCK TABLE {table} IN SHARE MODE");
    let reader = Blocked::by(ground, "BEGIN", Some(&lock)).await?;
    let mut process = serves(ground, LATER)?;
    reader.until_waiting(table, &mut process).await?;
    process.kill()?;
    reader.released().await?;
    forgotten(ground).await?;
    ensure!(progress(ground).await? == before, "the batch was not committed");
    whole(ground, &format!("killed within a batch behind {before}, before {table} was written"))
}

async fn killed_on(database: Database) -> Result<()> {
    let Laid { ground, going, staying } = laid(database).await?;
    let mut seen = Vec::new();
    for round in 0_u64.. {
        let now = progress(&ground).await?;
        ensure!(round < 40, "the erasure comes to no end: {seen:?}");
        seen.push(now.clone());
        if now.starts_with("done") {
            break;
        }
        let mut later = fastrand::Rng::with_seed(round).u64(0..200_000);
        if database == Database::Postgres {
            // What goes over a connection is not counted; there it is held by a lock, at another point of each batch.
            later = 0;
            let words = now.split(' ').collect::<Vec<_>>();
            let files_erased = ground.number("SELECT files FROM erasures").await?;
            let is_over = words.get(3).and_then(|matters| matters.parse::<usize>().ok()) >= Some(MATTERS);
            let table = match (words.first(), round % 3) {
                (Some(&"matters"), 0) if !is_over => Some("matters"),
                (Some(&"matters"), 1) if !is_over => Some("erased_matters"),
                // Files go once no matter has them any more.
                (Some(&"parts"), _) if files_erased == 0 => Some("blob_removals"),
                (Some(&("matters" | "recordings")), _) => Some("erasures"),
                _ => None,
            };
            if let Some(table) = table {
                killed_within_a_batch(&ground, table).await?;
            }
        }
        killed_at_a_boundary(&ground, later).await?;
        forgotten(&ground).await?;
        // What a row names is there, what was emptied is accepted, and nothing else is missing.
        whole(&ground, &format!("{database:?}, killed at {}", progress(&ground).await?))?;
        ensure!(files(&ground)?.contains(&staying), "a file that a matter still has");
    }
    ensure!(seen.len() > 4, "it was killed at several batches: {seen:?}");
    ends(&ground, &going, &staying).await
}

/// What was to go is gone, each matter once, and everything else is whole.
async fn ends(ground: &Ground, going: &BTreeSet<String>, staying: &str) -> Result<()> {
    // What a killed server had begun to remove is free again after a while.
    let process = serves(ground, END)?;
    wait::until("the bytes are removed", async || Ok(ground.number(WAITING).await? == 0)).await?;
    process.kill()?;
    forgotten(ground).await?;
    whole(ground, "at the end")?;
    let (left, erased) = (files(ground)?, ground.number("SELECT COUNT(*) FROM erased_matters").await?);
    ensure!(left.contains(staying) && left.is_disjoint(going), "{left:?} of {going:?}");
    let named = ground.texts("SELECT digest FROM attachments").await?.into_iter().collect::<BTreeSet<_>>();
    ensure!(left == named, "what lies there and what a row names: {left:?}, {named:?}");
    ensure!(erased == ground.number("SELECT matters FROM erasures").await?, "each matter is erased once");
    ensure!(usize::try_from(erased)? >= MATTERS, "{erased} matters were erased");
    let all = contents(ground, true).await?;
    let standing = all.iter().filter(|(_, rows)| rows.iter().any(|row| row.contains(REASON))).map(|(table, _)| table);
    let standing = standing.collect::<Vec<_>>();
    ensure!(standing.is_empty(), "it still stands in {standing:?}");
    let ends = ground.texts("SELECT body FROM events WHERE kind = 'erased' ORDER BY seq").await?;
    ensure!(ends.len() > 4, "each change is told by an event: {ends:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_every_batch_on_sqlite() -> Result<()> {
    killed_on(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_every_batch_on_postgres() -> Result<()> {
    if databases()?.len() < 2 {
        return Ok(());
    }
    killed_on(Database::Postgres).await
}
