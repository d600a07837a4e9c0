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
        record_presence,
    },
};
use guiju_domain::{PersonId, RecordId, assessments::ProposalState, events::assessments::ProposalOf, message};
use guiju_engine::Loaded;
use guiju_model::{Date, Manifest, PenaltyProposal, Role, Sanction};
use std::{collections::BTreeSet, sync::Arc};

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

impl Proposed {
    fn measure_text(&self) -> Result<String> {
        Ok(serde_json::to_string(&self.measure)?)
    }

    fn clauses_text(&self) -> Result<String> {
        Ok(serde_json::to_string(&self.clauses)?)
    }
}

/// The role that decides on a penalty: the one that the regulation names; where the person alone holds it, the next above it that
/// somebody else holds, if there is one.
fn decided_by<'a>(staff: &Staff, manifest: &'a Manifest, penalty: &PenaltyProposal) -> Option<&'a Role> {
    let person = PersonId::new(penalty.person);
    let holds = |id: PersonId, role: &Role| staff.holds_any(id, std::slice::from_ref(&role.id));
    let others_hold = |role: &Role| {
        staff.people.values().any(|member| member.active && member.id != person && holds(member.id, role))
    };
    let named = manifest.role(&penalty.decided_by)?;
    let above = |role: &&'a Role| role.above.as_ref().and_then(|above| manifest.role(above));
    // As many steps up as there are roles: a ring of roles above each other ends there.
    let mut upwards = std::iter::successors(Some(named), above).take(manifest.roles.len());
    if !holds(person, named) { Some(named) } else { upwards.find(|role| others_hold(role)).or(Some(named)) }
}

/// One act, one proposal: penalties of one person that name each other's clauses become one; the heavier counts.
pub fn merge(staff: &Staff, penalties: Vec<(Arc<Loaded>, PenaltyProposal)>) -> Vec<Proposed> {
    let mut merged: Vec<Proposed> = Vec::new();
    for (loaded, penalty) in penalties {
        let (manifest, person) = (loaded.manifest(), PersonId::new(penalty.person));
        let role = decided_by(staff, manifest, &penalty);
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
                decided_by_label: role.map_or_else(String::new, |role| role.label.clone()),
                decided_by: role.map_or(penalty.decided_by, |role| role.id.clone()),
                measure: penalty.measure,
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
    let mut known = proposals::of_period(change, (starts, ends)).await?;
    // What lapsed was taken back by the facts, and comes back with them. What was acted on is met first.
    known.retain(|known| known.state != ProposalState::Lapsed);
    let evidence = known.iter().flat_map(|known| known.evidence.iter().copied()).collect::<BTreeSet<_>>();
    let there = record_presence::those_there(change, &evidence).await?;
    // What a file was taken back for and imported anew has other records.
    known.iter_mut().for_each(|known| known.evidence.retain(|record| there.contains(record)));
    known.sort_by_key(|known| (known.state == ProposalState::Proposed, known.id));
    for (proposal, met) in met(proposed, &mut known)? {
        let (person, measure, clauses) = (proposal.person, proposal.measure_text()?, proposal.clauses_text()?);
        if let Some(known) = met {
            if known.state == ProposalState::Proposed {
                let Proposed { decided_by, evidence, explanation, .. } = &proposal;
                proposals::renew(change, known.id, decided_by, (evidence, explanation)).await?;
            }
            continue;
        }
        let new = New {
            person,
            period: (starts, ends),
            clauses: &clauses,
            measure: &measure,
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
    for untouched in known.into_iter().filter(|known| known.state == ProposalState::Proposed) {
        let Known { id, person, clauses, .. } = untouched;
        proposals::lapse(change, id).await?;
        outcome.lapsed.push(ProposalOf { proposal: id, person, clauses: serde_json::from_str(&clauses)? });
    }
    Ok(outcome)
}

/// Whether a known proposal and the records of another one are so alike that they are one.
type Alike = fn(&Known, &[RecordId]) -> bool;

/// Each of what is proposed with the known proposal that it is, which is taken: the one that rests on the same records, else on some of
/// them, else another one of the same measure on which nobody has acted. What was decided for other records is another act; where one of
/// the two names no record, nobody can tell, and it is taken for the same.
fn met(proposed: Vec<Proposed>, known: &mut Vec<Known>) -> Result<Vec<(Proposed, Option<Known>)>> {
    let alike: [Alike; 3] = [
        |known, records| known.evidence == records,
        |known, records| known.evidence.iter().any(|record| records.contains(record)),
        |known, records| known.state == ProposalState::Proposed || known.evidence.is_empty() || records.is_empty(),
    ];
    let mut all = proposed.into_iter().map(|proposal| (proposal, None)).collect::<Vec<_>>();
    for alike in alike {
        for (proposal, met) in all.iter_mut().filter(|(_, met)| met.is_none()) {
            let key = (proposal.person, proposal.measure_text()?, proposal.clauses_text()?);
            let is_it = |known: &Known| {
                (known.person, &known.measure, &known.clauses) == (key.0, &key.1, &key.2)
                    && alike(known, &proposal.evidence)
            };
            *met = known.iter().position(is_it).map(|at| known.remove(at));
        }
    }
    Ok(all)
}
