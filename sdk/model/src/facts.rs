//! Facts that come with a call: everything a regulation may know.

use crate::{
    DayNumber, Days, DepartmentId, FormId, Json, PersonId, RecordId, RoleId, SecondNumber, Session, Suspended,
};
use guiju_macros::wit_mirror;

/// A person, as regulations see one.
#[wit_mirror]
#[derive(Default)]
pub struct Person {
    /// The id of the person.
    pub id: PersonId,
    /// The name of the person.
    pub name: String,
    /// The department of the person's main post.
    pub department: DepartmentId,
    /// The roles that the person holds.
    pub roles: Vec<RoleId>,
    /// The person's attributes that the regulation declared to read, each with its JSON value.
    pub attributes: Vec<(String, Json)>,
}

/// A record of a register.
#[wit_mirror]
pub struct Entry {
    /// The id of the record.
    pub id: RecordId,
    /// The person whom the record concerns.
    pub person: Option<PersonId>,
    /// When the event begins of which the record tells.
    pub starts: SecondNumber,
    /// When the event ends; the same moment for an instant.
    pub ends: SecondNumber,
    /// The content of the record with its derived values, as a JSON object.
    pub content: Json,
    /// Whether the matter of the record is under way, completed or void.
    pub status: Status,
    /// The step at which its matter waits, while it is under way.
    #[since("1.1")]
    #[unless_default]
    pub step: Option<String>,
}

/// The status of a record. Void ones are facts only for a read that asks for them.
#[wit_mirror]
pub enum Status {
    /// The matter is under way.
    Open,
    /// The matter has passed its last step.
    Completed,
    /// The matter was refused, withdrawn or made void.
    #[since("1.1")]
    Void,
}

/// The answer to one read.
#[wit_mirror]
pub struct Known {
    /// The name of the read; of one without a name, the form or judgement that it reads.
    pub source: FormId,
    /// The records, the earliest first, where the read gives records.
    pub entries: Vec<Entry>,
    /// The totals, in the order of what they are grouped by.
    #[since("1.1")]
    #[unless_default]
    pub groups: Vec<Group>,
    /// The columns of numbers.
    #[since("1.1")]
    #[unless_default]
    pub numbers: Option<Numbers>,
}

/// Totals over records that belong together.
#[wit_mirror]
pub struct Group {
    /// What they have in common: the value of the field as text, the id of the person or department, or the month as `2026-03`.
    /// None, for the only group of a read that groups by nothing, and for records without a value.
    pub by: Option<String>,
    /// How many records there are.
    pub count: u32,
    /// The sum of the field over those that have a number there.
    pub sum: i64,
    /// The least number, if any has one.
    pub least: Option<i64>,
    /// The greatest number, if any has one.
    pub most: Option<i64>,
}

/// Records as columns of numbers, all of the same length, the earliest first.
#[wit_mirror]
#[derive(Default)]
pub struct Numbers {
    /// The ids of the records.
    pub ids: Vec<RecordId>,
    /// The persons whom they concern; 0 for nobody.
    pub people: Vec<PersonId>,
    /// When their events begin.
    pub starts: Vec<SecondNumber>,
    /// The statuses, by their place in `status`.
    pub statuses: Vec<u8>,
    /// For each field that the read names its numbers: amounts in fen, days, seconds, minutes of a day, ids, 1 for yes, the place
    /// of a choice among its choices. What is not filled in is the least number that there is.
    pub columns: Vec<Vec<i64>>,
}

/// The number in a column that stands for a field that is not filled in.
pub const NO_NUMBER: i64 = i64::MIN;

/// The facts of a call: everything beside the matter or the period itself.
#[wit_mirror]
#[derive(Default)]
pub struct Facts {
    /// The moment of the call.
    pub now: SecondNumber,
    /// The values of the parameters in force, as one JSON object.
    pub parameters: Json,
    /// The days around the matter or the period, without gaps.
    pub calendar: Days,
    /// The sessions of a working day in winter.
    pub winter: Vec<Session>,
    /// The sessions of a working day in summer.
    pub summer: Vec<Session>,
    /// The records that were declared to be read.
    pub known: Vec<Known>,
    /// The suspensions of the regulation's privileges, in force for some of the days of the call: those of the applicant, the subject
    /// and whoever the content names; of everybody, where a department or the office is assessed.
    #[since("1.1")]
    #[unless_default]
    pub suspensions: Vec<Suspended>,
}

/// A decision at a step.
#[wit_mirror]
pub struct Decision {
    /// The id of the step.
    pub step: String,
    /// The person who decided.
    pub by: PersonId,
    /// The person who would have decided, where `by` stood in.
    pub instead_of: Option<PersonId>,
    /// When it was taken.
    pub at: SecondNumber,
    /// The verdict.
    pub verdict: Verdict,
    /// The opinion, in words.
    pub opinion: Option<String>,
    /// What the decider filled in, as a JSON object.
    pub content: Option<Json>,
}

/// The verdict of a decision.
#[wit_mirror]
pub enum Verdict {
    /// Approved; in a vote, aye.
    Approved,
    /// Refused; in a vote, nay.
    Refused,
    /// Abstained from a vote.
    Abstained,
    /// Read, or reported as done.
    Noted,
}

/// A matter that is checked or routed.
#[wit_mirror]
pub struct Matter {
    /// The form of the matter.
    pub form: FormId,
    /// What was filled in, as a JSON object.
    pub content: Json,
    /// The person who filed it.
    pub applicant: Person,
    /// The person whom it concerns.
    pub subject: Person,
    /// Whether it was filed for somebody else.
    pub on_behalf: bool,
    /// When it was filed.
    pub filed_at: SecondNumber,
    /// The decisions so far, the earliest first.
    pub decisions: Vec<Decision>,
    /// The facts that come with the call.
    pub facts: Facts,
}

/// A subject to assess over a period.
#[wit_mirror]
pub struct Ledger {
    /// The id of the judgement.
    pub assessed: String,
    /// The subject.
    pub subject: Subject,
    /// The first day of the period.
    pub starts: DayNumber,
    /// The last day of the period.
    pub ends: DayNumber,
    /// The facts that come with the call.
    pub facts: Facts,
}

/// The subject of an assessment.
#[wit_mirror]
pub enum Subject {
    /// One person.
    Person(Person),
    /// One department, by id.
    Department(DepartmentId),
    /// The office as a whole.
    Office,
}
