//! Many at once: log-ins, races, connections that say nothing.

use crate::{line, long, turn};
use anyhow::{Context, Result, ensure};
use guiju_tests::{
    PASSWORD,
    trial::{Ground, Served, Visitor},
};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};

fn arrangement(what: &str) -> Value {
    json!({ "content": { "weight": "urgent", "what": what, "proposal": "建议" } })
}

/// Somebody files again and again until the others have ended: the slowest filing, and how many.
async fn filings_beside<T>(li: &Visitor, others: &[JoinHandle<T>]) -> Result<(Duration, u32)> {
    let (mut slowest, mut filed) = (Duration::ZERO, 0);
    let mut pace = tokio::time::interval(Duration::from_millis(100));
    while !others.iter().all(JoinHandle::is_finished) && filed < 200 {
        let began = Instant::now();
        let answer = li.post("/api/forms/time-limit/arrangement/file", &arrangement(&format!("事项 {filed}"))).await?;
        ensure!(answer.taken(), "a filing beside the attack gets {}: {}", answer.status, answer.text());
        slowest = slowest.max(began.elapsed());
        filed += 1;
        pace.tick().await;
    }
    Ok((slowest, filed))
}

/// Hundreds of anonymous log-ins at once: memory stays bounded, and whoever works is not kept waiting.
#[tokio::test(flavor = "multi_thread")]
async fn attack_log_ins() -> Result<()> {
    let _turn = turn().await;
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = served.person("li").await?;
    served.forgets_peak()?;
    let many = if long() { 500 } else { 150 };
    let others = (0..many).map(|number| {
        let base = served.base.clone();
        tokio::spawn(async move {
            let mut stranger = Visitor::stranger(&base)?;
            Ok::<_, anyhow::Error>(stranger.log_in(&format!("somebody-{number}"), "wrong-guess").await?.status)
        })
    });
    let others = others.collect::<Vec<_>>();
    let (slowest, filed) = filings_beside(&li, &others).await?;
    for other in others {
        let status = other.await??;
        ensure!(status.is_client_error(), "a stranger's log-in gets {status}");
    }
    let peak = served.peak()?;
    let came = format!("{peak} MiB at most; {filed} filings beside, the slowest {} ms", slowest.as_millis());
    ensure!(filed > 0, "the log-ins were over before anybody filed");
    line("log-ins", format!("{many} at once by strangers"), came);
    ensure!(peak < 512, "{peak} MiB");
    let longest = if long() { 1000 } else { 4000 };
    ensure!(slowest.as_millis() < longest, "a filing beside took {} ms", slowest.as_millis());
    Ok(())
}

/// The right password among guesses at once is not let in.
#[tokio::test(flavor = "multi_thread")]
async fn attack_guesses() -> Result<()> {
    let _turn = turn().await;
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let guesses = (0..200).map(|number| {
        let (base, right) = (served.base.clone(), number == 40);
        tokio::spawn(async move {
            let password = if right { PASSWORD.to_owned() } else { format!("wrong-guess-{number}") };
            Ok::<_, anyhow::Error>(Visitor::stranger(&base)?.log_in("liu", &password).await?.taken())
        })
    });
    let mut entered = 0;
    for guess in guesses.collect::<Vec<_>>() {
        entered += u32::from(guess.await??);
    }
    line("race", "200 guesses at one account, the right one among them", format!("{entered} let in"));
    ensure!(entered == 0, "the right one was let in");
    Ok(())
}

