//! Days of the work calendar.

use crate::{Date, DayNumber};
use guiju_macros::wit_mirror;

/// A day of the work calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day itself.
    pub date: DayNumber,
    /// Whether the day is worked, and why.
    pub kind: DayKind,
    /// Which working hours apply.
    pub season: Season,
}

/// Days without gaps, each as one number, so that they cross the boundary as one copy.
#[wit_mirror]
#[derive(Default)]
pub struct Days {
    /// The first day.
    pub first: DayNumber,
    /// For each day the position of its kind in [`DayKind`], plus 8 in summer.
    pub kinds: Vec<u8>,
}

/// What is added to a day's number in summer.
const IN_SUMMER: u8 = 8;

impl Days {
    /// Builds the days that follow each other from `first`, each with its kind and season.
    #[must_use]
    pub fn of(first: Date, days: impl Iterator<Item = (DayKind, Season)>) -> Self {
        let number = |(kind, season)| kind as u8 + if season == Season::Summer { IN_SUMMER } else { 0 };
        Self { first: first.0, kinds: days.map(number).collect() }
    }

    /// A day, unless it lies outside.
    #[must_use]
    pub fn get(&self, date: Date) -> Option<Day> {
        let number = *self.kinds.get(usize::try_from(date.0 - self.first).ok()?)?;
        let season = if number & IN_SUMMER == 0 { Season::Winter } else { Season::Summer };
        Some(Day { date: date.0, kind: *DayKind::ALL.get(usize::from(number & !IN_SUMMER))?, season })
    }

    /// Sets the season of every day.
    pub fn seasons(&mut self, season: impl Fn(Date) -> Season) {
        for (index, number) in self.kinds.iter_mut().enumerate() {
            let summer = season(Date(self.first).plus(index as i32)) == Season::Summer;
            *number = *number & !IN_SUMMER | if summer { IN_SUMMER } else { 0 };
        }
    }

    /// All days in order.
    pub fn iter(&self) -> impl Iterator<Item = Day> + '_ {
        (self.first..).map(Date).map_while(|date| self.get(date))
    }
}

/// Which working hours apply.
#[wit_mirror]
pub enum Season {
    /// The winter hours apply.
    Winter,
    /// The summer hours apply.
    Summer,
}

/// Whether a day is worked, and why.
#[wit_mirror]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// An ordinary day of the weekend.
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
    /// Whether people work on such a day.
    #[must_use]
    pub const fn worked(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp | Self::ProvisionalWorking)
    }

    /// Whether the holidays of the day's year are not published yet.
    #[must_use]
    pub const fn provisional(self) -> bool {
        matches!(self, Self::ProvisionalWorking | Self::ProvisionalRest)
    }
}
