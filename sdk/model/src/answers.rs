//! Answers: what a regulation decides. Each cites clauses of the regulation's own text.

use crate::{ClauseId, Deadline, Due, Effect, Field, FormId, Json, Who};
use guiju_macros::wit_mirror;

/// A finding of a check.
#[wit_mirror]
pub struct Finding {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// How grave it is.
    pub severity: Severity,
    /// The path of the field in the content, such as `items/2/amount`, or `step/field` for what a decider filled in.
    pub field: Option<String>,
    /// The message for people, as a colleague would say it.
    pub message: String,
}

/// How grave a finding is.
#[wit_mirror]
pub enum Severity {
    /// The content cannot be filed as it is.
    Error,
    /// The content can be filed with a reason.
    Warning,
    /// The content can be filed.
    Notice,
}

/// A value that is computed from the content, shown and stored with it.
#[wit_mirror]
pub struct Derived {
    /// The name, beside the names of the content's fields.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The computed value, as JSON.
    pub value: Json,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The facts from which it was computed, in words.
    pub because: String,
}

/// The answer to `validate`.
#[wit_mirror]
#[derive(Default)]
pub struct Check {
    /// All findings.
    pub findings: Vec<Finding>,
    /// All values that were computed.
    pub derived: Vec<Derived>,
}

/// The answer to `route`: all steps and effects of a matter.
#[wit_mirror]
#[derive(Default)]
pub struct Route {
    /// The steps in order.
    pub steps: Vec<Step>,
    /// The effects that follow the last step.
    pub effects: Vec<Effect>,
    /// The effects that follow the filing at once.
    #[serde(default)]
    pub at_once: Vec<Effect>,
    /// Due dates beside those of the steps. The earliest counts.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
}

/// A step of a route, at which somebody decides, acts or is informed.
#[wit_mirror]
pub struct Step {
    /// The id within the route, the same at every call.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// The clauses that demand the step.
    pub clauses: Vec<ClauseId>,
    /// The facts that made the step necessary, in words.
    pub because: String,
    /// The deciders.
    pub who: Who,
    /// How several deciders decide.
    pub mode: Mode,
    /// The fields that the decider fills in.
    pub fields: Vec<Field>,
    /// When the step is due.
    pub due: Option<Due>,
    /// What the decider may do beside deciding.
    pub allows: Allows,
    /// The ids of steps whose deciders must be other persons.
    pub separate_from: Vec<String>,
}

/// How several deciders decide.
#[wit_mirror]
pub enum Mode {
    /// One of them is enough.
    One,
    /// Every one decides, in any order. One refusal ends the matter.
    Every,
    /// Every one decides, in this order.
    InTurn,
    /// Every one reads it. Nobody can stop it.
    Circulate,
    /// They are informed and have nothing to do.
    Inform,
    /// The matter is filed with these external bodies; number and date are recorded.
    File(Vec<String>),
    /// They vote by these rules.
    Vote(Ballot),
}

/// The rules of a ballot.
#[wit_mirror]
#[derive(Copy)]
pub struct Ballot {
    /// The number of members who are due to attend.
    pub due: u32,
    /// The share of those due that must be present; exactly that share is enough.
    pub quorum: Fraction,
    /// The share of those due that the ayes must exceed.
    pub passes_above: Fraction,
}

/// A fraction, such as two thirds.
#[wit_mirror]
#[derive(Copy)]
pub struct Fraction {
    /// The number above the line.
    pub numerator: u32,
    /// The number below the line.
    pub denominator: u32,
}

/// What deciders may do beside agreeing.
#[wit_mirror]
#[derive(Copy)]
pub struct Allows {
    /// To return the matter for correction.
    pub return_back: bool,
    /// To refuse the matter.
    pub refuse: bool,
    /// To hand the task on, or to have another decide first.
    pub delegate: bool,
    /// To add a signer before or after.
    pub add_signer: bool,
}

/// The reason why a regulation cannot answer.
#[wit_mirror]
pub enum Fault {
    /// It has no form of this id.
    UnknownForm(FormId),
    /// The content does not have the form's shape: the path and what was expected.
    Malformed((String, String)),
    /// It has no judgement of this id.
    UnknownAssessment(String),
}
