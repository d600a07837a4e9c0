//! Judging a period: by hand, or by the clock once its facts are in.

use super::{declared, proposing};
use crate::{
    app::App,
    error::Result,
    law::OfficeLaw,
    matters::{calls::called, facts},
    recordings,
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Assessment, Cycle, Date, Ledger, Moment, Penalty, Subject, SubjectKind};
use serde_json::{Value, json};
use sqlx::AnyConnection;
use std::sync::Arc;

/// For so many days after its end a period is judged anew each day, while statements and corrections still come in.
const SETTLES: i32 = 10;

/// Judges the periods that have ended and whose facts are in, each once a day until they have settled.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn catch_up(app: &App, office: OfficeId) -> Result<()> {
    let (law, today) = (app.law(office)?, app.now(office).date());
    for &cycle in Cycle::ALL {
        let ends = today.around(cycle).0.plus(-1);
        let (starts, _) = ends.around(cycle);
        if !declared(&law, ends).iter().any(|(_, assessed)| assessed.period == cycle) {
            continue;
        }
        let row = sqlx::query(
            "SELECT (SELECT judged_on FROM judgements WHERE office_id = $1 AND cycle = $2 AND starts = $3) AS judged_on,
             (SELECT MIN(at) FROM events WHERE office_id = $1) AS begun",
        )
        .bind(office.number())
        .bind(cycle.name())
        .bind(i64::from(starts.0))
        .fetch_one(&app.pool)
        .await?;
        let due = match row.maybe_int("judged_on")? {
            Some(day) => day < i64::from(today.0) && today <= ends.plus(SETTLES),
            // A period from before the office was set up has no facts.
            None => row.maybe_int("begun")?.is_some_and(|begun| begun < ends.plus(1).at(0).0),
        };
        if due {
            law.can_assess(ends)?;
            let waiting = without_facts(app, office, &law, cycle, (starts, ends)).await?;
            judge_all(app, office, cycle, ends, None, &waiting).await?;
        }
    }
    Ok(())
}

/// Assessments that wait: what they read is imported from files and does not yet reach the period's last working day, or
/// they read another's results that wait. Nobody is judged absent only because a clock machine has not been read.
async fn without_facts(
    app: &App,
    office: OfficeId,
    law: &OfficeLaw,
    cycle: Cycle,
    (starts, ends): (Date, Date),
) -> Result<Vec<String>> {
    let days = law.days(starts, ends);
    let calendar = days.calendar();
    let last = (0..=ends.0 - starts.0).map(|back| ends.plus(-back)).find(|day| calendar.worked(*day)).unwrap_or(starts);
    let mut waiting = Vec::new();
    for (loaded, assessed) in declared(law, ends).into_iter().filter(|(_, assessed)| assessed.period == cycle) {
        let manifest = loaded.manifest();
        for read in &assessed.reads {
            let imported = manifest.form(&read.source).filter(|form| !form.filing.imports.is_empty());
            let missing = match imported {
                Some(form) => latest(app, office, &manifest.id, &form.id).await?.is_none_or(|day| day < last),
                None => waiting.contains(&manifest.qualified(&read.source)),
            };
            if missing {
                waiting.push(manifest.qualified(&assessed.id));
                break;
            }
        }
    }
    Ok(waiting)
}

/// The day of the latest record of a form.
pub(super) async fn latest(app: &App, office: OfficeId, regulation: &str, form: &str) -> Result<Option<Date>> {
    let row =
        sqlx::query("SELECT MAX(starts) AS latest FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND status <> 'void'")
            .bind(office.number())
            .bind(regulation)
            .bind(form)
            .fetch_one(&app.pool)
            .await?;
    Ok(row.maybe_int("latest")?.map(|latest| Moment(latest).date()))
}

/// Facts of a day have come in late: the periods around it are judged again.
///
/// # Errors
/// If the database cannot be used.
pub async fn facts_came(change: &mut UnitOfWork, from: Date) -> Result<()> {
    sqlx::query("DELETE FROM judgements WHERE office_id = $1 AND starts >= $2")
        .bind(change.office.number())
        .bind(i64::from(from.around(Cycle::Year).0.0))
        .execute(&mut **change)
        .await?;
    Ok(())
}

