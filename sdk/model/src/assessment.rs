//! The answer to `assess`: penalties to propose, obligations, metrics, day marks and discrepancies of one subject over one period.

use crate::{ClauseId, Cycle, DayNumber, FormId, Half, PersonId, PrivilegeSuspension, RecordId, RoleId};
use guiju_macros::wit_mirror;

/// The answer to `assess`.
#[wit_mirror]
#[derive(Default)]
pub struct Assessment {
    /// The penalties to propose.
    pub penalties: Vec<PenaltyProposal>,
    /// The obligations of the period, met or not.
    pub duties: Vec<Obligation>,
    /// The metrics of the period.
    pub figures: Vec<Metric>,
    /// The marks of half days on the sheet of persons and days.
    pub marks: Vec<DayMark>,
    /// The discrepancies between registers.
    #[serde(default)]
    pub gaps: Vec<Discrepancy>,
}

/// A penalty to propose. Nothing is deducted until somebody confirms it.
#[wit_mirror(wit = "penalty")]
pub struct PenaltyProposal {
    /// The clauses that demand it.
    pub clauses: Vec<ClauseId>,
    /// The clauses of other regulations that demand the same for the same act, as `other#1.5a`.
    pub same_as: Vec<String>,
    /// The person whom it concerns.
    pub person: PersonId,
    /// The sanction.
    pub measure: Sanction,
    /// The role that confirms it.
    pub decided_by: RoleId,
    /// The records that prove it.
    pub evidence: Vec<RecordId>,
    /// The reason, in a sentence.
    pub explanation: String,
    /// The roles of whoever answers for the same beside the person: to each who holds one for the person's department the same is
    /// proposed.
    #[since("1.1")]
    #[unless_default]
    pub answerable: Vec<RoleId>,
}

/// The sanction of a penalty.
#[wit_mirror(wit = "measure")]
pub enum Sanction {
    /// A share of the month's performance bonus, in per cent.
    PerformanceBonus(u8),
    /// The civility bonus of the period.
    CivilityBonus(Cycle),
    /// A criticism of this form.
    Criticism(Criticism),
    /// No honours in the year.
    NoHonoursThisYear,
    /// This grade in the year's appraisal.
    AppraisalGrade(String),
    /// Suspension from the post.
    Suspension,
    /// A compensation, in fen.
    Compensation(i64),
    /// Referral to this body.
    Referral(String),
    /// The role that confirms it decides what it is, by this rule.
    ToBeDecided(String),
    /// The suspension of a privilege of the regulation.
    #[since("1.1")]
    PrivilegeSuspended(PrivilegeSuspension),
}

/// The forms of criticism.
#[wit_mirror]
pub enum Criticism {
    /// Criticism and education in person.
    Education,
    /// A written self-criticism.
    WrittenSelfCriticism,
    /// A self-criticism before everybody.
    PublicSelfCriticism,
    /// Criticism by name in a circular.
    Circular,
}

/// An obligation of the period.
#[wit_mirror(wit = "duty")]
pub struct Obligation {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// What is to be done, in words.
    pub what: String,
    /// How often it is to be done.
    pub needed: u32,
    /// How often it was done.
    pub done: u32,
    /// The records that count towards it.
    pub evidence: Vec<RecordId>,
    /// The role that owes it, where the subject is a department or the office.
    #[serde(default)]
    pub owed_by: Option<RoleId>,
    /// The form by which it is met.
    #[serde(default)]
    pub met_by: Option<FormId>,
}

/// A discrepancy: something that one register has and another lacks.
#[wit_mirror(wit = "gap")]
pub struct Discrepancy {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// What is missing, as a colleague would say it.
    pub what: String,
    /// The record that lacks its counterpart.
    pub record: Option<RecordId>,
    /// The day of which it tells.
    pub on: DayNumber,
}

/// A metric of the period.
#[wit_mirror(wit = "figure")]
pub struct Metric {
    /// The name by which other regulations read it.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The value, in `unit`.
    pub value: i64,
    /// The unit of the value, such as 次.
    pub unit: String,
    /// The clause that demands it.
    pub clause: ClauseId,
}

/// The mark of a half day on the sheet of persons and days.
#[wit_mirror(wit = "mark")]
pub struct DayMark {
    /// The day.
    pub date: DayNumber,
    /// The half of the day.
    pub half: Half,
    /// The sign on the sheet, such as √ △ ○.
    pub sign: String,
    /// What the sign means here.
    pub label: String,
    /// The clause by which the half day counts so.
    pub clause: Option<ClauseId>,
}
