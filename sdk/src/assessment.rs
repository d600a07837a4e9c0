//! Judging a subject over a period.

use crate::{Clause, RoleName};
use guiju_model::{
    self as model, Assessment, Cycle, Date, Duty, Figure, Half, Mark, Measure, Penalty, PersonId, Read, RecordId,
    SubjectKind,
};

/// A periodic judgement as declared.
#[derive(Debug)]
pub struct Assessed(pub(crate) model::Assessed);

/// Declares a periodic judgement.
#[must_use]
pub fn assessed(
    id: &str,
    title: &str,
    clause: Clause,
    per: SubjectKind,
    period: Cycle,
    reads: impl Into<Vec<Read>>,
) -> Assessed {
    let (id, title) = (id.to_owned(), title.to_owned());
    let seen_by = model::Audience::Nobody;
    Assessed(model::Assessed { id, title, clause: clause.id(), per, period, reads: reads.into(), seen_by })
}

impl Assessed {
    /// Who, beside the person judged, may read every result.
    #[must_use]
    pub fn seen_by(mut self, audience: model::Audience) -> Self {
        self.0.seen_by = audience;
        self
    }
}

/// Words for what an assessment comes to.
pub trait Penalising {
    /// A penalty to propose.
    #[allow(clippy::too_many_arguments, reason = "a penalty has that many sides and none may be left out")]
    fn penalty(
        &mut self,
        clause: Clause,
        same_as: &[&str],
        person: PersonId,
        measure: Measure,
        decided_by: RoleName,
        evidence: &[RecordId],
        explanation: impl Into<String>,
    );
    /// A count.
    fn figure(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause);
    /// What a session of a day is counted as.
    fn mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>);
    /// An obligation of the period.
    fn duty(&mut self, clause: Clause, what: &str, needed: u32, evidence: Vec<RecordId>);
}

impl Penalising for Assessment {
    fn penalty(
        &mut self,
        clause: Clause,
        same_as: &[&str],
        person: PersonId,
        measure: Measure,
        decided_by: RoleName,
        evidence: &[RecordId],
        explanation: impl Into<String>,
    ) {
        self.penalties.push(Penalty {
            clauses: vec![clause.id()],
            same_as: same_as.iter().map(|&clause| clause.to_owned()).collect(),
            person,
            measure,
            decided_by: decided_by.id.to_owned(),
            evidence: evidence.to_vec(),
            explanation: explanation.into(),
        });
    }

    fn figure(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause) {
        self.figures.push(Figure {
            name: name.to_owned(),
            label: label.to_owned(),
            value: value.into(),
            unit: unit.to_owned(),
            clause: clause.id(),
        });
    }

    fn mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>) {
        let clause = clause.map(Clause::id);
        self.marks.push(Mark { date: date.0, half, sign: sign.to_owned(), label: label.into(), clause });
    }

    fn duty(&mut self, clause: Clause, what: &str, needed: u32, evidence: Vec<RecordId>) {
        let done = evidence.len() as u32;
        self.duties.push(Duty { clause: clause.id(), what: what.to_owned(), needed, done, evidence });
    }
}