async fn judged_today(change: &mut UnitOfWork, cycle: Cycle, starts: Date) -> Result<()> {
    let (office, today) = (change.office, change.now.date());
    sqlx::query(
        "INSERT INTO judgements (office_id, cycle, starts, judged_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, cycle, starts) DO UPDATE SET judged_on = excluded.judged_on",
    )
    .bind(office.number())
    .bind(cycle.name())
    .bind(i64::from(starts.0))
    .bind(i64::from(today.0))
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Judges every subject over the periods of this length around a day, and proposes what follows.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn run(app: &App, office: OfficeId, cycle: Cycle, day: Date, by: Option<u64>) -> Result<u64> {
    judge_all(app, office, cycle, day, by, &[]).await
}

async fn judge_all(
    app: &App,
    office: OfficeId,
    cycle: Cycle,
    day: Date,
    by: Option<u64>,
    waiting: &[String],
) -> Result<u64> {
    let mut change = app.change(office).await?;
    let (law, staff, now) = (app.law(office)?, app.staff_within(&mut change).await?, change.now);
    let (starts, ends) = day.around(cycle);
    law.can_assess(ends.min(now.date()))?;
    let mut proposed: Vec<(Arc<Loaded>, Penalty)> = Vec::new();
    let mut judged = 0;
    judged_today(&mut change, cycle, starts).await?;
    // The facts of a period are judged by the law in force when they happened.
    let in_force = declared(&law, ends.min(now.date()));
    for (loaded, assessed) in in_force.into_iter().filter(|(_, assessed)| assessed.period == cycle) {
        if waiting.contains(&loaded.manifest().qualified(&assessed.id)) {
            let kept = kept(&mut change, &loaded, &assessed, starts).await?;
            proposed.extend(kept.into_iter().map(|penalty| (loaded.clone(), penalty)));
            continue;
        }
        for subject in subjects(&staff, &loaded, assessed.per)? {
            let period = (starts, ends);
            let (ledger, assessment) =
                judge(&mut change, office, now, &law, &loaded, &assessed, &subject, period).await?;
            keep(&mut change, &loaded, &assessed, &subject, period, &assessment).await?;
            recordings::keep_period(&mut change, &loaded, &key(&subject), ledger, assessment.clone()).await?;
            proposed.extend(assessment.penalties.into_iter().map(|penalty| (loaded.clone(), penalty)));
            judged += 1;
        }
    }
    proposing::propose(&mut change, (&law, &staff), proposing::merge(proposed), (starts, ends)).await?;
    let body = json!({ "period": cycle, "starts": starts, "ends": ends, "subjects": judged });
    change.event(Event { matter: None, kind: "assessed", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    Ok(judged)
}

/// Everybody or everything that is judged.
///
/// # Errors
/// If a person is unknown.
pub fn subjects(staff: &Staff, loaded: &Loaded, per: SubjectKind) -> Result<Vec<Subject>> {
    Ok(match per {
        SubjectKind::Person => {
            let people = staff.people.values().filter(|member| member.active);
            people
                .map(|member| Ok(Subject::Person(staff.person(member.id, loaded.manifest())?)))
                .collect::<Result<_>>()?
        }
        SubjectKind::Department => staff.departments.keys().map(|id| Subject::Department(*id)).collect(),
        SubjectKind::Office => vec![Subject::Office],
    })
}

/// The subject as people call it.
#[must_use]
pub fn subject_name(staff: &Staff, subject: &Subject) -> String {
    match subject {
        Subject::Person(person) => person.name.clone(),
        Subject::Department(id) => staff.departments.get(id).cloned().unwrap_or_default(),
        Subject::Office => "全单位".to_owned(),
    }
}

/// Asks the regulation what a period comes to for a subject, and says what came with the call; writes nothing.
///
/// # Errors
/// If the regulation faults or the database cannot be used.
#[allow(clippy::too_many_arguments, reason = "a judgement has that many sides")]
pub async fn judge(
    connection: &mut AnyConnection,
    office: OfficeId,
    now: Moment,
    law: &OfficeLaw,
    loaded: &Loaded,
    assessed: &Assessed,
    subject: &Subject,
    (starts, ends): (Date, Date),
) -> Result<(Ledger, Assessment)> {
    let (person, department) = match subject {
        Subject::Person(person) => (Some(person.id), Some(person.department)),
        Subject::Department(id) => (None, Some(*id)),
        Subject::Office => (None, None),
    };
    let person = person.map(PersonId::new);
    let about = facts::About { office, person, department, days: (starts, ends), references: &[], matter: None };
    let manifest = loaded.manifest();
    let parameters = Value::Object(law.parameters(manifest, ends.min(now.date())));
    let asking = facts::Asking { policy: law, regulation: loaded, reads: &assessed.reads, now };
    let facts = facts::gather(connection, &asking, parameters, &about).await?;
    let (assessed, subject) = (assessed.id.clone(), subject.clone());
    let ledger = Ledger { assessed, subject, starts: starts.0, ends: ends.0, facts };
    let assessment = called(loaded, |loaded| loaded.assess(&ledger))?;
    Ok((ledger, assessment))
}

/// The subject as results and recordings are kept under.
fn key(subject: &Subject) -> String {
    match subject {
        Subject::Person(person) => format!("person {}", person.id),
        Subject::Department(id) => format!("department {id}"),
        Subject::Office => "office".to_owned(),
    }
}

/// The penalties of results that stand from an earlier judgement of the period.
async fn kept(change: &mut UnitOfWork, loaded: &Loaded, assessed: &Assessed, starts: Date) -> Result<Vec<Penalty>> {
    let rows = sqlx::query(
        "SELECT result FROM assessments WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts = $4",
    )
    .bind(change.office.number())
    .bind(&loaded.manifest().id)
    .bind(&assessed.id)
    .bind(i64::from(starts.0))
    .fetch_all(&mut **change)
    .await?;
    let mut penalties = Vec::new();
    for row in rows {
        penalties.extend(row.json::<Assessment>("result")?.penalties);
    }
    Ok(penalties)
}

async fn keep(
    change: &mut UnitOfWork,
    loaded: &Loaded,
    assessed: &Assessed,
    subject: &Subject,
    (starts, ends): (Date, Date),
    assessment: &Assessment,
) -> Result<()> {
    let person = if let Subject::Person(person) = subject { Some(person.id) } else { None };
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO assessments (office_id, id, regulation, assessed, subject, person_id, starts, ends, digest, assessed_at, result)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (office_id, regulation, assessed, subject, starts) DO UPDATE SET digest = excluded.digest,
         assessed_at = excluded.assessed_at, result = excluded.result, ends = excluded.ends",
    )
    .bind(office.number())
    .bind(id)
    .bind(&loaded.manifest().id)
    .bind(&assessed.id)
    .bind(key(subject))
    .bind(person.map(|id| id as i64))
    .bind(i64::from(starts.0))
    .bind(i64::from(ends.0))
    .bind(loaded.digest())
    .bind(now)
    .bind(serde_json::to_string(assessment)?)
    .execute(&mut **change)
    .await?;
    Ok(())
}
