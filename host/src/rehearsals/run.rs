//! Running a rehearsal: batch by batch, on both of the machine's cores, with bounded memory; it can be stopped, and what it
//! has found so far is kept.

use super::{
    ask::{Change, Prepared},
    lines,
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    recordings::{self, Recording, Wanted},
    revisions,
    staff::Staff,
    store::Columns,
};
use guiju_api::{RehearsalWanted, ReplayReport};
use guiju_domain::OfficeId;
use guiju_model::{Date, Subject};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};
use tokio::task::JoinSet;

/// So many recordings are read at a time.
const BATCH: i64 = 500;
/// So many batches are worked on at a time.
const AT_ONCE: usize = 3;
/// So many differences are kept to be opened; all are counted.
const KEPT: u64 = 20_000;
/// A running rehearsal that nobody has touched for so many seconds has lost its server.
pub(super) const LOST: i64 = 120;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    asked: u64,
    differing: u64,
    /// By clause id.
    clauses: BTreeMap<String, u64>,
    /// By aspect.
    aspects: BTreeMap<String, u64>,
}

/// A judgement that differs.
struct Difference {
    recording: i64,
    matter: Option<i64>,
    starts: Date,
    title: String,
    clauses: Vec<String>,
    aspects: Vec<String>,
}

/// Begins a rehearsal, which goes on by itself.
///
/// # Errors
/// If the caller keeps nothing of the office, or what is to be rehearsed is not there.
pub async fn begin(app: &Arc<App>, caller: &Caller, wanted: &RehearsalWanted) -> Result<u64> {
    caller.keeper()?;
    let law = app.law(caller.office)?;
    let today = app.now(caller.office).date();
    let day = |text: &Option<String>, otherwise: Date| match text {
        Some(text) if !text.is_empty() => text.parse::<Date>().map_err(|why| Error::Invalid(format!("{why}"))),
        _ => Ok(otherwise),
    };
    let (from, to) = (day(&wanted.from, Date(0))?, day(&wanted.to, today)?);
    let change = changed(&law, wanted, today)?;
    let of = Wanted {
        regulation: (!wanted.regulation.is_empty()).then(|| wanted.regulation.clone()),
        matter: None,
        from: Some(from),
        to: Some(to),
    };
    let mut connection = app.pool.acquire().await?;
    let total = recordings::count(&mut connection, caller.office, &of).await?;
    drop(connection);
    let mut entry = app.change(caller.office).await?;
    let (id, now) = (entry.id(), entry.now.0);
    sqlx::query(
        "INSERT INTO rehearsals (office_id, id, regulation, digest, parameters, first_date, last_date, state, total, asked,
         differing, counts, asked_by, begun_at, touched_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, 0, 0, '[[],[]]', $9, $10, $10)",
    )
    .bind(caller.office.number())
    .bind(id)
    .bind(&wanted.regulation)
    .bind(&wanted.digest)
    .bind(serde_json::to_string(&wanted.parameters)?)
    .bind(i64::from(from.0))
    .bind(i64::from(to.0))
    .bind(total as i64)
    .bind(caller.person.number() as i64)
    .bind(now)
    .execute(&mut *entry)
    .await?;
    entry.commit().await?;
    let (app, office) = (app.clone(), caller.office);
    tokio::spawn(async move {
        if let Err(error) = go(&app, office, id, &change, &of).await {
            tracing::error!(%error, rehearsal = id, "a rehearsal failed");
            let _ = end(&app, office, id, "failed", Some(&error.to_string())).await;
        }
    });
    Ok(id as u64)
}

/// What is to be changed, checked.
fn changed(law: &OfficeLaw, wanted: &RehearsalWanted, today: Date) -> Result<Change> {
    let package = match &wanted.digest {
        Some(digest) => {
            let found = law.package(digest).filter(|loaded| loaded.manifest().id == wanted.regulation);
            Some(found.ok_or(Error::NotFound("这项制度的这个版本"))?.clone())
        }
        None => None,
    };
    if !wanted.parameters.is_empty() {
        let loaded = package.as_ref().or_else(|| law.regulation(&wanted.regulation, today));
        revisions::checked_values(law, loaded.ok_or(Error::NotFound("这项制度"))?, &wanted.parameters, today)?;
    }
    Ok(Change { package, parameters: wanted.parameters.clone() })
}

