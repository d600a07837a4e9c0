//! Anchors outside the data folder: places that are empty, gone, torn or cannot be trusted, and a chain that is watched.

use anyhow::{Context, Result, ensure};
use guiju::{
    evidence::{self, Comparison, Trusted},
    health, jobs,
    store::{Blobs, Event},
};
use guiju_tests::{Columns, Database, OFFICE, Office, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{fs, path::PathBuf, time::Duration};

fn leave(day: u32) -> Value {
    json!({ "kind": "personal", "span": format!("2026-03-{day:02} am/2026-03-{day:02} am"), "reason": "有事" })
}

/// What `guiju verify` says, and what it says is wrong.
async fn verified(office: &Office, places: &[PathBuf], trusted: &Trusted) -> Result<(String, String)> {
    let app = &office.app;
    let (blobs, own) = (Blobs::open(None, &app.config.data)?, app.config.data.join(evidence::FOLDER));
    let mut said = Vec::new();
    let comparison = Comparison { dialect: office.app.dialect, own: Some(&own), places, trusted, as_of_backup: false };
    let wrong = comparison.run(&app.pool, &blobs, &mut said).await?;
    Ok((said.join("\n"), wrong.join("\n")))
}

async fn run(office: &Office, text: &str) -> Result<()> {
    office.alter(text).await
}

async fn zone(office: &Office, name: &str) -> Result<()> {
    let settings = json!({ "time-zone": name });
    let (status, answer) = office.person("zhou").await?.put("/api/settings", &settings).await?;
    ensure!(status == StatusCode::ACCEPTED, "{status} {answer}");
    office.person("wu").await?.confirms(&answer.read()?).await.map(drop)
}

/// The moments of the last event: the office's local time and UTC.
async fn last(office: &Office) -> Result<(i64, i64)> {
    let row = sqlx::query("SELECT at, utc FROM events WHERE office_id = 1 ORDER BY seq DESC LIMIT 1");
    let row = row.fetch_one(&office.app.pool).await?;
    Ok((row.int("at")?, row.int("utc")?))
}

on_each_database! {
    /// A place that is named must be there, and have an anchor of each office; without a key nothing counts.
    places_that_show_nothing(office, "2026-03-02T09:00") {
        office.person("li").await?.file("attendance/leave", leave(4)).await?;
        office.app.anchors.save(&office.app.pool, true).await?;
        let trusted = Trusted([office.app.anchors.public()].into());
        let (said, wrong) = verified(&office, &[], &trusted).await?;
        assert!(wrong.is_empty() && said.contains("the newest of event"), "{said} {wrong}");
        let empty = tempfile::tempdir()?;
        let (_, wrong) = verified(&office, &[empty.path().to_owned()], &trusted).await?;
        assert!(wrong.contains("no valid anchor"), "{wrong}");
        let (_, wrong) = verified(&office, &[empty.path().join("gone")], &trusted).await?;
        assert!(wrong.contains("there is no such file"), "{wrong}");
        let (_, wrong) = verified(&office, &[], &Trusted::default()).await?;
        assert!(wrong.contains("no valid anchor"), "no signature counts for its own sake: {wrong}");
        // A half line is noted, and goes nowhere.
        let file = office.app.config.data.join("anchors/1.jsonl");
        let text = fs::read_to_string(&file)?;
        fs::write(&file, format!("{}\n{text}", &text[..40]))?;
        let (said, wrong) = verified(&office, &[], &trusted).await?;
        assert!(wrong.is_empty() && said.contains("cut off"), "{said} {wrong}");
        evidence::bring(&office.app.config.data.join("anchors"), empty.path())?;
        assert_eq!(fs::read_to_string(empty.path().join("1.jsonl"))?, text);
        // A row and its file are both removed: the matter still has it.
        let li = office.person("li").await?;
        let stored = li.attach("a.pdf", "%PDF-1.7 a").await?;
        let sick = json!({ "kind": "sick", "span": "2026-03-06 am/2026-03-06 am", "reason": "发烧", "certificate": stored });
        li.file("attendance/leave", sick).await?;
        let digest = stored.digest.as_str();
        run(&office, "DELETE FROM attachments").await?;
        fs::remove_file(office.app.config.data.join("attachments/1").join(digest))?;
        let (_, wrong) = verified(&office, &[], &trusted).await?;
        assert!(wrong.contains(digest) && wrong.contains("not registered"), "{wrong}");
        // The anchors themselves are removed.
        fs::remove_dir_all(office.app.config.data.join("anchors"))?;
        let (_, wrong) = verified(&office, &[], &trusted).await?;
        assert!(wrong.contains("no valid anchor"), "{wrong}");
        Ok(())
    }

    /// The chain of a running server is cut off with its head: keepers are told, health warns, and nothing anchors it anew.
    a_chain_that_is_watched(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        li.file("attendance/leave", leave(4)).await?;
        office.app.anchors.save(&office.app.pool, true).await?;
        let row = sqlx::query("SELECT chain_seq FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        let keep = row.int("chain_seq")? - 1;
        run(&office, &format!("UPDATE offices SET chain_seq = {keep}, chain_hash = (SELECT hash FROM events WHERE office_id = 1 AND seq = {keep}) WHERE id = 1")).await?;
        run(&office, &format!("DELETE FROM events WHERE office_id = 1 AND seq > {keep}")).await?;
        run(&office, &format!("DELETE FROM row_digests WHERE office_id = 1 AND seq > {keep}")).await?;
        let before = fs::read_to_string(office.app.config.data.join("anchors/1.jsonl"))?;
        jobs::round(&office.app).await?;
        jobs::round(&office.app).await?;
        let zhou = office.person("zhou").await?;
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("锚点不符")));
        let warnings = health::check(&office.app).await.warnings.concat();
        assert!(warnings.contains("存证链"), "{warnings}");
        let audit = zhou.audit().await?;
        assert!(audit.broken_at.is_some(), "{audit:?}");
        let after = fs::read_to_string(office.app.config.data.join("anchors/1.jsonl"))?;
        assert_eq!(before, after, "what disagrees is not anchored");
        Ok(())
    }

    /// Whoever cuts the chain off in the database and enters there that a restore was intended has no key: it counts for nothing.
    a_restore_that_nobody_signed(office, "2026-03-02T09:00") {
        office.person("li").await?.file("attendance/leave", leave(4)).await?;
        office.app.anchors.save(&office.app.pool, true).await?;
        let row = sqlx::query("SELECT chain_seq FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        let keep = row.int("chain_seq")? - 2;
        run(&office, &format!("UPDATE offices SET chain_seq = {keep}, chain_hash = (SELECT hash FROM events WHERE office_id = 1 AND seq = {keep}) WHERE id = 1")).await?;
        run(&office, &format!("DELETE FROM events WHERE office_id = 1 AND seq > {keep}")).await?;
        run(&office, &format!("DELETE FROM row_digests WHERE office_id = 1 AND seq > {keep}")).await?;
        let body = json!({ "kept_until": keep, "lost_until": keep + 1000, "reason": "硬盘损坏", "key": office.app.anchors.public(), "signature": "00".repeat(64) });
        let mut change = office.app.change(OFFICE).await?;
        change.event(Event { matter: None, kind: "restored", by: None, body });
        change.commit().await?;
        let trusted = Trusted([office.app.anchors.public()].into());
        let (said, wrong) = verified(&office, &[], &trusted).await?;
        assert!(wrong.contains(&format!("event {}", keep + 2)) && !said.contains("are lost"), "{said}\n{wrong}");
        assert!(office.app.anchors.disagreement(&office.app.pool, OFFICE).await?.is_some());
        Ok(())
    }

    /// The zone moves east and back: the chain goes on in UTC, nobody's clock is blamed, and people read the time that it is there.
    a_zone_that_moves(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        zone(&office, "Pacific/Kiritimati").await?;
        li.file("attendance/leave", leave(10)).await?;
        let (_, east) = last(&office).await?;
        zone(&office, "Asia/Shanghai").await?;
        li.file("attendance/leave", leave(11)).await?;
        let (at, utc) = last(&office).await?;
        assert!(utc >= east);
        assert_eq!(at - utc, 8 * 3600, "the office's own time again, at once");
        jobs::round(&office.app).await?;
        assert!(!health::check(&office.app).await.warnings.concat().contains("时钟"));
        assert!(!office.person("zhou").await?.notices().await?.iter().any(|notice| notice.contains("时钟")));
        assert_eq!(office.person("zhou").await?.audit().await?.broken_at, None);
        Ok(())
    }
}

/// Anchors in a second place: each server has a file of its own there; a place that is not there is never made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn second_places() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = folder.path().join("second");
    let named = place.clone();
    let office =
        Office::configured(Database::Sqlite, "2026-03-02T09:00", |config| config.anchor_copies = vec![named]).await?;
    office.person("li").await?.file("attendance/leave", leave(4)).await?;
    assert!(!office.app.anchors.save_everywhere(&office.app.pool).await?);
    assert!(!place.exists(), "a place that is not mounted is never made");
    assert!(health::check(&office.app).await.warnings.concat().contains("second"));
    fs::create_dir(&place)?;
    assert!(office.app.anchors.save_everywhere(&office.app.pool).await?);
    let names = fs::read_dir(&place)?.map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()));
    let names = names.collect::<Result<Vec<_>>>()?;
    assert!(names.len() == 1 && names[0].starts_with("1.") && names[0].ends_with(".jsonl"), "{names:?}");
    let file = place.join(&names[0]);
    let before = fs::read_to_string(&file)?.lines().count();
    office.person("li").await?.file("attendance/leave", leave(5)).await?;
    assert!(office.app.anchors.save_everywhere(&office.app.pool).await?);
    assert_eq!(fs::read_to_string(&file)?.lines().count(), before + 1);
    assert!(!office.app.anchors.copies_fail());
    // A place that hangs stops nothing: a pipe that nobody reads stands for it.
    let hangs = folder.path().join("hangs");
    fs::create_dir(&hangs)?;
    let pipe = hangs.join("1.jsonl");
    ensure!(std::process::Command::new("mkfifo").arg(&pipe).status()?.success(), "mkfifo");
    let named = hangs.clone();
    let office =
        Office::configured(Database::Sqlite, "2026-03-02T09:00", |config| config.anchor_copies = vec![named]).await?;
    office.person("li").await?.file("attendance/leave", leave(4)).await?;
    for _ in 0..2 {
        tokio::time::timeout(Duration::from_secs(20), jobs::round(&office.app)).await.context("the jobs go on")??;
    }
    Ok(())
}
