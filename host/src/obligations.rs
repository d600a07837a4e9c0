//! What is owed in the running period. Nothing of it is kept: the regulations are asked, so that it is always as the records
//! stand.

use crate::{
    accounts::Caller,
    app::App,
    assessments::{self, AssessmentContext},
    attempt::Attempt,
    citation,
    error::{Error, Result},
    matters::filing::belongs,
    policy::OfficePolicy,
    staff::{RolesFor, Staff},
    store::{self, claims, notices},
};
use guiju_api::DutyShown;
use guiju_domain::{
    DepartmentId, OfficeId, PersonId, events::rows::Untold, message, message::Argument, workflow::climb,
};
use guiju_engine::Loaded;
use guiju_model::{Assessed, ClauseKind, Date, Obligation, Subject};
use std::{collections::BTreeSet, sync::Arc};

/// A reminder comes when so many days of the period are left.
const LAST_DAYS: i32 = 3;

/// A duty of the running period with whoever owes it.
struct Owed {
    loaded: Arc<Loaded>,
    assessed: Assessed,
    duty: Obligation,
    whose: String,
    by: BTreeSet<PersonId>,
    until: Date,
}

/// Judgements by which something is owed: those asked for by a clause of duty.
fn owing(policy: &OfficePolicy, today: Date) -> Vec<(Arc<Loaded>, Assessed)> {
    let duty = |loaded: &Loaded, assessed: &Assessed| {
        let clause = loaded.manifest().clause(&assessed.clause);
        clause.is_some_and(|clause| clause.kind == ClauseKind::Duty)
    };
    let all = assessments::declared(policy, today).into_iter();
    all.filter(|(loaded, assessed)| duty(loaded, assessed)).collect()
}

/// Who owes a duty: the person judged, or the holders of the role that the regulation names.
fn owers(staff: &Staff, loaded: &Loaded, subject: &Subject, duty: &Obligation) -> BTreeSet<PersonId> {
    let department = match subject {
        Subject::Person(person) => return BTreeSet::from([person.into()]),
        Subject::Department(id) => Some(DepartmentId::from(*id)),
        Subject::Office => None,
    };
    let role = duty.owed_by.as_ref();
    let of = RolesFor { staff, manifest: loaded.manifest(), department };
    let deciders = role.and_then(|role| climb(&of, role, &BTreeSet::new()).ok());
    deciders.map(|(people, _)| people.into_iter().collect()).unwrap_or_default()
}

/// What is owed by `only`, or by everybody.
async fn owed(app: &App, office: OfficeId, only: Option<PersonId>) -> Result<Vec<Owed>> {
    let (policy, now) = (app.policy(office)?, app.now(office));
    let mut owed = Vec::new();
    for (loaded, assessed) in owing(&policy, now.date()) {
        owed.extend(owed_of(app, &policy, (office, &loaded, &assessed), only).await?);
    }
    Ok(owed)
}

/// What is owed by one judgement, by `only` or by everybody.
async fn owed_of(
    app: &App,
    policy: &OfficePolicy,
    (office, loaded, assessed): (OfficeId, &Arc<Loaded>, &Assessed),
    only: Option<PersonId>,
) -> Result<Vec<Owed>> {
    let (staff, now) = (app.staff(office).await?, app.now(office));
    let mut connection = store::acquire(&app.pool).await?;
    let period = now.date().around(assessed.period);
    let context = AssessmentContext { office, now, policy, staff: &staff, loaded, assessed, period };
    let mut owed = Vec::new();
    for subject in assessments::subjects(&staff, loaded, assessed.per)? {
        let not_asked = matches!(&subject, Subject::Person(person) if only.is_some_and(|id| id != person.into()));
        if not_asked {
            continue;
        }
        let whose = assessments::subject_name(&staff, &subject);
        let (_, assessment) = assessments::judge(&mut connection, &context, &subject).await?;
        for duty in assessment.duties {
            let by = owers(&staff, loaded, &subject, &duty);
            if only.is_none_or(|id| by.contains(&id)) {
                let (loaded, assessed, whose) = (loaded.clone(), assessed.clone(), whose.clone());
                owed.push(Owed { loaded, assessed, duty, whose, by, until: period.1 });
            }
        }
    }
    Ok(owed)
}

