//! Periodic judgements.

use crate::{Audience, ClauseId, Cycle, Read};
use guiju_macros::wit_mirror;

/// A periodic judgement.
#[wit_mirror]
pub struct Assessed {
    /// The id among the regulation's forms and judgements.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The kind of its subjects.
    pub per: SubjectKind,
    /// The period over which it is made.
    pub period: Cycle,
    /// The records that it reads.
    pub reads: Vec<Read>,
    /// Who, beside the subject, may read every result.
    pub seen_by: Audience,
    /// What each sign on its sheet means. A sheet shows no sign beside these.
    #[since("1.1")]
    pub legend: Vec<Sign>,
    /// The metrics that other regulations may rely on.
    #[since("1.1")]
    #[unless_default]
    pub figures: Vec<MetricName>,
}

/// A metric that a judgement gives, by its name.
#[wit_mirror(wit = "figure-name")]
pub struct MetricName {
    /// The name, which never changes.
    pub name: String,
    /// What people call it.
    pub label: String,
}

/// A sign of a sheet and what it means, such as ○ and 请假.
#[wit_mirror]
pub struct Sign {
    /// The sign on the sheet.
    pub sign: String,
    /// What people read beside it.
    pub meaning: String,
}

/// The kind of the subjects of a judgement.
#[wit_mirror]
pub enum SubjectKind {
    /// Each person on its own.
    Person,
    /// Each department on its own.
    Department,
    /// The office as a whole.
    Office,
}
