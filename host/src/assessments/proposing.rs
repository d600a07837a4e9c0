//! From penalties to proposals: one act, one proposal.

use crate::{
    access::Access,
    error::Result,
    law::OfficeLaw,
    matters::notices,
    staff::Staff,
    store::{Columns, UnitOfWork},
    uses,
};
use guiju_domain::PersonId;
use guiju_engine::Loaded;
use guiju_model::{Date, Measure, Penalty};
use std::sync::Arc;

/// A proposal about to be made.
pub struct Proposed {
    person: u64,
    clauses: Vec<String>,
    measure: Measure,
    decided_by: String,
    decided_by_label: String,
    evidence: Vec<u64>,
    explanation: String,
}

/// One act, one proposal: penalties of one person that name each other's clauses become one; the heavier counts.
pub fn merge(penalties: Vec<(Arc<Loaded>, Penalty)>) -> Vec<Proposed> {
    let mut merged: Vec<Proposed> = Vec::new();
    for (loaded, penalty) in penalties {
        let manifest = loaded.manifest();
        let cited = penalty.clauses.iter().map(|clause| format!("{}#{clause}", manifest.id)).collect::<Vec<_>>();
        let same = merged.iter_mut().find(|earlier| {
            let names = |clause: &String| earlier.clauses.contains(clause);
            earlier.person == penalty.person
                && std::mem::discriminant(&earlier.measure) == std::mem::discriminant(&penalty.measure)
                && (penalty.same_as.iter().any(names))
        });
        match same {
            Some(earlier) => {
                earlier.clauses.extend(cited);
                if weight(&penalty.measure) > weight(&earlier.measure) {
                    earlier.measure = penalty.measure;
                    earlier.explanation = penalty.explanation;
                }
                let known = earlier.evidence.clone();
                // Results of an assessment stand for records that are named already.
                if known.is_empty() {
                    earlier.evidence.extend(penalty.evidence);
                }
            }
            None => merged.push(Proposed {
                person: penalty.person,
                clauses: cited,
                decided_by_label: manifest
                    .role(&penalty.decided_by)
                    .map_or_else(String::new, |role| role.label.clone()),
                measure: penalty.measure,
                decided_by: penalty.decided_by,
                evidence: penalty.evidence,
                explanation: penalty.explanation,
            }),
        }
    }
    merged
}

const fn weight(measure: &Measure) -> i64 {
    match measure {
        Measure::PerformanceBonus(share) => *share as i64,
        Measure::Compensation(fen) => *fen,
        Measure::CivilityBonus(cycle) => *cycle as i64,
        Measure::Criticism(kind) => *kind as i64,
        _ => 0,
    }
}

/// Proposals of the period are made anew as long as nobody has acted on them.
pub async fn propose(
    change: &mut UnitOfWork,
    (law, staff): (&Arc<OfficeLaw>, &Arc<Staff>),
    proposed: Vec<Proposed>,
    (starts, ends): (Date, Date),
) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let rows = sqlx::query("SELECT id, person_id, measure, clauses, state FROM proposals WHERE office_id = $1 AND starts = $2 AND ends = $3")
        .bind(office.number())
        .bind(i64::from(starts.0))
        .bind(i64::from(ends.0))
        .fetch_all(&mut **change)
        .await?;
    let mut stale = Vec::new();
    let mut acted = Vec::new();
    for row in rows {
        let key = (row.int("person_id")? as u64, row.text("measure")?, row.text("clauses")?);
        if row.text("state")? == "proposed" { stale.push((row.int("id")?, key)) } else { acted.push(key) }
    }
    for proposal in proposed {
        let (measure, clauses) = (serde_json::to_string(&proposal.measure)?, serde_json::to_string(&proposal.clauses)?);
        let key = (proposal.person, measure.clone(), clauses.clone());
        if acted.contains(&key) {
            continue;
        }
        if let Some(index) = stale.iter().position(|(_, known)| *known == key) {
            let (id, _) = stale.remove(index);
            sqlx::query("UPDATE proposals SET evidence = $3, explanation = $4 WHERE office_id = $1 AND id = $2")
                .bind(office.number())
                .bind(id)
                .bind(serde_json::to_string(&proposal.evidence)?)
                .bind(&proposal.explanation)
                .execute(&mut **change)
                .await?;
            continue;
        }
        let id = change.id();
        sqlx::query(
            "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation, state, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11)",
        )
        .bind(office.number())
        .bind(id)
        .bind(proposal.person as i64)
        .bind(i64::from(starts.0))
        .bind(i64::from(ends.0))
        .bind(clauses)
        .bind(measure)
        .bind(&proposal.decided_by)
        .bind(serde_json::to_string(&proposal.evidence)?)
        .bind(&proposal.explanation)
        .bind(now)
        .execute(&mut **change)
        .await?;
        uses::cited(change, "", &proposal.clauses).await?;
        let access = Access::with(law, staff, office, Some(PersonId::new(proposal.person)), change.now.date());
        let explanation = access.said_of(change, &proposal.evidence, &proposal.explanation).await?;
        let message =
            format!("考核提议：{explanation}。如有异议，请在“考核”中提出，由{}决定", proposal.decided_by_label);
        notices::tell(change, proposal.person, &message, None).await?;
    }
    for (id, _) in stale {
        sqlx::query("UPDATE proposals SET state = 'lapsed' WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(id)
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}
