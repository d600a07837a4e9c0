//! Another binary of the server beside this one: previews and filings over HTTP, in turn, each on an office that it played itself.
//!
//! `cargo xtask bench beside SERVER REGULATIONS [ROUNDS]`. Both hold the same people; each runs its own regulations, because an older
//! server refuses those of a newer contract. What is printed are medians and their ratio within this run, the mean of two halves in which
//! the one and the other was started first; the first tenth of the rounds of each warms both up and is not counted.

use crate::measure::{Targets, middle, ratio};
use anyhow::{Context, Result, bail, ensure};
use guiju_api::ActionRequest;
use guiju_tests::{Person, process::Server, root};
use serde_json::{Value, json};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How often each request is sent to each of the two.
const ROUNDS: usize = 600;
/// The greatest ratio that counts as not slower: what two runs of one binary differ by.
const NOT_SLOWER: f64 = 1.05;
/// The moment at which both begin.
const AT: &str = "2026-03-02T09:00";

/// A running server with somebody logged in.
struct Side {
    /// Kept for as long as it is asked.
    _server: Server,
    _data: tempfile::TempDir,
    person: Person,
    previews: Vec<Duration>,
    filings: Vec<Duration>,
}

impl Side {
    async fn start(program: &Path, regulations: &Path) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let server = Server::start_with(program.as_os_str(), regulations, data.path(), None, AT)
            .with_context(|| format!("{} does not start", program.display()))?;
        let person = Person::log_in(&server.base, "li").await?;
        Ok(Self { _server: server, _data: data, person, previews: Vec::new(), filings: Vec::new() })
    }

    async fn preview(&mut self, content: &Value) -> Result<()> {
        let started = Instant::now();
        self.person.preview("attendance/leave", content).await?;
        self.previews.push(started.elapsed());
        Ok(())
    }

    async fn file(&mut self, content: &Value) -> Result<()> {
        let started = Instant::now();
        let filed = self.person.file("attendance/leave", content.clone()).await?;
        self.filings.push(started.elapsed());
        // The same days can be asked for again.
        let withdrawal = ActionRequest { action: "withdraw".to_owned(), version: 1, ..ActionRequest::default() };
        let (status, answer) = self.person.acts(filed, &withdrawal).await?;
        ensure!(status.is_success(), "{status} {answer}");
        Ok(())
    }
}

/// The median after the first tenth.
fn settled(times: &[Duration]) -> Duration {
    middle(times[times.len() / 10..].to_vec())
}

/// The medians of previews and filings of both, this one's first.
async fn half(mut sides: [Side; 2], rounds: usize, is_this_first: bool) -> Result<[[Duration; 2]; 2]> {
    let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-05 am", "reason": "有事" });
    for _ in 0..rounds {
        // Whoever is first in one round is second in the next.
        sides.reverse();
        for side in &mut sides {
            side.preview(&content).await?;
        }
        for side in &mut sides {
            side.file(&content).await?;
        }
    }
    if rounds.is_multiple_of(2) != is_this_first {
        sides.reverse();
    }
    Ok([sides.each_ref().map(|side| settled(&side.previews)), sides.each_ref().map(|side| settled(&side.filings))])
}

/// Runs and prints.
pub async fn run(words: &[String]) -> Result<()> {
    let [other, regulations, rounds @ ..] = words else {
        bail!("cargo xtask bench beside SERVER REGULATIONS [ROUNDS]");
    };
    let rounds = rounds.first().map_or(Ok(ROUNDS), |rounds| rounds.parse()).context("ROUNDS is a number")?;
    ensure!(rounds >= 20, "twenty rounds at least");
    let (own, own_regulations) = (root().join("target/release/guiju"), root().join("target/regulations"));
    let this = || Side::start(&own, &own_regulations);
    let other = || Side::start(Path::new(other), Path::new(regulations));
    // One binary beside itself is slower by some hundredths where it was started first.
    let first = half([this().await?, other().await?], rounds / 2, true).await?;
    let second = half([other().await?, this().await?], rounds / 2, false).await?;
    let mut targets = Targets::default();
    for (name, first, second) in [("preview", first[0], second[0]), ("filing", first[1], second[1])] {
        let both = [first, second].map(|[this, other]| ratio(this, other));
        let told = targets.at_most(NOT_SLOWER, "this / other", (both[0] * both[1]).sqrt());
        println!(
            "{name} over HTTP: {:.2?}, the other {:.2?}; {told} ({:.2} and {:.2})",
            first[0], first[1], both[0], both[1]
        );
    }
    targets.met()
}
