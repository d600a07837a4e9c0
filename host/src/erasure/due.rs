//! What is due by the office's setting, as keepers see it and ask for it.

use super::people;
use crate::{
    accounts::Caller,
    app::App,
    assessments,
    error::{Error, Result},
    policy::OfficePolicy,
    store::{
        self, UnitOfWork,
        erasure::{self, DueMatter, Erasure as Run, LeftPerson, NewErasure},
        office_settings,
        requests::{self, KeeperRequest},
    },
    words::text,
};
use guiju_api::{DueMatterShown, DuePersonShown, ErasureDue, ErasureShown, HeldShown, TermShown};
use guiju_domain::{
    DueTerm, HoldReason, OfficeId, PersonId, Terms,
    keepers::Request,
    kept_since,
    rejection::Erasure,
    settings::{RETENTION_MATTERS, RETENTION_PEOPLE, RETENTION_TERMS, Settings},
};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Moment};
use std::{collections::BTreeSet, sync::Arc};

/// Matters that are listed before they are erased.
const LISTED: u64 = 200;
/// Erasures that are listed.
const RUNS: u64 = 20;

/// What follows from the terms for each regulation that does not keep its matters for ever.
fn due_terms(policy: &OfficePolicy, kept: &Terms, now: Moment) -> Vec<DueTerm> {
    let declared = assessments::declared(policy, now.date());
    let mut due = Vec::new();
    for regulation in regulations(policy) {
        let years = kept.years(&regulation);
        if years > 0 {
            let before = kept_since(now, years);
            let assessed = assessed_since(&declared, &regulation, before);
            due.push(DueTerm { regulation, years, before, assessed });
        }
    }
    due
}

/// Every regulation of which the office has a package.
fn regulations(policy: &OfficePolicy) -> BTreeSet<String> {
    policy.every().map(|loaded| loaded.manifest().id.clone()).collect()
}

/// The first moment of the earliest period around a moment over which the matters of a regulation are judged: a result that is kept, or
/// still to come, may rest on them.
fn assessed_since(declared: &[(Arc<Loaded>, Assessed)], regulation: &str, before: Moment) -> Option<Moment> {
    let reads = |(loaded, assessed): &&(Arc<Loaded>, Assessed)| {
        let manifest = loaded.manifest();
        let of = |form: &str| manifest.qualified(form).split_once('/').is_some_and(|(read, _)| read == regulation);
        manifest.id == regulation || assessed.reads.iter().any(|read| of(&read.source))
    };
    let periods = declared.iter().filter(reads).map(|(_, assessed)| before.date().around(assessed.period).0);
    periods.min().map(|first| first.at(0))
}

/// What is due by the office's setting, what of it stays and why, and what was erased so far.
///
/// # Errors
/// If the caller is no keeper, or the database cannot be used.
pub async fn shown(app: &App, caller: &Caller) -> Result<ErasureDue> {
    caller.keeper()?;
    let (policy, now) = (app.policy(caller.office)?, app.now(caller.office));
    let mut connection = store::acquire(&app.pool).await?;
    let runs = erasure::latest(&mut *connection, caller.office, RUNS).await?;
    let staff = app.staff(caller.office).await?;
    let name = |person: PersonId| staff.name(person);
    let mut shown =
        ErasureDue { runs: runs.iter().map(|run| run_shown(run, &name)).collect(), ..ErasureDue::default() };
    let kept = Terms::of(&policy.settings);
    shown.years = kept.general.unsigned_abs();
    shown.before = (kept.general > 0).then(|| kept_since(now, kept.general).date().to_string());
    shown.terms =
        regulations(&policy).into_iter().map(|regulation| term_shown(&policy, &kept, regulation, now)).collect();
    let left = people::due(&mut connection, caller.office, people::left_before(now, kept.people)).await?;
    shown.people_years = kept.people.unsigned_abs();
    shown.people = left.into_iter().map(person_shown).collect();
    let terms = due_terms(&policy, &kept, now);
    if terms.is_empty() {
        return Ok(shown);
    }
    for held in erasure::held(&mut connection, caller.office, (&terms, now)).await? {
        match held.reason {
            HoldReason::None => shown.due = held.matters,
            reason => shown.held.push(held_shown(reason, held.matters)),
        }
    }
    shown.results = erasure::count_results(&mut connection, caller.office, &terms).await?;
    let due = erasure::due(&mut connection, caller.office, (&terms, now), LISTED).await?;
    shown.matters = due.into_iter().map(|matter| matter_shown(&policy, &kept, matter)).collect();
    Ok(shown)
}

fn person_shown((person, keeps_name): (LeftPerson, bool)) -> DuePersonShown {
    let LeftPerson { id, name, left, .. } = person;
    DuePersonShown { id: id.number(), name, left: left.to_string(), keeps_name }
}

fn term_shown(policy: &OfficePolicy, kept: &Terms, regulation: String, now: Moment) -> TermShown {
    let years = kept.years(&regulation);
    TermShown {
        title: policy.title(&regulation).to_owned(),
        own: kept.own.contains_key(&regulation),
        before: (years > 0).then(|| kept_since(now, years).date().to_string()),
        years: years.unsigned_abs(),
        regulation,
    }
}

