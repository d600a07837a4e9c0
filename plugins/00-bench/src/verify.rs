//! A chain of two hundred thousand events with the rows that they wrote, compared whole: how long, how much memory.

use anyhow::{Context, Result, ensure};
use guiju::{
    evidence,
    store::{Event, departments, notices},
};
use guiju_domain::{DepartmentId, PersonId};
use guiju_tests::{Database, OFFICE, Office};
use std::{collections::BTreeMap, fs, time::Instant};

/// Events, unless another number is asked for.
const EVENTS: usize = 200_000;
/// Events of one change.
const AT_ONCE: usize = 20;
/// The most seconds that it may take.
const SECONDS: f64 = 120.0;
/// The most memory above what the process has before, in MiB.
const MEBIBYTES: u64 = 64;

fn memory(name: &str) -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("memory")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<u64>()? / 1024)
}

/// Writes so many events, each with four rows.
async fn fill(office: &Office, events: usize) -> Result<()> {
    for begun in (0..events).step_by(AT_ONCE) {
        let mut change = office.app.change(OFFICE).await?;
        for event in begun..events.min(begun + AT_ONCE) {
            for _ in 0..3 {
                let told = guiju_domain::message!("notice-chain-broken", subject = event);
                notices::tell(&mut change, PersonId::new(1), told, None).await?;
            }
            let id = change.id::<DepartmentId>();
            departments::insert(&mut change, id, &format!("{event}")).await?;
            let body = serde_json::json!({ "v": 1, "department": id, "words": "所写的内容".repeat(20) });
            change.event(Event { matter: None, kind: "bench", by: Some(PersonId::new(1)), body });
        }
        change.commit().await?;
    }
    Ok(())
}

/// Runs and prints.
///
/// # Errors
/// If it takes longer or more memory than it may, or something does not agree.
pub async fn run(words: &[String]) -> Result<()> {
    let events = words.first().map_or(Ok(EVENTS), |word| word.parse())?;
    for database in [Database::Sqlite, Database::Postgres] {
        if database == Database::Postgres && guiju_tests::postgres().is_none() {
            println!("verify: no PostgreSQL server");
            continue;
        }
        let office = Office::open(database, "2026-03-02T09:00").await?;
        let begun = Instant::now();
        fill(&office, events).await?;
        let filled = begun.elapsed().as_secs_f64();
        // The peak counts from here on.
        fs::write("/proc/self/clear_refs", "5")?;
        let (before, begun) = (memory("VmRSS:")?, Instant::now());
        let compared = evidence::disagreements(
            (&office.app.pool, office.app.dialect),
            (&BTreeMap::new(), &evidence::Trusted::default()),
            None,
        )
        .await?;
        let (seconds, above) = (begun.elapsed().as_secs_f64(), memory("VmHWM:")?.saturating_sub(before));
        println!(
            "verify on {database:?}: {} in {seconds:.1} s (written in {filled:.0} s), {above} MiB above {before} MiB",
            compared.notes.join("; ")
        );
        ensure!(compared.wrong.is_empty(), "{:?}", compared.wrong);
        ensure!(seconds <= SECONDS && above <= MEBIBYTES, "at most {SECONDS} s and {MEBIBYTES} MiB");
    }
    Ok(())
}
