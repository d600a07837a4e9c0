//! How a rehearsal stands, and what differs: by clause, page by page, as CSV.

use super::{cover::Cover, run::LOST};
use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    policy::OfficePolicy,
    revisions::labelled,
    store::{
        self,
        rehearsals::{self, Difference, Rehearsal},
    },
    words::{self, text},
};
use guiju_api::{AspectDiffering, ClauseDiffering, DifferenceShown, Page, RehearsalShown};
use guiju_domain::{
    RehearsalId,
    message::Argument,
    rehearsals::{Aspect, RehearsalState},
    rejection::Unknown,
};
use guiju_model::Moment;

/// Differences on a page.
const PAGE: u64 = 50;

/// How clauses are cited: by the regulation that is rehearsed, or the one that a replay found.
fn label(policy: &OfficePolicy, regulation: &str, clause: &str) -> String {
    let mut packages = policy.packages_of(regulation);
    packages.find_map(|loaded| loaded.manifest().clause(clause)).map_or_else(|| clause.to_owned(), |c| c.label.clone())
}

fn of(policy: &OfficePolicy, now: Moment, rehearsal: Rehearsal) -> RehearsalShown {
    let regulation = rehearsal.regulation;
    let loaded = rehearsal.digest.as_ref().and_then(|digest| policy.package(digest));
    let (clauses, aspects) = rehearsal.counts;
    let lost = rehearsal.state == RehearsalState::Running && now.0 - rehearsal.touched.0 > LOST;
    let state = if lost { RehearsalState::Failed } else { rehearsal.state };
    let clause = |(clause, count): (String, u64)| {
        let label = label(policy, &regulation, &clause);
        ClauseDiffering { clause, label, count }
    };
    let mut clauses = clauses.into_iter().map(clause).collect::<Vec<_>>();
    clauses.sort_by_key(|clause| std::cmp::Reverse(clause.count));
    let aspect = |(aspect, count): (Aspect, u64)| AspectDiffering { aspect: aspect.name().to_owned(), count };
    let named = policy.packages_of(&regulation).next().map(|loaded| loaded.manifest().title.clone());
    let asked = loaded.or_else(|| policy.regulation(&regulation, now.date()));
    let values = asked.map(|loaded| labelled(policy, loaded, &rehearsal.parameters, now.date())).unwrap_or_default();
    let in_words = |(label, value): (String, Argument)| (label, words::argument(&value));
    RehearsalShown {
        id: rehearsal.id.number(),
        title: named.unwrap_or_else(|| text!("rehearsal-all")),
        version: loaded.map(|loaded| loaded.manifest().version.clone()),
        digest: rehearsal.digest,
        parameters: rehearsal.parameters,
        values: values.into_iter().map(in_words).collect(),
        from: Some(rehearsal.from).filter(|day| day.0 > 0).map_or_else(String::new, |day| day.to_string()),
        to: rehearsal.to.to_string(),
        state: state.name().to_owned(),
        total: rehearsal.total,
        asked: rehearsal.asked,
        differing: rehearsal.differing,
        clauses,
        aspects: aspects.into_iter().map(aspect).collect(),
        problem: if lost { Some(text!("rehearsal-restarted")) } else { rehearsal.problem },
        begun: rehearsal.begun.to_string(),
        seconds: (rehearsal.touched.0 - rehearsal.begun.0).max(0).unsigned_abs(),
        regulation,
    }
}

/// Every rehearsal of a regulation, the latest first; of every regulation, if none is named.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(app: &App, caller: &Caller, regulation: Option<&str>) -> Result<Vec<RehearsalShown>> {
    caller.keeper()?;
    let (policy, now) = (app.policy(caller.office)?, app.now(caller.office));
    let latest = rehearsals::latest(&app.pool, app.dialect, caller.office, regulation).await?;
    Ok(latest.into_iter().map(|rehearsal| of(&policy, now, rehearsal)).collect())
}

/// A rehearsal as the store has it.
///
/// # Errors
/// If the caller is no keeper, or there is no such rehearsal.
pub(super) async fn find(app: &App, caller: &Caller, id: RehearsalId) -> Result<Rehearsal> {
    caller.keeper()?;
    let found = rehearsals::find(&app.pool, caller.office, id).await?;
    found.ok_or(Error::from(Unknown::Rehearsal))
}

