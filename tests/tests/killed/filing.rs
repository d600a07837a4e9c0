//! Filing while `guiju verify` reads, until the server is killed: what was acknowledged is there.

use crate::{
    blocked::{forgotten, whole},
    databases,
};
use anyhow::{Result, ensure};
use guiju_api::{Filed, Filing};
use guiju_tests::{
    Database, Person,
    trial::{AT, Ground, Start},
    wait,
};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::task::JoinSet;

const FILE: &str = "/api/forms/document-flow/incoming/file";
/// So many papers are sent; the server is killed once half of them are acknowledged.
const PAPERS: usize = 120;

fn paper(index: usize) -> Filing {
    let content = json!({
        "arrival": "received", "from": "区委办", "title": format!("来文{index}"), "received_at": "2026-03-02T08:50",
        "urgency": "ordinary", "secrecy": "none", "proposal": "拟请领导阅示", "from_above": false,
    });
    Filing { content, ..Filing::default() }
}

async fn killed_on(database: Database) -> Result<()> {
    let ground = Arc::new(Ground::lay_on(database).await?);
    let served = ground.serve_so(&Start::at(AT)).await?;
    let chen = Arc::new(Person::log_in(&served.base, "chen").await?);
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let mut filings = JoinSet::new();
    for index in 0..PAPERS {
        let (chen, acknowledged) = (chen.clone(), acknowledged.clone());
        filings.spawn(async move {
            let answer = chen.send(Method::POST, FILE, &paper(index), Some(&format!("key-{index}"))).await.ok()?;
            let filed = answer.1.read::<Filed>().ok().filter(|_| answer.0 == StatusCode::CREATED)?;
            acknowledged.fetch_add(1, Ordering::SeqCst);
            Some((index, filed.id))
        });
    }
    // One beside the filings that comes to its end, others that are killed, and one that is under way when the server is killed.
    let verified = tokio::task::spawn_blocking({
        let ground = ground.clone();
        move || ground.run(&["verify"])
    });
    wait::until("some are acknowledged", async || Ok(acknowledged.load(Ordering::SeqCst) >= PAPERS / 8)).await?;
    ground.start(&["verify"])?.kill()?;
    wait::until("half are acknowledged", async || Ok(acknowledged.load(Ordering::SeqCst) >= PAPERS / 2)).await?;
    let beside = ground.start(&["verify"])?;
    served.kill()?;
    let ran = verified.await??;
    ensure!(ran.well, "beside the filings: {}", ran.said);
    beside.kill()?;
    forgotten(&ground).await?;
    let filed = filings.join_all().await.into_iter().flatten().collect::<Vec<_>>();
    ensure!(filed.len() >= PAPERS / 2 && filed.len() < PAPERS, "{} of {PAPERS} were acknowledged", filed.len());
    whole(&ground, "after the server was killed")?;
    let served = ground.serve_so(&Start::at("2026-03-02T09:30")).await?;
    let chen = Person::log_in(&served.base, "chen").await?;
    for (index, id) in filed {
        let (status, again) = chen.send(Method::POST, FILE, &paper(index), Some(&format!("key-{index}"))).await?;
        ensure!(status.is_success() && again.read::<Filed>()?.id == id, "paper {index}, matter {id}: {again}");
        chen.matter(id).await?;
    }
    served.stop()?;
    whole(&ground, "at the end")
}

#[tokio::test(flavor = "multi_thread")]
async fn filings_beside_a_verify() -> Result<()> {
    for database in databases()? {
        killed_on(database).await?;
    }
    Ok(())
}
