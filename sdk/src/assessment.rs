//! Judging a subject over a period.

use crate::{Clause, Form, RoleName, roles::DISCIPLINE_GROUP};
use guiju_model::{Assessment, Date, Duty, Figure, Gap, Half, Mark, Measure, Penalty, PersonId, RecordId};

/// Words for what an assessment comes to.
pub trait AssessmentExt {
    /// A penalty to propose. Unless said otherwise the discipline group confirms it.
    fn propose(&mut self, clause: Clause, person: PersonId, measure: Measure) -> PenaltyProposal<'_>;
    /// A metric of the subject over the period.
    fn metric(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause);
    /// What a session of a day is counted as.
    fn day_mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>);
    /// An obligation of the period, met by these records.
    fn obligation(&mut self, clause: Clause, what: &str, needed: u32, evidence: Vec<RecordId>)
    -> ObligationBuilder<'_>;
    /// Something that one register has and another lacks.
    fn discrepancy(&mut self, clause: Clause, on: Date, record: Option<RecordId>, what: impl Into<String>);
}

/// A penalty that is being worded.
#[derive(Debug)]
pub struct PenaltyProposal<'a>(&'a mut Penalty);

impl PenaltyProposal<'_> {
    /// Why, in a sentence.
    pub fn because(self, explanation: impl Into<String>) -> Self {
        self.0.explanation = explanation.into();
        self
    }

    /// The records behind it.
    pub fn shown_by(self, evidence: &[RecordId]) -> Self {
        self.0.evidence = evidence.to_vec();
        self
    }

    /// Who confirms it.
    pub fn decided_by(self, role: RoleName) -> Self {
        role.id.clone_into(&mut self.0.decided_by);
        self
    }

    /// The clause of another regulation that says the same of the same act: `other#1.5a`.
    pub fn same_as(self, clause: &str) -> Self {
        self.0.same_as.push(clause.to_owned());
        self
    }
}

/// An obligation that is being described.
#[derive(Debug)]
pub struct ObligationBuilder<'a>(&'a mut Duty);

impl ObligationBuilder<'_> {
    /// Whose it is, when not a person is judged.
    pub fn owed_by(self, role: RoleName) -> Self {
        self.0.owed_by = Some(role.id.to_owned());
        self
    }

    /// The form by which it is met.
    pub fn met_by<F: Form>(self) -> Self {
        self.0.met_by = Some(F::ID.to_owned());
        self
    }

    /// How many were done, where not each record counts as one.
    pub fn done(self, done: u32) -> Self {
        self.0.done = done;
        self
    }
}

impl AssessmentExt for Assessment {
    fn propose(&mut self, clause: Clause, person: PersonId, measure: Measure) -> PenaltyProposal<'_> {
        self.penalties.push(Penalty {
            clauses: vec![clause.id()],
            same_as: Vec::new(),
            person,
            measure,
            decided_by: DISCIPLINE_GROUP.id.to_owned(),
            evidence: Vec::new(),
            explanation: String::new(),
        });
        let last = self.penalties.len() - 1;
        PenaltyProposal(&mut self.penalties[last])
    }

    fn metric(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause) {
        self.figures.push(Figure {
            name: name.to_owned(),
            label: label.to_owned(),
            value: value.into(),
            unit: unit.to_owned(),
            clause: clause.id(),
        });
    }

    fn day_mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>) {
        let clause = clause.map(Clause::id);
        self.marks.push(Mark { date: date.0, half, sign: sign.to_owned(), label: label.into(), clause });
    }

    fn obligation(
        &mut self,
        clause: Clause,
        what: &str,
        needed: u32,
        evidence: Vec<RecordId>,
    ) -> ObligationBuilder<'_> {
        self.duties.push(Duty {
            clause: clause.id(),
            what: what.to_owned(),
            needed,
            done: evidence.len() as u32,
            evidence,
            owed_by: None,
            met_by: None,
        });
        let last = self.duties.len() - 1;
        ObligationBuilder(&mut self.duties[last])
    }

    fn discrepancy(&mut self, clause: Clause, on: Date, record: Option<RecordId>, what: impl Into<String>) {
        self.gaps.push(Gap { clause: clause.id(), what: what.into(), record, on: on.0 });
    }
}
