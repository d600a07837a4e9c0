//! Comparing a chain with what was published of it: the `chain.csv` of an inspection pack.

use crate::store::{self, Pool};
use anyhow::{Context, Result};
use guiju_domain::{OfficeId, event_hash};
use std::{collections::BTreeMap, path::Path};

/// The columns of such a file that are compared.
const COLUMNS: [&str; 2] = ["seq", "hash_tail"];

/// Compares an office's chain with a published one. What agrees goes to `say`; what does not is the result.
///
/// # Errors
/// If the file is no such chain, or the database cannot be used.
pub async fn compare_published(
    pool: &Pool,
    office: OfficeId,
    file: &Path,
    say: &mut Vec<String>,
) -> Result<Vec<String>> {
    let published = read(file).with_context(|| file.display().to_string())?;
    let walk = store::walk(&mut *store::acquire(pool).await?, office, &published.keys().copied().collect()).await?;
    let mut wrong = Vec::new();
    for (seq, tail) in &published {
        let why = match walk.hashes.get(seq) {
            Some(hash) if event_hash::agrees(tail, hash) => continue,
            Some(_) => "has another hash than the one that was published: the chain was computed anew",
            None => "was published, but is not in the chain, or stands behind a break",
        };
        wrong.push(format!("office {office}: event {seq} {why}"));
        break;
    }
    if wrong.is_empty() {
        say.push(format!("{}: {} events are what was published of them", file.display(), published.len()));
    }
    Ok(wrong)
}

/// The ends of the hashes, by number of the event.
fn read(file: &Path) -> Result<BTreeMap<i64, String>> {
    let text = std::fs::read_to_string(file)?;
    let mut lines = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = lines.headers()?.clone();
    let place = |name: &str| heads.iter().position(|head| head == name).with_context(|| format!("no column {name}"));
    let [seq, tail] = [place(COLUMNS[0])?, place(COLUMNS[1])?];
    let mut published = BTreeMap::new();
    for line in lines.records() {
        let line = line?;
        let number = line.get(seq).unwrap_or_default().parse().context("a number of an event")?;
        published.insert(number, line.get(tail).unwrap_or_default().to_owned());
    }
    Ok(published)
}
