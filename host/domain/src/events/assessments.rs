//! Assessments of a period, and the penalty proposals that come of them.

use super::{Event, Subject, Thing, effects::SuspensionChanged, events};
use crate::{PersonId, ProposalId, assessments::ProposalState};
use guiju_model::{Cycle, Date, Sanction};
use serde::Serialize;

/// A period was judged, and its proposals were made anew as far as nobody has acted on them.
#[derive(Clone, Debug, Serialize)]
pub struct Assessed {
    /// The length of the period.
    pub period: Cycle,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// How many people and departments were judged.
    pub subjects: u64,
    /// Assessments whose regulation faulted, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// Proposals that were made.
    pub proposed: Vec<ProposalOf>,
    /// Proposals that the facts no longer support.
    pub lapsed: Vec<ProposalOf>,
}

/// A proposal and whom it concerns.
#[derive(Clone, Debug, Serialize)]
pub struct ProposalOf {
    /// The proposal.
    pub proposal: ProposalId,
    /// Whom it concerns.
    pub person: PersonId,
    /// The clauses, each as `regulation#clause`.
    pub clauses: Vec<String>,
}

impl Event for Assessed {
    fn kind(&self) -> &'static str {
        "assessed"
    }

    fn about(&self) -> Vec<Subject> {
        self.proposed.iter().chain(&self.lapsed).flat_map(|of| cited(&of.clauses)).collect()
    }
}

/// The regulations of some clauses.
fn cited(clauses: &[String]) -> Vec<Subject> {
    let regulations = clauses.iter().filter_map(|clause| clause.split_once('#'));
    regulations.map(|(regulation, _)| Subject::of(Thing::Regulation, regulation)).collect()
}

events! {
    /// Somebody objected to a proposal, confirmed or dismissed it.
    ProposalDecided("proposal") about |it| cited(&it.clauses) => {
        /// The proposal.
        proposal: ProposalId,
        /// Whom it concerns.
        person: PersonId,
        /// The clauses, each as `regulation#clause`.
        clauses: Vec<String>,
        /// What is proposed.
        sanction: Sanction,
        /// How far it was.
        before: ProposalState,
        /// How far it is.
        state: ProposalState,
        /// The objection, or why it was decided so.
        reason: String,
        /// The suspension that its confirmation began; none of any other sanction.
        suspension: Option<SuspensionChanged>,
    }
}