fn held_shown(reason: HoldReason, matters: u64) -> HeldShown {
    let words = match reason {
        HoldReason::None => String::new(),
        HoldReason::UnderWay => text!("erasure-held-under-way"),
        HoldReason::FollowUp => text!("erasure-held-follow-up"),
        HoldReason::Delegation => text!("erasure-held-delegation"),
        HoldReason::Suspension => text!("erasure-held-suspension"),
        HoldReason::Published => text!("erasure-held-published"),
        HoldReason::Used => text!("erasure-held-used"),
        HoldReason::Standing => text!("erasure-held-standing"),
        HoldReason::Proposal => text!("erasure-held-proposal"),
        HoldReason::Entered => text!("erasure-held-entered"),
        HoldReason::Assessed => text!("erasure-held-assessed"),
    };
    HeldShown { reason: reason.name().to_owned(), words, matters }
}

fn run_shown(run: &Run, name: &impl Fn(PersonId) -> String) -> ErasureShown {
    ErasureShown {
        id: run.id.number(),
        begun: run.begun.to_string(),
        state: run.phase.name().to_owned(),
        years: run.years.unsigned_abs(),
        asked_by: name(run.asked_by),
        confirmed_by: run.confirmed_by.map(name),
        matters: run.matters,
        recordings: run.recordings,
        files: run.files,
        results: run.results,
        people: run.people,
    }
}

/// Which matter it is: form, number, day and term, nothing of its content.
fn matter_shown(policy: &OfficePolicy, kept: &Terms, matter: DueMatter) -> DueMatterShown {
    let years = matter.years;
    let term = match kept.own.contains_key(&matter.regulation) {
        true => text!("erasure-term-own", title = policy.title(&matter.regulation), years),
        false => text!("erasure-term-general", years),
    };
    let package = policy.judged_by(&matter.digest).ok();
    let form = package.and_then(|package| package.manifest().form(&matter.form).map(|form| form.title.clone()));
    DueMatterShown {
        id: matter.id.number().unsigned_abs(),
        form: form.unwrap_or(matter.form),
        regulation: matter.regulation,
        number: matter.number,
        filed: matter.filed.date().to_string(),
        years: years.unsigned_abs(),
        term,
    }
}

/// What a keeper asks for now: everything that is due.
///
/// # Errors
/// If the office keeps matters for ever, nothing is due, or the database cannot be used.
pub(crate) async fn wanted(app: &App, change: &mut UnitOfWork) -> Result<Request> {
    let policy = app.policy(change.office)?;
    let (kept, office, now) = (Terms::of(&policy.settings), change.office, change.now);
    if kept.is_for_ever() {
        return Err(Error::from(Erasure::ForEver));
    }
    let terms = due_terms(&policy, &kept, now);
    let (mut matters, mut held) = (0, 0);
    for of in erasure::held(change, office, (&terms, now)).await? {
        if of.reason == HoldReason::None { matters = of.matters } else { held += of.matters }
    }
    let results = erasure::count_results(change, office, &terms).await?;
    let people = people::due(change, office, people::left_before(now, kept.people)).await?.len() as u64;
    if matters + results + people == 0 {
        return Err(Error::from(Erasure::NothingDue));
    }
    let before = terms.iter().map(|term| term.before).max().unwrap_or_default();
    let Terms { general: years, own, people: people_years } = kept;
    Ok(Request::EraseMatters { years, own, terms, before, matters, held, results, people_years, people })
}

/// Whether the office still keeps matters for as long as when it was asked.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn stands(change: &mut UnitOfWork, asked: &Terms) -> Result<bool> {
    let mut set = Settings::default();
    for setting in [&RETENTION_MATTERS, &RETENTION_TERMS, &RETENTION_PEOPLE] {
        if let Some(value) = office_settings::find(change, setting).await? {
            set.insert(setting.name.to_owned(), value);
        }
    }
    let kept = Terms::of(&set);
    Ok(!kept.is_for_ever() && kept == *asked)
}

/// Whether the office still keeps matters for as long as when an erasure was asked for.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn still_stands(change: &mut UnitOfWork, run: &Run) -> Result<bool> {
    let request = requests::find(change, run.request).await?;
    let Some(Request::EraseMatters { years, own, people_years, .. }) = request.map(|request| request.content) else {
        return Ok(false);
    };
    stands(change, &Terms { general: years, own, people: people_years }).await
}

/// How many matters can be erased by the office's terms.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn can_be_erased(app: &App, office: OfficeId) -> Result<u64> {
    let (policy, now) = (app.policy(office)?, app.now(office));
    let terms = due_terms(&policy, &Terms::of(&policy.settings), now);
    if terms.is_empty() {
        return Ok(0);
    }
    let mut connection = store::acquire(&app.pool).await?;
    let held = erasure::held(&mut connection, office, (&terms, now)).await?;
    Ok(held.iter().filter(|held| held.reason == HoldReason::None).map(|held| held.matters).sum())
}

/// Begins what a keeper has asked for and another has confirmed; the jobs carry it out.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn begin(change: &mut UnitOfWork, by: Option<PersonId>, request: &KeeperRequest) -> Result<()> {
    let Request::EraseMatters { years, ref terms, before, people_years, .. } = request.content else { return Ok(()) };
    let left_before = people::left_before(change.now, people_years);
    let (request, asked_by) = (request.id, request.by);
    let new = NewErasure { request, years, terms, before, left_before, asked_by, confirmed_by: by };
    Ok(erasure::begin(change, &new).await?)
}
