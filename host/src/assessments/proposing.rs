//! Merging penalties into proposals: those for the same act make one.

use crate::{
    access::Access,
    clause_statistics,
    error::Result,
    policy::OfficePolicy,
    staff::Staff,
    store::{
        UnitOfWork, notices,
        proposals::{self, Known, New},
    },
};
use guiju_domain::{PersonId, RecordId, assessments::ProposalState, events::assessments::ProposalOf, message};
use guiju_engine::Loaded;
use guiju_model::{Date, PenaltyProposal, Sanction};
use std::sync::Arc;

/// A proposal about to be made.
pub struct Proposed {
    person: PersonId,
    clauses: Vec<String>,
    measure: Sanction,
    decided_by: String,
    decided_by_label: String,
    evidence: Vec<RecordId>,
    explanation: String,
}

/// One act, one proposal: penalties of one person that name each other's clauses become one; the heavier counts.
pub fn merge(penalties: Vec<(Arc<Loaded>, PenaltyProposal)>) -> Vec<Proposed> {
    let mut merged: Vec<Proposed> = Vec::new();
    for (loaded, penalty) in penalties {
        let (manifest, person) = (loaded.manifest(), PersonId::new(penalty.person));
        let evidence = penalty.evidence.into_iter().map(RecordId::new);
        let cited = penalty.clauses.iter().map(|clause| format!("{}#{clause}", manifest.id)).collect::<Vec<_>>();
        let same = merged.iter_mut().find(|earlier| {
            let names = |clause: &String| earlier.clauses.contains(clause);
            earlier.person == person
                && is_same_kind(&earlier.measure, &penalty.measure)
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
                    earlier.evidence.extend(evidence);
                }
            }
            None => merged.push(Proposed {
                person,
                clauses: cited,
                decided_by_label: manifest
                    .role(&penalty.decided_by)
                    .map_or_else(String::new, |role| role.label.clone()),
                measure: penalty.measure,
                decided_by: penalty.decided_by,
                evidence: evidence.collect(),
                explanation: penalty.explanation,
            }),
        }
    }
    merged
}

/// Whether two sanctions are of one kind, so that for the same act the heavier counts. A privilege is of one regulation alone.
fn is_same_kind(one: &Sanction, other: &Sanction) -> bool {
    !matches!(one, Sanction::PrivilegeSuspended(_)) && std::mem::discriminant(one) == std::mem::discriminant(other)
}

const fn weight(measure: &Sanction) -> i64 {
    match measure {
        Sanction::PerformanceBonus(share) => *share as i64,
        Sanction::Compensation(fen) => *fen,
        Sanction::CivilityBonus(cycle) => *cycle as i64,
        Sanction::Criticism(kind) => *kind as i64,
        _ => 0,
    }
}

/// What became of the proposals of a period.
#[derive(Default)]
pub struct Proposals {
    /// Those that were made.
    pub made: Vec<ProposalOf>,
    /// Those that the facts no longer support.
    pub lapsed: Vec<ProposalOf>,
}

/// Proposals of the period are made anew as long as nobody has acted on them.
pub async fn propose(
    change: &mut UnitOfWork,
    (policy, staff): (&Arc<OfficePolicy>, &Arc<Staff>),
    proposed: Vec<Proposed>,
    (starts, ends): (Date, Date),
) -> Result<Proposals> {
    let mut outcome = Proposals::default();
    let office = change.office;
    let known = proposals::of_period(change, (starts, ends)).await?;
    let key = |known: &Known| (known.person, known.measure.clone(), known.clauses.clone());
    let (untouched, acted) = known.into_iter().partition::<Vec<_>, _>(|known| known.state == ProposalState::Proposed);
    let mut stale = untouched.iter().map(|known| (known.id, key(known))).collect::<Vec<_>>();
    // What lapsed was taken back by the facts, and comes back with them.
    let acted = acted.iter().filter(|known| known.state != ProposalState::Lapsed).map(key).collect::<Vec<_>>();
    for proposal in proposed {
        let person = proposal.person;
        let (measure, clauses) = (serde_json::to_string(&proposal.measure)?, serde_json::to_string(&proposal.clauses)?);
        let key = (person, measure, clauses);
        if acted.contains(&key) {
            continue;
        }
        if let Some(index) = stale.iter().position(|(_, known)| *known == key) {
            let (id, _) = stale.remove(index);
            proposals::set_evidence(change, id, &proposal.evidence, &proposal.explanation).await?;
            continue;
        }
        let new = New {
            person,
            period: (starts, ends),
            clauses: &key.2,
            measure: &key.1,
            decided_by: &proposal.decided_by,
            evidence: &proposal.evidence,
            explanation: &proposal.explanation,
        };
        let made = proposals::insert(change, &new).await?;
        outcome.made.push(ProposalOf { proposal: made, person, clauses: proposal.clauses.clone() });
        clause_statistics::cited(change, "", &proposal.clauses).await?;
        let access = Access::with(policy, staff, office, Some(person), change.now.date());
        let explanation = access.said_of(change, &proposal.evidence, &proposal.explanation).await?;
        let told = message!("proposal-made", explanation, role = proposal.decided_by_label);
        notices::tell(change, person, told, None).await?;
    }
    for (proposal, (person, _, clauses)) in stale {
        proposals::lapse(change, proposal).await?;
        outcome.lapsed.push(ProposalOf { proposal, person, clauses: serde_json::from_str(&clauses)? });
    }
    Ok(outcome)
}
