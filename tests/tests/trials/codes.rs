//! A1, A4: the code of a printed sheet is a secret of that sheet.

use crate::office::{leave, unzipped};
use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Served, Visitor},
};

/// An ordinary matter of 李敏, and the code of the sheet that she could print.
async fn printed(served: &Served) -> Result<(u64, String)> {
    let li = served.person("li").await?;
    let matter = li.file("attendance/leave", leave("家中私事")).await?;
    let proof = li.get(&format!("/api/matters/{matter}/proof")).await?;
    let address = proof["address"].as_str().context("an address")?;
    let code = address.rsplit('/').next().and_then(|code| code.split('?').next()).context("a code")?;
    anyhow::ensure!(code.len() >= 16, "no code in {address}");
    let shown = served.stranger()?.look(&format!("/api/public/1/proof/{matter}/{code}")).await?;
    anyhow::ensure!(shown.taken(), "the code opens nothing: {}", shown.text());
    Ok((matter, code.to_owned()))
}

/// 周办 takes a pack of a year in which nothing was filed; its chain has the events of the whole office.
async fn pack(zhou: &Visitor) -> Result<String> {
    let pack = zhou.look("/api/inspection?from=2025-01-01&to=2025-12-31").await?;
    anyhow::ensure!(pack.taken(), "no pack: {} {}", pack.status, pack.text());
    let files = unzipped(&pack.bytes)?;
    anyhow::ensure!(!files.is_empty(), "the pack is empty");
    Ok(files.into_iter().map(|(_, content)| String::from_utf8_lossy(&content).into_owned()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_tells_codes() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (matter, code) = printed(&served).await?;
    let pack = pack(&served.person("zhou").await?).await?;
    right!(!pack.contains(&code), "the pack tells the code of matter {matter}, which its taker may not open");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a4_codes_are_guessed() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (matter, _) = printed(&served).await?;
    let stranger = served.stranger()?;
    let mut slowed = false;
    for guess in 0..200 {
        let path = format!("/api/public/1/proof/{matter}/{guess:020x}");
        let answer = stranger.look(&path).await?;
        anyhow::ensure!(!answer.taken(), "a guess was right");
        slowed |= answer.status == 429;
    }
    right!(slowed, "200 codes were guessed one after the other and nobody was told to wait");
    Ok(())
}