/// How a rehearsal stands.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn shown(app: &App, caller: &Caller, id: RehearsalId) -> Result<RehearsalShown> {
    Ok(of(&*app.policy(caller.office)?, app.now(caller.office), find(app, caller, id).await?))
}

fn difference_of(policy: &OfficePolicy, regulation: &str, found: Difference) -> DifferenceShown {
    DifferenceShown {
        recording: found.recording.number(),
        matter: found.matter.map(|id| id.number().unsigned_abs()),
        title: words::answer(&found.title),
        on: found.starts.to_string(),
        clauses: found.clauses.iter().map(|clause| label(policy, regulation, clause)).collect(),
        aspects: found.aspects.into_iter().map(|aspect| aspect.name().to_owned()).collect(),
    }
}

/// Whether the reader may see the results of an assessment.
pub(super) fn assessed(access: &Access, regulation: &str, source: &str) -> bool {
    let mut packages = access.policy.packages_of(regulation);
    let declared = packages.find_map(|loaded| loaded.manifest().assesses.iter().find(|one| one.id == source));
    declared.is_some_and(|declared| access.belongs(&declared.seen_by))
}

/// What differs, of closed matters without whose they are.
async fn differing(
    app: &App,
    caller: &Caller,
    regulation: &str,
    found: Vec<Difference>,
) -> Result<Vec<DifferenceShown>> {
    let (policy, access) = (app.policy(caller.office)?, Access::of(app, caller).await?);
    let mut connection = store::acquire(&app.pool).await?;
    let mut shown = Vec::with_capacity(found.len());
    for difference in found {
        let of = difference.regulation.as_deref().unwrap_or_default();
        let assessed = difference.source.as_ref().is_some_and(|source| assessed(&access, of, source));
        let cover = Cover::of(&access, &mut connection, difference.matter, assessed).await?;
        let mut one = difference_of(&policy, regulation, difference);
        one.title = cover.title(one.title);
        if cover.unseen() {
            (one.matter, one.on, one.clauses, one.aspects) = (None, String::new(), Vec::new(), Vec::new());
        }
        shown.push(one);
    }
    Ok(shown)
}

/// A page of what differs, of one clause if one is named.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn differences(
    app: &App,
    caller: &Caller,
    id: RehearsalId,
    clause: &str,
    page: u64,
) -> Result<Page<DifferenceShown>> {
    let shown = shown(app, caller, id).await?;
    let (rehearsal, one) = (id, Some(clause).filter(|clause| !clause.is_empty()));
    let part = (PAGE, page.saturating_mul(PAGE));
    let found = rehearsals::differences(&app.pool, app.dialect, caller.office, rehearsal, one, part).await?;
    let of_clause = shown.clauses.iter().find(|one| one.clause == clause).map(|one| one.count);
    let rows = differing(app, caller, &shown.regulation, found).await?;
    Ok(Page { rows, total: of_clause.unwrap_or(shown.differing) })
}

/// Everything that differs, as CSV.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn export(app: &App, caller: &Caller, id: RehearsalId) -> Result<Vec<u8>> {
    let shown = shown(app, caller, id).await?;
    let mut table = csv::Writer::from_writer(Vec::from("\u{feff}"));
    let heads = [
        text!("rehearsal-head-day"),
        text!("rehearsal-head-matter"),
        text!("rehearsal-head-clauses"),
        text!("rehearsal-head-aspects"),
        text!("rehearsal-head-number"),
    ];
    table.write_record(heads).map_err(Error::internal)?;
    let (rehearsal, all) = (id, (u64::MAX, 0));
    let found = rehearsals::differences(&app.pool, app.dialect, caller.office, rehearsal, None, all).await?;
    for one in differing(app, caller, &shown.regulation, found).await? {
        let label = |name: &String| Aspect::named(name).unwrap_or(Aspect::Wording).message();
        let aspects = words::argument(&one.aspects.iter().map(label).collect::<Vec<_>>().into());
        let matter = one.matter.map(|id| id.to_string()).unwrap_or_default();
        let clauses = words::argument(&one.clauses.into());
        table.write_record([one.on, one.title, clauses, aspects, matter]).map_err(Error::internal)?;
    }
    table.into_inner().map_err(|error| Error::internal(error.to_string()))
}
