//! Answers: what a regulation decides. Each cites clauses of the regulation's own text.

use crate::{ClauseId, DayNumber, Effect, Field, FormId, Json, PersonId, RoleId};
use guiju_macros::wit_mirror;

/// Something to say about a filing.
#[wit_mirror]
pub struct Finding {
    /// By which clause.
    pub clause: ClauseId,
    /// How grave.
    pub severity: Severity,
    /// Path into the content, such as `items/2/amount`; `step/field` for what a decider filled in.
    pub field: Option<String>,
    /// What a colleague would say.
    pub message: String,
}

/// How grave a finding is.
#[wit_mirror]
pub enum Severity {
    /// Cannot be filed so.
    Error,
    /// Can be filed with a reason.
    Warning,
    /// Good to know.
    Notice,
}

/// A value computed from the content, shown and kept with it.
#[wit_mirror]
pub struct Derived {
    /// Name beside the content's fields.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The value.
    pub value: Json,
    /// By which clause.
    pub clause: ClauseId,
    /// The facts it was computed from, in words.
    pub because: String,
}

/// The answer to `validate`.
#[wit_mirror]
#[derive(Default)]
pub struct Check {
    /// Everything to say, at once.
    pub findings: Vec<Finding>,
    /// Values computed.
    pub derived: Vec<Derived>,
}

/// The answer to `route`: the whole way of a matter.
#[wit_mirror]
#[derive(Default)]
pub struct Route {
    /// Stations in order.
    pub steps: Vec<Step>,
    /// What follows the last one.
    pub effects: Vec<Effect>,
    /// What follows the filing at once.
    #[serde(default)]
    pub at_once: Vec<Effect>,
    /// Due dates beside those of the stations; the earliest counts.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
}

/// A due date that a regulation sets beside those of the stations, so for a form that it oversees.
#[wit_mirror]
pub struct Deadline {
    /// The station; every one at which somebody is asked for something, if none is named.
    pub step: Option<String>,
    /// Until when.
    pub due: Due,
}

/// A station.
#[wit_mirror]
pub struct Step {
    /// Id within the route; the same at every call.
    pub id: String,
    /// Title.
    pub title: String,
    /// By which clauses it stands here.
    pub clauses: Vec<ClauseId>,
    /// The facts that made it a station, in words.
    pub because: String,
    /// Who decides.
    pub who: Who,
    /// How several decide.
    pub mode: Mode,
    /// What the decider fills in.
    pub fields: Vec<Field>,
    /// Until when.
    pub due: Option<Due>,
    /// What else the decider may do.
    pub allows: Allows,
    /// Steps whose deciders must be other persons.
    pub separate_from: Vec<String>,
}

/// Who decides.
#[wit_mirror]
pub enum Who {
    /// Holders of these roles.
    Roles(Vec<RoleId>),
    /// These persons.
    People(Vec<PersonId>),
}

/// How several decide.
#[wit_mirror]
pub enum Mode {
    /// One of those who hold it is enough.
    One,
    /// Every one, in any order; one refusal ends it.
    Every,
    /// Every one, in this order.
    InTurn,
    /// Everyone reads; nobody can stop it.
    Circulate,
    /// Told, nothing to do.
    Inform,
    /// Filed with these external bodies: number and date are recorded.
    File(Vec<String>),
    /// By ballot.
    Vote(Ballot),
}

/// The rules of a ballot.
#[wit_mirror]
#[derive(Copy)]
pub struct Ballot {
    /// Members due to attend.
    pub due: u32,
    /// Share of those due that must be present (exactly that share is enough).
    pub quorum: Fraction,
    /// Share of those due that the ayes must exceed.
    pub passes_above: Fraction,
}

/// A share.
#[wit_mirror]
#[derive(Copy)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// Until when.
#[wit_mirror]
pub struct Due {
    /// By which clause.
    pub clause: ClauseId,
    /// How long from the station's begin.
    pub within: Span,
}

/// A length of time as regulations state it.
#[wit_mirror]
#[derive(Copy)]
pub enum Span {
    /// At once.
    AtOnce,
    /// By the end of the working day.
    SameDay,
    /// Minutes of working time.
    WorkingMinutes(u32),
    /// Working days; to the end of the last.
    WorkingDays(u32),
    /// To the end of this day.
    On(DayNumber),
}

/// What a decider may do beside agreeing.
#[wit_mirror]
#[derive(Copy)]
pub struct Allows {
    /// Return for correction.
    pub return_back: bool,
    /// Refuse.
    pub refuse: bool,
    /// Hand on or have another decide first.
    pub delegate: bool,
    /// Add a signer before or after.
    pub add_signer: bool,
}

/// The regulation can't answer.
#[wit_mirror]
pub enum Fault {
    /// It has no such form.
    UnknownForm(FormId),
    /// The content does not have the form's shape; path and reason.
    Malformed((String, String)),
    /// It has no such assessment.
    UnknownAssessment(String),
}
