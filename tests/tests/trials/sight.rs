//! A1, A10: what a list, a count or a rehearsal tells, and to whom.

use crate::office::{breach, petition};
use anyhow::Result;
use guiju_tests::{right, trial::Ground, wait};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_counts_tell_of_a_report() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, zhou) = (served.person("chen").await?, served.person("liu").await?, served.person("zhou").await?);
    let uses = async || Ok::<_, anyhow::Error>(zhou.get("/api/regulations/integrity-pledge").await?["uses"].clone());
    let before = uses().await?;
    anyhow::ensure!(!before.is_null(), "no uses of clauses are told: {before}");
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
    wait::until("the rehearsal ends", async || Ok(zhou.get(&way).await?["state"] != "running")).await?;
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
