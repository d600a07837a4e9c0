//! A1, A10, B4: what a list, a count, a rehearsal or an old sheet tells, and to whom.

use crate::office::{auditor, breach, leave, petition};
use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Visitor},
};
use serde_json::{Value, json};
use std::time::Duration;

/// The way of the sheet that somebody could print now.
async fn sheet(who: &Visitor, matter: u64) -> Result<String> {
    let proof = who.get(&format!("/api/matters/{matter}/proof")).await?;
    let address = proof["address"].as_str().context("an address")?;
    let code = address.rsplit('/').next().and_then(|code| code.split('?').next()).context("a code")?;
    Ok(format!("/api/public/1/proof/{matter}/{code}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b4_old_sheet_shows_what_it_became() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wang) = (served.person("li").await?, served.person("wang").await?);
    let matter = li.file("attendance/leave", leave("原来的理由")).await?;
    let old = sheet(&li, matter).await?;
    wang.act(matter, "return", json!({ "opinion": "内部意见甲" })).await?.done()?;
    li.act(matter, "resubmit", json!({ "content": leave("改写过的理由") })).await?.done()?;
    wang.act(matter, "approve", json!({ "opinion": "后来的决定乙" })).await?.done()?;
    let shown = served.stranger()?.get(&old).await?.to_string();
    let became = ["内部意见甲", "改写过的理由", "后来的决定乙"].into_iter().find(|words| shown.contains(words));
    right!(became.is_none(), "a sheet printed at filing shows a stranger what came later: {became:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b4_altered_record_is_proved() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let matter = li.file("attendance/leave", leave("原来的理由")).await?;
    let way = sheet(&li, matter).await?;
    let before = served.stranger()?.get(&way).await?;
    let changed = format!(
        "UPDATE events SET body = REPLACE(body, '原来的理由', '另写的理由') WHERE matter_id = {matter} AND kind = 'filed'"
    );
    ground.tamper(&changed).await?;
    let mut after = served.stranger()?.get(&way).await?;
    if let (Some(after), Some(before)) = (after.as_object_mut(), before.as_object()) {
        // What it says of the content is compared by nobody; that it was altered must be told apart.
        after.insert("sheet".to_owned(), before.get("sheet").cloned().unwrap_or_default());
    }
    right!(after != before, "an event was changed by hand, and the proof says what it said before: {after}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_counts_tell_of_a_report() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, zhou) = (served.person("chen").await?, served.person("liu").await?, served.person("zhou").await?);
    let uses = async || Ok::<_, anyhow::Error>(zhou.get("/api/regulations/integrity-pledge").await?["uses"].clone());
    let before = uses().await?;
    breach(&chen, liu.id, "cars", "暗访记号丙").await?;
    let after = uses().await?;
    right!(after == before, "the uses of clauses tell when a confidential report is filed: {before} then {after}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_rehearsal_tells_of_petitions() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, zhou) = (served.person("chen").await?, served.person("liu").await?, served.person("zhou").await?);
    let matter = petition(&chen, liu.id, "马暗访", "反映欠薪").await?;
    anyhow::ensure!(!zhou.look(&format!("/api/matters/{matter}")).await?.taken(), "the page is open to him");
    let wanted = json!({ "regulation": "petitions", "parameters": { "finish_days": 7 }, "from": "2026-03-01", "to": "2026-03-31" });
    let begun = zhou.post("/api/rehearsals", &wanted).await?.done()?;
    let way = format!("/api/rehearsals/{}", begun["id"]);
    for _ in 0..200 {
        if zhou.get(&way).await?["state"] != "running" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let page = zhou.get(&format!("{way}/differences")).await?;
    anyhow::ensure!(page["total"].as_u64().is_some_and(|total| total > 0), "nothing differs: {page}");
    let told = page.to_string();
    right!(
        !told.contains("刘洋"),
        "a rehearsal tells whose petition it is, whose page is closed to its watcher: {told}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a10_desk_sees_its_own_register_masked() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, sun) = (served.person("chen").await?, served.person("liu").await?, served.person("sun").await?);
    let matter = petition(&chen, liu.id, "马暗访", "反映欠薪").await?;
    let page = sun.look(&format!("/api/matters/{matter}")).await?;
    anyhow::ensure!(page.text().contains("马暗访"), "the page is not open to him: {}", page.text());
    let register = sun.get("/api/views/petitions/petitions").await?;
    right!(register.to_string().contains("马暗访"), "whoever reads each page sees the register masked: {register}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_stranger_sees_a_surname() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu) = (served.person("chen").await?, served.person("liu").await?);
    let matter = petition(&chen, liu.id, "欧阳暗访", "反映欠薪").await?;
    let shown = served.stranger()?.look(&sheet(&chen, matter).await?).await?.text();
    right!(!shown.contains('欧'), "the page behind a code tells a stranger how the petitioner's name begins: {shown}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_clauses_tell_the_item_of_a_report() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu) = (served.person("chen").await?, served.person("liu").await?);
    let mut cited = Vec::<Value>::new();
    let auditor = auditor(&ground, &served).await?;
    for item in ["cars", "trade", "gifts"] {
        let Ok(matter) = breach(&chen, liu.id, item, "暗访记号丁").await else { continue };
        cited.push(auditor.get(&format!("/api/matters/{matter}")).await?["stations"][0]["citations"].clone());
    }
    anyhow::ensure!(cited.len() > 1, "no two items to compare");
    right!(
        cited.iter().all(|one| *one == cited[0]),
        "the clauses of its stations tell which item was reported: {cited:?}"
    );
    Ok(())
}