/// Many decide on one task at once: one wins. Many file with one key at once: there is one matter.
#[tokio::test(flavor = "multi_thread")]
async fn attack_races() -> Result<()> {
    let _turn = turn().await;
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wang) = (served.person("li").await?, served.person("wang").await?);
    let leave = json!({ "kind": "personal", "span": "2026-03-03 am/2026-03-03 am", "reason": "家长会" });
    let matter = li.file("attendance/leave", leave).await?;
    let doing = wang.prepared(matter, "approve", &json!({})).await?;
    let path = format!("/api/matters/{matter}/acts");
    let decided = at_once(&wang, &path, &doing, None).await?;
    let won = decided.iter().filter(|(taken, _)| *taken).count();
    line("race", "50 decisions on one task at once", format!("{won} won"));
    ensure!(won == 1, "{won} decisions on one task were taken");

    let path = "/api/forms/time-limit/arrangement/file";
    let filed = at_once(&li, path, &arrangement("一次"), Some("one-key")).await?;
    let question = "SELECT COUNT(*) FROM matters WHERE office_id = 1 AND form = 'arrangement'";
    let matters = ground.number(question).await?;
    let answered = filed.iter().filter(|(taken, _)| *taken).count();
    line("race", "50 filings with one key at once", format!("{answered} answered with {matters} matter"));
    let same = filed.iter().filter(|(taken, _)| *taken).all(|(_, shown)| shown["id"] == filed_id(&filed));
    ensure!(matters == 1 && answered >= 1 && same, "{matters} matters of one key, {filed:?}");
    Ok(())
}

fn filed_id(filed: &[(bool, Value)]) -> Value {
    filed.iter().find(|(taken, _)| *taken).map(|(_, shown)| shown["id"].clone()).unwrap_or_default()
}

/// The same request fifty times at once: whether each was taken, and what came.
async fn at_once(who: &Visitor, path: &str, body: &Value, key: Option<&str>) -> Result<Vec<(bool, Value)>> {
    let requests = (0..50).map(|_| {
        let (who, path, body) = (who.clone(), path.to_owned(), body.to_string().into_bytes());
        let headers = key.map(|key| vec![("idempotency-key", key.to_owned())]).unwrap_or_default();
        tokio::spawn(async move {
            let headers = headers.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
            who.ask(Method::POST, &path, &headers, body).await
        })
    });
    let mut answers = Vec::new();
    for request in requests.collect::<Vec<_>>() {
        let answer = request.await??;
        ensure!(answer.status.as_u16() != 500, "{}", answer.text());
        answers.push((answer.taken(), answer.json()));
    }
    Ok(answers)
}

/// 200 connections that say half a sentence; others are served meanwhile, and the silent ones are gone within the limit.
#[tokio::test(flavor = "multi_thread")]
async fn attack_silence() -> Result<()> {
    let _turn = turn().await;
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let many = if long() { 200 } else { 60 };
    let head = silent(&served, many, "GET /api/forms HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").await?;
    let body = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60\r\n\r\n{";
    let body = silent(&served, many / 2, body).await?;
    let li = served.person("li").await?;
    ensure!(head.len() > many / 2 && body.len() > many / 4, "{} and {} are connected", head.len(), body.len());
    let (since, mut slowest) = (Instant::now(), Duration::ZERO);
    let all = || head.iter().chain(&body);
    let mut pace = tokio::time::interval(Duration::from_millis(500));
    while since.elapsed() < Duration::from_secs(60) && !all().all(JoinHandle::is_finished) {
        let began = Instant::now();
        li.get("/api/forms").await.context("others are not served")?;
        slowest = slowest.max(began.elapsed());
        pace.tick().await;
    }
    let left = all().filter(|silent| !silent.is_finished()).count();
    let came = format!("{left} left after {} s; others within {} ms", since.elapsed().as_secs(), slowest.as_millis());
    line("silence", format!("{many} connections with half a header, {} with half a body", many / 2), came);
    ensure!(left == 0, "{left} silent connections are still open");
    Ok(())
}

async fn silent(served: &Served, many: usize, first: &str) -> Result<Vec<JoinHandle<()>>> {
    let address = served.base.trim_start_matches("http://").to_owned();
    let mut waiting = Vec::new();
    for _ in 0..many {
        let mut stream = TcpStream::connect(&address).await?;
        // The server may refuse more connections from one source; that ends this one at once.
        if stream.write_all(first.as_bytes()).await.is_err() {
            continue;
        }
        waiting.push(tokio::spawn(async move {
            let mut answer = [0; 4096];
            while !matches!(stream.read(&mut answer).await, Ok(0) | Err(_)) {}
        }));
    }
    Ok(waiting)
}
