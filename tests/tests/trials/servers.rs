//! C2, C3, C4: several servers on one database, and long work beside short.

use crate::office::{confirmed, leave, post_of};
use anyhow::{Context, Result};
use guiju_package::Package;
use guiju_tests::{
    packages::{publisher, revised},
    right,
    trial::{AT, Ground, Served, Start, healthy},
    wait,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::{
    fmt::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

/// Two servers on one database, each with a folder of its own for its files.
struct Two {
    ground: Ground,
    first: Served,
    other: Served,
    others_data: PathBuf,
}

impl Two {
    /// The other one's clock may stand elsewhere.
    async fn lay(others_clock: &str) -> Result<Self> {
        let ground = Ground::lay().await?;
        let others_data = ground.beside()?;
        let first = ground.serve().await?;
        let other = ground.serve_so(&Start { data: Some(&others_data), ..Start::at(others_clock) }).await?;
        // What it keeps in memory is there before anything changes.
        let li = other.person("li").await?;
        li.post("/api/forms/attendance/leave/preview", &json!({ "content": leave("家长会") })).await?.done()?;
        Ok(Self { ground, first, other, others_data })
    }

    fn file(&self, data: &std::path::Path, digest: &str) -> PathBuf {
        data.join(format!("regulations/{digest}.wasm"))
    }
}

/// Attendance 1.1.0 is installed at a server, and confirmed from the next day on; its digest.
async fn swapped(served: &Served) -> Result<String> {
    let (zhou, wu) = (served.person("zhou").await?, served.person("wu").await?);
    let entry = json!({ "name": "市规矩软件中心", "public_key": publisher().public().to_string() });
    wu.post("/api/trust/publishers", &entry).await?.done()?;
    let file = Package::open(&revised()?).signed(&publisher());
    let installed = zhou.ask(Method::POST, "/api/packages", &[], file).await?.done()?;
    let digest = installed["digest"].as_str().context("a digest")?.to_owned();
    let wanted = json!({ "regulation": "attendance", "digest": digest, "parameters": {}, "from": "2026-03-03", "reason": "修订" });
    let asked = zhou.post("/api/revisions", &wanted).await?.done()?;
    wu.post(&format!("/api/revisions/{}", asked["id"]), &json!({ "action": "confirm" })).await?.done()?;
    Ok(digest)
}

/// The other server lacks the file of a package that is bound; what it says of itself.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c2_health_of_a_server_behind() -> Result<()> {
    let two = Two::lay(AT).await?;
    let digest = swapped(&two.first).await?;
    anyhow::ensure!(!two.file(&two.others_data, &digest).exists(), "the other server has the file");
    let li = two.other.person("li").await?;
    let ill = wait::within(Duration::from_secs(20), async || {
        li.look("/api/forms").await.map(drop)?;
        Ok(!healthy(&two.other.base).await?)
    });
    right!(ill.await?, "a server that lacks the file of a package that is bound says that it is well");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_c2_restart_without_a_package() -> Result<()> {
    let two = Two::lay(AT).await?;
    swapped(&two.first).await?;
    two.other.stop()?;
    let again = two.ground.serve_so(&Start { data: Some(&two.others_data), ..Start::at(AT) }).await;
    let why = again.as_ref().err().map(ToString::to_string).unwrap_or_default();
    right!(again.is_ok(), "a server that lacks the file of one package does not come up: {why}");
    Ok(())
}

/// At midnight the new version comes into force; the other server does not have it.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c2_judges_by_the_old_version() -> Result<()> {
    let two = Two::lay("2026-03-02T23:59:20").await?;
    swapped(&two.first).await?;
    let li = two.other.person("li").await?;
    wait::until("midnight comes", async || {
        let me = li.get("/api/session").await?;
        Ok(me["now"].as_str().is_some_and(|now| now.starts_with("2026-03-03")))
    })
    .await?;
    let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "家长会" });
    let filed = li.files("attendance/leave", content).await?;
    let Some(matter) = filed.json()["id"].as_u64() else {
        anyhow::ensure!(filed.status.as_u16() == 503, "refused for another reason: {}", filed.text());
        return Ok(());
    };
    let version = li.get(&format!("/api/matters/{matter}")).await?["regulation_version"].clone();
    right!(version == "1.1.0", "what is filed on the day of version 1.1.0 is judged by {version}");
    Ok(())
}

