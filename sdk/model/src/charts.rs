//! Charts.

use crate::{Audience, ClauseId, FormId};
use guiju_macros::wit_mirror;

/// A chart of a measure, shown with its table.
#[wit_mirror]
pub struct Chart {
    /// The id among the regulation's charts.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The form whose records, or the judgement whose metrics, it measures.
    pub source: FormId,
    /// What it measures.
    pub measure: Measured,
    /// What stands on the x axis.
    pub along: Grouping,
    /// What its series are, if there are several.
    pub split: Option<Grouping>,
    /// How it is drawn.
    pub drawn: Drawing,
    /// Who may open it.
    pub seen_by: Audience,
}

/// What a chart measures.
#[wit_mirror]
pub enum Measured {
    /// The number of records.
    Count,
    /// The sum of a number or an amount.
    Sum(String),
    /// The mean of a number.
    Mean(String),
    /// The days from filing to the end. A matter under way counts with its age.
    DaysTaken,
    /// How many in a hundred matters with due dates kept all of them.
    #[since("1.0")]
    OnTime,
}

/// By what a chart groups records.
#[wit_mirror]
pub enum Grouping {
    /// The month of the event.
    Month,
    /// The department of the person whom the record concerns.
    Department,
    /// The person whom the record concerns.
    Person,
    /// The values of a field.
    Field(String),
}

/// How a chart is drawn.
#[wit_mirror]
pub enum Drawing {
    /// As bars; several series stand beside each other.
    Bars,
    /// As lines.
    Lines,
}

impl Measured {
    /// Whether the sum of several values means something.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self, Self::Count | Self::Sum(_))
    }
}
