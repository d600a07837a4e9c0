//! Comparing the chains with anchors that were kept elsewhere.

use super::{
    anchor_files::{FOLDER, files},
    database::DatabaseVerified,
    lines::{LineFault, Trusted, line_of},
    office::OfficeVerified,
    restored::{Gap, gaps},
};
use crate::store::{self, Dialect, Pool, Walk};
use anyhow::{Context, Result, ensure};
use guiju_domain::{
    OfficeId,
    anchor::{Disagreement, Head, compare},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Anchors that were read, and lines that are none.
#[derive(Debug, Default)]
pub struct AnchorsRead {
    /// Heads whose signature holds, by office.
    pub heads: BTreeMap<OfficeId, Vec<Head>>,
    /// Heads that other keys signed, by key.
    pub foreign: BTreeMap<String, Vec<Head>>,
    /// Lines whose signature does not hold, each with its file and number.
    pub faults: Vec<String>,
    /// Lines that are no anchors, such as one whose writing was cut off, each with its file and number.
    pub notes: Vec<String>,
}

impl AnchorsRead {
    /// Takes over heads that were read elsewhere as well.
    pub fn add<'h>(&mut self, heads: impl IntoIterator<Item = &'h Head>) {
        for head in heads {
            self.heads.entry(head.office).or_default().push(head.clone());
        }
    }
}

/// Reads anchors from a file, from a folder with such files, or from a backup or data folder with a folder `anchors`.
///
/// # Errors
/// If there is no such file or folder, or it cannot be read.
pub fn read(from: &Path, trusted: &Trusted) -> Result<AnchorsRead> {
    let mut kept = AnchorsRead::default();
    for file in files_of(from)? {
        let text = fs::read(&file).with_context(|| file.display().to_string())?;
        let text = String::from_utf8_lossy(&text);
        for (number, line) in (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
            let place = format!("{}, line {number}", file.display());
            match line_of(line, trusted) {
                Ok(anchor) => kept.heads.entry(anchor.head.office).or_default().push(anchor.head),
                Err(LineFault::Foreign(anchor)) => kept.foreign.entry(anchor.key).or_default().push(anchor.head),
                Err(LineFault::Malformed) => {
                    kept.notes.push(format!("{place}: this is no anchor; its writing may have been cut off"));
                }
                Err(LineFault::Unsigned) => {
                    kept.faults.push(format!("{place}: its signature does not hold: the line was changed"));
                }
            }
        }
    }
    Ok(kept)
}

/// Every key by which anchors in a place are signed, as they say themselves.
///
/// # Errors
/// As [`read`].
pub fn keys_in(from: &Path) -> Result<BTreeSet<String>> {
    Ok(read(from, &Trusted::default())?.foreign.into_keys().collect())
}

/// The anchor files that a path leads to.
fn files_of(from: &Path) -> Result<Vec<PathBuf>> {
    ensure!(from.exists(), "{}: there is no such file or folder", from.display());
    if from.is_file() {
        return Ok(vec![from.to_owned()]);
    }
    let inside = from.join(FOLDER);
    let folder = if inside.is_dir() { inside } else { from.to_owned() };
    Ok(files(&folder)?.into_iter().map(|(path, _)| path).collect())
}

/// Result of comparing every chain with anchors.
#[derive(Debug, Default)]
pub struct Compared {
    /// What is wrong, in words that name office and event.
    pub wrong: Vec<String>,
    /// What is to be known of chains that are whole.
    pub notes: Vec<String>,
    /// Offices that are whole, each with how many events it has.
    pub whole: Vec<(OfficeId, i64)>,
}

