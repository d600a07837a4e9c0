//! Facts that come with a call: everything a regulation may know.

use crate::{ClauseId, Date, DayNumber, DepartmentId, FormId, Json, PersonId, RecordId, RoleId, SecondNumber};
use guiju_macros::wit_mirror;

/// A person as regulations see one.
#[wit_mirror]
#[derive(Default)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Department of the main post.
    pub department: DepartmentId,
    /// Roles held.
    pub roles: Vec<RoleId>,
    /// Attributes that the regulation declared it reads.
    pub attributes: Vec<(String, Json)>,
}

/// A day of the work calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: DayNumber,
    /// Worked or not, and why.
    pub kind: DayKind,
    /// Which of the facts' working hours apply.
    pub season: Season,
}

/// Days without gaps, each as one number, so that they cross the boundary as one copy.
#[wit_mirror]
#[derive(Default)]
pub struct Days {
    /// The first of them.
    pub first: DayNumber,
    /// The place of each day's kind in [`DayKind`], and 8 more in summer.
    pub kinds: Vec<u8>,
}

/// What is added to a day's number in summer.
const IN_SUMMER: u8 = 8;

impl Days {
    /// Days in their order, each with its kind and season.
    #[must_use]
    pub fn of(first: Date, days: impl Iterator<Item = (DayKind, Season)>) -> Self {
        let number = |(kind, season)| kind as u8 + if season == Season::Summer { IN_SUMMER } else { 0 };
        Self { first: first.0, kinds: days.map(number).collect() }
    }

    /// What is known of a day.
    #[must_use]
    pub fn get(&self, date: Date) -> Option<Day> {
        let number = *self.kinds.get(usize::try_from(date.0 - self.first).ok()?)?;
        let season = if number & IN_SUMMER == 0 { Season::Winter } else { Season::Summer };
        Some(Day { date: date.0, kind: *DayKind::ALL.get(usize::from(number & !IN_SUMMER))?, season })
    }

    /// Gives every day another season.
    pub fn seasons(&mut self, season: impl Fn(Date) -> Season) {
        for (index, number) in self.kinds.iter_mut().enumerate() {
            let summer = season(Date(self.first).plus(index as i32)) == Season::Summer;
            *number = *number & !IN_SUMMER | if summer { IN_SUMMER } else { 0 };
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Day> + '_ {
        (self.first..).map(Date).map_while(|date| self.get(date))
    }
}

/// Which working hours apply.
#[wit_mirror]
pub enum Season {
    /// Winter hours.
    Winter,
    /// Summer hours.
    Summer,
}

/// Worked or not, and why.
#[wit_mirror]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A weekend day.
    Rest,
    /// A statutory holiday, or a working day moved to one.
    Holiday,
    /// A rest day worked in exchange.
    MakeUp,
    /// A weekday of a year whose holidays are not published.
    ProvisionalWorking,
    /// A weekend day of a year whose holidays are not published.
    ProvisionalRest,
}

impl DayKind {
    /// Whether people work.
    #[must_use]
    pub const fn worked(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp | Self::ProvisionalWorking)
    }

    /// Whether the holidays of its year are not published.
    #[must_use]
    pub const fn provisional(self) -> bool {
        matches!(self, Self::ProvisionalWorking | Self::ProvisionalRest)
    }
}

/// A session of work, in minutes after midnight.
#[wit_mirror]
#[derive(Copy)]
pub struct Session {
    /// Begin.
    pub start: u16,
    /// End.
    pub end: u16,
}

/// A record of a register.
#[wit_mirror]
pub struct Entry {
    /// Id.
    pub id: RecordId,
    /// Whom it concerns.
    pub person: Option<PersonId>,
    /// When what it tells of begins.
    pub starts: SecondNumber,
    /// When it ends; the same moment for an event.
    pub ends: SecondNumber,
    /// The form's content with its derived values.
    pub content: Json,
    /// How far it is.
    pub status: Status,
}

/// How far a record is; refused and withdrawn ones are not facts.
#[wit_mirror]
pub enum Status {
    /// Still under way.
    Open,
    /// Its last station is passed.
    Completed,
}

/// Records of one source.
#[wit_mirror]
pub struct Known {
    /// The form or assessment asked for.
    pub source: FormId,
    /// Its records, earliest first.
    pub entries: Vec<Entry>,
}

/// Everything beside the matter itself.
#[wit_mirror]
#[derive(Default)]
pub struct Facts {
    /// The moment of the call.
    pub now: SecondNumber,
    /// Parameter values in force, as one JSON object.
    pub parameters: Json,
    /// Days around the matter, without gaps.
    pub calendar: Days,
    /// Sessions in winter.
    pub winter: Vec<Session>,
    /// Sessions in summer.
    pub summer: Vec<Session>,
    /// The declared reads.
    pub known: Vec<Known>,
}

/// A decision taken at a station.
#[wit_mirror]
pub struct Decision {
    /// The step's id.
    pub step: String,
    /// Who decided.
    pub by: PersonId,
    /// Who would have decided, if `by` stands in.
    pub instead_of: Option<PersonId>,
    /// When.
    pub at: SecondNumber,
    /// What.
    pub verdict: Verdict,
    /// In words.
    pub opinion: Option<String>,
    /// What the decider filled in.
    pub content: Option<Json>,
}

/// What was decided.
#[wit_mirror]
pub enum Verdict {
    /// Agreed; in a vote, aye.
    Approved,
    /// Refused; in a vote, nay.
    Refused,
    /// Abstained.
    Abstained,
    /// Read or done.
    Noted,
}

/// A matter as it stands.
#[wit_mirror]
pub struct Matter {
    /// Its form.
    pub form: FormId,
    /// What was filled in.
    pub content: Json,
    /// Who filed it.
    pub applicant: Person,
    /// Whom it concerns.
    pub subject: Person,
    /// Filed for somebody else.
    pub on_behalf: bool,
    /// When it was filed.
    pub filed_at: SecondNumber,
    /// Decisions so far, earliest first.
    pub decisions: Vec<Decision>,
    /// The rest.
    pub facts: Facts,
}

/// One subject over one period.
#[wit_mirror]
pub struct Ledger {
    /// Which assessment.
    pub assessed: String,
    /// Of whom.
    pub subject: Subject,
    /// First day.
    pub starts: DayNumber,
    /// Last day.
    pub ends: DayNumber,
    /// The rest.
    pub facts: Facts,
}

/// Of whom.
#[wit_mirror]
pub enum Subject {
    /// A person.
    Person(Person),
    /// A department.
    Department(DepartmentId),
    /// The office.
    Office,
}

/// What one session of one day is counted as.
#[wit_mirror]
pub struct Mark {
    /// The day.
    pub date: DayNumber,
    /// Morning or afternoon.
    pub half: Half,
    /// A sign for the sheet, such as √ △ ○.
    pub sign: String,
    /// What the sign means here.
    pub label: String,
    /// The clause by which it is counted so.
    pub clause: Option<ClauseId>,
}

/// Half of a working day.
#[wit_mirror]
pub enum Half {
    /// Morning.
    Am,
    /// Afternoon.
    Pm,
}
