//! `guiju verify`: every chain, every anchor, every stored file.

use super::{
    alarms,
    check::{self, Kept, Trusted},
};
use crate::{
    app::App,
    error::Error,
    store::{self, BlobError, BlobName, Blobs, Columns},
};
use anyhow::Result;
use guiju_api::ChainReport;
use guiju_domain::{
    OfficeId,
    anchor::{Head, compare},
};
use sqlx::AnyPool;
use std::path::PathBuf;

/// The numbers of all offices.
pub(super) async fn offices(pool: &AnyPool) -> Result<Vec<i64>> {
    let rows = sqlx::query("SELECT id FROM offices ORDER BY id").fetch_all(pool).await?;
    rows.iter().map(|row| Ok(row.int("id")?)).collect()
}

/// Walks every chain, compares it with the server's own anchors and with others that are named, and reads every stored file that a row names. What
/// holds goes to `say`; what does not is the result.
///
/// # Errors
/// If the database or a path cannot be used at all.
pub async fn verify(
    pool: &AnyPool,
    blobs: &Blobs,
    (own, against): (&[PathBuf], &[PathBuf]),
    trusted: &Trusted,
    say: &mut Vec<String>,
) -> Result<Vec<String>> {
    let mut kept = Kept::default();
    for path in own.iter().chain(against) {
        let mut read = check::read(path, trusted)?;
        // A data folder that was restored has anchors of an earlier key; whoever names anchors wants them to count.
        if own.contains(path) {
            let foreign = std::mem::take(&mut read.foreign);
            if !foreign.is_empty() {
                say.push(format!(
                    "{}: {} anchors are signed by another key than the one here; name it with --key to compare with them",
                    path.display(),
                    foreign.len()
                ));
            }
        }
        kept.faults.extend(read.foreign);
        kept.faults.extend(read.faults);
        kept.keys.extend(read.keys);
        for (office, heads) in read.heads {
            kept.heads.entry(office).or_default().extend(heads);
        }
    }
    if trusted.0.is_empty() {
        for key in &kept.keys {
            say.push(format!("anchors are signed by key {key}: compare it with the one that you noted"));
        }
    }
    let (mut wrong, mut whole) = (kept.faults, Vec::new());
    wrong.extend(check::disagreements(pool, &kept.heads, &mut whole).await?);
    for (office, events) in whole {
        let anchors = kept.heads.get(&OfficeId::new(office)).map_or(0, Vec::len);
        say.push(format!("office {office}: {events} events, unbroken; {anchors} anchors agree"));
    }
    let named = named(pool).await?;
    let faults = faults_of_blobs(blobs, &named).await;
    say.push(format!("{} of {} stored files are what was stored", named.len() - faults.len(), named.len()));
    wrong.extend(faults.into_iter().map(|(_, why)| why));
    Ok(wrong)
}

/// What a keeper sees of the office's chain: compared with the anchors of this server and of its second places.
///
/// # Errors
/// If the database or an anchor file cannot be used.
pub async fn report(app: &App, office: i64) -> Result<ChainReport, Error> {
    let trusted = Trusted([app.anchors.public()].into());
    let mut heads = Vec::new();
    for place in app.anchors.places().filter(|place| place.is_dir()) {
        let mut kept = check::read(place, &trusted).map_err(|why| Error::internal(why.to_string()))?;
        heads.extend(kept.heads.remove(&OfficeId::new(office)).unwrap_or_default());
    }
    let walk = store::walk(&app.pool, office, &heads.iter().map(|head| head.seq).collect()).await?;
    let disagrees = |head: &&Head| compare(head, walk.events, walk.hashes.get(&head.seq).map(String::as_str)).is_err();
    let anchored = heads.iter().filter(disagrees).map(|head| head.seq.min(walk.events + 1)).min();
    let alarms = alarms::raised(app, office).await?;
    Ok(ChainReport {
        events: walk.events as u64,
        broken_at: walk.broken_at.or(anchored).map(|seq| seq as u64),
        alarms: alarms.iter().map(|(kind, subject)| alarms::words(*kind, subject)).collect(),
    })
}

/// Every blob that a row of the database names.
///
/// # Errors
/// If the database cannot be used.
pub async fn named(pool: &AnyPool) -> Result<Vec<BlobName>> {
    let mut names = Vec::new();
    for row in
        sqlx::query("SELECT office_id, digest FROM attachments ORDER BY office_id, digest").fetch_all(pool).await?
    {
        names.push(BlobName::attachment(row.int("office_id")?, &row.text("digest")?));
    }
    for row in sqlx::query("SELECT digest FROM packages ORDER BY digest").fetch_all(pool).await? {
        names.push(BlobName::package(&row.text("digest")?));
    }
    Ok(names)
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
