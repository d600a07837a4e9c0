//! What is changed by hand in database and files, and what `verify` says to it.

use crate::{line, turn};
use anyhow::{Context, Result, ensure};
use guiju_tests::trial::{Ground, tamper};
use serde_json::json;
use std::path::PathBuf;

/// An office with a file and a decided matter, stopped; its backup, and the file's digest.
async fn prepared() -> Result<(Ground, PathBuf, String)> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wang) = (served.person("li").await?, served.person("wang").await?);
    let file = li.upload("a.pdf", "李敏的诊断证明").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": file });
    let matter = li.file("attendance/leave", content).await?;
    wang.act(matter, "approve", json!({ "opinion": "同意" })).await?.done()?;
    li.get(&format!("/api/matters/{matter}/proof")).await?;
    served.stop()?;
    let backup = ground.data.with_file_name("backup");
    let ran = ground.run(&["backup", "--to", &backup.display().to_string()])?;
    ensure!(ran.well, "no backup: {}", ran.said);
    let ran = ground.run(&["verify"])?;
    ensure!(ran.well, "it is not whole to begin with: {}", ran.said);
    Ok((ground, backup, file["digest"].as_str().context("a digest")?.to_owned()))
}

/// Each thing that is done by hand makes `verify` fail, and say where.
#[tokio::test(flavor = "multi_thread")]
async fn attack_tampering() -> Result<()> {
    let _turn = turn().await;
    let mut unnoticed = Vec::new();
    for what in ["events cut off", "hashes computed anew", "older copy put back", "byte of a file", "byte of a package"]
    {
        let (ground, backup, digest) = prepared().await?;
        match what {
            "events cut off" => tamper::cut(&ground, 5).await?,
            "hashes computed anew" => tamper::forge(&ground).await?,
            "older copy put back" => tamper::put_back(&ground, 40).await?,
            "byte of a file" => tamper::flip(&ground.data.join("attachments/1").join(&digest))?,
            _ => {
                let package = ground.texts("SELECT digest FROM packages ORDER BY digest LIMIT 1").await?;
                tamper::flip(&ground.data.join(format!("regulations/{}.wasm", package[0])))?;
            }
        }
        let ran = ground.run(&["verify", "--against", &backup.display().to_string()])?;
        let said = ran.said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
        line("tampering", what, if ran.well { "NOT NOTICED".to_owned() } else { said });
        if ran.well {
            unnoticed.push(what);
        }
    }
    ensure!(unnoticed.is_empty(), "verify does not notice: {unnoticed:?}");
    Ok(())
}
