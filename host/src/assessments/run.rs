//! Judging a period: by hand, or by the clock once its facts are in.

use super::{declared, proposing};
use crate::{
    app::App,
    error::Result,
    law::OfficeLaw,
    matters::{check::called, facts},
    recordings,
    staff::Staff,
    store::{
        Columns, Connection, Event, UnitOfWork,
        assessments::{self, Judgement},
    },
};
use guiju_domain::{OfficeId, PersonId, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Assessment, Cycle, Date, Ledger, Moment, Penalty, Subject, SubjectKind};
use serde_json::{Value, json};
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
        let last = assessments::last_run(&app.pool, office, cycle, starts).await?;
        let due = match last.judged_on {
            Some(day) => day < today && today <= ends.plus(SETTLES),
            // A period from before the office was set up has no facts.
            None => last.begun.is_some_and(|begun| begun < ends.plus(1).at(0)),
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
    Ok(assessments::forget_runs(change, from.around(Cycle::Year).0).await?)
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
    assessments::save_run(&mut change, cycle, starts).await?;
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
    connection: &mut Connection,
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
    let about = facts::About { office, person, department, days: (starts, ends), references: &[], matter: None };
    let manifest = loaded.manifest();
    let parameters = Value::Object(law.parameters(manifest, ends.min(now.date())));
    let facts = facts::gather(connection, law, loaded, &assessed.reads, parameters, now, &about).await?;
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
    let (office, judgement) = (change.office, judgement(loaded, assessed, starts));
    let results = assessments::of_period(&mut **change, office, judgement, Whose::Everybody).await?;
    Ok(results.into_iter().flat_map(|one| one.result.penalties).collect())
}

/// The judgement of a period as the store knows it.
fn judgement<'a>(loaded: &'a Loaded, assessed: &'a Assessed, starts: Date) -> Judgement<'a> {
    Judgement { regulation: &loaded.manifest().id, assessed: &assessed.id, starts }
}

async fn keep(
    change: &mut UnitOfWork,
    loaded: &Loaded,
    assessed: &Assessed,
    subject: &Subject,
    (starts, ends): (Date, Date),
    assessment: &Assessment,
) -> Result<()> {
    let person = if let Subject::Person(person) = subject { Some(PersonId::new(person.id)) } else { None };
    let new = assessments::New {
        judgement: judgement(loaded, assessed, starts),
        ends,
        subject: &key(subject),
        person,
        digest: loaded.digest(),
        result: assessment,
    };
    Ok(assessments::save(change, &new).await?)
}
