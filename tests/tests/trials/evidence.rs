//! B2, B3, B4: what is changed by hand is noticed, and a print says what to compare.

use crate::office::leave;
use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Ran, Visitor, tamper},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Some matters filed, one printed, a backup taken: wherever the binary anchors the head, it has done so. Nothing runs any
/// more.
async fn anchored(ground: &Ground) -> Result<PathBuf> {
    let served = ground.serve().await?;
    let (li, wang) = (served.person("li").await?, served.person("wang").await?);
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    wang.act(matter, "approve", json!({ "opinion": "同意" })).await?.done()?;
    li.get(&format!("/api/matters/{matter}/proof")).await?;
    let backup = backup_folder(ground);
    served.stop()?;
    let ran = ground.run(&["backup", "--to", &backup.display().to_string()])?;
    anyhow::ensure!(ran.well, "no backup: {}", ran.said);
    let ran = ground.run(&["verify"])?;
    anyhow::ensure!(ran.well, "it is not whole to begin with: {}", ran.said);
    Ok(backup)
}

fn backup_folder(ground: &Ground) -> PathBuf {
    ground.data.with_file_name("backup")
}

/// `verify`, against what stands outside where the binary can do that.
fn verified(ground: &Ground, outside: &Path) -> Result<Ran> {
    let help = ground.run(&["verify", "--help"])?;
    let outside = outside.display().to_string();
    if help.said.contains("--against") {
        ground.run(&["verify", "--against", &outside])
    } else {
        ground.run(&["verify"])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b2_chain_cut_off() -> Result<()> {
    let ground = Ground::lay().await?;
    anchored(&ground).await?;
    tamper::cut(&ground, 50).await?;
    let ran = ground.run(&["verify"])?;
    right!(!ran.well, "50 events and the head are gone, and verify says: {}", ran.said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b2_chain_cut_off_against_the_backup() -> Result<()> {
    let ground = Ground::lay().await?;
    let backup = anchored(&ground).await?;
    tamper::cut(&ground, 50).await?;
    // Whoever cut the chain cut what lies beside it too.
    let anchors = ground.data.join("anchors");
    if anchors.exists() {
        std::fs::remove_dir_all(anchors)?;
    }
    let ran = verified(&ground, &backup)?;
    right!(!ran.well, "50 events and the head are gone, and verify against the backup says: {}", ran.said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b2_chain_computed_anew() -> Result<()> {
    let ground = Ground::lay().await?;
    let backup = anchored(&ground).await?;
    tamper::forge(&ground).await?;
    let ran = verified(&ground, &backup)?;
    right!(!ran.well, "an event was changed and every hash computed anew, and verify says: {}", ran.said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b2_older_copy_put_back() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    served.stop()?;
    let older = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    drop(li);
    let backup = anchored(&ground).await?;
    tamper::put_back(&ground, older).await?;
    let ran = verified(&ground, &backup)?;
    right!(!ran.well, "an older copy was put back, and verify says: {}", ran.said);
    Ok(())
}

/// A file that 李敏 has filed, with one byte changed on the disk.
async fn damaged(ground: &Ground) -> Result<String> {
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let file = li.upload("a.pdf", "李敏的诊断证明").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": file });
    li.file("attendance/leave", content).await?;
    let digest = file["digest"].as_str().context("a digest")?.to_owned();
    served.stop()?;
    tamper::flip(&ground.data.join("attachments/1").join(&digest))?;
    Ok(digest)
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b3_altered_attachment_is_served() -> Result<()> {
    let ground = Ground::lay().await?;
    let digest = damaged(&ground).await?;
    let served = ground.serve().await?;
    let answer = served.person("li").await?.look(&format!("/api/attachments/{digest}")).await?;
    right!(!answer.taken(), "one byte of the file was changed, and it is served: {}", answer.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b3_altered_attachment_is_verified() -> Result<()> {
    let ground = Ground::lay().await?;
    let digest = damaged(&ground).await?;
    let ran = ground.run(&["verify"])?;
    right!(!ran.well && ran.said.contains(&digest), "one byte of {digest} was changed, and verify says: {}", ran.said);
    Ok(())
}

/// A file that was filed stays although the corrected matter has another in its place.
#[tokio::test(flavor = "multi_thread")]
async fn trial_b3_corrected_file_is_gone() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let (first, second) = (li.upload("a.pdf", "第一张证明").await?, li.upload("b.pdf", "第二张证明").await?);
    let sick = |file: &Value| json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": file });
    let matter = li.file("attendance/leave", sick(&first)).await?;
    let shown = li.get(&format!("/api/matters/{matter}")).await?;
    let people = shown["stations"].to_string();
    let leaders = [("王", "wang"), ("吴", "wu"), ("赵", "zhao")];
    let (_, login) = leaders.iter().find(|(name, _)| people.contains(name)).with_context(|| people.clone())?;
    let leader = served.person(login).await?;
    let address = format!("/api/attachments/{}", first["digest"].as_str().context("a digest")?);
    anyhow::ensure!(leader.look(&address).await?.taken(), "whoever decides opens it");
    leader.act(matter, "return", json!({ "opinion": "请换一张清楚的" })).await?.done()?;
    li.act(matter, "resubmit", json!({ "content": sick(&second) })).await?.done()?;
    let answer = leader.look(&address).await?;
    right!(answer.taken(), "the file that was filed and returned does not open any more: {}", answer.status);
    Ok(())
}

/// The package of a regulation in force.
async fn package(who: &Visitor) -> Result<String> {
    let packages = who.get("/api/packages?regulation=attendance").await?;
    packages[0]["digest"].as_str().map(str::to_owned).context("a digest")
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b3_altered_package_is_served() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let digest = package(&zhou).await?;
    tamper::flip(&ground.data.join(format!("regulations/{digest}.wasm")))?;
    let answer = zhou.look(&format!("/api/packages/{digest}")).await?;
    right!(!answer.taken(), "one byte of the package was changed, and it is served: {}", answer.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b3_altered_package_is_backed_up() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let digest = package(&served.person("zhou").await?).await?;
    served.stop()?;
    tamper::flip(&ground.data.join(format!("regulations/{digest}.wasm")))?;
    let ran = ground.run(&["backup", "--to", &backup_folder(&ground).display().to_string()])?;
    right!(!ran.well, "one byte of a package was changed, and backup says: {}", ran.said);
    Ok(())
}

/// What the printed code of a decided report says to whoever holds the sheet.
async fn proof() -> Result<(String, Value)> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let content = json!({ "kind": "travel", "purpose": "下社区交通费", "amount": 50_001 });
    let matter = li.file("finance/advance-report", content).await?;
    let shown = li.get(&format!("/api/matters/{matter}")).await?;
    let first = shown["stations"][0]["people"].to_string();
    let leaders = [("张书记", "zhang"), ("赵主任", "zhao"), ("吴副", "wu"), ("孙书记", "sun")];
    let (_, leader) = leaders.iter().find(|(name, _)| first.contains(name)).with_context(|| first.clone())?;
    let leader = served.person(leader).await?;
    leader.act(matter, "approve", json!({ "opinion": "情况属实同意" })).await?.done()?;
    let proof = li.get(&format!("/api/matters/{matter}/proof")).await?;
    let address = proof["address"].as_str().context("an address")?;
    let part = address.split_once("/proof/").context("a proof's address")?.1;
    let (office, rest) = part.split_once('/').context("an office")?;
    let rest = rest.split('?').next().unwrap_or_default();
    let (matter, code) = rest.split_once('/').context("a code")?;
    let shown = served.stranger()?.get(&format!("/api/public/{office}/proof/{matter}/{code}")).await?;
    Ok((shown.to_string(), shown))
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b4_proof_names_nobody() -> Result<()> {
    let (text, _) = proof().await?;
    right!(text.contains("李敏"), "the page behind the code names nobody: {text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b4_proof_shows_no_amount() -> Result<()> {
    let (text, _) = proof().await?;
    right!(text.contains("500.01"), "the page behind the code shows no amount: {text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_b4_proof_shows_no_opinion() -> Result<()> {
    let (text, _) = proof().await?;
    right!(text.contains("情况属实同意"), "the page behind the code shows no opinion: {text}");
    Ok(())
}
