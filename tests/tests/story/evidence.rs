//! Evidence: what is changed past the server is noticed, a server that lacks a package judges nothing by another, and long
//! files keep nobody waiting.

use anyhow::{Context, Result};
use guiju::{
    app::App,
    config::Config,
    evidence::{self, Comparison, Trusted},
    health, http, jobs,
    policy::following,
    store::{BlobPlace, Blobs},
};
use guiju_api::{ImportReport, InboxItem, Page, Proof};
use guiju_domain::event_hash;
use guiju_tests::{Columns, OFFICE, Office, Person, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    fmt::Write,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

fn leave() -> Value {
    json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" })
}

/// What `guiju verify` would say is wrong, against anchors that were kept elsewhere.
async fn wrong(office: &Office, outside: &Path) -> Result<Vec<String>> {
    let app = &office.app;
    let blobs = Blobs::open(None, &app.config.data)?;
    let trusted = Trusted([app.anchors.public()].into());
    let places = [outside.to_owned()];
    let comparison =
        Comparison { dialect: office.app.dialect, own: None, places: &places, trusted: &trusted, as_of_backup: false };
    comparison.run(&app.pool, &blobs, &mut Vec::new()).await
}

/// Anchors of the office as they stand now, in a folder outside.
async fn anchored(office: &Office) -> Result<tempfile::TempDir> {
    let outside = tempfile::tempdir()?;
    office.app.anchors.save(&office.app.pool, true).await?;
    evidence::bring(&office.app.config.data.join(evidence::FOLDER), outside.path())?;
    Ok(outside)
}

async fn run(office: &Office, text: &str) -> Result<()> {
    office.alter(text).await
}

/// Another server of the same database, with files of its own.
async fn beside(office: &Office, data: &Path, files: &Path) -> Result<(String, Arc<App>)> {
    let own = &office.app.config;
    let sqlite = format!("sqlite://{}?mode=rw", own.data.join("guiju.sqlite").display());
    std::os::unix::fs::symlink(guiju_tests::root().join("target/compiled"), data.join("compiled"))?;
    let config = Config {
        data: data.to_owned(),
        database: Some(own.database.clone().unwrap_or(sqlite)),
        blobs: Some(BlobPlace::Folder(files.to_owned())),
        ..own.clone()
    };
    let app = App::open(config, office.clock.clone()).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    let served = app.clone();
    tokio::spawn(async move { http::serve(&served, listener, std::future::pending()).await });
    Ok((base, app))
}

/// The file of the package that is bound of a regulation.
fn package(office: &Office, regulation: &str) -> Result<PathBuf> {
    let policy = office.app.policy(OFFICE)?;
    let loaded = policy.regulation(regulation, office.app.now(OFFICE).date()).context("the regulation")?;
    Ok(office.app.config.data.join(format!("regulations/{}.wasm", loaded.digest())))
}

on_each_database! {
    /// The end of the chain is cut off with the office's head; all hashes are computed anew; an older copy is put back.
    anchors(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        li.file("attendance/leave", leave()).await?;
        let outside = anchored(&office).await?;
        assert_eq!(wrong(&office, outside.path()).await?, Vec::<String>::new());
        let (status, problem) = li.files("attendance/leave", json!({})).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(wrong(&office, outside.path()).await?, Vec::<String>::new(), "a chain may grow");

        let row = sqlx::query("SELECT chain_seq, chain_hash FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        let (last, hash) = (row.int("chain_seq")?, row.text("chain_hash")?);
        let keep = last - 1;
        run(&office, &format!("UPDATE offices SET chain_seq = {keep}, chain_hash = (SELECT hash FROM events WHERE office_id = 1 AND seq = {keep}) WHERE id = 1")).await?;
        run(&office, &format!("DELETE FROM events WHERE office_id = 1 AND seq > {keep}")).await?;
        let said = wrong(&office, outside.path()).await?.concat();
        assert!(said.contains("office 1") && said.contains(&format!("event {last}")) && said.contains("cut off"), "{said}");

        // A line of the anchor file is changed to agree: its signature does not hold.
        let file = outside.path().join("1.jsonl");
        let text = std::fs::read_to_string(&file)?;
        std::fs::write(&file, text.replace(event_hash::tail(&hash), &"0".repeat(40)))?;
        let said = wrong(&office, outside.path()).await?.concat();
        assert!(said.contains("signature does not hold"), "{said}");
        Ok(())
    }

    /// A print carries the signed head, and the chain is anchored then.
    a_print(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let matter = li.file("attendance/leave", leave()).await?;
        let proof = li.get::<Proof>(&format!("/api/matters/{matter}/proof")).await?;
        let row = sqlx::query("SELECT chain_seq, chain_hash FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        assert_eq!(proof.anchor.seq, row.id("chain_seq")?);
        assert!(row.text("chain_hash")?.ends_with(&proof.anchor.hash));
        assert_eq!(proof.anchor.signature.len(), 128);
        let kept = std::fs::read_to_string(office.app.config.data.join("anchors/1.jsonl"))?;
        assert!(kept.contains(&proof.anchor.signature));
        Ok(())
    }

    /// One byte of an attachment is wrong: it is never served, verify names it, keepers are told once.
    a_wrong_byte(office, "2026-03-02T09:00") {
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        let stored = li.attach("a.pdf", "%PDF-1.7 as it was").await?;
        let digest = stored.digest.as_str();
        let (address, file) = (format!("/api/attachments/{digest}"), office.app.config.data.join(format!("attachments/1/{digest}")));
        std::fs::write(&file, b"%PDF-1.7 as it is!")?;
        let (status, problem) = li.look(&address).await?;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(problem.title().contains("附件已损坏"), "{problem}");
        let said = wrong(&office, anchored(&office).await?.path()).await?.concat();
        assert!(said.contains(digest) && said.contains("damaged"), "{said}");
        for _ in 0..2 {
            jobs::round(&office.app).await?;
        }
        let told = zhou.notices().await?.iter().filter(|notice| notice.contains(digest)).count();
        assert_eq!(told, 1);
        assert!(zhou.audit().await?.alarms[0].contains(digest));
        std::fs::write(&file, b"%PDF-1.7 as it was")?;
        assert_eq!(li.bytes(&address).await?.1, b"%PDF-1.7 as it was");
        jobs::round(&office.app).await?;
        let audit = zhou.audit().await?;
        assert_eq!((audit.alarms.is_empty(), audit.broken_at), (true, None), "{audit:?}");
        Ok(())
    }

    /// A server lacks one package: it says so, judges nothing by another, goes on with the rest, and catches up by itself.
    a_server_behind(office, "2026-03-02T09:00") {
        let (data, files) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let folder = files.path().join("regulations");
        std::fs::create_dir(&folder)?;
        let lacking = package(&office, "document-flow")?;
        for entry in std::fs::read_dir(office.app.config.data.join("regulations"))? {
            let path = entry?.path();
            if path != lacking {
                std::fs::copy(&path, folder.join(path.file_name().context("a name")?))?;
            }
        }
        let (base, app) = beside(&office, data.path(), files.path()).await?;
        let health = health::check(&app).await;
        assert!(!health.ready && health.reasons[0].contains("制度包文件找不到"), "{health:?}");
        let answer = guiju_tests::get(format!("{base}/healthz")).await?;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(guiju_tests::get(format!("{base}/livez")).await?.status(), StatusCode::OK);

        // What the missing package looks up is written by this server as well: the database says so.
        let lookups = |app: &App| anyhow::Ok(format!("{:?}", app.policy(OFFICE)?.lookups));
        assert_eq!(lookups(&app)?, lookups(&office.app)?);
        assert!(lookups(&app)?.contains("document-flow"));

        let chen = Person::log_in(&base, "chen").await?;
        let content = json!({
            "arrival": "received", "from": "区委办", "title": "来文", "received_at": "2026-03-02T08:50", "urgency": "ordinary",
            "secrecy": "none", "proposal": "拟请领导阅示", "from_above": false,
        });
        let (status, problem) = chen.files("document-flow/incoming", content.clone()).await?;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");
        assert!(problem.title().contains("现行版本的制度包"), "{problem}");
        chen.get::<Page<InboxItem>>("/api/trays/mine").await?;
        assert!(following::attempt(&app).await, "the file is still missing");

        // A damaged file is none.
        let place = folder.join(lacking.file_name().context("a name")?);
        std::fs::write(&place, b"\0asm damaged")?;
        assert!(following::attempt(&app).await);
        assert!(health::check(&app).await.reasons[0].contains("损坏"));
        std::fs::copy(&lacking, &place)?;
        assert!(!following::attempt(&app).await, "it has caught up");
        assert_eq!(guiju_tests::get(format!("{base}/healthz")).await?.status(), StatusCode::OK);
        chen.file("document-flow/incoming", content).await?;
        Ok(())
    }

    /// The chain's clock never runs back; a machine's clock that is behind is told.
    a_clock_behind(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        li.file("attendance/leave", leave()).await?;
        office.clock.set("2026-03-02T08:30".parse().map_err(|why| anyhow::anyhow!("{why}"))?);
        let health = health::check(&office.app).await;
        assert!(health.ready && health.warnings.concat().contains("时钟"), "{health:?}");
        li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "有事" })).await?;
        jobs::round(&office.app).await?;
        let zhou = office.person("zhou").await?;
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("时钟")));
        assert_eq!(zhou.audit().await?.broken_at, None);
        // An event that runs back although its hash fits is found.
        let row = sqlx::query("SELECT monotone_after FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        assert_eq!(row.int("monotone_after")?, 0, "every event of a new office is held to it");
        Ok(())
    }

    /// A long table as a preview and as an import, while others file: nobody waits for it.
    a_long_table(office, "2026-03-02T09:00") {
        let mut table = String::new();
        for index in 0..60_000_u32 {
            let (day, minute) = (index / 1440 % 28 + 1, index % 1440);
            writeln!(table, "{}\t2026-{:02}-{day:02} {:02}:{:02}:{:02}\t1\t0\t1\t0", index % 9 + 1, index % 2 + 1, minute / 60, minute % 60, index / 1440)?;
        }
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let import = "/api/forms/attendance/punch/import";
        let preview = format!("{import}?preview=true");
        let looked = async {
            let begun = Instant::now();
            anyhow::Ok((chen.upload(&preview, table.clone().into_bytes()).await?, begun.elapsed()))
        };
        let filing = async {
            let mut longest = Duration::ZERO;
            for day in 4..12 {
                let begun = Instant::now();
                li.preview("attendance/leave", &leave()).await?;
                let content = json!({ "kind": "personal", "span": format!("2026-03-{day:02} am/2026-03-{day:02} am"), "reason": "有事" });
                let (status, answer) = li.files("attendance/leave", content).await?;
                assert!(status == StatusCode::CREATED || status == StatusCode::UNPROCESSABLE_ENTITY, "{status} {answer}");
                longest = longest.max(begun.elapsed());
            }
            Ok::<_, anyhow::Error>(longest)
        };
        let (looked, longest) = tokio::join!(looked, filing);
        let ((status, report), whole) = looked?;
        assert_eq!((status, report.read::<ImportReport>()?.written), (StatusCode::OK, false), "{report:?}");
        let longest = longest?;
        // With the office's lock held for the whole file, one of them would wait as long as the preview takes.
        assert!(longest < whole / 2, "{longest:?} of {whole:?}");
        let lines = table.lines().take(1200).map(|line| format!("{line}\n")).collect::<String>();
        let first = chen.import(import, lines.clone().into_bytes()).await?;
        let again = chen.import(import, lines.into_bytes()).await?;
        assert_eq!((first.new, again.new, again.known), (1200, 0, 1200), "{first:?} {again:?}");
        let row = sqlx::query("SELECT COUNT(*) AS n FROM events WHERE kind = 'imported'").fetch_one(&office.app.pool).await?;
        assert_eq!(row.int("n")?, 6, "each batch of 500 lines is an event");
        Ok(())
    }
}