fn shown(policy: &OfficePolicy, owed: &Owed, today: Date) -> DutyShown {
    let manifest = owed.loaded.manifest();
    let form = owed.duty.met_by.as_ref().map(|form| manifest.qualified(form));
    DutyShown {
        what: owed.duty.what.clone(),
        whose: owed.whose.clone(),
        needed: owed.duty.needed,
        done: owed.duty.done,
        until: owed.until.to_string(),
        met_by: form.and_then(|form| form.split_once('/').map(|(owner, form)| (owner.to_owned(), form.to_owned()))),
        citation: citation::of_clause(policy, manifest, &owed.duty.clause, today),
    }
}

/// What the caller owes.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn mine(app: &App, caller: &Caller) -> Result<Vec<DutyShown>> {
    let (policy, today) = (app.policy(caller.office)?, app.now(caller.office).date());
    let mine = owed(app, caller.office, Some(caller.person)).await?;
    Ok(mine.iter().map(|owed| shown(&policy, owed, today)).collect())
}

/// What everybody owes, as far as the caller may read the results.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn board(app: &App, caller: &Caller) -> Result<Vec<DutyShown>> {
    let (policy, staff, today) =
        (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office).date());
    let all = owed(app, caller.office, None).await?;
    let sees = |owed: &&Owed| {
        caller.audits()
            || owed.by.contains(&caller.person)
            || belongs(&staff, caller.person, &owed.assessed.seen_by)
            || owed.by.iter().any(|id| staff.superiors(*id).contains(&caller.person))
    };
    Ok(all.iter().filter(sees).map(|owed| shown(&policy, owed, today)).collect())
}

/// Once a day: whoever still owes something when the period is about to end is reminded. A judgement that `is_paused`, because it
/// failed not long ago, waits; a regulation that faults is told in its attempt and holds up none of the others.
///
/// # Errors
/// If the database cannot be used.
pub async fn remind(app: &App, office: OfficeId, is_paused: impl Fn(&str) -> bool) -> Result<Vec<Attempt>> {
    let (policy, today) = (app.policy(office)?, app.now(office).date());
    let whole = format!("obligations {today}");
    let mut tried = Vec::new();
    if claims::exists(&app.pool, office, &whole).await? {
        return Ok(tried);
    }
    let mut open = false;
    for (loaded, assessed) in owing(&policy, today) {
        let part = loaded.manifest().qualified(&assessed.id);
        let claim = format!("{whole} {part}");
        if claims::exists(&app.pool, office, &claim).await? {
            continue;
        }
        if is_paused(&part) {
            open = true;
            continue;
        }
        let outcome = match owed_of(app, &policy, (office, &loaded, &assessed), None).await {
            Ok(owed) => remind_of(app, office, &claim, &owed).await,
            Err(fault @ Error::Regulation(..)) => Err(fault),
            Err(other) => return Err(other),
        };
        open |= outcome.is_err();
        tried.push(Attempt { part, outcome });
    }
    if !open {
        let mut change = app.change(office).await?;
        claims::insert(&mut change, &whole).await?;
        change.commit().await?;
    }
    Ok(tried)
}

/// Reminds of what is owed by one judgement, unless another server did.
async fn remind_of(app: &App, office: OfficeId, claim: &str, owed: &[Owed]) -> Result<()> {
    let mut change = app.change(office).await?;
    if !claims::insert(&mut change, claim).await? {
        return change.roll_back().await.map_err(Error::from);
    }
    let today = change.now.date();
    let short = owed.iter().filter(|owed| owed.duty.done < owed.duty.needed && owed.until.0 - today.0 < LAST_DAYS);
    for owed in short {
        let (regulation, assessed) = (&owed.loaded.manifest().id, &owed.assessed.id);
        let key = format!("duty {regulation} {assessed} {} {} {}", owed.duty.clause, owed.whose, owed.until);
        if claims::insert(&mut change, &key).await? {
            let (what, done, needed) = (&owed.duty.what, owed.duty.done, owed.duty.needed);
            let told = message!("matter-obligation", what, done, needed, until = Argument::Day(owed.until));
            for person in &owed.by {
                notices::tell(&mut change, *person, &told, None).await?;
            }
        }
    }
    change.untold(Untold::Reminder);
    Ok(change.commit().await?)
}
