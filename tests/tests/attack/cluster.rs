//! Three servers on one PostgreSQL behind haproxy, killed in turn while people file: nothing is lost, doubled, or judged by
//! a value that is no longer in force.

use crate::{line, long, turn};
use anyhow::{Context, Result, ensure};
use guiju_model::Moment;
use guiju_tests::{
    Database,
    trial::{Ground, Served, Start, Visitor},
    wait,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    fmt::Write,
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// When the servers' clocks begin: shortly before the day from which another value is in force.
const BEGIN: &str = "2026-03-02T23:59:30";
/// How long people file at least: until after that midnight.
const FILES_FOR: Duration = Duration::from_secs(40);

struct Proxy(Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The proxy, with its settings in a folder.
fn proxy(folder: &std::path::Path, port: u16, servers: &[u16]) -> Result<Proxy> {
    let mut settings = format!(
        "global\n  maxconn 400\ndefaults\n  mode http\n  timeout connect 1s\n  timeout client 30s\n  timeout server 30s\n  \
         retries 2\n  option redispatch\nfrontend office\n  bind 127.0.0.1:{port}\n  default_backend servers\nbackend servers\n  \
         balance roundrobin\n  option httpchk GET /healthz\n"
    );
    for server in servers {
        writeln!(settings, "  server s{server} 127.0.0.1:{server} check inter 300ms fall 1 rise 1")?;
    }
    let path = folder.join("haproxy.cfg");
    std::fs::write(&path, settings)?;
    let mut command = Command::new("haproxy");
    let path_of = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{path_of}:/usr/sbin:/usr/local/sbin")).arg("-db").arg("-f").arg(path);
    Ok(Proxy(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("haproxy")?))
}

/// The three servers; each knows where it listens.
struct Cluster<'g> {
    ground: &'g Ground,
    ports: Vec<u16>,
    running: Vec<Option<Served>>,
    since: Instant,
}

impl Cluster<'_> {
    /// Starts a server with its clock where it would be by now.
    async fn start(&mut self, which: usize) -> Result<()> {
        let begin = BEGIN.parse::<Moment>().map_err(|why| anyhow::anyhow!("{why}"))?;
        let now = Moment(begin.0 + self.since.elapsed().as_secs() as i64).to_string();
        let listen = format!("127.0.0.1:{}", self.ports[which]);
        let start = Start { listen: Some(&listen), ..Start::at(&now) };
        self.running[which] = Some(self.ground.serve_so(&start).await?);
        Ok(())
    }

    fn kill(&mut self, which: usize) -> Result<()> {
        self.running[which].take().map_or(Ok(()), Served::kill)
    }
}

/// Files one thing after the other until told to end; what is not acknowledged is sent again under its key. The texts that
/// were acknowledged, each with its matter.
async fn files(who: Visitor, name: String, end: Arc<AtomicBool>) -> Result<HashMap<String, u64>> {
    let mut acknowledged = HashMap::new();
    let mut pace = tokio::time::interval(Duration::from_millis(100));
    let mut again = tokio::time::interval(Duration::from_millis(250));
    for number in 0..2000 {
        if end.load(Ordering::Relaxed) {
            break;
        }
        let what = format!("{name}的第 {number} 件");
        let body =
            json!({ "content": { "weight": "urgent", "what": what, "proposal": "建议" } }).to_string().into_bytes();
        let key = format!("{name}-{number}");
        for _ in 0..60 {
            let path = "/api/forms/time-limit/arrangement/file";
            let answer = who.ask(Method::POST, path, &[("idempotency-key", &key)], body.clone()).await;
            match answer {
                Ok(answer) if answer.taken() => {
                    acknowledged.insert(what.clone(), answer.json()["id"].as_u64().context("an id")?);
                    break;
                }
                Ok(answer) if answer.status.is_client_error() && answer.status.as_u16() != 429 => {
                    anyhow::bail!("{}: {}", answer.status, answer.text())
                }
                _ => {
                    again.tick().await;
                }
            }
        }
        pace.tick().await;
    }
    Ok(acknowledged)
}

