//! Comparing the chains with anchors that were kept elsewhere.

use super::anchors::{FOLDER, signed};
use crate::store;
use anyhow::{Context, Result, ensure};
use guiju_domain::{
    OfficeId,
    anchor::{Anchor, Disagreement, Head, compare},
};
use sqlx::AnyPool;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The public keys whose signatures count, in hexadecimal; if none is known, each line is held to its own.
#[derive(Clone, Debug, Default)]
pub struct Trusted(pub BTreeSet<String>);

/// Anchors that were read, and lines that are none.
#[derive(Debug, Default)]
pub struct Kept {
    /// Heads whose signature holds, by office.
    pub heads: BTreeMap<OfficeId, Vec<Head>>,
    /// The keys that signed them.
    pub keys: BTreeSet<String>,
    /// Lines that another key signed, each with its file and number.
    pub foreign: Vec<String>,
    /// What is wrong with other lines, each with its file and number.
    pub faults: Vec<String>,
}

/// Reads anchors from a file, from a folder with such files, or from a backup or data folder with a folder `anchors`.
///
/// # Errors
/// If there is no such file or folder, or it cannot be read.
pub fn read(from: &Path, trusted: &Trusted) -> Result<Kept> {
    let mut kept = Kept::default();
    for file in files(from)? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        for (number, line) in (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
            match line_of(line, trusted) {
                Ok(anchor) => {
                    kept.keys.insert(anchor.key);
                    kept.heads.entry(anchor.head.office).or_default().push(anchor.head);
                }
                Err(why) => {
                    let told = format!("{}, line {number}: {}", file.display(), why.said());
                    if matches!(why, LineFault::Foreign) { &mut kept.foreign } else { &mut kept.faults }.push(told);
                }
            }
        }
    }
    Ok(kept)
}

/// Why a line of an anchor file does not count.
enum LineFault {
    Malformed,
    Foreign,
    Unsigned,
}

impl LineFault {
    const fn said(&self) -> &'static str {
        match self {
            Self::Malformed => "this is no anchor; the file may be cut off or damaged",
            Self::Foreign => "it is signed by a key that is not known here; name it with --key",
            Self::Unsigned => "its signature does not hold: the line was changed",
        }
    }
}

fn line_of(line: &str, trusted: &Trusted) -> Result<Anchor, LineFault> {
    let anchor: Anchor = serde_json::from_str(line).map_err(|_| LineFault::Malformed)?;
    if !trusted.0.is_empty() && !trusted.0.contains(&anchor.key) {
        return Err(LineFault::Foreign);
    }
    if signed(&anchor) { Ok(anchor) } else { Err(LineFault::Unsigned) }
}

/// The anchor files that a path leads to.
fn files(from: &Path) -> Result<Vec<PathBuf>> {
    ensure!(from.exists(), "{}: there is no such file or folder", from.display());
    if from.is_file() {
        return Ok(vec![from.to_owned()]);
    }
    let inside = from.join(FOLDER);
    let folder = if inside.is_dir() { inside } else { from.to_owned() };
    let mut files = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    Ok(files)
}

/// Walks every chain and compares it with the heads that were kept elsewhere: what is wrong, in words that name office and
/// event; and for each office that is whole, its number and how many events it has.
///
/// # Errors
/// If the database cannot be used.
pub async fn disagreements(
    pool: &AnyPool,
    heads: &BTreeMap<OfficeId, Vec<Head>>,
    whole: &mut Vec<(i64, i64)>,
) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let offices = super::verify::offices(pool).await?;
    for office in &offices {
        let none = Vec::new();
        let anchored = heads.get(&OfficeId::new(*office)).unwrap_or(&none);
        let wanted = anchored.iter().map(|head| head.seq).collect();
        let walk = store::walk(pool, *office, &wanted).await?;
        if let Some(seq) = walk.broken_at {
            wrong.push(format!("office {office}: the chain is broken at event {seq}"));
            continue;
        }
        let found = anchored.iter().find_map(|head| {
            let there = walk.hashes.get(&head.seq).map(String::as_str);
            compare(head, walk.events, there).err().map(|why| said(head, why))
        });
        match found {
            Some(why) => wrong.push(why),
            None => whole.push((*office, walk.events)),
        }
    }
    for (office, heads) in heads.iter().filter(|(office, _)| !offices.contains(&office.number())) {
        let last = heads.iter().map(|head| head.seq).max().unwrap_or_default();
        wrong.push(format!("office {office}: it is anchored with event {last}, but there is no such office here"));
    }
    Ok(wrong)
}

fn said(head: &Head, why: Disagreement) -> String {
    let (office, seq) = (head.office, head.seq);
    match why {
        Disagreement::Shortened { ends_at } => format!(
            "office {office}: event {seq} is anchored, but the chain ends at event {ends_at}: its end was cut off, or an older \
             copy was put back"
        ),
        Disagreement::Rewritten => format!(
            "office {office}: event {seq} has another hash than the one that is anchored: the chain was computed anew"
        ),
    }
}
