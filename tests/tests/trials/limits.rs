//! A12 to A15: addresses, packages, time-outs, files, quotas.

use crate::office::leave;
use anyhow::{Context, Result};
use guiju_tests::{
    packages::with_cases,
    right,
    trial::{Ground, Served, Start},
    wait,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::{os::unix::fs::PermissionsExt, path::Path, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Whoever prints names another host.
async fn printed(header: &str, value: &str) -> Result<String> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    let proof = li.ask(Method::GET, &format!("/api/matters/{matter}/proof"), &[(header, value)], Vec::new()).await?;
    Ok(proof.done()?["address"].as_str().context("an address")?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a12_host_header() -> Result<()> {
    let address = printed("host", "evil.example").await?;
    right!(!address.contains("evil.example"), "the printed address is {address}, from the Host header");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a12_forwarded_header() -> Result<()> {
    let address = printed("x-forwarded-proto", "https").await?;
    right!(!address.starts_with("https"), "the printed address is {address}, from a header that anybody sends");
    Ok(())
}

/// The address of an entrance that hangs in the hall.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a12_address_of_an_entrance() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let entry = json!({ "kind": "board", "regulation": "whereabouts", "what": "board", "place": "大厅" });
    let zhou = served.person("zhou").await?;
    let body = entry.to_string().into_bytes();
    let opened = zhou.ask(Method::POST, "/api/entrances", &[("host", "evil.example")], body).await?.done()?;
    let address = opened["address"].as_str().context("an address")?;
    right!(!address.contains("evil.example"), "the address that is hung up is {address}, from the Host header");
    Ok(())
}

/// A package that nobody signed, with a case that cannot hold: what is said of the case shows that it ran.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a13_untrusted_package_is_run() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let case =
        "- case: 暗记示例\n  on: 2026-03-02\n  room: { name: 大, chairs: 1 }\n  expect: { findings: [9.9 name] }\n";
    let package = with_cases("workbench", case)?;
    let zhou = served.person("zhou").await?;
    let answer = zhou.ask(Method::POST, "/api/packages", &[], package).await?;
    anyhow::ensure!(answer.status.is_client_error() && answer.text().contains("签名"), "{}", answer.text());
    right!(
        !answer.text().contains("暗记示例"),
        "a package that nobody signed was compiled and its cases run: {}",
        answer.text()
    );
    Ok(())
}

/// So many connections at once that say nothing more.
const SILENT: usize = 40;
/// Longest patience with one that says nothing.
const PATIENCE: Duration = Duration::from_secs(40);

/// How many of the silent connections are still open after a while; others are served meanwhile.
async fn still_open(served: &Served, first: &str) -> Result<usize> {
    let address = served.base.trim_start_matches("http://").to_owned();
    let mut waiting = Vec::new();
    for _ in 0..SILENT {
        let mut stream = TcpStream::connect(&address).await?;
        stream.write_all(first.as_bytes()).await?;
        waiting.push(tokio::spawn(async move {
            let mut answer = [0; 4096];
            // An answer may come first; then the connection ends.
            while !matches!(stream.read(&mut answer).await, Ok(0) | Err(_)) {}
        }));
    }
    let li = served.person("li").await?;
    let ended = wait::within(PATIENCE, async || {
        let served = tokio::time::timeout(Duration::from_secs(5), li.look("/api/forms")).await;
        anyhow::ensure!(served.is_ok_and(|answer| answer.is_ok_and(|answer| answer.taken())), "others are not served");
        Ok(waiting.iter().all(tokio::task::JoinHandle::is_finished))
    });
    ended.await?;
    Ok(waiting.iter().filter(|waiting| !waiting.is_finished()).count())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_slow_headers() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let open = still_open(&served, "GET /api/forms HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").await?;
    right!(open == 0, "{open} of {SILENT} connections with half a header are open after {} s", PATIENCE.as_secs());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_slow_bodies() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let begun = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{\"login\"";
    let open = still_open(&served, begun).await?;
    right!(open == 0, "{open} of {SILENT} connections with half a body are open after {} s", PATIENCE.as_secs());
    Ok(())
}

/// What others than the server's own user may do with a file.
fn open_to_others(path: &Path) -> Result<u32> {
    Ok(std::fs::metadata(path).with_context(|| path.display().to_string())?.permissions().mode() & 0o077)
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_data_folder() -> Result<()> {
    let ground = Ground::lay().await?;
    std::fs::set_permissions(&ground.data, std::fs::Permissions::from_mode(0o755))?;
    let served = ground.serve().await?;
    served.person("li").await?;
    let mode = open_to_others(&ground.data)?;
    right!(mode == 0, "the data folder is open to others of the machine: {mode:03o}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_files() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let file = served.person("li").await?.upload("a.pdf", "诊断证明").await?;
    let digest = file["digest"].as_str().context("a digest")?;
    let mut kept = vec![ground.data.join("attachments/1").join(digest)];
    kept.extend(ground.database.is_none().then(|| ground.file()));
    for path in kept {
        let mode = open_to_others(&path)?;
        right!(mode == 0, "{} is open to others of the machine: {mode:03o}", path.display());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_metrics() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let metrics = served.stranger()?.look("/metrics").await?;
    right!(!metrics.taken(), "a stranger reads the metrics: {}", metrics.status);
    Ok(())
}

/// Behind TLS the browser is told to stay there; the baseline knows of TLS by its cookie alone.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a14_hsts() -> Result<()> {
    let ground = Ground::lay().await?;
    let with_address = Start {
        config: "public_address: https://guiju.example\nsecure_cookie: true\n",
        ..Start::at("2026-03-02T09:00")
    };
    let served = match ground.serve_so(&with_address).await {
        Ok(served) => served,
        Err(_) => ground.serve_so(&Start { config: "secure_cookie: true\n", ..with_address.clone() }).await?,
    };
    let page = served.stranger()?.look("/").await?;
    let told = page.headers.contains_key("strict-transport-security");
    right!(told, "served behind TLS, the answer has no Strict-Transport-Security");
    Ok(())
}

/// A file that nobody ever filed is gone after a while.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a15_unfiled_files_are_collected() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let unfiled = li.upload("a.pdf", "从未提交").await?;
    let filed = li.upload("b.pdf", "已提交").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": filed });
    li.file("attendance/leave", content).await?;
    served.stop()?;
    let served = ground.serve_so(&Start::at("2026-05-15T09:00")).await?;
    let path = |file: &Value| ground.data.join("attachments/1").join(file["digest"].as_str().unwrap_or_default());
    let collected = wait::within(Duration::from_secs(30), async || Ok(!path(&unfiled).exists()));
    right!(collected.await?, "a file that was never filed is still there after ten weeks");
    right!(path(&filed).exists(), "a file that was filed is gone");
    served.stop()
}

/// One person's drafts have a bound in bytes.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a15_drafts_have_a_quota() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let forms = li.get("/api/forms").await?;
    let long = "字".repeat(300_000);
    let (mut kept, mut refused) = (0, false);
    for form in forms.as_array().into_iter().flatten() {
        let path = format!("/api/forms/{}/{}/draft", text(&form["regulation"]), text(&form["form"]));
        let answer = li.send(Method::PUT, &path, &json!({ "content": { "reason": long } })).await?;
        anyhow::ensure!(!answer.status.is_server_error(), "{}", answer.text());
        refused |= answer.status.is_client_error();
        kept += u32::from(answer.taken());
    }
    right!(refused, "{kept} drafts of 900 kB each are kept for one person, without a bound");
    Ok(())
}

/// One person's files have a bound, by bytes or by number.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a15_attachments_have_a_quota() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    let mut refused = false;
    for number in 0..1500 {
        let bytes = format!("%PDF-1.7 {number}").into_bytes();
        let answer = li.ask(Method::POST, "/api/attachments?name=a.pdf", &[], bytes).await?;
        refused = answer.status.is_client_error();
        if refused {
            break;
        }
    }
    right!(refused, "1500 files of one person are kept within a minute, and nothing bounds them");
    Ok(())
}

/// How long what may be shortened is kept stands among the office's settings.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a15_retention_is_a_setting() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let settings = zhou.look("/api/settings").await?.text();
    right!(
        settings.contains("retention") || settings.contains("keep"),
        "no setting says how long what is kept: {settings}"
    );
    Ok(())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
