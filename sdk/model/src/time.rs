//! Civil dates and moments as plain numbers, with their texts. No time zones: a moment is the office's local time.

use crate::{Cycle, Session, as_text::as_text};
use std::{fmt, str::FromStr};

/// A civil date: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i32);

/// A civil moment: seconds since 1970-01-01T00:00, local time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A period from a moment to a later one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The begin of the period.
    pub from: Moment,
    /// The end of the period, never before the begin.
    pub to: Moment,
}

/// A text that is not what it should be; the message says what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotThat(pub &'static str);

impl fmt::Display for NotThat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

const SECONDS_A_DAY: i64 = 86_400;

impl Date {
    /// The date of year, month (1–12) and day, if there is one.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Days before the month in a year that begins in March, so that the leap day comes last.
        let y = i64::from(year) - i64::from(month <= 2);
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let shifted = i64::from((month + 9) % 12);
        let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        i32::try_from(days).ok().map(Self)
    }

    /// The year, the month (1–12) and the day.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * shifted + 2) / 5 + 1) as u32;
        let month = ((shifted + 2) % 12 + 1) as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.parts().0
    }

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32 + 1
    }

    /// The date this many days later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The same day so many months later, or that month's last day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.parts();
        let index = year * 12 + month as i32 - 1 + months;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
        Self::new(year, month, day.min(days_in_month(year, month))).unwrap_or(self)
    }

    /// The moment at this time of day, in minutes after midnight.
    #[must_use]
    pub const fn at(self, minutes: u16) -> Moment {
        Moment(self.0 as i64 * SECONDS_A_DAY + minutes as i64 * 60)
    }

    /// First and last day of the calendar period around this day.
    #[must_use]
    pub fn around(self, cycle: Cycle) -> (Self, Self) {
        let (year, month, _) = self.parts();
        let months = |first: u32, count: i32| {
            let start = Self::new(year, first, 1).unwrap_or(self);
            (start, start.plus_months(count).plus(-1))
        };
        match cycle {
            Cycle::Day => (self, self),
            Cycle::Week => {
                let monday = self.plus(1 - self.weekday() as i32);
                (monday, monday.plus(6))
            }
            Cycle::Month => months(month, 1),
            Cycle::Quarter => months((month - 1) / 3 * 3 + 1, 3),
            Cycle::HalfYear => months(if month <= 6 { 1 } else { 7 }, 6),
            Cycle::Year => months(1, 12),
        }
    }

    /// Month, day and day of the week, as in `3月2日（周一）`.
    #[must_use]
    pub fn in_words(self) -> String {
        let (_, month, day) = self.parts();
        let weekday = ["一", "二", "三", "四", "五", "六", "日"][(self.weekday() - 1) as usize];
        format!("{month}月{day}日（周{weekday}）")
    }
}

/// How many days the month has.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Minutes after midnight from `08:30`; `24:00` is the end of the day.
pub fn minutes(text: &str) -> Result<u16, NotThat> {
    const WHAT: NotThat = NotThat("时间应写作 08:30");
    let (hour, minute) = text.split_once(':').ok_or(WHAT)?;
    let (hour, minute) = (digits(hour, 2, WHAT)?, digits(minute, 2, WHAT)?);
    if hour < 24 && minute < 60 || hour == 24 && minute == 0 { Ok((hour * 60 + minute) as u16) } else { Err(WHAT) }
}

/// `08:30` from minutes after midnight.
#[must_use]
pub fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Sessions from `08:30-12:00 14:30-18:00`: at least one, in order, none overlapping.
pub fn sessions(text: &str) -> Result<Vec<Session>, NotThat> {
    const WHAT: NotThat = NotThat("作息时间应写作 08:30-12:00 14:30-18:00");
    let mut all: Vec<Session> = Vec::new();
    for part in text.split_whitespace() {
        let (start, end) = part.split_once('-').ok_or(WHAT)?;
        let session = Session { start: minutes(start)?, end: minutes(end)? };
        if session.start >= session.end || all.last().is_some_and(|last| last.end > session.start) {
            return Err(WHAT);
        }
        all.push(session);
    }
    if all.is_empty() { Err(WHAT) } else { Ok(all) }
}

/// Month and day from `05-01`.
pub fn day_of_year(text: &str) -> Result<(u32, u32), NotThat> {
    const WHAT: NotThat = NotThat("日期应写作 05-01");
    let (month, day) = text.split_once('-').ok_or(WHAT)?;
    let (month, day) = (digits(month, 2, WHAT)?, digits(day, 2, WHAT)?);
    Date::new(2024, month, day).map(|_| (month, day)).ok_or(WHAT)
}

fn digits(text: &str, count: usize, what: NotThat) -> Result<u32, NotThat> {
    if text.len() == count && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| what)
    } else {
        Err(what)
    }
}

// Asked of every record in a loop: in the sandbox calling a function costs more than the division.
impl Moment {
    /// The day of the moment.
    #[inline(always)]
    #[must_use]
    pub const fn date(self) -> Date {
        Date(self.0.div_euclid(SECONDS_A_DAY) as i32)
    }

    /// The time of day, in whole minutes after midnight.
    #[inline(always)]
    #[must_use]
    pub const fn minutes(self) -> u16 {
        (self.0.rem_euclid(SECONDS_A_DAY) / 60) as u16
    }