/// Walks every chain, compares the rows with their digests and the chain with the heads that were kept elsewhere. A chain that was restored from a backup may end
/// before events that are anchored; then `as_of` has the newest anchor of each office in the backup, which it must reach.
///
/// # Errors
/// If the database cannot be used.
pub async fn disagreements(
    (pool, dialect): (&Pool, Dialect),
    (heads, trusted): (&BTreeMap<OfficeId, Vec<Head>>, &Trusted),
    as_of: Option<&BTreeMap<OfficeId, i64>>,
) -> Result<Compared> {
    let mut compared = Compared::default();
    compared.wrong.extend(DatabaseVerified::of(pool).await?.said());
    let (offices, unread) = store::offices::read_ids(pool).await?;
    if unread > 0 {
        compared.wrong.push(format!("{unread} rows of table offices have no number that can be read"));
    }
    for office in &offices {
        let id = *office;
        let anchored = heads.get(&id).map(Vec::as_slice).unwrap_or_default();
        let wanted = anchored.iter().map(|head| head.seq).collect();
        let Some((walk, is_whole)) = walked((pool, dialect), *office, &wanted, &mut compared).await? else { continue };
        let gaps = gaps(pool, *office, trusted).await?;
        let later = as_of.and_then(|newest| newest.get(&id)).filter(|newest| **newest <= walk.events);
        let (mut wrong, mut lost, mut missing) = (None, BTreeSet::new(), 0);
        for head in anchored {
            let there = walk.hashes.get(&head.seq).map(String::as_str);
            let Err(why) = compare(head, walk.events, there) else { continue };
            if let Some(gap) = gaps.iter().find(|gap| gap.accepts(head)) {
                lost.insert(gap.told_at);
            } else if later.is_some() && matches!(why, Disagreement::Shortened { .. }) {
                missing = missing.max(head.seq);
            } else {
                wrong.get_or_insert_with(|| said(head, why));
            }
        }
        compared.notes.extend(gaps.iter().filter(|gap| lost.contains(&gap.told_at)).map(|gap| restored(id, gap)));
        if missing > 0 {
            compared.notes.push(format!(
                "office {office}: the copy ends at event {}, but events up to {missing} are anchored elsewhere: {} events are not \
                 in the copy",
                walk.events,
                missing - walk.events
            ));
        }
        match wrong {
            Some(why) => compared.wrong.push(why),
            None if is_whole => compared.whole.push((*office, walk.events)),
            None => {}
        }
    }
    for (office, heads) in heads.iter().filter(|(office, _)| !offices.contains(office)) {
        let last = heads.iter().map(|head| head.seq).max().unwrap_or_default();
        let told = format!("office {office}: it is anchored with event {last}, but there is no such office here");
        compared.wrong.push(told);
    }
    Ok(compared)
}

/// Compares an office in itself: the walk of its chain, and whether its rows are whole; nothing if the chain is broken.
async fn walked(
    (pool, dialect): (&Pool, Dialect),
    office: OfficeId,
    wanted: &BTreeSet<i64>,
    compared: &mut Compared,
) -> Result<Option<(Walk, bool)>> {
    let verified = OfficeVerified::of(pool, dialect, office, wanted).await?;
    let broken_at = verified.walk.broken_at;
    if let Some(seq) = broken_at {
        compared.wrong.push(format!("office {office}: the chain is broken at event {seq}"));
    }
    if broken_at.is_none() && verified.walk.erased > 0 {
        compared.notes.push(erased(office, &verified.walk));
    }
    let altered = verified.altered(office);
    let is_whole = altered.is_empty();
    if is_whole && broken_at.is_none() {
        compared.notes.extend(verified.whole(office));
    }
    compared.wrong.extend(altered);
    Ok(broken_at.is_none().then_some((verified.walk, is_whole)))
}

/// How many events were erased, each named by a later one.
fn erased(office: OfficeId, walk: &Walk) -> String {
    let plain = match walk.erased_plain {
        0 => String::new(),
        plain => format!(
            "; {plain} of them are of an earlier version: their own hash cannot be computed again, the event behind each holds it"
        ),
    };
    format!("office {office}: the bodies of {} events were erased, as later events tell{plain}", walk.erased)
}

fn restored(office: OfficeId, gap: &Gap) -> String {
    format!(
        "office {office}: event {} tells of a restore; events {} to {} of the chain before it are lost; {}",
        gap.told_at,
        gap.kept_until + 1,
        gap.lost_until,
        gap.reason
    )
}

fn said(head: &Head, why: Disagreement) -> String {
    let (office, seq) = (head.office, head.seq);
    match why {
        Disagreement::Shortened { ends_at } => format!(
            "office {office}: event {seq} is anchored, but the chain ends at event {ends_at}: its end was cut off, or an older \
             copy was put back. After a restore that was meant, see `guiju anchor restored`"
        ),
        Disagreement::Rewritten => format!(
            "office {office}: event {seq} has another hash than the one that is anchored: the chain was computed anew, or the \
             anchors are those of another office"
        ),
    }
}
