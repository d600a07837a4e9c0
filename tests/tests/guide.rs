//! The guide for developers, followed step by step as it is written: every command runs, every file is as it stands there.

use anyhow::{Context, Result, bail, ensure};
use guiju_tests::{Person, developer::shell, root, wait};
use serde_json::json;
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

/// Everybody's password in the scratch office.
const PASSWORD: &str = "guiju-scratch";

/// The stations that booking a room for two and a half hours would take.
async fn stations(staff: &Person, room: u64) -> Result<Vec<String>> {
    let content = json!({ "room": room, "over": "2026-03-03T09:00/2026-03-03T11:30", "purpose": "培训", "people": 12 });
    let preview = staff.preview("meeting-rooms/room-use", &content).await?;
    Ok(preview.stations.into_iter().map(|station| station.title).collect())
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
        } else if let Some((_, file)) = block.head.split_once("from=") {
            // A part of a file that the other tests compile.
            let whole = fs::read_to_string(root().join(file)).with_context(|| file.to_owned())?;
            ensure!(whole.contains(&block.text), "{file} reads otherwise than the guide");
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
    ensure!((ran, written) == (7, 7), "{ran} steps, {written} files");

    // What the guide says of the scratch office is so.
    let scratch = scratch.context("the guide serves")?;
    let office = Person::log_in_with(&scratch.base, "office-director", PASSWORD).await?;
    let staff = Person::log_in_with(&scratch.base, "staff", PASSWORD).await?;
    office.file("meeting-rooms/room", json!({ "name": "一号会议室", "seats": 20 })).await?;
    let rooms = staff.register("meeting-rooms/rooms").await?;
    let room = rooms.rows.first().with_context(|| format!("no room is registered: {rooms:?}"))?.record;
    assert_eq!(stations(&staff, room).await?.len(), 2, "the section head, then the office");

    // A number of the text is changed and packed again: soon the office is bound to it.
    let numbers = folder.join("meeting-rooms/src/parameters.rs");
    fs::write(&numbers, fs::read_to_string(&numbers)?.replace("default = 120", "default = 180"))?;
    let cases = folder.join("meeting-rooms/cases/first.yaml");
    fs::write(&cases, fs::read_to_string(&cases)?.replace("11:01", "12:01"))?;
    runs(folder, "guiju regulation pack meeting-rooms --out meeting-rooms.wasm")?;
    wait::until("the new build is bound", async || Ok(stations(&staff, room).await?.len() == 1)).await?;

    // A build that is broken is told of, and the former stays.
    fs::write(folder.join("meeting-rooms.wasm"), "not a component")?;
    wait::until("the broken build is told of", async || Ok(scratch.told("meeting-rooms.wasm: "))).await?;
    assert_eq!(stations(&staff, room).await?.len(), 1);
    Ok(())
}
