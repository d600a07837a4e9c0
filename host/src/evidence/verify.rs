//! `guiju verify`: every chain, every row that a chain covers, every anchor, every stored file.

use super::{
    alarms,
    check::{self, AnchorsRead},
    lines::Trusted,
};
use crate::{
    app::App,
    error::Error,
    store::{self, BlobError, BlobName, Blobs, Dialect, Pool, attachments, chain_ends, event_queries, verify_runs},
    words,
};
use anyhow::Result;
use guiju_api::ChainReport;
use guiju_domain::OfficeId;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Anchors, keys and chains with which `guiju verify` compares.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// Which database it is.
    pub dialect: Dialect,
    /// The anchors of the data folder itself.
    pub own: Option<&'a Path>,
    /// Second places and others that are named: each must be there, and have anchors of each office.
    pub places: &'a [PathBuf],
    /// Keys whose signatures count.
    pub trusted: &'a Trusted,
    /// Whether the data was restored from a backup: what is anchored after the backup's own anchors is told, not wrong.
    pub as_of_backup: bool,
}

impl Comparison<'_> {
    /// Walks every chain, compares it with the rows and the anchors, and reads every stored file that a row names. What holds goes to `say`; what
    /// does not is the result.
    ///
    /// # Errors
    /// If the database cannot be used at all.
    pub async fn run(&self, pool: &Pool, blobs: &Blobs, say: &mut Vec<String>) -> Result<Vec<String>> {
        let (mut wrong, mut all) = (Vec::new(), AnchorsRead::default());
        let own = self.own_anchors(pool, say, &mut wrong).await?;
        all.add(own.heads.values().flatten());
        // What another key signed here proves nothing, but where it does not agree, something was changed.
        all.add(own.foreign.values().flatten());
        for place in self.places {
            let kept = match check::read(place, self.trusted) {
                Ok(kept) => kept,
                Err(why) => {
                    wrong.push(format!("{why:#}: this place was named, and nothing can be compared with it"));
                    continue;
                }
            };
            told(place, &kept, say, &mut wrong);
            wrong.extend(kept.foreign.iter().map(|(key, heads)| foreign(place, key, heads.len())));
            if place.is_dir() || kept.heads.is_empty() {
                lacking(pool, place, &kept, false, &mut wrong).await?;
            }
            all.add(kept.heads.values().flatten());
        }
        let newest = |heads: &Vec<guiju_domain::anchor::Head>| heads.iter().map(|head| head.seq).max();
        let as_of = own.heads.iter().filter_map(|(office, heads)| Some((*office, newest(heads)?)));
        let as_of = as_of.collect::<BTreeMap<_, _>>();
        let compared =
            check::disagreements((pool, self.dialect), (&all.heads, self.trusted), self.as_of_backup.then_some(&as_of))
                .await?;
        wrong.extend(compared.wrong);
        say.extend(compared.notes);
        for (office, events) in compared.whole {
            let anchors = all.heads.get(&office).map_or(0, Vec::len);
            say.push(format!("office {office}: {events} events, unbroken; {anchors} anchors agree"));
        }
        let named = attachments::named(pool).await?;
        wrong.extend(files_unread(&named));
        let (faults, files) = (faults_of_blobs(blobs, &named.names).await, named.names.len());
        say.push(format!("{} of {files} stored files are what was stored", files - faults.len()));
        wrong.extend(faults.into_iter().map(|(_, why)| why));
        wrong.extend(unregistered(pool).await?);
        Ok(wrong)
    }

    /// The anchors of the data folder. A folder that no server of this version has served yet has none.
    async fn own_anchors(&self, pool: &Pool, say: &mut Vec<String>, wrong: &mut Vec<String>) -> Result<AnchorsRead> {
        let Some(own) = self.own else { return Ok(AnchorsRead::default()) };
        let kept = if own.exists() { check::read(own, self.trusted)? } else { AnchorsRead::default() };
        told(own, &kept, say, wrong);
        say.extend(kept.foreign.iter().map(|(key, heads)| foreign(own, key, heads.len())));
        lacking(pool, own, &kept, true, wrong).await?;
        Ok(kept)
    }
}

