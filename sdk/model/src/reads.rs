//! Which records come with a call, and what is made of them.

use crate::{Cycle, Date, FormId, Grouping, Json, Moment, Parameter, Period, Status};
use guiju_macros::wit_mirror;

/// Records of a form, or results of a judgement, that come with a call.
#[wit_mirror]
pub struct Read {
    /// The id of the form or the judgement.
    pub source: FormId,
    /// Whose records come.
    pub scope: Scope,
    /// The time in which the events of the records lie.
    pub window: Window,
    /// The name by which the answer comes, where one source is read more than once. Empty, it is the source's id.
    #[since("1.1")]
    #[unless_default]
    pub name: String,
    /// Whose records come, where the scope is `named`: each names persons.
    #[since("1.1")]
    #[unless_default]
    pub people: Vec<Operand>,
    /// Conditions that hold of each record.
    #[since("1.1")]
    #[unless_default]
    pub matching: Vec<Matching>,
    /// Records of other forms that point to each record, or that do not.
    #[since("1.1")]
    #[unless_default]
    pub related: Vec<Related>,
    /// The statuses of the records. None, it is those under way and completed.
    #[since("1.1")]
    #[unless_default]
    pub having: Vec<Status>,
    /// What comes of the records.
    #[since("1.1")]
    #[unless_default]
    pub gives: Gives,
    /// So many records or groups at most, 0 for [`MOST_READ`]. A call for which there are more is refused.
    #[since("1.1")]
    #[unless_default]
    pub most: u32,
}

/// So many records come at most with a read that names no bound, such as one of contract 1.0.
pub const MOST_READ: u32 = 20_000;

impl Read {
    /// A read of every record of a source, within the bound that holds where none is said.
    #[must_use]
    pub fn new(source: impl Into<FormId>, scope: Scope, window: Window) -> Self {
        Self {
            source: source.into(),
            scope,
            window,
            name: String::new(),
            people: Vec::new(),
            matching: Vec::new(),
            related: Vec::new(),
            having: Vec::new(),
            gives: Gives::default(),
            most: 0,
        }
    }

    /// The name by which the answer comes.
    #[must_use]
    pub fn answered_as(&self) -> &str {
        if self.name.is_empty() { &self.source } else { &self.name }
    }

    /// Whether its conditions name what an earlier read of the call brought.
    #[must_use]
    pub fn depends(&self) -> bool {
        let operands = self.people.iter().chain(self.matching.iter().map(|one| &one.operand));
        operands.into_iter().any(|operand| matches!(operand, Operand::Brought(_)))
    }

    /// So many records or groups come at most.
    #[must_use]
    pub const fn bound(&self) -> u32 {
        if self.most == 0 { MOST_READ } else { self.most }
    }

    /// Whether records of this status come.
    #[must_use]
    pub fn takes(&self, status: Status) -> bool {
        if self.having.is_empty() { status != Status::Void } else { self.having.contains(&status) }
    }
}

/// Whose records come with a call.
#[wit_mirror]
pub enum Scope {
    /// Those about the subject.
    Subject,
    /// Those about persons of the subject's department.
    Department,
    /// Those of the whole office.
    Office,
    /// Those to which reference fields of the content point.
    Referenced,
    /// Those about the persons whom `people` names.
    #[since("1.1")]
    Named,
}

/// The time in which the events of the records lie, around the day of the matter or over the period that is assessed.
#[wit_mirror]
pub enum Window {
    /// The day itself.
    ThisDay,
    /// The day's ISO week.
    ThisWeek,
    /// The day's month.
    ThisMonth,
    /// The day's quarter.
    ThisQuarter,
    /// The day's year.
    ThisYear,
    /// This many days before the day, and the day itself.
    PastDays(u32),
    /// Any time, for matters still under way.
    StillOpen,
    /// Any time.
    Always,
    /// As many days before the day as this parameter of the regulation says, a whole number, and the day itself.
    #[since("1.1")]
    PastDaysOf(String),
}