/// The file comes late; nothing else happens.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c2_catches_up_by_itself() -> Result<()> {
    let two = Two::lay(AT).await?;
    let digest = swapped(&two.first).await?;
    let (li, zhou) = (two.other.person("li").await?, two.other.person("zhou").await?);
    li.look("/api/forms").await.map(drop)?;
    // Its jobs have gone round as well.
    let (since, round) = (Instant::now(), Duration::from_secs(7));
    wait::until("a round is over", async || Ok(since.elapsed() > round)).await?;
    std::fs::copy(two.file(&two.ground.data, &digest), two.file(&two.others_data, &digest))?;
    let follows = wait::within(Duration::from_secs(45), async || {
        let packages = zhou.look("/api/packages?regulation=attendance").await?;
        Ok(packages.taken() && packages.text().contains("1.1.0") && healthy(&two.other.base).await?)
    });
    right!(follows.await?, "the package's file is there, and 45 s later the server still does not know the version");
    Ok(())
}

/// A post changes hands on one server; at once somebody asks the other who decides.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c3_a_post_changed_on_another_server() -> Result<()> {
    let two = Two::lay(AT).await?;
    let (zhou, liu) = (two.first.person("zhou").await?, two.first.person("liu").await?);
    let li = two.other.person("li").await?;
    let mut post = post_of(&zhou, "科长").await?;
    post["holder"] = json!(liu.id);
    confirmed(&two.first, zhou.post("/api/posts", &post).await?).await?;
    let wanted = json!({ "content": leave("家长会") });
    let preview = li.post("/api/forms/attendance/leave/preview", &wanted).await?.done()?;
    let people = preview["stations"][0]["people"].to_string();
    right!(people.contains("刘洋"), "刘洋 holds the post, and the other server still names {people}");
    Ok(())
}

/// A table of 11.6 MB, as a clock machine writes it.
fn table() -> Result<String> {
    let mut lines = String::with_capacity(12 << 20);
    let mut number = 0;
    while lines.len() < 11_600_000 {
        let (badge, day, minute) = (number % 11 + 1, number / 11 % 28 + 1, number / 308);
        let (hour, minute, second) = (minute / 3600 % 24, minute / 60 % 60, minute % 60);
        writeln!(lines, "{badge}\t2026-02-{day:02} {hour:02}:{minute:02}:{second:02}\t1\t0\t1\t0")?;
        number += 1;
    }
    Ok(lines)
}

/// Somebody looks at what a big table would come to, while 李敏 files.
#[tokio::test(flavor = "multi_thread")]
async fn trial_c4_filing_beside_a_preview() -> Result<()> {
    const LONGEST: Duration = Duration::from_secs(8);
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li) = (served.person("chen").await?, served.person("li").await?);
    let table = Value::String(table()?);
    let preview =
        tokio::spawn(async move { chen.post("/api/forms/attendance/punch/import?preview=true", &table).await });
    let since = Instant::now();
    let (mut slowest, mut filed) = (Duration::ZERO, 0);
    let mut pace = tokio::time::interval(Duration::from_millis(300));
    while since.elapsed() < Duration::from_secs(40) && !preview.is_finished() && slowest < LONGEST {
        let began = Instant::now();
        let content = json!({ "weight": "urgent", "what": format!("事项 {filed}"), "proposal": "建议" });
        let answer = tokio::time::timeout(LONGEST, li.files("time-limit/arrangement", content)).await;
        if let Ok(answer) = answer {
            let answer = answer?;
            right!(answer.taken(), "while a table is looked at, a filing gets {}: {}", answer.status, answer.text());
        }
        slowest = slowest.max(began.elapsed());
        filed += 1;
        pace.tick().await;
    }
    right!(slowest < LONGEST, "while a table is looked at, filing number {filed} takes {} s", slowest.as_secs());
    anyhow::ensure!(filed > 0, "the table was looked at before anybody filed");
    if preview.is_finished() {
        // A binary that bounds how much it reads at once refuses it; `a_long_table` of the stories is within the bounds.
        preview.await??.either()?;
    } else {
        preview.abort();
    }
    Ok(())
}
