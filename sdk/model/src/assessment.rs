//! The answer to `assess`: penalties to propose, duties, figures, marks and gaps of one subject over one period.

use crate::{ClauseId, Cycle, DayNumber, FormId, Mark, PersonId, RecordId, RoleId};
use guiju_macros::wit_mirror;

/// The answer to `assess`.
#[wit_mirror]
#[derive(Default)]
pub struct Assessment {
    /// Penalties to propose.
    pub penalties: Vec<Penalty>,
    /// Duties met or short.
    pub duties: Vec<Duty>,
    /// Counts.
    pub figures: Vec<Figure>,
    /// Sheet of person × day.
    pub marks: Vec<Mark>,
    /// What does not fit together between registers.
    #[serde(default)]
    pub gaps: Vec<Gap>,
}

/// A penalty to propose; software deducts nothing.
#[wit_mirror]
pub struct Penalty {
    /// By which clauses.
    pub clauses: Vec<ClauseId>,
    /// Clauses of other regulations that say the same of the same act: `other#1.5a`.
    pub same_as: Vec<String>,
    /// Whom it concerns.
    pub person: PersonId,
    /// What.
    pub measure: Measure,
    /// Role that confirms.
    pub decided_by: RoleId,
    /// Records behind it.
    pub evidence: Vec<RecordId>,
    /// Why, in a sentence.
    pub explanation: String,
}

/// What a penalty is.
#[wit_mirror]
pub enum Measure {
    /// Share of the month's performance bonus, in per cent.
    PerformanceBonus(u8),
    /// The period's civility bonus.
    CivilityBonus(Cycle),
    /// Criticism.
    Criticism(Criticism),
    /// No honours this year.
    NoHonoursThisYear,
    /// Grade of the year's appraisal.
    AppraisalGrade(String),
    /// Suspended from the post.
    Suspension,
    /// Amount in fen.
    Compensation(i64),
    /// Handed to another body.
    Referral(String),
    /// The body decides what, if anything.
    ToBeDecided(String),
}

/// Forms of criticism.
#[wit_mirror]
pub enum Criticism {
    /// Criticism and education in person.
    Education,
    /// Written self-criticism.
    WrittenSelfCriticism,
    /// Self-criticism before all.
    PublicSelfCriticism,
    /// Named in a circular.
    Circular,
}

/// A periodic obligation.
#[wit_mirror]
pub struct Duty {
    /// By which clause.
    pub clause: ClauseId,
    /// What.
    pub what: String,
    /// How many.
    pub needed: u32,
    /// How many were done.
    pub done: u32,
    /// Records behind it.
    pub evidence: Vec<RecordId>,
    /// Whose it is, when not one person is judged but a department or the office.
    #[serde(default)]
    pub owed_by: Option<RoleId>,
    /// The form by which it is met.
    #[serde(default)]
    pub met_by: Option<FormId>,
}

/// Something that one register has and another lacks.
#[wit_mirror]
pub struct Gap {
    /// By which clause.
    pub clause: ClauseId,
    /// What is missing, as a colleague would say.
    pub what: String,
    /// The record that lacks its counterpart.
    pub record: Option<RecordId>,
    /// The day it tells of.
    pub on: DayNumber,
}

/// A count.
#[wit_mirror]
pub struct Figure {
    /// Name for other regulations.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// How many.
    pub value: i64,
    /// Of what.
    pub unit: String,
    /// By which clause.
    pub clause: ClauseId,
}