#[tokio::test(flavor = "multi_thread")]
async fn attack_three_servers() -> Result<()> {
    let _turn = turn().await;
    if guiju_tests::postgres().is_none() || std::env::var_os("GUIJU_TEST_PROXY").is_none() {
        return guiju_tests::skipped("no PostgreSQL server, or no haproxy");
    }
    let ground = Ground::lay_on(Database::Postgres).await?;
    let folder = tempfile::tempdir()?;
    let ports = vec![free_port()?, free_port()?, free_port()?];
    let front = free_port()?;
    let mut cluster = Cluster { ground: &ground, ports, running: vec![None, None, None], since: Instant::now() };
    for which in 0..3 {
        cluster.start(which).await?;
    }
    let _proxy = proxy(folder.path(), front, &cluster.ports)?;
    let base = format!("http://127.0.0.1:{front}");
    wait_for(&base).await?;
    let value = revised(&base).await?;

    let end = Arc::new(AtomicBool::new(false));
    let mut people = Vec::new();
    for name in ["li", "liu", "wang", "cashier"] {
        let who = Visitor::enter(&base, name, guiju_tests::PASSWORD).await?;
        people.push(tokio::spawn(files(who, name.to_owned(), end.clone())));
    }
    let kills = if long() { 12 } else { 3 };
    for kill in 0..kills {
        // The first tick comes at once.
        let mut seconds = tokio::time::interval(Duration::from_secs(1));
        for _ in 0..5 {
            seconds.tick().await;
        }
        cluster.kill(kill % 3)?;
        for _ in 0..2 {
            seconds.tick().await;
        }
        cluster.start(kill % 3).await?;
    }
    // Past midnight in any case.
    wait::until("midnight is past", async || Ok(cluster.since.elapsed() >= FILES_FOR)).await?;
    end.store(true, Ordering::Relaxed);
    let mut acknowledged = HashMap::new();
    for person in people {
        acknowledged.extend(person.await??);
    }
    judged(&ground, &acknowledged, &value, kills).await?;
    drop(cluster);
    let ran = ground.run(&["verify"])?;
    ensure!(ran.well, "{}", ran.said);
    Ok(())
}

async fn wait_for(base: &str) -> Result<()> {
    let healthy = async || Ok(guiju_tests::trial::healthy(base).await.unwrap_or(false));
    wait::until("a server answers behind the proxy", healthy).await
}

/// A number of the regulation is revised from the next day on: its name and its new value.
async fn revised(base: &str) -> Result<(String, Value)> {
    let zhou = Visitor::enter(base, "zhou", guiju_tests::PASSWORD).await?;
    let wu = Visitor::enter(base, "wu", guiju_tests::PASSWORD).await?;
    let shown = zhou.get("/api/regulations/time-limit").await?;
    let parameters = shown["parameters"].as_array().into_iter().flatten();
    let mut numbers = parameters.filter_map(|of| Some((of[0]["name"].as_str()?.to_owned(), of[1].as_i64()?)));
    let (name, value) = numbers.next().with_context(|| format!("no number among {}", shown["parameters"]))?;
    let changed = json!({ name.clone(): value + 1 });
    let wanted = json!({ "regulation": "time-limit", "digest": null, "parameters": changed, "from": "2026-03-03", "reason": "修订" });
    let asked = zhou.post("/api/revisions", &wanted).await?.done()?;
    wu.post(&format!("/api/revisions/{}", asked["id"]), &json!({ "action": "confirm" })).await?.done()?;
    Ok((name, json!(value + 1)))
}

/// Looks at every matter: each text once, none of the acknowledged missing, each with the value of its day.
async fn judged(
    ground: &Ground,
    acknowledged: &HashMap<String, u64>,
    (name, value): &(String, Value),
    kills: usize,
) -> Result<()> {
    let rows = ground
        .texts("SELECT content || '\t' || id || '\t' || filed_at || '\t' || parameters FROM matters WHERE office_id = 1 AND form = 'arrangement' ORDER BY id")
        .await?;
    let midnight = "2026-03-03T00:00".parse::<Moment>().map_err(|why| anyhow::anyhow!("{why}"))?;
    let (mut matters, mut doubled, mut old, mut after) = (HashMap::new(), 0, 0, 0);
    for row in &rows {
        let [content, id, filed, parameters] = row.split('\t').collect::<Vec<_>>()[..] else { anyhow::bail!("{row}") };
        let content: Value = serde_json::from_str(content)?;
        let what = content["what"].as_str().context("a text")?.to_owned();
        doubled += u32::from(matters.insert(what, id.parse::<u64>()?).is_some());
        let parameters: Value = serde_json::from_str(parameters)?;
        if filed.parse::<i64>()? >= midnight.0 {
            after += 1;
            // A matter keeps the values by regulation.
            old += u32::from(parameters["time-limit"].get(name) != Some(value));
        }
    }
    let lost = acknowledged.iter().filter(|(what, id)| matters.get(*what) != Some(id)).count();
    let done =
        format!("{kills} kills of three servers; {} filings, {after} on the day of a new value", acknowledged.len());
    line("servers", done, format!("{lost} lost, {doubled} doubled, {old} by the old value"));
    ensure!(after > 0 && !acknowledged.is_empty(), "nothing was filed after midnight");
    ensure!(lost == 0 && doubled == 0 && old == 0, "{lost} lost, {doubled} doubled, {old} by the old value");
    Ok(())
}