impl Window {
    /// The window as these values of parameters have it, or else the defaults of `declared`. One that names no number is left
    /// as it is and takes any time: a call then meets the bound of its read rather than lack a record.
    #[must_use]
    pub fn with(&self, values: &serde_json::Map<String, serde_json::Value>, declared: &[Parameter]) -> Self {
        let Self::PastDaysOf(name) = self else { return self.clone() };
        let default = || {
            let parameter = declared.iter().find(|parameter| parameter.name == *name)?;
            serde_json::from_str(&parameter.default).ok()
        };
        let value = values.get(name).filter(|value| !value.is_null()).cloned().or_else(default);
        let days = value.and_then(|value| u32::try_from(value.as_i64()?.max(0)).ok());
        days.map_or_else(|| self.clone(), Self::PastDays)
    }

    /// Whether records of any time come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::StillOpen | Self::Always | Self::PastDaysOf(_))
    }

    /// The time around these days, both included, in which the events of records lie: what overlaps it comes.
    #[must_use]
    pub fn around(&self, (first, last): (Date, Date)) -> Period {
        let around = |cycle| (first.around(cycle).0, last.around(cycle).1);
        let (from, to) = match self {
            Self::ThisDay => (first, last),
            Self::ThisWeek => around(Cycle::Week),
            Self::ThisMonth => around(Cycle::Month),
            Self::ThisQuarter => around(Cycle::Quarter),
            Self::ThisYear => around(Cycle::Year),
            Self::PastDays(days) => (first.plus(-i32::try_from(*days).unwrap_or(i32::MAX / 2)), last),
            Self::StillOpen | Self::Always | Self::PastDaysOf(_) => {
                return Period { from: Moment(i64::MIN / 2), to: Moment(i64::MAX / 2) };
            }
        };
        Period { from: from.at(0), to: Moment(to.plus(1).at(0).0 - 1) }
    }
}

/// A condition on a field of a record.
#[wit_mirror]
pub struct Matching {
    /// The field of the record, or a value computed beside it; `vouchers/number` for a column of a table.
    pub field: String,
    /// How values are compared.
    pub alike: Alike,
    /// With what they are compared. A field of several values matches if one of them does.
    pub operand: Operand,
}

/// How the values of two fields are compared.
#[wit_mirror]
pub enum Alike {
    /// They are the same.
    Same,
    /// Their Latin letters and digits are the same, whatever their width and case. A text without any matches nothing.
    LettersAndDigits,
}

/// With what a field of a record is compared.
#[wit_mirror]
pub enum Operand {
    /// One of these values, each as JSON; `null` where the field is not filled in.
    Values(Vec<Json>),
    /// The values of this field of the content. A field that is not filled in matches nothing.
    Content(String),
    /// The person whom the matter concerns, or who is assessed.
    Subject,
    /// The person who files the matter.
    Applicant,
    /// The department of the subject.
    Department,
    /// The year of the day, as a number.
    Year,
    /// What an earlier read of the call brought.
    Brought(Brought),
}

/// The values of a field of the records that an earlier read of the call brought.
#[wit_mirror]
pub struct Brought {
    /// The name by which that read is answered.
    pub read: String,
    /// The field; empty, the ids of the records.
    pub field: String,
}

/// Records of another form that point to a record by a reference field.
#[wit_mirror]
pub struct Related {
    /// The form of the records that point to it.
    pub form: FormId,
    /// Their reference field.
    pub field: String,
    /// The statuses of these records. None, it is those under way and completed.
    pub having: Vec<Status>,
    /// Whether there must be such a record, or must not.
    pub there: bool,
}

/// What comes of the records of a read.
#[wit_mirror]
pub enum Gives {
    /// Each record, with these fields of its content; with the whole content, if none is named.
    Records(Vec<String>),
    /// The last record of each person, or of each value of `by`, by the begin of its event.
    Latest(Latest),
    /// Numbers: for each record one of each field, in columns. `report.amount` is a field of the record to which the reference
    /// `report` points, `report.status` its status by its place in `status`.
    Numbers(Vec<String>),
    /// How many there are, and sum, least and most of a field.
    Totals(Totals),
}

impl Default for Gives {
    fn default() -> Self {
        Self::Records(Vec::new())
    }
}

/// The last records of a read.
#[wit_mirror]
pub struct Latest {
    /// The field by whose values records belong together; without it, their persons.
    pub by: Option<String>,
    /// The fields of the content that come; all, if none is named.
    pub fields: Vec<String>,
}

/// Totals over the records of a read.
#[wit_mirror]
pub struct Totals {
    /// The field with the number; without it, records are only counted.
    pub of: Option<String>,
    /// What the totals are grouped by; without it, there is one group, of all.
    pub by: Option<Grouping>,
}
