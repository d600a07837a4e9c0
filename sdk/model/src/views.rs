//! Registers and boards.

use crate::{Audience, ClauseId, FormId};
use guiju_macros::wit_mirror;

/// A register or a board, composed from records.
#[wit_mirror]
pub struct View {
    /// The id among the regulation's views.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The forms whose records it shows, its sources.
    pub over: Vec<FormId>,
    /// How it is laid out.
    pub layout: Layout,
    /// Field names, or `person`, `department`, `filed`, `status`, `number`, `summary`; a computed value's name with its
    /// heading after `=`; `part/whole=heading` for how much of the whole the part is, in per cent.
    pub columns: Vec<String>,
    /// Who may open it.
    pub seen_by: Audience,
}

/// A column of a table view, parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// The name of the value in it.
    pub name: &'a str,
    /// The name of the whole of which the value is a part, where per cent are shown.
    pub whole: Option<&'a str>,
    /// What stands above it. Without it, the label of the field.
    pub label: Option<&'a str>,
}

impl<'a> Heading<'a> {
    /// Parses a column as a view writes it.
    #[must_use]
    pub fn of(written: &'a str) -> Self {
        let (value, label) = written.split_once('=').map_or((written, None), |(value, label)| (value, Some(label)));
        let (name, whole) = value.split_once('/').map_or((value, None), |(part, whole)| (part, Some(whole)));
        Self { name, whole, label }
    }
}

/// How a view is laid out.
#[wit_mirror]
pub enum Layout {
    /// Rows and columns.
    Table,
    /// Everybody by department, with what each is at now. For a form without an event time: with the latest record about
    /// each.
    Board,
    /// The calendar of a month.
    Calendar,
    /// The bookings of each record of the form, day by day.
    Bookings,
    /// Everybody by day of a month. The view's columns are the marks of its sources, in their order. Over one judgement
    /// of persons: the signs with which it marked each half day, with its legend.
    Roll,
}
