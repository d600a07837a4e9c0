//! Second places: folders outside the data folder into which anchors are copied, each on a thread of its own, so that a share that
//! hangs stops nothing. Each server writes files of its own there.

use super::{
    anchor_files::{append, files, whole_lines},
    check::read,
    lines::{Trusted, is_anchor},
};
use guiju_domain::anchor::Head;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// A place that takes longer than this is told to keepers.
const PATIENCE: Duration = Duration::from_secs(60);

/// The second places of a server.
pub(super) struct Copies {
    places: Vec<Arc<Place>>,
}

struct Place {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Since when a thread is at it.
    busy: Option<Instant>,
    /// Up to which version of the own folder everything is there.
    copied: u64,
    /// Why the last attempt failed.
    failed: Option<String>,
    /// How far each own file has been copied; nothing before the first attempt.
    offsets: Option<BTreeMap<String, u64>>,
    /// The newest heads that were found there at first.
    found: Vec<Head>,
}

/// What is copied, and whose signatures count.
#[derive(Clone)]
pub(super) struct Own {
    /// The folder outside the data folder into which anchors are copied.
    pub folder: PathBuf,
    /// The server's name in names of files.
    pub server: String,
    /// Its key.
    pub trusted: Trusted,
}

impl Place {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Copies {
    pub fn new(places: &[PathBuf]) -> Self {
        let place = |path: &PathBuf| Arc::new(Place { path: path.clone(), state: Mutex::default() });
        Self { places: places.iter().map(place).collect() }
    }

    /// Starts copying wherever something may be missing and nobody is at it.
    pub fn start(&self, own: &Own, version: u64) {
        for place in &self.places {
            {
                let mut state = place.state();
                if state.busy.is_some() || state.copied >= version {
                    continue;
                }
                state.busy = Some(Instant::now());
            }
            let (of_thread, own) = (place.clone(), own.clone());
            // Not a thread of the runtime: one that hangs must not hold up the end of the process.
            let started = std::thread::Builder::new()
                .name("anchor copies".to_owned())
                .spawn(move || attempt(&of_thread, &own, version));
            if let Err(why) = started {
                ended(place, version, Err(why));
            }
        }
    }

    /// Whether some place could not be written, or does not answer.
    pub fn fail(&self) -> bool {
        !self.faults().is_empty()
    }

    /// Second places that cannot be written, each with the reason.
    pub fn faults(&self) -> Vec<String> {
        let fault = |place: &Arc<Place>| {
            let state = place.state();
            let late = state.busy.filter(|since| since.elapsed() > PATIENCE).map(|_| "it does not answer".to_owned());
            let why = late.or_else(|| state.failed.clone())?;
            Some(format!("{}: {why}", place.path.display()))
        };
        self.places.iter().filter_map(fault).collect()
    }

    /// Waits until everything up to a version is copied or an attempt has ended; whether it is all there.
    pub async fn wait(&self, version: u64) -> bool {
        let begun = Instant::now();
        let busy = |place: &Arc<Place>| place.state().busy.is_some();
        while self.places.iter().any(busy) && begun.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.places.iter().all(|place| place.state().copied >= version)
    }

    /// The newest heads that were found in the places when they were first reached; each is told once.
    pub fn found(&self) -> Vec<Head> {
        self.places.iter().flat_map(|place| std::mem::take(&mut place.state().found)).collect()
    }
}

fn attempt(place: &Place, own: &Own, version: u64) {
    let offsets = place.state().offsets.clone();
    let done = copy(&place.path, own, offsets).map(|(offsets, found)| {
        let mut state = place.state();
        state.offsets = Some(offsets);
        state.found.extend(found);
    });
    ended(place, version, done);
}

fn ended(place: &Place, version: u64, done: io::Result<()>) {
    let mut state = place.state();
    state.busy = None;
    match done {
        Ok(()) => {
            state.copied = version;
            state.failed = None;
        }
        Err(error) => {
            tracing::error!(%error, place = %place.path.display(), "anchors cannot be copied to a second place");
            metrics::counter!("guiju_anchor_copy_failures_total").increment(1);
            state.failed = Some(error.to_string());
        }
    }
}

type Copied = (BTreeMap<String, u64>, Vec<Head>);

/// Brings what is not there yet. The place must exist: one that is not mounted is never made.
fn copy(place: &Path, own: &Own, offsets: Option<BTreeMap<String, u64>>) -> io::Result<Copied> {
    if !place.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder; make it, or mount it"));
    }
    let first = offsets.is_none();
    let found = if first { newest(place, &own.trusted) } else { Vec::new() };
    let mut offsets = offsets.unwrap_or_default();
    for (source, name) in files(&own.folder)? {
        let target = place.join(format!("{}.{}.jsonl", name.trim_end_matches(".jsonl"), own.server));
        let from = if target.exists() { offsets.get(&name).copied().unwrap_or_default() } else { 0 };
        let (mut lines, end) = whole_lines(&source, from)?;
        lines.retain(|line| is_anchor(line));
        if from == 0 {
            let there = whole_lines(&target, 0)?.0.into_iter().collect::<BTreeSet<_>>();
            lines.retain(|line| !there.contains(line));
        }
        if !lines.is_empty() {
            append(&target, &lines)?;
        }
        offsets.insert(name, end);
    }
    Ok((offsets, found))
}

/// The newest head of each office in a place.
fn newest(place: &Path, trusted: &Trusted) -> Vec<Head> {
    match read(place, trusted) {
        Ok(kept) => {
            kept.heads.into_values().filter_map(|heads| heads.into_iter().max_by_key(|head| head.seq)).collect()
        }
        Err(why) => {
            tracing::warn!(place = %place.display(), %why, "the anchors of a second place cannot be read");
            Vec::new()
        }
    }
}
