//! Spans of half days, the unit in which leave is asked for.

use crate::{
    Date, Half,
    time::{NotThat, Period},
};
use std::{fmt, str::FromStr};

/// Morning or afternoon of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfDay {
    /// The day.
    pub date: Date,
    /// Which half.
    pub half: Half,
}

/// From a half day to a half day, both included; the end never lies before the begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HalfDays {
    from: HalfDay,
    to: HalfDay,
}

/// Noon, in minutes after midnight: where a day is halved.
pub const NOON: u16 = 12 * 60;

impl HalfDays {
    /// The span, unless it ends before it begins.
    #[must_use]
    pub fn new(from: HalfDay, to: HalfDay) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// First half day.
    #[must_use]
    pub const fn from(self) -> HalfDay {
        self.from
    }

    /// Last half day.
    #[must_use]
    pub const fn to(self) -> HalfDay {
        self.to
    }

    /// Every half day of the span.
    pub fn each(self) -> impl Iterator<Item = HalfDay> {
        let index = |h: HalfDay| h.date.0 * 2 + i32::from(h.half == Half::Pm);
        (index(self.from)..=index(self.to)).map(|i| HalfDay {
            date: Date(i.div_euclid(2)),
            half: if i.rem_euclid(2) == 0 { Half::Am } else { Half::Pm },
        })
    }

    /// Whether the half day lies inside.
    #[must_use]
    pub fn covers(self, half_day: HalfDay) -> bool {
        self.from <= half_day && half_day <= self.to
    }

    /// Whether two spans share a half day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Days of the calendar, in half days.
    #[must_use]
    pub fn calendar_half_days(self) -> u32 {
        self.each().count() as u32
    }

    /// The moments between which it lies: midnight, noon or the next midnight less a second.
    #[must_use]
    pub fn period(self) -> Period {
        let from = self.from.date.at(if self.from.half == Half::Am { 0 } else { NOON });
        let end = self.to.date.at(if self.to.half == Half::Am { NOON } else { 24 * 60 });
        Period { from, to: crate::Moment(end.0 - 1) }
    }
}

impl Default for HalfDays {
    fn default() -> Self {
        let half_day = HalfDay { date: Date(0), half: Half::Am };
        Self { from: half_day, to: half_day }
    }
}

impl fmt::Display for HalfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date, self.half.name())
    }
}

impl FromStr for HalfDay {
    type Err = NotThat;
    fn from_str(text: &str) -> Result<Self, NotThat> {
        const WHAT: NotThat = NotThat("起止应写作 2026-03-02 上午（或 am）");
        let (date, half) = text.trim().split_once(' ').ok_or(WHAT)?;
        let half = match half.trim() {
            "am" | "上午" => Half::Am,
            "pm" | "下午" => Half::Pm,
            _ => return Err(WHAT),
        };
        Ok(Self { date: date.parse().map_err(|_| WHAT)?, half })
    }
}

impl fmt::Display for HalfDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl FromStr for HalfDays {
    type Err = NotThat;
    fn from_str(text: &str) -> Result<Self, NotThat> {
        let (from, to) = text.split_once('/').ok_or(NotThat("起止应写作 2026-03-02 上午 / 2026-03-02 下午"))?;
        Self::new(from.parse()?, to.parse()?).ok_or(NotThat("结束不能早于开始"))
    }
}

/// Half days as people say them: 5.5 天.
#[must_use]
pub fn days(half_days: u32) -> String {
    if half_days.is_multiple_of(2) { (half_days / 2).to_string() } else { format!("{}.5", half_days / 2) }
}
