//! Clause statistics: how often each clause is cited by filings and proposals, and how often it refuses a filing.

use crate::{
    app::App,
    error::Result,
    matters::evaluation::Evaluation,
    store::{Pool, UnitOfWork, clause_statistics},
};
use guiju_api::{ClauseUses, FindingShown};
use guiju_domain::OfficeId;
use guiju_model::{Cycle, Date, Route, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// A clause with its regulation.
type Named = (String, String);

/// A clause of this regulation, or of the one named before it.
fn named(regulation: &str, clause: &str) -> Named {
    let (regulation, clause) = clause.split_once('#').unwrap_or((regulation, clause));
    (regulation.to_owned(), clause.to_owned())
}

fn of_findings<'f>(findings: impl Iterator<Item = &'f FindingShown>) -> BTreeSet<Named> {
    let cited = findings.filter_map(|finding| finding.citation.as_ref());
    cited.map(|citation| (citation.regulation.clone(), citation.clause.clone())).collect()
}

/// Counts what a filing cites, each clause once: what was found, what was computed, the steps and when they are due.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed(change: &mut UnitOfWork, regulation: &str, evaluation: &Evaluation, route: &Route) -> Result<()> {
    let mut clauses = of_findings(evaluation.findings.iter());
    let computed = evaluation.derived.iter().filter_map(|derived| derived.citation.as_ref());
    clauses.extend(computed.map(|citation| (citation.regulation.clone(), citation.clause.clone())));
    let steps = route.steps.iter().flat_map(|step| step.clauses.iter().chain(step.due.iter().map(|due| &due.clause)));
    let due = route.deadlines.iter().map(|deadline| &deadline.due.clause);
    clauses.extend(steps.chain(due).map(|clause| named(regulation, clause)));
    count(change, clauses, (1, 0)).await
}

/// Counts clauses that something cites, such as an effect or a proposal.
///
/// # Errors
/// If the database cannot be used.
pub async fn cited(change: &mut UnitOfWork, regulation: &str, clauses: &[String]) -> Result<()> {
    count(change, clauses.iter().map(|clause| named(regulation, clause)).collect(), (1, 0)).await
}

/// Counts the clauses that held a filing back.
///
/// # Errors
/// If the database cannot be used.
pub async fn held_back(app: &App, office: OfficeId, findings: &[FindingShown]) -> Result<()> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut change = app.change(office).await?;
    count(&mut change, of_findings(errors), (0, 1)).await?;
    Ok(change.commit().await?)
}

async fn count(change: &mut UnitOfWork, clauses: BTreeSet<Named>, counts: (i64, i64)) -> Result<()> {
    let month = change.now.date().around(Cycle::Month).0;
    Ok(clause_statistics::add(change, clauses.iter(), month, counts).await?)
}

/// Counts of each clause of a regulation in the calendar year of a day, by clause id.
///
/// # Errors
/// If the database cannot be used.
pub async fn of(pool: &Pool, office: OfficeId, regulation: &str, day: Date) -> Result<BTreeMap<String, ClauseUses>> {
    let counts = clause_statistics::of_regulation(pool, office, regulation, day.around(Cycle::Year)).await?;
    let uses =
        counts.into_iter().map(|count| (count.clause, ClauseUses { cited: count.cited, held_back: count.held_back }));
    Ok(uses.collect())
}
