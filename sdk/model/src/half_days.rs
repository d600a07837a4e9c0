//! Spans of half days, the unit in which leave is asked for.

use crate::{
    Date, Half, Moment,
    as_text::as_text,
    time::{NotThat, Period},
};
use std::{fmt, str::FromStr};

/// Morning or afternoon of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfDay {
    /// The day itself.
    pub date: Date,
    /// The half of the day.
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

    /// The first half day.
    #[must_use]
    pub const fn from(self) -> HalfDay {
        self.from
    }

    /// The last half day.
    #[must_use]
    pub const fn to(self) -> HalfDay {
        self.to
    }

    /// The part of it that lies within days, the first and the last included.
    #[must_use]
    pub fn within(self, (first, last): (Date, Date)) -> Option<Self> {
        let (from, to) = (HalfDay { date: first, half: Half::Am }, HalfDay { date: last, half: Half::Pm });
        Self::new(self.from.max(from), self.to.min(to))
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
        Period { from, to: Moment(end.0 - 1) }
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

impl HalfDay {
    /// The half day in which the moment lies.
    #[must_use]
    pub const fn of(moment: Moment) -> Self {
        Self { date: moment.date(), half: if moment.minutes() < NOON { Half::Am } else { Half::Pm } }
    }
}

impl Half {
    /// As people say it.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Am => "上午",
            Self::Pm => "下午",
        }
    }
}

/// Half days one by one as people say them, both of a day as one: 3月3日（周二）全天、3月5日（周四）上午.
#[must_use]
pub fn in_words(half_days: &[HalfDay]) -> String {
    let mut sorted = half_days.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let days = sorted.chunk_by(|one, next| one.date == next.date).map(|day| match day {
        [one] => format!("{}{}", one.date.in_words(), one.half.in_words()),
        [one, ..] => format!("{}全天", one.date.in_words()),
        [] => String::new(),
    });
    days.collect::<Vec<_>>().join("、")
}

/// How many days half days are, as people say it: 5.5 天.
#[must_use]
pub fn days(half_days: u32) -> String {
    if half_days.is_multiple_of(2) { (half_days / 2).to_string() } else { format!("{}.5", half_days / 2) }
}

as_text!(HalfDays);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_are_said_one_by_one() {
        let of = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<HalfDay>>();
        let said =
            in_words(&of(&["2026-03-05 am", "2026-03-03 pm", "2026-03-03 am", "2026-03-05 am", "2026-03-06 pm"]));
        assert_eq!(said, "3月3日（周二）全天、3月5日（周四）上午、3月6日（周五）下午");
        assert_eq!(in_words(&[]), "");
        let at = |text: &str| HalfDay::of(text.parse().unwrap()).to_string();
        assert_eq!((at("2026-03-03T11:59"), at("2026-03-03T12:00")), ("2026-03-03 am".into(), "2026-03-03 pm".into()));
    }
}