/// Asks everything again, until it is done or stopped.
async fn go(app: &Arc<App>, office: OfficeId, id: i64, change: &Change, wanted: &Wanted) -> Result<()> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let (mut after, mut found, mut batches) = (0, Found::default(), JoinSet::new());
    let mut more = true;
    while more || !batches.is_empty() {
        while more && batches.len() < AT_ONCE {
            let mut connection = app.pool.acquire().await?;
            let batch = recordings::next(&mut connection, office, wanted, after, BATCH).await?;
            more = batch.len() == BATCH as usize;
            if let Some(last) = batch.last() {
                after = last.id;
                let mut work = Vec::with_capacity(batch.len());
                for recording in batch {
                    let prepared = change.prepare(&mut connection, &law, &staff, &recording).await?;
                    work.push((recording, prepared));
                }
                let (law, staff) = (law.clone(), staff.clone());
                batches.spawn_blocking(move || work_through(&law, &staff, work));
            }
        }
        if let Some(done) = batches.join_next().await {
            let (asked, differences) = done.map_err(Error::internal)??;
            if !add(app, office, id, &mut found, asked, differences).await? {
                return Ok(());
            }
        }
    }
    end(app, office, id, "done", None).await
}

/// One batch, where nobody waits for it.
fn work_through(
    law: &OfficeLaw,
    staff: &Staff,
    work: Vec<(Recording, Option<Prepared>)>,
) -> Result<(u64, Vec<Difference>)> {
    let (mut asked, mut differences) = (0, Vec::new());
    for (recording, prepared) in work {
        asked += 1;
        if let Some(difference) = compared(law, staff, &recording, prepared.as_ref())? {
            differences.push(difference);
        }
    }
    Ok((asked, differences))
}

/// Whether the answer differs, and in what.
fn compared(
    law: &OfficeLaw,
    staff: &Staff,
    recording: &Recording,
    prepared: Option<&Prepared>,
) -> Result<Option<Difference>> {
    let recorded = recording.answered()?;
    let again = prepared.map(Prepared::ask).transpose();
    if let Ok(Some(reply)) = &again
        && serde_json::to_string(reply)? == recorded
    {
        return Ok(None);
    }
    let own = law.judged_by(&recording.digest)?;
    let (mut clauses, mut aspects) = (Vec::new(), Vec::new());
    match (again, prepared) {
        (Ok(Some(reply)), Some(prepared)) => {
            let before = lines::of(&serde_json::from_str(&recorded)?, own, staff);
            let after = lines::of(&reply, &prepared.loaded, staff);
            for line in lines::differing(&before, &after) {
                clauses.extend(line.clauses.clone());
                aspects.push(line.aspect.to_owned());
            }
            if aspects.is_empty() {
                aspects.push("wording".to_owned());
            }
        }
        (Ok(None) | Ok(Some(_)), _) => aspects.push("gone".to_owned()),
        (Err(_), _) => aspects.push("fault".to_owned()),
    }
    for list in [&mut clauses, &mut aspects] {
        list.sort_unstable();
        list.dedup();
    }
    Ok(Some(Difference {
        recording: recording.id,
        matter: recording.matter,
        starts: recording.starts,
        title: title(law, staff, recording)?,
        clauses,
        aspects,
    }))
}

/// What a recording is about: the form or the judgement, and whom it concerns.
pub(super) fn title(law: &OfficeLaw, staff: &Staff, recording: &Recording) -> Result<String> {
    use crate::recordings::Question;
    let own = law.judged_by(&recording.digest)?;
    let manifest = own.manifest();
    Ok(match recording.question()? {
        Question::Matter(matter) => {
            let qualified = manifest.qualified(&matter.form);
            let (owner, form) = qualified.split_once('/').unwrap_or_default();
            let of = law.packages_of(owner).find_map(|loaded| loaded.manifest().form(form));
            let title = of.map_or_else(String::new, |form| format!("《{}》", form.title));
            format!("{}的{title}", staff.name(matter.subject.id))
        }
        Question::Period(ledger) => {
            let judged = manifest.assesses.iter().find(|a| a.id == ledger.assessed);
            let whom = match &ledger.subject {
                Subject::Person(person) => staff.name(person.id),
                Subject::Department(id) => staff.departments.get(id).cloned().unwrap_or_default(),
                Subject::Office => "全单位".to_owned(),
            };
            format!("{whom}的“{}”", judged.map_or("", |judged| judged.title.as_str()))
        }
    })
}

