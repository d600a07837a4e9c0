//! What an assessment of a subject over a period comes to.

use crate::{Clause, FigureName, Form, RoleName, roles::DISCIPLINE_GROUP};
use guiju_model::{
    Assessment, Date, DayMark, Discrepancy, Half, Metric, Obligation, PenaltyProposal, PersonId, RecordId, Sanction,
};

/// Adds results to an assessment.
pub trait AssessmentExt {
    /// Proposes a penalty against a person by a clause. The discipline group confirms it, unless the proposal names another role.
    fn propose(&mut self, clause: Clause, person: PersonId, sanction: Sanction) -> PenaltyProposalBuilder<'_>;
    /// Adds a metric of the period: its id, its label, its value and the unit of the value.
    fn metric(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause);
    /// Adds a figure that the judgement declares, so that others may rely on it: a metric under the declared name and label.
    fn figure(&mut self, figure: FigureName, value: impl Into<i64>, unit: &str, clause: Clause) {
        self.metric(figure.as_ref(), figure.label(), value, unit, clause);
    }
    /// Marks a half day on the sheet of persons and days with a sign and what the sign means there.
    fn day_mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>);
    /// Adds an obligation of the period: how many records are `needed`, and which count towards it.
    fn obligation(&mut self, clause: Clause, what: &str, needed: u32, evidence: Vec<RecordId>)
    -> ObligationBuilder<'_>;
    /// Adds a discrepancy on a day: something that one register has and another lacks.
    fn discrepancy(&mut self, clause: Clause, on: Date, record: Option<RecordId>, what: impl Into<String>);
}

/// Describes a proposed penalty.
#[derive(Debug)]
pub struct PenaltyProposalBuilder<'a>(&'a mut PenaltyProposal);

impl PenaltyProposalBuilder<'_> {
    /// Gives the reason, in a sentence for people.
    pub fn because(self, explanation: impl Into<String>) -> Self {
        self.0.explanation = explanation.into();
        self
    }

    /// Names the records that prove it.
    pub fn shown_by(self, evidence: &[RecordId]) -> Self {
        self.0.evidence = evidence.to_vec();
        self
    }

    /// Names the role that confirms it.
    pub fn decided_by(self, role: RoleName) -> Self {
        role.id.clone_into(&mut self.0.decided_by);
        self
    }

    /// Names a role whose holders answer for the same beside the person, such as whoever supervises the department.
    pub fn answered_for_by(self, role: RoleName) -> Self {
        self.0.answerable.push(role.id.to_owned());
        self
    }

    /// Names a clause of another regulation that demands the same penalty for the same act, as `other#1.5a`. Only one of both is
    /// imposed.
    pub fn same_as(self, clause: &str) -> Self {
        self.0.same_as.push(clause.to_owned());
        self
    }
}

/// Describes an obligation of the period.
#[derive(Debug)]
pub struct ObligationBuilder<'a>(&'a mut Obligation);

impl ObligationBuilder<'_> {
    /// Names the role that owes it, where the subject is no person.
    pub fn owed_by(self, role: RoleName) -> Self {
        self.0.owed_by = Some(role.id.to_owned());
        self
    }

    /// Names the form by which it is met.
    pub fn met_by<F: Form>(self) -> Self {
        self.0.met_by = Some(F::ID.to_owned());
        self
    }

    /// Sets how many were done, where a record does not count as one.
    pub fn done(self, done: u32) -> Self {
        self.0.done = done;
        self
    }
}

impl AssessmentExt for Assessment {
    fn propose(&mut self, clause: Clause, person: PersonId, sanction: Sanction) -> PenaltyProposalBuilder<'_> {
        self.penalties.push(PenaltyProposal {
            clauses: vec![clause.id()],
            same_as: Vec::new(),
            person,
            measure: sanction,
            decided_by: DISCIPLINE_GROUP.id.to_owned(),
            evidence: Vec::new(),
            explanation: String::new(),
            answerable: Vec::new(),
        });
        let last = self.penalties.len() - 1;
        PenaltyProposalBuilder(&mut self.penalties[last])
    }

    fn metric(&mut self, name: &str, label: &str, value: impl Into<i64>, unit: &str, clause: Clause) {
        self.figures.push(Metric {
            name: name.to_owned(),
            label: label.to_owned(),
            value: value.into(),
            unit: unit.to_owned(),
            clause: clause.id(),
        });
    }

    fn day_mark(&mut self, date: Date, half: Half, sign: &str, label: impl Into<String>, clause: Option<Clause>) {
        let clause = clause.map(Clause::id);
        self.marks.push(DayMark { date: date.0, half, sign: sign.to_owned(), label: label.into(), clause });
    }

    fn obligation(
        &mut self,
        clause: Clause,
        what: &str,
        needed: u32,
        evidence: Vec<RecordId>,
    ) -> ObligationBuilder<'_> {
        self.duties.push(Obligation {
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
        self.gaps.push(Discrepancy { clause: clause.id(), what: what.into(), record, on: on.0 });
    }
}