    /// The moment this many minutes later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = NotThat;
    fn from_str(text: &str) -> Result<Self, NotThat> {
        const WHAT: NotThat = NotThat("日期应写作 2026-03-02，且须是存在的一天");
        let mut parts = text.split('-');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(y), Some(m), Some(d), None) => {
                Self::new(digits(y, 4, WHAT)? as i32, digits(m, 2, WHAT)?, digits(d, 2, WHAT)?).ok_or(WHAT)
            }
            _ => Err(WHAT),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.rem_euclid(60);
        write!(f, "{}T{}", self.date(), clock(self.minutes()))?;
        if seconds == 0 { Ok(()) } else { write!(f, ":{seconds:02}") }
    }
}

impl FromStr for Moment {
    type Err = NotThat;
    fn from_str(text: &str) -> Result<Self, NotThat> {
        const WHAT: NotThat = NotThat("时间应写作 2026-03-02T09:00");
        let (date, time) = text.split_once(['T', ' ']).ok_or(WHAT)?;
        let date: Date = date.parse().map_err(|_| WHAT)?;
        // Hours and minutes, and seconds behind a second colon.
        let (time, seconds) = match time.match_indices(':').nth(1) {
            Some((place, _)) => (&time[..place], digits(&time[place + 1..], 2, WHAT)?),
            None => (time, 0),
        };
        let moment = date.at(minutes(time).map_err(|_| WHAT)?);
        if seconds < 60 { Ok(Self(moment.0 + i64::from(seconds))) } else { Err(WHAT) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl FromStr for Period {
    type Err = NotThat;
    fn from_str(text: &str) -> Result<Self, NotThat> {
        let (from, to) = text.split_once('/').ok_or(NotThat("起止时间应写作 2026-03-02T09:00/2026-03-02T11:30"))?;
        let period = Self { from: from.trim().parse()?, to: to.trim().parse()? };
        if period.to < period.from { Err(NotThat("结束时间不能早于开始时间")) } else { Ok(period) }
    }
}

as_text!(Date, Moment, Period);

#[cfg(feature = "openapi")]
mod openapi {
    use super::{Date, Moment, Period};
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    macro_rules! text_schema {
        ($($ty:ty: $what:literal, $like:literal);*) => {$(
            impl utoipa::ToSchema for $ty {}
            impl utoipa::PartialSchema for $ty {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new().schema_type(Type::String).description(Some($what)).examples([$like]).into()
                }
            }
        )*};
    }
    text_schema!(Date: "Civil date", "2026-03-02"; Moment: "Civil moment, local time", "2026-03-02T09:00";
        Period: "From a moment to a moment", "2026-03-02T09:00/2026-03-02T11:30");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        let first: Date = "1900-01-01".parse().unwrap();
        let mut expected = first;
        for year in 1900..2300 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date::new(year, month, day).unwrap();
                    assert_eq!(date, expected);
                    assert_eq!(date.parts(), (year, month, day));
                    expected = expected.plus(1);
                }
            }
        }
    }

    #[test]
    fn known_weekdays_and_periods() {
        let date: Date = "2026-03-02".parse().unwrap();
        assert_eq!(date.weekday(), 1);
        assert_eq!(date.in_words(), "3月2日（周一）");
        let around = |cycle| date.around(cycle);
        assert_eq!(around(Cycle::Week).1.to_string(), "2026-03-08");
        assert_eq!(around(Cycle::Month).1.to_string(), "2026-03-31");
        assert_eq!(around(Cycle::HalfYear).1.to_string(), "2026-06-30");
        assert_eq!("2024-01-31".parse::<Date>().unwrap().plus_months(1).to_string(), "2024-02-29");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-3-2", "20260302", "", "2026-03-02x"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        // As long in bytes as a time with seconds, and no time: a character was cut in two.
        for text in [
            "2026-03-02T25:00",
            "2026-03-02T上午12",
            "2026-03-02T08:25:上",
            "2026-03-02T08:25:60",
            "2026-03-02T08:2510",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
        assert_eq!("2026-03-02T08:25:10".parse::<Moment>().unwrap().to_string(), "2026-03-02T08:25:10");
        assert!("2026-03-02T10:00/2026-03-02T09:00".parse::<Period>().is_err());
        assert!(sessions("08:30-12:00 11:00-18:00").is_err());
    }

    proptest::proptest! {
        /// Any text is what its kind is, or is refused; what is taken reads back as itself.
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9]{0,5}[-/: T]?\\PC{0,3}[0-9]{0,2}[-:]?[0-9]{0,2}[T ]?(\\PC{0,3}|[0-9]{2}:[0-9]{2}(:[0-9]{2})?|上午[0-9]{1,2})(/\\PC{0,12})?") {
            let _ = (minutes(&text), sessions(&text), day_of_year(&text), text.parse::<Period>(), text.parse::<crate::HalfDays>());
            if let Ok(date) = text.parse::<Date>() {
                proptest::prop_assert_eq!(date.to_string(), text.clone());
            }
            if let Ok(moment) = text.parse::<Moment>() {
                proptest::prop_assert_eq!(moment.to_string().parse(), Ok(moment));
            }
        }

        /// Moments and periods read back as themselves.
        #[test]
        fn moments_read_back(from in -2_000_000_000_i64..4_000_000_000, length in 0_i64..10_000_000) {
            let period = Period { from: Moment(from), to: Moment(from + length) };
            proptest::prop_assert_eq!(period.to_string().parse(), Ok(period));
        }
    }
}
