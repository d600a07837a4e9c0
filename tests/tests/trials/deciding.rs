//! Who decides what is confidential: nobody whom it names, and nobody to whom a hand-over alone gives it.

use crate::office::breach;
use anyhow::Result;
use guiju_tests::{
    right,
    trial::{Ground, Visitor},
};
use serde_json::{Value, json};
use std::time::Duration;

const MARK: &str = "暗访记号丁";

/// The open task of a matter: which, and whose.
async fn open(ground: &Ground, matter: u64) -> Result<(i64, i64)> {
    let of = |column: &str| {
        format!("SELECT {column} FROM tasks WHERE office_id = 1 AND state = 'open' AND matter_id = {matter}")
    };
    Ok((ground.number(&of("id")).await?, ground.number(&of("assignee_id")).await?))
}

async fn acts(who: &Visitor, matter: u64, body: &Value) -> Result<guiju_tests::trial::Answer> {
    who.post(&format!("/api/matters/{matter}/acts"), body).await
}

/// The discipline secretary refuses a report about herself, whose page she cannot see.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_the_accused_decides() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, sun) = (served.person("li").await?, served.person("sun").await?);
    let matter = breach(&li, sun.id, "cars", MARK).await?;
    let (task, _) = open(&ground, matter).await?;
    let version = li.get(&format!("/api/matters/{matter}")).await?["version"].clone();
    let refuse = json!({ "action": "refuse", "version": version, "task": task, "opinion": "不实" });
    let refused = acts(&sun, matter, &refuse).await?;
    right!(!refused.taken(), "whoever a report accuses refuses it: {}", refused.text());
    let tray = sun.get("/api/trays/decide").await?.to_string();
    right!(!tray.contains("李敏"), "the tray of the accused names who reported: {tray}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_handed_to_the_accused() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, sun, wang) = (served.person("li").await?, served.person("sun").await?, served.person("wang").await?);
    let matter = breach(&li, wang.id, "cars", MARK).await?;
    let shown = sun.get(&format!("/api/matters/{matter}")).await?;
    let offered = shown["actions"].as_array().into_iter().flatten();
    let handing =
        offered.filter(|action| action["needs_person"] == true).filter_map(|action| action["action"].as_str());
    let handing = handing.map(str::to_owned).collect::<Vec<_>>();
    anyhow::ensure!(!handing.is_empty(), "nothing can be handed on: {shown}");
    for way in handing {
        let handed = sun.act(matter, &way, json!({ "person": wang.id, "opinion": "请阅" })).await?;
        right!(!handed.taken(), "{way} gives a report to whom it accuses: {}", handed.text());
    }
    Ok(())
}

/// What is hidden and what never was are told apart by no act.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_an_act_tells_what_exists() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wang, chen) = (served.person("li").await?, served.person("wang").await?, served.person("chen").await?);
    let matter = breach(&li, wang.id, "cars", MARK).await?;
    let body = json!({ "action": "approve", "version": 99 });
    let (hidden, absent) = (acts(&chen, matter, &body).await?, acts(&chen, 999_999, &body).await?);
    let (hidden, absent) = (hidden.status, absent.status);
    right!(hidden == absent, "a hidden matter answers {hidden}, an absent one {absent}");
    Ok(())
}

/// A clerk registers an outing for the discipline secretary, with herself in her place.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_a_hand_over_opens_reports() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, sun, wang, chen) = (
        served.person("li").await?,
        served.person("sun").await?,
        served.person("wang").await?,
        served.person("chen").await?,
    );
    let matter = breach(&li, wang.id, "cars", MARK).await?;
    let content = json!({
        "kind": "meeting", "place": "区政府", "reason": "开会", "over": "2026-03-02T08:30/2026-03-06T17:30", "phone": "1",
        "deputy": chen.id,
    });
    let filing = json!({ "content": content, "on_behalf_of": sun.id });
    chen.post("/api/forms/whereabouts/outing/file", &filing).await?.done()?;
    // The jobs come every few seconds.
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    for _ in 0..8 {
        seconds.tick().await;
        let shown = chen.look(&format!("/api/matters/{matter}")).await?;
        right!(
            !shown.text().contains(MARK),
            "a clerk hands the secretary's confidential work over to herself and reads it"
        );
    }
    Ok(())
}
