//! How often each clause is at work: cited by what was filed or proposed, or holding a filing back.

use crate::{
    app::App,
    error::Result,
    matters::evaluation::Evaluation,
    store::{Columns, UnitOfWork},
};
use guiju_api::{ClauseUses, FindingShown};
use guiju_domain::OfficeId;
use guiju_model::{Cycle, Date, Route, Severity};
use sqlx::AnyPool;
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

/// Counts what a filing cites, each clause once: what was found, what was computed, the stations and when they are due.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed(change: &mut UnitOfWork, regulation: &str, evaluation: &Evaluation, route: &Route) -> Result<()> {
    let mut clauses = of_findings(evaluation.findings.iter());
    let computed = evaluation.derived.iter().filter_map(|derived| derived.citation.as_ref());
    clauses.extend(computed.map(|citation| (citation.regulation.clone(), citation.clause.clone())));
    let stations =
        route.steps.iter().flat_map(|step| step.clauses.iter().chain(step.due.iter().map(|due| &due.clause)));
    let due = route.deadlines.iter().map(|deadline| &deadline.due.clause);
    clauses.extend(stations.chain(due).map(|clause| named(regulation, clause)));
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

async fn count(change: &mut UnitOfWork, clauses: BTreeSet<Named>, (cited, held_back): (i64, i64)) -> Result<()> {
    if clauses.is_empty() {
        return Ok(());
    }
    let (office, month) = (change.office, change.now.date().around(Cycle::Month).0);
    let row = |index: usize| format!("($1, ${}, ${}, $2, $3, $4)", 2 * index + 5, 2 * index + 6);
    let mut query = sqlx::query(sqlx::AssertSqlSafe(format!(
        "INSERT INTO clause_uses (office_id, regulation, clause, month, cited, held_back) VALUES {}
         ON CONFLICT (office_id, regulation, clause, month) DO UPDATE
         SET cited = clause_uses.cited + excluded.cited, held_back = clause_uses.held_back + excluded.held_back",
        (0..clauses.len()).map(row).collect::<Vec<_>>().join(", ")
    )))
    .bind(office.number())
    .bind(i64::from(month.0))
    .bind(cited)
    .bind(held_back);
    for (regulation, clause) in clauses {
        query = query.bind(regulation).bind(clause);
    }
    query.execute(&mut **change).await?;
    Ok(())
}

/// What the clauses of a regulation did in the year of this day.
///
/// # Errors
/// If the database cannot be used.
pub async fn of(pool: &AnyPool, office: OfficeId, regulation: &str, day: Date) -> Result<BTreeMap<String, ClauseUses>> {
    let (first, last) = day.around(Cycle::Year);
    let rows = sqlx::query(
        "SELECT clause, CAST(SUM(cited) AS BIGINT) AS cited, CAST(SUM(held_back) AS BIGINT) AS held_back FROM clause_uses
         WHERE office_id = $1 AND regulation = $2 AND month BETWEEN $3 AND $4 GROUP BY clause",
    )
    .bind(office.number())
    .bind(regulation)
    .bind(i64::from(first.0))
    .bind(i64::from(last.0))
    .fetch_all(pool)
    .await?;
    let uses = |row: &sqlx::any::AnyRow| {
        let uses = ClauseUses { cited: row.int("cited")? as u64, held_back: row.int("held_back")? as u64 };
        Ok((row.text("clause")?, uses))
    };
    rows.iter().map(uses).collect()
}
