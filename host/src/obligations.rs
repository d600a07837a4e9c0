//! What is owed in the running period. Nothing of it is kept: the regulations are asked, so that it is always as the records
//! stand.

use crate::{
    accounts::Caller,
    app::App,
    assessments, cite,
    error::Result,
    law::OfficeLaw,
    matters::{filing::belongs, notices},
    staff::Staff,
    store::UnitOfWork,
};
use guiju_api::DutyShown;
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Assessed, ClauseKind, Date, Duty, Subject};
use std::{collections::BTreeSet, sync::Arc};

/// A reminder comes when so many days of the period are left.
const LAST_DAYS: i32 = 3;

/// A duty of the running period with whoever owes it.
struct Owed {
    loaded: Arc<Loaded>,
    assessed: Assessed,
    duty: Duty,
    whose: String,
    by: BTreeSet<u64>,
    until: Date,
}

/// Judgements by which something is owed: those asked for by a clause of duty.
fn owing(law: &OfficeLaw, today: Date) -> Vec<(Arc<Loaded>, Assessed)> {
    let duty = |loaded: &Loaded, assessed: &Assessed| {
        let clause = loaded.manifest().clause(&assessed.clause);
        clause.is_some_and(|clause| clause.kind == ClauseKind::Duty)
    };
    let all = assessments::declared(law, today).into_iter();
    all.filter(|(loaded, assessed)| duty(loaded, assessed)).collect()
}

/// Who owes a duty: the person judged, or the holders of the role that the regulation names.
fn owers(staff: &Staff, loaded: &Loaded, subject: &Subject, duty: &Duty) -> BTreeSet<u64> {
    let department = match subject {
        Subject::Person(person) => return BTreeSet::from([person.id]),
        Subject::Department(id) => *id,
        Subject::Office => 0,
    };
    let role = duty.owed_by.as_ref();
    let deciders = role.and_then(|role| staff.deciders(loaded.manifest(), role, department, &[]).ok());
    deciders.map(|deciders| deciders.people.into_iter().collect()).unwrap_or_default()
}

/// What is owed by `only`, or by everybody.
async fn owed(app: &App, office: OfficeId, only: Option<u64>) -> Result<Vec<Owed>> {
    let (law, staff, now) = (app.law(office)?, app.staff(office).await?, app.now(office));
    let mut connection = app.pool.acquire().await?;
    let mut owed = Vec::new();
    for (loaded, assessed) in owing(&law, now.date()) {
        let period = now.date().around(assessed.period);
        for subject in assessments::subjects(&staff, &loaded, assessed.per)? {
            let not_asked = matches!(&subject, Subject::Person(person) if only.is_some_and(|id| id != person.id));
            if not_asked {
                continue;
            }
            let whose = assessments::subject_name(&staff, &subject);
            let (_, assessment) =
                assessments::judge(&mut connection, office, now, &law, &loaded, &assessed, &subject, period).await?;
            for duty in assessment.duties {
                let by = owers(&staff, &loaded, &subject, &duty);
                if only.is_none_or(|id| by.contains(&id)) {
                    let (loaded, assessed, whose) = (loaded.clone(), assessed.clone(), whose.clone());
                    owed.push(Owed { loaded, assessed, duty, whose, by, until: period.1 });
                }
            }
        }
    }
    Ok(owed)
}

fn shown(law: &OfficeLaw, owed: &Owed, today: Date) -> DutyShown {
    let manifest = owed.loaded.manifest();
    let form = owed.duty.met_by.as_ref().map(|form| manifest.qualified(form));
    DutyShown {
        what: owed.duty.what.clone(),
        whose: owed.whose.clone(),
        needed: owed.duty.needed,
        done: owed.duty.done,
        until: owed.until.to_string(),
        met_by: form.and_then(|form| form.split_once('/').map(|(owner, form)| (owner.to_owned(), form.to_owned()))),
        citation: cite::citation(law, manifest, &owed.duty.clause, today),
    }
}

/// What the caller owes.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn mine(app: &App, caller: &Caller) -> Result<Vec<DutyShown>> {
    let (law, today) = (app.law(caller.office)?, app.now(caller.office).date());
    let mine = owed(app, caller.office, Some(caller.person.number())).await?;
    Ok(mine.iter().map(|owed| shown(&law, owed, today)).collect())
}

/// What everybody owes, as far as the caller may read the results.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn board(app: &App, caller: &Caller) -> Result<Vec<DutyShown>> {
    let (law, staff, today) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now(caller.office).date());
    let all = owed(app, caller.office, None).await?;
    let sees = |owed: &&Owed| {
        caller.audits()
            || owed.by.contains(&caller.person.number())
            || belongs(&staff, caller.person.number(), &owed.assessed.seen_by)
            || owed.by.iter().any(|id| staff.superiors(*id).contains(&caller.person.number()))
    };
    Ok(all.iter().filter(sees).map(|owed| shown(&law, owed, today)).collect())
}

/// Claims something that happens once: true for whoever comes first.
async fn first(change: &mut UnitOfWork, key: &str) -> Result<bool> {
    let (office, now) = (change.office, change.now.0);
    let done = sqlx::query(
        "INSERT INTO once (office_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (office_id, key) DO NOTHING",
    )
    .bind(office.number())
    .bind(key)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Once a day: whoever still owes something when the period is about to end is reminded, and those who may read what does
/// not fit together are told how much it is.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn remind(app: &App, office: OfficeId) -> Result<()> {
    let today = app.now(office).date();
    let mut change = app.change(office).await?;
    let begun = first(&mut change, &format!("obligations {today}")).await?;
    change.commit().await?;
    if !begun {
        return Ok(());
    }
    let all = owed(app, office, None).await?;
    let short = all.iter().filter(|owed| owed.duty.done < owed.duty.needed && owed.until.0 - today.0 < LAST_DAYS);
    let mut change = app.change(office).await?;
    for owed in short {
        let (regulation, assessed) = (&owed.loaded.manifest().id, &owed.assessed.id);
        let key = format!("duty {regulation} {assessed} {} {} {}", owed.duty.clause, owed.whose, owed.until);
        if first(&mut change, &key).await? {
            let (what, done, needed, until) =
                (&owed.duty.what, owed.duty.done, owed.duty.needed, owed.until.in_words());
            let message = format!("{what}：已完成 {done}/{needed}，{until}前须完成");
            for person in &owed.by {
                notices::tell(&mut change, *person, &message, None).await?;
            }
        }
    }
    Ok(change.commit().await?)
}