/// How many anchors a place has of each office and the newest, and what is wrong there.
fn told(place: &Path, kept: &AnchorsRead, say: &mut Vec<String>, wrong: &mut Vec<String>) {
    let place = place.display();
    for (office, heads) in &kept.heads {
        let newest = heads.iter().map(|head| head.seq).max().unwrap_or_default();
        say.push(format!("{place}: office {office}: {} anchors, the newest of event {newest}", heads.len()));
    }
    say.extend(kept.notes.iter().cloned());
    wrong.extend(kept.faults.iter().cloned());
}

/// Anchors of a key that is not known.
fn foreign(place: &Path, key: &str, lines: usize) -> String {
    format!(
        "{}: {lines} anchors are signed by key {key}, which is not known here. If this server used it before, the key was exchanged \
         or keys/ was lost: name every key that counts with --key. If they are anchors of another server, they do not belong here",
        place.display()
    )
}

/// Offices of which a place has no anchor although it should. In the data folder those count that have events which a server that
/// anchors has made.
async fn lacking(pool: &Pool, place: &Path, kept: &AnchorsRead, own: bool, wrong: &mut Vec<String>) -> Result<()> {
    for end in chain_ends::ends(pool).await? {
        // Which office is told where its chain is walked.
        let Ok(end) = end else { continue };
        let office = end.office;
        let should = end.seq > if own { end.monotone_after } else { 0 };
        if should && kept.heads.get(&office).is_none_or(Vec::is_empty) {
            wrong.push(format!(
                "office {office}: there is no valid anchor of it in {}: it was removed or never made, and nothing shows that the \
                 chain is whole. A running server anchors by itself, `guiju anchor now` at once",
                place.display()
            ));
        }
    }
    Ok(())
}

/// Files that matters have, but that are not registered any more.
async fn unregistered(pool: &Pool) -> Result<Vec<String>> {
    let said = |file: attachments::Unregistered| {
        format!(
            "office {}: matter {} has the file {}, but it is not registered any more: its row was removed",
            file.office, file.matter, file.digest
        )
    };
    Ok(attachments::unregistered(pool).await?.into_iter().map(said).collect())
}

/// What a keeper sees of the office's chain: walked now, and compared with what this server knows to be anchored.
///
/// # Errors
/// If the database cannot be used.
pub async fn report(app: &App, office: OfficeId) -> Result<ChainReport, Error> {
    let (_, broken_at) = store::verify(&app.pool, office).await?;
    let disagrees = app.anchors.disagreement(&app.pool, office).await?.map(|(seq, _)| seq);
    let events = event_queries::count(&app.pool, office).await?;
    let disagrees = disagrees.map(|seq| seq.unsigned_abs().min(events + 1));
    let alarms = alarms::raised(app, office).await?;
    let last = verify_runs::find(&app.pool, office).await?;
    let ended = last.as_ref().and_then(|run| run.ended_at);
    Ok(ChainReport {
        verified_at: ended.map(|at| at.to_string()),
        verify_failed_at: last.as_ref().and_then(|run| run.failed_at).map(|at| at.to_string()),
        verified_rows: last.map(|run| run.rows).unwrap_or_default(),
        events,
        broken_at: broken_at.or(disagrees),
        alarms: alarms.iter().map(|(kind, subject)| words::answer(&alarms::words(*kind, subject))).collect(),
    })
}

/// Rows that name stored files and cannot be read, in words; nothing if all can be.
#[must_use]
pub fn files_unread(named: &attachments::Named) -> Option<String> {
    let unread = named.unread;
    (unread > 0).then(|| format!("{unread} rows that name stored files cannot be read: those files were not looked at"))
}

/// Reads blobs: what is wrong with each that cannot be had.
pub async fn faults_of_blobs(blobs: &Blobs, names: &[BlobName]) -> Vec<(BlobName, String)> {
    let mut faults = Vec::new();
    for name in names {
        if let Err(why) = blobs.get(name).await {
            let why = match why {
                BlobError::Unreachable(_) => format!("{name}: {why}"),
                _ => why.to_string(),
            };
            faults.push((name.clone(), why));
        }
    }
    faults
}
