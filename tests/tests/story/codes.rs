//! Codes of printed sheets: secrets that no other way out tells of, and that nobody guesses.

use anyhow::{Context, Result};
use guiju::evidence;
use guiju_api::Proof;
use guiju_tests::{Columns, Office, on_each_database, said};
use reqwest::StatusCode;
use serde_json::json;
use std::io::{Cursor, Read};

/// The matter and the hash of each event that people read.
async fn hashes(office: &Office) -> Result<Vec<(Option<i64>, String)>> {
    let rows = sqlx::query("SELECT matter_id, hash FROM events WHERE office_id = 1 AND kind <> 'moved' ORDER BY seq")
        .fetch_all(&office.app.pool)
        .await?;
    rows.iter().map(|row| Ok((row.maybe_int("matter_id")?, row.text("hash")?))).collect()
}

async fn public(office: &Office, path: &str) -> Result<StatusCode> {
    Ok(guiju_tests::get(format!("{}{path}", office.base)).await?.status())
}

on_each_database! {
    /// What is published of the chain tells the code of no sheet, and still shows that nothing was changed.
    published(office, "2026-03-02T09:00") {
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "家中有事" });
        let matter = li.file("attendance/leave", leave).await?;
        let (status, bytes) = zhou.bytes("/api/inspection?from=2025-01-01&to=2025-12-31").await?;
        assert_eq!(status, StatusCode::OK);
        let (mut archive, mut pack, mut chain) = (zip::ZipArchive::new(Cursor::new(bytes))?, String::new(), String::new());
        archive.by_name("chain.csv")?.read_to_string(&mut chain)?;
        for index in 0..archive.len() {
            archive.by_index(index)?.read_to_string(&mut pack)?;
        }
        let named = |line: &&str| line.split(',').nth(3) != Some("\"\"");
        assert_eq!(chain.lines().skip(1).find(named), None, "nor does the chain tell which matters there are");
        let proof = li.get::<Proof>(&format!("/api/matters/{matter}/proof")).await?;
        let anchors = std::fs::read_to_string(office.app.config.data.join(evidence::FOLDER).join("1.jsonl"))?;
        let audit = zhou.text("/api/audit").await?;
        let page = li.text(&format!("/api/matters/{matter}")).await?;
        let hashes = hashes(&office).await?;
        let own = proof.address.rsplit('/').next().context("a code")?.to_owned();
        for (_, hash) in &hashes {
            let code = &hash[..20];
            for (place, text) in [("pack", pack.as_str()), ("anchor", said(&proof.anchor).as_str()), ("anchors", anchors.as_str()), ("audit", &*audit), ("page", &*page)] {
                // Half of a code could be completed by guessing.
                assert!(!text.contains(&hash[..10]), "{place} tells the code {code}");
            }
        }
        let last = hashes.iter().rfind(|(of, _)| *of == i64::try_from(matter).ok()).context("an event of the matter")?;
        assert_eq!(own, last.1[..20], "a sheet that was printed before goes on to be proved");
        assert_eq!(public(&office, &format!("/api/public/1/proof/{matter}/{own}")).await?, StatusCode::OK);
        let kept = tempfile::tempdir()?;
        let file = kept.path().join("chain.csv");
        std::fs::write(&file, &chain)?;
        let (mut said, pool) = (Vec::new(), &office.app.pool);
        assert_eq!(evidence::compare_published(pool, guiju_tests::OFFICE, &file, &mut said).await?, Vec::<String>::new());
        assert!(said.iter().any(|line| line.contains("what was published")), "{said:?}");
        let tail = &hashes[0].1[24..];
        std::fs::write(&file, chain.replace(tail, &"0".repeat(40)))?;
        let wrong = evidence::compare_published(pool, guiju_tests::OFFICE, &file, &mut said).await?;
        assert!(wrong.len() == 1 && wrong[0].contains("event 1 has another hash"), "{wrong:?}");
        std::fs::write(&file, format!("{chain}\"999999\",\"\",\"\",\"\",\"{tail}\"\r\n"))?;
        let wrong = evidence::compare_published(pool, guiju_tests::OFFICE, &file, &mut said).await?;
        assert!(wrong.len() == 1 && wrong[0].contains("event 999999"), "{wrong:?}");
        Ok(())
    }

    /// Whoever guesses at codes waits longer and longer; whoever holds a sheet does not.
    guessed(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "家中有事" });
        let matter = li.file("attendance/leave", leave).await?;
        let proof = li.get::<Proof>(&format!("/api/matters/{matter}/proof")).await?;
        let code = proof.address.rsplit('/').next().context("a code")?.to_owned();
        let way = |code: &str| format!("/api/public/1/proof/{matter}/{code}");
        for _ in 0..80 {
            assert_eq!(public(&office, &way(&code)).await?, StatusCode::OK, "a right one counts for nothing");
        }
        let mut refused = None;
        for guess in 0..80 {
            let status = public(&office, &way(&format!("{guess:020x}"))).await?;
            if status == StatusCode::TOO_MANY_REQUESTS {
                refused = Some(guess);
                break;
            }
            assert_eq!(status, StatusCode::NOT_FOUND);
        }
        assert!(refused.is_some_and(|guess| guess >= 50), "{refused:?}");
        Ok(())
    }
}