/// Writes what a batch found; false if somebody has stopped the rehearsal.
async fn add(
    app: &App,
    office: OfficeId,
    id: i64,
    found: &mut Found,
    asked: u64,
    differences: Vec<Difference>,
) -> Result<bool> {
    let mut tx = app.pool.begin().await?;
    for difference in differences {
        found.differing += 1;
        for clause in &difference.clauses {
            *found.clauses.entry(clause.clone()).or_default() += 1;
        }
        for aspect in &difference.aspects {
            *found.aspects.entry(aspect.clone()).or_default() += 1;
        }
        if found.differing > KEPT {
            continue;
        }
        sqlx::query(
            "INSERT INTO rehearsal_differences (office_id, rehearsal_id, recording_id, matter_id, starts, title, clauses, aspects)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(office.number())
        .bind(id)
        .bind(difference.recording)
        .bind(difference.matter)
        .bind(i64::from(difference.starts.0))
        .bind(difference.title)
        .bind(serde_json::to_string(&difference.clauses)?)
        .bind(serde_json::to_string(&difference.aspects)?)
        .execute(&mut *tx)
        .await?;
    }
    found.asked += asked;
    let counts = (found.clauses.iter().collect::<Vec<_>>(), found.aspects.iter().collect::<Vec<_>>());
    let written = sqlx::query(
        "UPDATE rehearsals SET asked = $3, differing = $4, counts = $5, touched_at = $6
         WHERE office_id = $1 AND id = $2 AND state = 'running'",
    )
    .bind(office.number())
    .bind(id)
    .bind(found.asked as i64)
    .bind(found.differing as i64)
    .bind(serde_json::to_string(&counts)?)
    .bind(app.now(office).0)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(written.rows_affected() == 1)
}

async fn end(app: &App, office: OfficeId, id: i64, state: &str, problem: Option<&str>) -> Result<()> {
    sqlx::query(
        "UPDATE rehearsals SET state = $3, problem = $4, touched_at = $5 WHERE office_id = $1 AND id = $2 AND state = 'running'",
    )
    .bind(office.number())
    .bind(id)
    .bind(state)
    .bind(problem)
    .bind(app.now(office).0)
    .execute(&app.pool)
    .await?;
    Ok(())
}

/// Stops a rehearsal; what it has found so far stays.
///
/// # Errors
/// If it is not running.
pub async fn cancel(app: &App, caller: &Caller, id: u64) -> Result<()> {
    caller.keeper()?;
    let stopped = sqlx::query(
        "UPDATE rehearsals SET state = 'cancelled', touched_at = $3 WHERE office_id = $1 AND id = $2 AND state = 'running'",
    )
    .bind(caller.office.number())
    .bind(id as i64)
    .bind(app.now(caller.office).0)
    .execute(&app.pool)
    .await?;
    if stopped.rows_affected() == 0 {
        return Err(Error::Conflict("这次演练没有在进行".to_owned()));
    }
    Ok(())
}

/// Waits until a rehearsal is over.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow(app: &App, office: OfficeId, id: u64, mut told: impl FnMut(u64, u64)) -> Result<()> {
    loop {
        let row = sqlx::query("SELECT state, asked, total FROM rehearsals WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(id as i64)
            .fetch_optional(&app.pool)
            .await?
            .ok_or(Error::NotFound("这次演练"))?;
        told(row.int("asked")? as u64, row.int("total")? as u64);
        if row.text("state")? != "running" {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// Asks each package again what it was asked about a matter, or about everything: the same bytes must come.
///
/// # Errors
/// If the database cannot be used or a package is gone.
pub async fn replay(app: &App, office: OfficeId, matter: Option<i64>) -> Result<ReplayReport> {
    let law = app.law(office)?;
    let wanted = Wanted { matter, ..Wanted::default() };
    let (mut after, mut report) = (0, ReplayReport::default());
    loop {
        let mut connection = app.pool.acquire().await?;
        let batch = recordings::next(&mut connection, office, &wanted, after, BATCH).await?;
        drop(connection);
        let Some(last) = batch.last() else { break };
        after = last.id;
        for recording in batch {
            let loaded = law.judged_by(&recording.digest)?;
            report.asked += 1;
            if !recording.repeats(loaded).unwrap_or(false) {
                tracing::error!(
                    recording = recording.id,
                    regulation = recording.regulation,
                    "a replay gives other bytes"
                );
                let title = loaded.manifest().title.clone();
                report.differing.push((recording.matter.map(|id| id as u64), title));
            }
        }
        tokio::task::yield_now().await;
    }
    if !report.differing.is_empty() {
        metrics::counter!("guiju_replay_differences_total").increment(report.differing.len() as u64);
    }
    Ok(report)
}

/// How often each.
type Counts = Vec<(String, u64)>;

/// How many differ by clause and by aspect, from the database.
pub(super) fn counts(text: &str) -> Result<(Counts, Counts)> {
    Ok(serde_json::from_value(serde_json::from_str::<Value>(text)?)?)
}
