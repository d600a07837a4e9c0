//! What was filed stays: a correction replaces no evidence, and only what nothing names is ever removed from the store.

use anyhow::{Context, Result};
use guiju_api::StoredFile;
use guiju_tests::{
    Columns, Office, Person,
    acts::{filling, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{fs, path::PathBuf, time::SystemTime};

async fn upload(person: &Person, name: &str) -> Result<StoredFile> {
    let bytes = format!("%PDF-1.7 {name}").into_bytes();
    let (status, stored) = person.upload(&format!("/api/attachments?name={name}.pdf"), bytes).await?;
    anyhow::ensure!(status == StatusCode::CREATED, "{name}: {status} {stored}");
    stored.read()
}

fn digest(stored: &StoredFile) -> &str {
    &stored.digest
}

async fn opens(person: &Person, stored: &StoredFile) -> Result<StatusCode> {
    Ok(person.bytes(&format!("/api/attachments/{}", digest(stored))).await?.0)
}

fn sick(stored: &StoredFile) -> Value {
    json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "发烧", "certificate": stored })
}

fn place(office: &Office, digest: &str) -> PathBuf {
    office.app.config.data.join("attachments/1").join(digest)
}

async fn number(office: &Office, question: &str) -> Result<i64> {
    let row = sqlx::query(sqlx::AssertSqlSafe(question.to_owned())).fetch_one(&office.app.pool).await?;
    row.int("n")
}

on_each_database! {
    /// A file that was filed and looked at stays although a correction put another in its place.
    a_correction_destroys_nothing(office, "2026-03-02T09:00") {
        let (li, wang) = (office.person("li").await?, office.person("wang").await?);
        let (first, second) = (upload(&li, "a").await?, upload(&li, "b").await?);
        let matter = li.file("attendance/leave", sick(&first)).await?;
        let mut decider = None;
        for login in ["wu", "wang", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                decider = Some(person);
            }
        }
        let decider = decider.context("a decider")?;
        assert_eq!(opens(&decider, &first).await?, StatusCode::OK);
        decider.does(matter, "return", saying("请换一张清楚的")).await?;
        li.does(matter, "resubmit", filling(sick(&second))).await?;
        for stored in [&first, &second] {
            assert_eq!(opens(&decider, stored).await?, StatusCode::OK, "{stored:?}");
            assert_eq!(opens(&li, stored).await?, StatusCode::OK, "{stored:?}");
        }
        office.at("2026-05-05T09:00").await?;
        office.at("2026-05-05T11:00").await?;
        for stored in [&first, &second] {
            assert_eq!(opens(&decider, stored).await?, StatusCode::OK, "{stored:?}");
            assert!(place(&office, digest(stored)).exists());
        }
        drop(wang);
        Ok(())
    }

    /// An index that lacks a use lets nothing be removed that anything names.
    a_second_guard(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let (filed, unfiled) = (upload(&li, "a").await?, upload(&li, "b").await?);
        li.file("attendance/leave", sick(&filed)).await?;
        sqlx::query("DELETE FROM attachment_uses").execute(&office.app.pool).await?;
        office.at("2026-05-05T09:00").await?;
        assert!(place(&office, digest(&filed)).exists());
        assert!(!place(&office, digest(&unfiled)).exists());
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM attachments").await?, 1);
        Ok(())
    }

    /// Bytes that cannot be removed now are removed later, and hold up nothing else.
    removal_is_tried_again(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let mut stored = Vec::new();
        for name in ["a", "b", "c"] {
            stored.push(upload(&li, name).await?);
        }
        // A folder in its place cannot be removed like a file.
        let stuck = place(&office, digest(&stored[0]));
        fs::remove_file(&stuck)?;
        fs::create_dir_all(stuck.join("inside"))?;
        assert!(office.at("2026-05-05T09:00").await.is_err(), "a round that could not remove everything says so");
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM attachments").await?, 0);
        assert!(number(&office, "SELECT COUNT(*) AS n FROM blob_removals").await? > 0, "it stands there to be tried again");
        let (status, problem) = li.upload("/api/attachments?name=a.pdf", b"%PDF-1.7 a".to_vec()).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "blob.being-removed"), "{problem}");
        fs::remove_dir_all(&stuck)?;
        office.at("2026-05-05T09:10").await?;
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM blob_removals").await?, 0);
        for stored in &stored {
            assert!(!place(&office, digest(stored)).exists());
        }
        assert_eq!(upload(&li, "a").await?.digest, stored[0].digest);
        Ok(())
    }

    /// What is entered by hand into tables that nothing covers removes no file that is named, and opens none.
    entered_by_hand(office, "2026-03-02T09:00") {
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        let stored = upload(&li, "a").await?;
        li.file("attendance/leave", sick(&stored)).await?;
        let own = liu.file("attendance/leave", sick(&upload(&liu, "b").await?)).await?;
        let digest = digest(&stored);
        office.alter(&format!("INSERT INTO blob_removals (office_id, digest) VALUES (1, '{digest}')")).await?;
        office.alter(&format!("INSERT INTO attachment_uses (office_id, digest, matter_id) VALUES (1, '{digest}', {own})")).await?;
        office.at("2026-03-03T09:00").await?;
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM blob_removals").await?, 0, "the removal is dropped");
        assert_eq!((opens(&li, &stored).await?, opens(&liu, &stored).await?), (StatusCode::OK, StatusCode::NOT_FOUND));
        Ok(())
    }

    /// Bytes that no row names are removed once they are old enough; a refused upload stores none.
    orphans_are_swept(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let (status, answer) = zhou.put("/api/settings", &json!({ "quota-files-person": 1 })).await?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let li = office.person("li").await?;
        let kept = upload(&li, "kept").await?;
        let file = |index: usize| {
            let mut file = format!("%PDF-1.7 {index} ").into_bytes();
            file.resize(400_000, b' ');
            file
        };
        let all = (0..6).map(|index| li.upload("/api/attachments?name=x.pdf", file(index)));
        let all = futures_util::future::join_all(all).await.into_iter().collect::<Result<Vec<_>>>()?;
        let taken = all.iter().filter(|(status, _)| *status == StatusCode::CREATED).count();
        let names = office.app.blobs.names().await?;
        let stored = names.iter().filter(|name| name.to_string().starts_with("attachments/")).count();
        assert_eq!((taken, stored), (2, 3), "what is refused is not on the disk");
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM attachment_uploads_pending").await?, 0);
        let orphan = "0a".repeat(32);
        let stray = place(&office, &orphan);
        fs::write(&stray, b"nobody names it")?;
        let at = |day: u64| SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(day * 86_400);
        // 2026-03-03, the day after the office was founded.
        fs::File::options().write(true).open(&stray)?.set_modified(at(20_515))?;
        let foreign = place(&office, &"0b".repeat(32));
        fs::write(&foreign, b"from before the office")?;
        fs::File::options().write(true).open(&foreign)?.set_modified(at(20_000))?;
        office.at("2026-03-20T09:00").await?;
        assert!(stray.exists(), "it is too young");
        office.at("2026-05-05T09:00").await?;
        assert!(!stray.exists());
        assert!(foreign.exists(), "what is older than the office came from elsewhere");
        drop(kept);
        Ok(())
    }
}
