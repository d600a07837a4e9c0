//! Effects: what follows when the last station is passed, or at once. Each cites the clause that says so.

use crate::{ClauseId, DayNumber, FormId, Json, PersonId, RecordId, SecondNumber, Span, Who};
use guiju_macros::wit_mirror;

/// What follows when the last station is passed.
#[wit_mirror]
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
#[wit_mirror]
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
#[wit_mirror]
pub struct Deputise {
    /// By which clause.
    pub clause: ClauseId,
    /// For whom.
    pub person: PersonId,
    /// Who.
    pub deputy: PersonId,
}

/// Something published.
#[wit_mirror]
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
#[wit_mirror]
pub struct Notice {
    /// By which clause.
    pub clause: ClauseId,
    /// Whom.
    pub to: Who,
    /// What.
    pub message: String,
}

/// A matter that somebody is to file.
#[wit_mirror]
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
#[wit_mirror]
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
#[wit_mirror]
pub struct Amendment {
    /// By which clause.
    pub clause: ClauseId,
    /// Which record.
    pub record: RecordId,
    /// The fields that change, as one JSON object.
    pub content: Json,
}

/// A count that goes up or down.
#[wit_mirror]
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
#[wit_mirror]
pub struct Withdrawal {
    /// By which clause.
    pub clause: ClauseId,
    /// The record of the matter that published it.
    pub record: RecordId,
    /// Why.
    pub reason: String,
}

/// The due dates of a matter are put off.
#[wit_mirror]
pub struct Deferral {
    /// By which clause.
    pub clause: ClauseId,
    /// The record of the matter: of a form of the regulation's own, or of one that it oversees.
    pub record: RecordId,
    /// To the end of this day.
    pub until: DayNumber,
}
