//! What the keepers of an office must see to: raised once, told to each of them, ended when it is mended.

use crate::{
    app::App,
    error::Result,
    matters::notices,
    store::{BlobError, BlobFault, BlobName, Columns, UnitOfWork},
};
use guiju_domain::{
    alarm::AlarmKind,
    events::alarms::{AlarmEnded, AlarmRaised},
};
use std::collections::BTreeSet;

/// How far the machine's clock may be behind the last event of a chain, in seconds.
const LATE: i64 = 5 * 60;
/// So many raised alarms about stored files are looked at again in a round.
const LOOKED_AT: usize = 50;

type Alarm = (AlarmKind, String);

/// Offices whose last event is later than the machine's clock, each with by how many minutes.
///
/// # Errors
/// If the database cannot be used.
pub async fn clocks_behind(app: &App) -> Result<Vec<(i64, i64)>> {
    let heads = crate::store::heads(&app.pool).await?;
    let behind = heads.into_iter().map(|head| (head.office.number(), head.at - app.now(head.office.number()).0));
    Ok(behind.filter(|(_, late)| *late > LATE).map(|(office, late)| (office, late / 60)).collect())
}

/// Raises what is seen now and was not raised, and ends what is mended.
///
/// # Errors
/// If the database cannot be used.
pub async fn watch(app: &App, office: i64) -> Result<()> {
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

/// What is raised.
///
/// # Errors
/// If the database cannot be used.
pub async fn raised(app: &App, office: i64) -> Result<Vec<Alarm>> {
    let rows = sqlx::query("SELECT kind, subject FROM alarms WHERE office_id = $1 ORDER BY kind, subject")
        .bind(office)
        .fetch_all(&app.pool)
        .await?;
    let alarm =
        |row: &sqlx::any::AnyRow| Ok(AlarmKind::named(&row.text("kind")?).map(|kind| (kind, row.text("subject"))));
    let rows = rows.iter().map(alarm).collect::<Result<Vec<_>>>()?;
    rows.into_iter().flatten().map(|(kind, subject)| Ok((kind, subject?))).collect()
}

/// What there is to see to now. Another server may have raised what this one has not met: it ends only once the file is read
/// whole.
async fn seen(app: &App, office: i64, before: &BTreeSet<Alarm>) -> Result<BTreeSet<Alarm>> {
    let mut now = BTreeSet::new();
    let of_blob = |(kind, _): &&Alarm| matches!(kind, AlarmKind::BlobMissing | AlarmKind::BlobDamaged);
    for (index, alarm) in before.iter().filter(of_blob).enumerate() {
        let fault = match BlobName::at(&alarm.1).filter(|_| index < LOOKED_AT) {
            Some(name) => app.blobs.get(&name).await.err(),
            None => None,
        };
        match fault {
            Some(BlobError::Missing(_)) => drop(now.insert((AlarmKind::BlobMissing, alarm.1.clone()))),
            Some(BlobError::Damaged(_)) => drop(now.insert((AlarmKind::BlobDamaged, alarm.1.clone()))),
            Some(BlobError::Unreachable(_)) => drop(now.insert(alarm.clone())),
            None if index >= LOOKED_AT => drop(now.insert(alarm.clone())),
            None => {}
        }
    }
    let law = app.law(office)?;
    for (name, fault) in app.blobs.faults() {
        let concerns = match &name {
            BlobName::Attachment { office: of, .. } => *of == office,
            BlobName::Package { digest } => law.has(digest),
        };
        if concerns {
            let kind = match fault {
                BlobFault::Missing => AlarmKind::BlobMissing,
                BlobFault::Damaged => AlarmKind::BlobDamaged,
            };
            now.insert((kind, name.to_string()));
        }
    }
    // What concerns one server is raised and ended by that server.
    let own = server(app);
    let of_another =
        |(kind, subject): &&Alarm| matches!(kind, AlarmKind::ClockBehind | AlarmKind::AnchorCopy) && *subject != own;
    now.extend(before.iter().filter(of_another).cloned());
    if clocks_behind(app).await?.iter().any(|(late, _)| *late == office) {
        now.insert((AlarmKind::ClockBehind, own.clone()));
    }
    if app.anchors.copies_fail() {
        now.insert((AlarmKind::AnchorCopy, own));
    }
    Ok(now)
}

/// What a server is called beside others of the same database: its machine's name and where it listens.
fn server(app: &App) -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{} {}", host.trim(), app.config.listen).trim().to_owned()
}

async fn raise(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let raised = sqlx::query(
        "INSERT INTO alarms (office_id, kind, subject, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, kind, subject) DO NOTHING",
    )
    .bind(office)
    .bind(kind.name())
    .bind(subject)
    .bind(now)
    .execute(&mut **change)
    .await?;
    if raised.rows_affected() == 0 {
        return Ok(());
    }
    change.record(None, &AlarmRaised { alarm: kind, subject: subject.to_owned() }).await?;
    let keepers = sqlx::query("SELECT person_id FROM accounts WHERE office_id = $1 AND system_role IS NOT NULL")
        .bind(office)
        .fetch_all(&mut **change)
        .await?;
    for keeper in keepers {
        notices::tell(change, keeper.int("person_id")? as u64, &words(kind, subject), None).await?;
    }
    Ok(())
}

async fn end(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<()> {
    let office = change.office;
    let ended = sqlx::query("DELETE FROM alarms WHERE office_id = $1 AND kind = $2 AND subject = $3")
        .bind(office)
        .bind(kind.name())
        .bind(subject)
        .execute(&mut **change)
        .await?;
    if ended.rows_affected() > 0 {
        change.record(None, &AlarmEnded { alarm: kind, subject: subject.to_owned() }).await?;
    }
    Ok(())
}

/// What keepers are told.
pub(super) fn words(kind: AlarmKind, subject: &str) -> String {
    match kind {
        AlarmKind::BlobMissing => format!("存储的文件找不到了，请从备份恢复：{subject}"),
        AlarmKind::BlobDamaged => format!("存储的文件已损坏，与登记的摘要不符，请从备份恢复：{subject}"),
        AlarmKind::ClockBehind => {
            format!("服务器 {subject} 的时钟比最后一条记录慢五分钟以上，请校准；期间的记录按最后一条记录的时间登记")
        }
        AlarmKind::AnchorCopy => {
            format!("服务器 {subject} 的存证锚点没有抄送到第二处，请检查该目录是否可写，系统会自动重试")
        }
    }
}
