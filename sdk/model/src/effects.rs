//! Effects: what follows when the last step is passed, or at once. Each cites the clause that says so.

use crate::{ClauseId, DayNumber, FormId, Json, PersonId, RecordId, Restoration, SecondNumber, Span, Suspension, Who};
use guiju_macros::wit_mirror;

/// An effect, which follows the last step or the filing at once.
#[wit_mirror]
pub enum Effect {
    /// The tasks of a person go to a deputy for a time.
    HandOver(HandOver),
    /// A person gets a deputy for good.
    Deputise(Deputise),
    /// Something is published on a board.
    Publish(Publication),
    /// Somebody is notified.
    Notify(Notice),
    /// Somebody is asked to file a matter.
    FollowUp(FollowUp),
    /// A record enters a register of the regulation's own.
    Enter(Entered),
    /// Fields of a record of the regulation's own change.
    Amend(Amendment),
    /// A count on a record of the regulation's own goes up or down, never below zero.
    Move(Movement),
    /// What a matter published is withdrawn.
    Withdraw(Withdrawal),
    /// The due dates of a matter under way are put off.
    Defer(Deferral),
    /// A record of the regulation's own is void from then on.
    #[since("1.1")]
    Void(Voiding),
    /// A privilege of a person is suspended.
    #[since("1.1")]
    Suspend(Suspension),
    /// A person has a privilege again.
    #[since("1.1")]
    Restore(Restoration),
}

/// The tasks of a person go to a deputy from `starts` to `ends`.
#[wit_mirror]
pub struct HandOver {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The person whose tasks they are.
    pub person: PersonId,
    /// The person who takes them over.
    pub deputy: PersonId,
    /// When it begins.
    pub starts: SecondNumber,
    /// When it ends.
    pub ends: SecondNumber,
}

/// A deputy stands in for a person whenever the person is away.
#[wit_mirror]
pub struct Deputise {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The person who gets the deputy.
    pub person: PersonId,
    /// The person who stands in.
    pub deputy: PersonId,
}

/// A publication on a board.
#[wit_mirror]
pub struct Publication {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The name of the board.
    pub board: String,
    /// The title of the publication.
    pub title: String,
    /// The text of the publication.
    pub body: String,
    /// The last day on the board. Without it, the publication stands there until it is withdrawn.
    pub until: Option<DayNumber>,
    /// The class under which it is listed.
    pub class: Option<String>,
    /// Whether everybody may read it, without an account.
    pub public: bool,
}

/// A notification.
#[wit_mirror]
pub struct Notice {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// Those who are notified.
    pub to: Who,
    /// The message for them.
    pub message: String,
}

/// A matter that somebody is to file.
#[wit_mirror]
pub struct FollowUp {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The form of the matter.
    pub form: FormId,
    /// The person who is to file it.
    pub by: PersonId,
    /// When it is due.
    pub due: Span,
    /// The reason, in words.
    pub reason: String,
}

/// A record that enters a register of the regulation's own.
#[wit_mirror]
pub struct Entered {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The form of the record.
    pub form: FormId,
    /// The person whom the record concerns.
    pub person: Option<PersonId>,
    /// When the event begins of which the record tells.
    pub starts: SecondNumber,
    /// When the event ends.
    pub ends: SecondNumber,
    /// The content of the record, as a JSON object.
    pub content: Json,
}

/// A change of a record.
#[wit_mirror]
pub struct Amendment {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The record that changes.
    pub record: RecordId,
    /// The fields that change, as one JSON object.
    pub content: Json,
}

/// A change of a count on a record.
#[wit_mirror]
pub struct Movement {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The record that has the count.
    pub record: RecordId,
    /// The field with the count.
    pub field: String,
    /// The difference; negative for what goes out.
    pub by: i64,
}

/// The withdrawal of a publication.
#[wit_mirror]
pub struct Withdrawal {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The record of the matter that published it.
    pub record: RecordId,
    /// The reason, in words.
    pub reason: String,
}

/// The deferral of the due dates of a matter.
#[wit_mirror]
pub struct Deferral {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The record of the matter: of a form of the regulation's own, or of one that it oversees.
    pub record: RecordId,
    /// The day to whose end they are put off.
    pub until: DayNumber,
}

/// The voiding of a record: it stays in its register, struck with the reason, and is a fact only for a read that asks for void ones.
/// What its matter booked is free again, and whoever stands in because of it stands in no longer.
#[wit_mirror]
pub struct Voiding {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The record. It is of a form of the regulation's own, and its matter is completed.
    pub record: RecordId,
    /// The reason, in words.
    pub reason: String,
}
