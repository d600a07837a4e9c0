//! Alarms of an office: raised once, notified to each keeper, ended when the fault is mended.

use super::rows;
use crate::{
    app::App,
    error::Result,
    store::{self, BlobError, BlobFault, BlobName, UnitOfWork, attachments, chain_ends, notices, system_roles},
};
use guiju_domain::{
    OfficeId,
    alarm::AlarmKind,
    events::alarms::{AlarmEnded, AlarmRaised},
    message,
    message::Message,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far the machine's clock may be behind the last event of a chain, in seconds.
const LATE: i64 = 5 * 60;
/// So many stored files that were found faulty are read again in a round.
const LOOKED_AT: usize = 4;

type Alarm = (AlarmKind, String);

/// Offices whose last event is later than the machine's clock, each with by how many minutes.
///
/// # Errors
/// If the database cannot be used.
pub async fn clocks_behind(app: &App) -> Result<Vec<(OfficeId, i64)>> {
    let utc = app.clock.utc();
    let later = chain_ends::later_than(&app.pool, utc + LATE).await?;
    Ok(later.into_iter().map(|(office, last)| (office, (last - utc) / 60)).collect())
}

/// Whether the machine's clock is behind the last event of one office.
async fn clock_behind(app: &App, office: OfficeId) -> Result<bool> {
    Ok(chain_ends::last_utc(&app.pool, office).await? > app.clock.utc() + LATE)
}

/// Raises what is seen now and was not raised, and ends what is mended.
///
/// # Errors
/// If the database cannot be used.
pub async fn watch(app: &App, office: OfficeId) -> Result<()> {
    let before = raised(app, office).await?.into_iter().collect::<BTreeSet<_>>();
    let now = seen(app, office, &before).await?;
    if now == before {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    for (kind, subject) in now.difference(&before) {
        raise(&mut change, *kind, subject).await?;
    }
    for (kind, subject) in before.difference(&now) {
        end(&mut change, *kind, subject).await?;
    }
    Ok(change.commit().await?)
}

/// Alarms of an office that are raised now.
///
/// # Errors
/// If the database cannot be used.
pub async fn raised(app: &App, office: OfficeId) -> Result<Vec<Alarm>> {
    Ok(store::alarms::raised(&app.pool, office).await?)
}

/// What there is to see to now. What another server has raised ends only when it is mended.
async fn seen(app: &App, office: OfficeId, before: &BTreeSet<Alarm>) -> Result<BTreeSet<Alarm>> {
    let mut now = files(app, office, before).await?;
    now.extend(app.chains.look(&app.pool, &app.anchors, office).await?);
    // Rows are compared at night: what is raised then is ended then.
    now.extend(before.iter().filter(|(kind, _)| *kind == AlarmKind::RowAltered).cloned());
    // What concerns one server is raised and ended by that server.
    let own = server(app);
    let of_server = |kind| matches!(kind, AlarmKind::ClockBehind | AlarmKind::AnchorCopy);
    now.extend(before.iter().filter(|(kind, subject)| of_server(*kind) && *subject != own).cloned());
    for (kind, is_so) in
        [(AlarmKind::ClockBehind, clock_behind(app, office).await?), (AlarmKind::AnchorCopy, app.anchors.copies_fail())]
    {
        if is_so {
            now.insert((kind, own.clone()));
        }
    }
    Ok(now)
}

/// Stored files that are missing or damaged: raised before or met by this server. Some of them are read again, each after a pause that
/// grows; one that no row names any more is nobody's concern.
async fn files(app: &App, office: OfficeId, before: &BTreeSet<Alarm>) -> Result<BTreeSet<Alarm>> {
    let policy = app.policy(office)?;
    let mut faulty = BTreeMap::new();
    for (kind, subject) in before {
        let fault = match kind {
            AlarmKind::BlobMissing => BlobFault::Missing,
            AlarmKind::BlobDamaged => BlobFault::Damaged,
            _ => continue,
        };
        faulty.extend(BlobName::at(subject).map(|name| (name, fault)));
    }
    for (name, fault) in app.blobs.faults() {
        let concerns = match &name {
            BlobName::Attachment { office: of, .. } => *of == office,
            BlobName::Package { digest } => policy.has(digest),
        };
        if concerns {
            faulty.insert(name, fault);
        }
    }
    let due = faulty.keys().filter(|name| app.blobs.looks_again(name)).take(LOOKED_AT).cloned().collect::<Vec<_>>();
    for name in due {
        if !attachments::is_named(&app.pool, &name).await? {
            app.blobs.forget(&name);
            faulty.remove(&name);
            continue;
        }
        match app.blobs.get(&name).await {
            Ok(_) => drop(faulty.remove(&name)),
            Err(BlobError::Missing(_)) => drop(faulty.insert(name, BlobFault::Missing)),
            Err(BlobError::Damaged(_)) => drop(faulty.insert(name, BlobFault::Damaged)),
            Err(BlobError::Unreachable(_)) => {}
        }
    }
    let kind = |fault| match fault {
        BlobFault::Missing => AlarmKind::BlobMissing,
        BlobFault::Damaged => AlarmKind::BlobDamaged,
    };
    Ok(faulty.into_iter().map(|(name, fault)| (kind(fault), name.to_string())).collect())
}

/// What a server is called beside others of the same database: its machine's name and where it listens.
fn server(app: &App) -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{} {}", host.trim(), app.config.listen).trim().to_owned()
}

pub(super) async fn raise(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<()> {
    if !store::alarms::add(change, kind, subject).await? {
        return Ok(());
    }
    change.record(None, &AlarmRaised { alarm: kind, subject: subject.to_owned() })?;
    let office = change.office;
    for keeper in system_roles::keepers(&mut **change, office).await? {
        notices::tell(change, keeper, words(kind, subject), None).await?;
    }
    Ok(())
}

pub(super) async fn end(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<()> {
    if store::alarms::delete(change, kind, subject).await? {
        change.record(None, &AlarmEnded { alarm: kind, subject: subject.to_owned() })?;
    }
    Ok(())
}

/// An alarm in the words of the notice to keepers.
pub(super) fn words(kind: AlarmKind, subject: &str) -> Message {
    match kind {
        AlarmKind::BlobMissing => message!("notice-blob-missing", subject),
        AlarmKind::BlobDamaged => message!("notice-blob-damaged", subject),
        AlarmKind::ClockBehind => message!("notice-clock-behind", subject),
        AlarmKind::AnchorCopy => message!("notice-anchor-copy", subject),
        AlarmKind::ChainBroken => message!("notice-chain-broken", subject),
        AlarmKind::ChainDisagrees => message!("notice-chain-disagrees", subject),
        AlarmKind::RowAltered => rows::told(subject),
    }
}
