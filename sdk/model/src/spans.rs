//! A time as people read it: by its days where it begins and ends with one, else by days and clock times.

use crate::{Date, Moment, time};

/// A time as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanShown {
    /// One whole day.
    Day(String),
    /// From one to another, both included: days, or days with their clock times.
    Between(String, String),
    /// From one on, without an end: a day, or a day with its clock time.
    From(String),
}

impl SpanShown {
    /// The time from one moment to another, which is behind it.
    #[must_use]
    pub fn of(starts: Moment, ends: Option<Moment>) -> Self {
        let is_day = |moment: Moment| moment.0.rem_euclid(86_400) == 0;
        match ends {
            None if is_day(starts) => Self::From(starts.date().to_string()),
            None => Self::From(at(starts)),
            Some(ends) if is_day(starts) && is_day(ends) => match (starts.date(), ends.date().plus(-1)) {
                (first, last) if first == last => Self::Day(first.to_string()),
                (first, last) => Self::Between(first.to_string(), last.to_string()),
            },
            // Midnight behind a day is said by that day: whoever read the next one would count it in.
            Some(ends) if is_day(ends) => Self::Between(at(starts), format!("{} 24:00", ends.date().plus(-1))),
            Some(ends) => Self::Between(at(starts), at(ends)),
        }
    }

    /// The time in Chinese, as regulations write.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Day(day) => format!("{day} 当日"),
            Self::Between(first, last) => format!("{first} 起至 {last}"),
            Self::From(first) => format!("{first} 起，直至恢复"),
        }
    }
}

/// A day and the clock, to the minute.
fn at(moment: Moment) -> String {
    let date: Date = moment.date();
    format!("{date} {}", time::clock(moment.minutes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_where_it_is_days_and_the_clock_otherwise() {
        let cases = [
            ("2026-12-02T00:00", Some("2026-12-09T00:00"), "2026-12-02 起至 2026-12-08"),
            ("2026-12-02T00:00", Some("2026-12-03T00:00"), "2026-12-02 当日"),
            ("2026-12-02T09:00", Some("2026-12-09T00:00"), "2026-12-02 09:00 起至 2026-12-08 24:00"),
            ("2026-12-02T00:00", Some("2026-12-09T12:30"), "2026-12-02 00:00 起至 2026-12-09 12:30"),
            ("2026-12-02T09:00:07", Some("2026-12-02T10:00"), "2026-12-02 09:00 起至 2026-12-02 10:00"),
            ("2026-12-02T00:00", None, "2026-12-02 起，直至恢复"),
            ("2026-12-02T09:00", None, "2026-12-02 09:00 起，直至恢复"),
        ];
        for (starts, ends, said) in cases {
            let ends = ends.map(|ends| ends.parse::<Moment>().unwrap());
            assert_eq!(SpanShown::of(starts.parse().unwrap(), ends).in_words(), said);
        }
    }
}
