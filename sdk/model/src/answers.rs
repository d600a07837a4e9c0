//! Answers: what a regulation decides. Each cites clauses of the regulation's own text.

use crate::{ClauseId, Cycle, DayNumber, Field, FormId, Json, Mark, PersonId, RecordId, RoleId, SecondNumber};
use guiju_macros::vocabulary;

/// Something to say about a filing.
#[vocabulary]
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
#[vocabulary]
pub enum Severity {
    /// Cannot be filed so.
    Error,
    /// Can be filed with a reason.
    Warning,
    /// Good to know.
    Notice,
}

/// A value computed from the content, shown and kept with it.
#[vocabulary]
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
#[vocabulary]
#[derive(Default)]
pub struct Check {
    /// Everything to say, at once.
    pub findings: Vec<Finding>,
    /// Values computed.
    pub derived: Vec<Derived>,
}

/// The answer to `route`: the whole way of a matter.
#[vocabulary]
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
#[vocabulary]
pub struct Deadline {
    /// The station; every one at which somebody is asked for something, if none is named.
    pub step: Option<String>,
    /// Until when.
    pub due: Due,
}

/// A station.
#[vocabulary]
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
#[vocabulary]
pub enum Who {
    /// Holders of these roles.
    Roles(Vec<RoleId>),
    /// These persons.
    People(Vec<PersonId>),
}

/// How several decide.
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
#[derive(Copy)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// Until when.
#[vocabulary]
pub struct Due {
    /// By which clause.
    pub clause: ClauseId,
    /// How long from the station's begin.
    pub within: Span,
}

/// A length of time as regulations state it.
#[vocabulary]
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
#[vocabulary]
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

/// What follows when the last station is passed.
#[vocabulary]
pub enum Effect {
    /// Tasks go to a deputy for a time.
    HandOver(HandOver),
    /// A deputy is named for good.
    Deputise(Deputise),
    /// Something is published on a board.
    Publish(Publication),
    /// Somebody is told.
    Notify(Notice),
    /// A matter is to be filed.
    FollowUp(FollowUp),
    /// A record enters a register of the regulation's own.
    Enter(Entered),
    /// Fields of a record of the regulation's own change.
    Amend(Amendment),
    /// A count kept on a record of the regulation's own goes up or down, never below zero.
    Move(Movement),
    /// What a matter published is withdrawn.
    Withdraw(Withdrawal),
    /// The due dates of a matter under way are put off.
    Defer(Deferral),
}

/// From start to end this person's tasks go to the deputy.
#[vocabulary]
pub struct HandOver {
    /// By which clause.
    pub clause: ClauseId,
    /// Whose tasks.
    pub person: PersonId,
    /// To whom.
    pub deputy: PersonId,
    /// From.
    pub starts: SecondNumber,
    /// To.
    pub ends: SecondNumber,
}

/// This deputy stands in for the person whenever the person is away.
#[vocabulary]
pub struct Deputise {
    /// By which clause.
    pub clause: ClauseId,
    /// For whom.
    pub person: PersonId,
    /// Who.
    pub deputy: PersonId,
}

/// Something published.
#[vocabulary]
pub struct Publication {
    /// By which clause.
    pub clause: ClauseId,
    /// On which board.
    pub board: String,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Last day on the board.
    pub until: Option<DayNumber>,
    /// Class under which the public column lists it.
    pub class: Option<String>,
    /// Whether everybody may read it, without an account.
    pub public: bool,
}

/// Somebody is told something.
#[vocabulary]
pub struct Notice {
    /// By which clause.
    pub clause: ClauseId,
    /// Whom.
    pub to: Who,
    /// What.
    pub message: String,
}

/// A matter that somebody is to file.
#[vocabulary]
pub struct FollowUp {
    /// By which clause.
    pub clause: ClauseId,
    /// Of which form.
    pub form: FormId,
    /// By whom.
    pub by: PersonId,
    /// Until when.
    pub due: Span,
    /// Why, in words.
    pub reason: String,
}

/// A record that enters a register of the regulation's own.
#[vocabulary]
pub struct Entered {
    /// By which clause.
    pub clause: ClauseId,
    /// Of which form.
    pub form: FormId,
    /// Whom it concerns.
    pub person: Option<PersonId>,
    /// When what it tells of begins.
    pub starts: SecondNumber,
    /// When it ends.
    pub ends: SecondNumber,
    /// Content.
    pub content: Json,
}

/// Fields of a record that change.
#[vocabulary]
pub struct Amendment {
    /// By which clause.
    pub clause: ClauseId,
    /// Which record.
    pub record: RecordId,
    /// The fields that change, as one JSON object.
    pub content: Json,
}

/// A count that goes up or down.
#[vocabulary]
pub struct Movement {
    /// By which clause.
    pub clause: ClauseId,
    /// On which record.
    pub record: RecordId,
    /// Which count.
    pub field: String,
    /// By how much; negative for what goes out.
    pub by: i64,
}

/// What was published is withdrawn.
#[vocabulary]
pub struct Withdrawal {
    /// By which clause.
    pub clause: ClauseId,
    /// The record of the matter that published it.
    pub record: RecordId,
    /// Why.
    pub reason: String,
}

/// The due dates of a matter are put off.
#[vocabulary]
pub struct Deferral {
    /// By which clause.
    pub clause: ClauseId,
    /// The record of the matter: of a form of the regulation's own, or of one that it oversees.
    pub record: RecordId,
    /// To the end of this day.
    pub until: DayNumber,
}

/// The answer to `assess`.
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
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
#[vocabulary]
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

/// The regulation can't answer.
#[vocabulary]
pub enum Fault {
    /// It has no such form.
    UnknownForm(FormId),
    /// The content does not have the form's shape; path and reason.
    Malformed((String, String)),
    /// It has no such assessment.
    UnknownAssessment(String),
}
