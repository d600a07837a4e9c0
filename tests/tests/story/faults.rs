//! What must survive: a killed process, a full disk, a database that is gone.

use anyhow::{Context, Result, ensure};
use guiju::store;
use guiju_api::{Entered, Filed, Filing, Page};
use guiju_tests::{
    Answer, Columns, Database, Person,
    acts::filling,
    fresh, postgres,
    process::{Line, Server, SmallDisk},
    wait,
};
use reqwest::StatusCode;
use serde_json::json;
use std::{
    ffi::OsStr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::task::JoinSet;

const AT: &str = "2026-03-02T09:00";
const FILE: &str = "/api/forms/document-flow/incoming/file";

fn start(data: &Path, database: Option<&str>) -> Result<Server> {
    Server::start(OsStr::new(env!("CARGO_BIN_EXE_server")), data, database, AT)
}

fn paper(title: &str) -> Filing {
    let content = json!({
        "arrival": "received", "from": "区委办", "title": title, "received_at": "2026-03-02T08:50", "urgency": "ordinary", "secrecy": "none",
        "proposal": "拟请领导阅示", "from_above": false,
    });
    Filing { content, ..Filing::default() }
}

/// As many papers wait for the secretary as are filed while the server is killed.
const EACH: usize = 100;

/// What was sent and what of it was acknowledged before the server was killed.
struct Load {
    /// Number of each paper that was sent, with its matter if that was acknowledged.
    filings: Vec<(usize, Option<u64>)>,
    /// Each matter that was decided, with whether that was acknowledged.
    decisions: Vec<(u64, bool)>,
}

impl Load {
    fn lost(&self) -> usize {
        let unfiled = self.filings.iter().filter(|(_, id)| id.is_none()).count();
        unfiled + self.decisions.iter().filter(|(_, done)| !done).count()
    }
}

async fn arrives(chen: &Person, index: usize) -> Result<(StatusCode, Answer)> {
    chen.send(reqwest::Method::POST, FILE, &paper(&format!("新到{index}")), Some(&format!("key-{index}"))).await
}

/// Papers that wait for the secretary, then both at once: as many new papers as decisions on those. The server is killed once it has
/// acknowledged a third.
async fn killed_under_load(mut server: Server) -> Result<Load> {
    let (chen, zhang) = (Person::log_in(&server.base, "chen").await?, Person::log_in(&server.base, "zhang").await?);
    let (chen, zhang) = (Arc::new(chen), Arc::new(zhang));
    let mut waiting = Vec::new();
    for index in 0..EACH {
        let (status, filed) = chen.post(FILE, &paper(&format!("待阅{index}"))).await?;
        ensure!(status == StatusCode::CREATED, "{filed}");
        let matter = filed.read::<Entered>()?.id;
        waiting.push((matter, zhang.prepared(matter, "approve", filling(json!({}))).await?));
    }
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let (mut filings, mut decisions) = (JoinSet::new(), JoinSet::new());
    for index in 0..EACH {
        let (chen, acknowledged) = (chen.clone(), acknowledged.clone());
        filings.spawn(async move {
            let answered = arrives(&chen, index).await.ok().filter(|(status, _)| *status == StatusCode::CREATED);
            let id = answered.and_then(|(_, filed)| filed.read::<Filed>().ok()).map(|filed| filed.id);
            acknowledged.fetch_add(usize::from(id.is_some()), Ordering::SeqCst);
            (index, id)
        });
    }
    for (matter, doing) in waiting {
        let (zhang, acknowledged) = (zhang.clone(), acknowledged.clone());
        decisions.spawn(async move {
            let sent = zhang.acts(matter, &doing).await;
            let done = sent.is_ok_and(|(status, _)| status == StatusCode::OK);
            acknowledged.fetch_add(usize::from(done), Ordering::SeqCst);
            (matter, done)
        });
    }
    wait::until("a third is acknowledged", async || Ok(acknowledged.load(Ordering::SeqCst) >= 2 * EACH / 3)).await?;
    server.kill()?;
    Ok(Load { filings: filings.join_all().await, decisions: decisions.join_all().await })
}

/// Every acknowledged filing is there, and sent once more it is the same; the others are filed now. No acknowledged decision is gone.
async fn stands(server: &Server, load: Load) -> Result<()> {
    let (chen, zhang) = (Person::log_in(&server.base, "chen").await?, Person::log_in(&server.base, "zhang").await?);
    for (index, id) in load.filings {
        let (status, again) = arrives(&chen, index).await?;
        ensure!(status.is_success(), "{again}");
        ensure!(id.is_none() || Some(again.read::<Filed>()?.id) == id, "filed twice: {id:?} and {again}");
    }
    for (matter, done) in load.decisions {
        let shown = zhang.matter(matter).await?;
        let offered = shown.actions.iter().any(|offered| offered.action == "approve");
        ensure!(!(done && offered), "an acknowledged decision is gone: {shown:?}");
    }
    Ok(())
}

/// Nothing is half done: each matter with its record and event, each decision with its event, each station with a task.
const HALF_DONE: [(&str, &str); 4] = [
    (
        "matters without a record",
        "SELECT COUNT(*) AS n FROM matters m WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.matter_id = m.id)",
    ),
    (
        "matters without an event",
        "SELECT COUNT(*) AS n FROM matters m WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.matter_id = m.id AND e.kind = 'filed')",
    ),
    (
        "open matters that wait for nobody",
        "SELECT COUNT(*) AS n FROM matters m WHERE m.status = 'open' AND NOT EXISTS
             (SELECT 1 FROM tasks t WHERE t.matter_id = m.id AND t.state = 'open')",
    ),
    (
        "decisions without their event, or events without their decision",
        "SELECT ABS((SELECT COUNT(*) FROM tasks WHERE state = 'done') - (SELECT COUNT(*) FROM events WHERE kind = 'decided')) AS n",
    ),
];

async fn killed(database: Database) -> Result<()> {
    let data = tempfile::tempdir()?;
    let url = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(fresh().await?),
    };
    let load = killed_under_load(start(data.path(), url.as_deref())?).await?;
    ensure!(load.lost() > 0, "everything was acknowledged before the server was killed: nothing is shown by this");
    let server = start(data.path(), url.as_deref())?;
    stands(&server, load).await?;

    let pool = store::open(url.as_deref(), data.path()).await?;
    let count = async |query: &'static str| -> Result<i64> { sqlx::query(query).fetch_one(&pool).await?.int("n") };
    let all = i64::try_from(2 * EACH)?;
    assert_eq!(count("SELECT COUNT(*) AS n FROM matters").await?, all, "each once");
    assert_eq!(count("SELECT COUNT(DISTINCT number) AS n FROM matters").await?, all, "no number twice");
    assert_eq!(count("SELECT CAST(MAX(last) AS BIGINT) AS n FROM series").await?, all, "no gap in the numbers");
    for (what, query) in HALF_DONE {
        assert_eq!(count(query).await?, 0, "{what}");
    }
    assert_eq!(store::verify(&pool, guiju_tests::OFFICE).await?.1, None, "the chain holds");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_under_load_on_sqlite() -> Result<()> {
    killed(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_under_load_on_postgres() -> Result<()> {
    if postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    killed(Database::Postgres).await
}

/// What is told while nothing can be written: 503, in words, as a problem.
fn unavailable((status, problem): &(StatusCode, Answer)) {
    assert_eq!(*status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");
    assert!(problem.title().contains("稍后再试"), "{problem}");
}

/// A full disk: what cannot be kept is refused with 503, reading goes on, and with room again so does filing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn disk_full() -> Result<()> {
    let data = tempfile::tempdir()?;
    let Some(disk) = SmallDisk::mount(data.path(), 24) else {
        return guiju_tests::skipped("no disk may be mounted here");
    };
    let server = start(&disk.path, None)?;
    let chen = Person::log_in(&server.base, "chen").await?;
    let before = chen.file("document-flow/incoming", paper("之前").content).await?;

    let filler = disk.fill()?;
    let refused = loop {
        // The database has some room of its own left, which filings use up first.
        let answer = chen.post(FILE, &paper(&"满".repeat(100))).await?;
        if answer.0 != StatusCode::CREATED {
            break answer;
        }
    };
    unavailable(&refused);
    unavailable(&chen.upload("/api/attachments?name=a.pdf", format!("%PDF-1.7\n{}", "x".repeat(1 << 16))).await?);
    let left = std::fs::read_dir(disk.path.join("attachments/1")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "no half of a file is left behind");
    assert_eq!(chen.matter(before).await?.status, "open", "reading goes on");
    let filed = chen.get::<Page<guiju_api::InboxItem>>("/api/trays/mine").await?.total;

    std::fs::remove_file(filler)?;
    let after = chen.file("document-flow/incoming", paper("之后").content).await?;
    assert!(after > before);
    let total = chen.get::<Page<guiju_api::InboxItem>>("/api/trays/mine").await?.total;
    assert_eq!(total, filed + 1, "what was refused is not there");
    let pool = store::open(None, &disk.path).await?;
    assert_eq!(store::verify(&pool, guiju_tests::OFFICE).await?.1, None, "the chain holds");
    pool.close().await;
    Ok(())
}

/// The database is cut off: 503 for everything, at once; when it is back everything goes on, with nothing lost or doubled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn database_gone() -> Result<()> {
    if postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    let url = url::Url::parse(&fresh().await?)?;
    let target = format!("{}:{}", url.host_str().context("a host")?, url.port().context("a port")?);
    let line = Line::to(target.clone()).await?;
    let through = url.as_str().replace(&target, &line.address);
    let data = tempfile::tempdir()?;
    let server = start(data.path(), Some(&through))?;
    let chen = Person::log_in(&server.base, "chen").await?;
    chen.file("document-flow/incoming", paper("之前").content).await?;

    line.cut();
    let key = Some("during");
    unavailable(&chen.send(reqwest::Method::POST, FILE, &paper("期间"), key).await?);
    unavailable(&chen.look("/api/trays/mine").await?);
    assert_eq!(guiju_tests::get(format!("{}/healthz", server.base)).await?.status(), StatusCode::SERVICE_UNAVAILABLE);
    // The portal itself needs no database.
    assert_eq!(guiju_tests::get(format!("{}/", server.base)).await?.status(), StatusCode::OK);

    line.mend();
    assert_eq!(guiju_tests::get(format!("{}/healthz", server.base)).await?.status(), StatusCode::OK);
    let (status, filed) = chen.send(reqwest::Method::POST, FILE, &paper("期间"), key).await?;
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    assert_eq!(chen.get::<Page<guiju_api::InboxItem>>("/api/trays/mine").await?.total, 2);
    Ok(())
}
