//! The guide for developers, followed step by step as it is written: every command runs, every file is as it stands there.

use anyhow::{Context, Result, bail, ensure};
use guiju_tests::{client, developer::shell, root, wait};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
    sync::{Arc, Mutex},
};

/// A fenced block: what stands behind the fence, and what in it.
struct Block {
    head: String,
    text: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in guide.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(head)) => open = Some(Block { head: head.to_owned(), text: String::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

fn runs(folder: &Path, script: &str) -> Result<String> {
    let output = shell(folder, script)?.output()?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{script}\n{said}");
    Ok(said)
}

/// A scratch office that ends with the test.
struct Scratch {
    base: String,
    child: Child,
    /// What it says beside its address.
    said: Arc<Mutex<String>>,
}

impl Scratch {
    /// Whether it has said these words.
    fn told(&self, words: &str) -> bool {
        self.said.lock().is_ok_and(|said| said.contains(words))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(folder: &Path, command: &str) -> Result<Scratch> {
    let mut child = shell(folder, &format!("exec {command}"))?.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
    let errors = BufReader::new(child.stderr.take().context("its errors")?).lines();
    let base = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://")));
    let said = Arc::new(Mutex::new(String::new()));
    let keep = |said: Arc<Mutex<String>>| {
        move |line: String| {
            if let Ok(mut said) = said.lock() {
                said.push_str(&line);
                said.push('\n');
            }
        }
    };
    let (out, err) = (keep(said.clone()), keep(said.clone()));
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(out));
    std::thread::spawn(move || errors.map_while(Result::ok).for_each(err));
    Ok(Scratch { base: base.context("it ended before it listened")?, child, said })
}

/// Somebody of the scratch office.
struct Person {
    client: Client,
    base: String,
    csrf: String,
}

impl Person {
    async fn log_in(base: &str, login: &str) -> Result<Self> {
        let client = client().cookie_store(true).build()?;
        let credentials = json!({ "login": login, "password": "guiju-scratch" }).to_string();
        let answer = client.post(format!("{base}/api/session")).body(credentials).send().await?;
        ensure!(answer.status().is_success(), "{login}: {}", answer.text().await?);
        let me: Value = serde_json::from_str(&client.get(format!("{base}/api/session")).send().await?.text().await?)?;
        let csrf = me["csrf"].as_str().unwrap_or_default().to_owned();
        Ok(Self { client, base: base.to_owned(), csrf })
    }

    async fn asks(&self, method: Method, path: &str, body: &Value) -> Result<Value> {
        let request = self.client.request(method, format!("{}{path}", self.base)).header("x-csrf-token", &self.csrf);
        Ok(serde_json::from_str(&request.body(body.to_string()).send().await?.text().await?).unwrap_or_default())
    }

    async fn gets(&self, path: &str) -> Result<Value> {
        self.asks(Method::GET, path, &Value::Null).await
    }
}

/// The stations that booking a room for two and a half hours would take.
async fn stations(staff: &Person, room: &Value) -> Result<Vec<String>> {
    let content = json!({ "room": room, "over": "2026-03-03T09:00/2026-03-03T11:30", "purpose": "培训", "people": 12 });
    let preview =
        staff.asks(Method::POST, "/api/forms/meeting-rooms/room-use/preview", &json!({ "content": content })).await?;
    let stations = preview["stations"].as_array().with_context(|| preview.to_string())?;
    Ok(stations.iter().filter_map(|station| station["title"].as_str().map(str::to_owned)).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_of_the_guide_works() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let guide = fs::read_to_string(root().join("sdk/GUIDE.md"))?;
    let (mut ran, mut written, mut scratch) = (0, 0, None);
    for block in blocks(&guide) {
        if let Some((_, file)) = block.head.split_once("file=") {
            fs::write(folder.join(file), &block.text).with_context(|| file.to_owned())?;
            written += 1;
        } else if block.head == "sh serve" {
            scratch = Some(serve(folder, block.text.trim())?);
        } else if block.head == "sh" {
            let said = runs(folder, &block.text)?;
            if block.text.contains("regulation run") {
                ensure!(said.contains("section-head") && said.contains("fuel"), "{said}");
            }
            ran += 1;
        } else {
            bail!("what is to be done with {:?}?", block.head);
        }
    }
    ensure!((ran, written) == (6, 7), "{ran} steps, {written} files");

    // What the guide says of the scratch office is so.
    let scratch = scratch.context("the guide serves")?;
    let (office, staff) =
        (Person::log_in(&scratch.base, "office-director").await?, Person::log_in(&scratch.base, "staff").await?);
    let registered = json!({ "content": { "name": "一号会议室", "seats": 20 } });
    let filed = office.asks(Method::POST, "/api/forms/meeting-rooms/room/file", &registered).await?;
    let rooms = staff.gets("/api/views/meeting-rooms/rooms").await?;
    let room = rooms["rows"][0]["record"].clone();
    ensure!(room.is_u64(), "{filed} {rooms}");
    assert_eq!(stations(&staff, &room).await?.len(), 2, "the section head, then the office");

    // A number of the text is changed and packed again: soon the office is bound to it.
    let numbers = folder.join("meeting-rooms/src/parameters.rs");
    fs::write(&numbers, fs::read_to_string(&numbers)?.replace("default = 120", "default = 180"))?;
    let cases = folder.join("meeting-rooms/cases/first.yaml");
    fs::write(&cases, fs::read_to_string(&cases)?.replace("11:01", "12:01"))?;
    runs(folder, "guiju regulation pack meeting-rooms --out meeting-rooms.wasm")?;
    wait::until("the new build is bound", async || Ok(stations(&staff, &room).await?.len() == 1)).await?;

    // A build that is broken is told of, and the former stays.
    fs::write(folder.join("meeting-rooms.wasm"), "not a component")?;
    wait::until("the broken build is told of", async || Ok(scratch.told("meeting-rooms.wasm"))).await?;
    assert_eq!(stations(&staff, &room).await?.len(), 1);
    Ok(())
}
