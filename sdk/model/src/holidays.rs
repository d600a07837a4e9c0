//! The statutory days of a year as a data file: `holiday FROM [TO] NAME` and `work DAY NAME`, one a line.
//!
//! The files below `sdk/model/calendars` hold the facts of the State Council's yearly notices; an office imports a year's file
//! once the notice is out.

use crate::{Date, DayKind, Days, Season};
use std::collections::BTreeMap;

/// Years whose notices were out when this was released.
pub const PUBLISHED: &[(i32, &str)] = &[
    (2024, include_str!("../calendars/2024.txt")),
    (2025, include_str!("../calendars/2025.txt")),
    (2026, include_str!("../calendars/2026.txt")),
];

/// The days of a year that differ from the plain week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Days off (true) and days worked in exchange (false), with the holiday's name.
    pub days: BTreeMap<Date, (bool, String)>,
}

/// Reads a year's file.
///
/// # Errors
/// Each line that says nothing sensible, by number.
pub fn parse(text: &str) -> Result<Year, Vec<String>> {
    let mut year = Year::default();
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        if let Err(why) = year.line(line) {
            faults.push(format!("第 {} 行：{why}", index + 1));
        }
    }
    if year.days.is_empty() && faults.is_empty() {
        faults.push("文件中没有任何放假或调休的日期".to_owned());
    }
    if faults.is_empty() { Ok(year) } else { Err(faults) }
}

impl Year {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut words = line.split_whitespace();
        let off = match words.next() {
            Some("holiday") => true,
            Some("work") => false,
            _ => return Err("每行以 holiday 或 work 开头".to_owned()),
        };
        let from: Date = words.next().unwrap_or_default().parse().map_err(|why| format!("{why}"))?;
        let mut name = words.next().unwrap_or_default();
        let mut to = from;
        if let Ok(until) = name.parse::<Date>() {
            to = until;
            name = words.next().unwrap_or_default();
        }
        if to < from || to.0 - from.0 > 31 {
            return Err("结束日期应在开始日期之后一个月以内".to_owned());
        }
        for number in from.0..=to.0 {
            let date = Date(number);
            if self.year == 0 {
                self.year = date.year();
            }
            if date.year() != self.year {
                return Err(format!("本文件是 {} 年的，不能含 {date}", self.year));
            }
            if !off && date.weekday() <= 5 {
                return Err(format!("{date} 本来就是工作日"));
            }
            if self.days.insert(date, (off, name.to_owned())).is_some() {
                return Err(format!("{date} 出现了两次"));
            }
        }
        Ok(())
    }
}

/// The days from `first` to `last`, from the years published; other years are provisional.
pub fn days<'a>(
    first: Date,
    last: Date,
    published: impl Fn(i32) -> Option<&'a Year>,
    season: impl Fn(Date) -> Season,
) -> Days {
    let day = |date: Date| {
        let weekend = date.weekday() > 5;
        let kind = match published(date.year()) {
            Some(year) => match year.days.get(&date) {
                Some((true, _)) => DayKind::Holiday,
                Some((false, _)) => DayKind::MakeUp,
                None if weekend => DayKind::Rest,
                None => DayKind::Working,
            },
            None if weekend => DayKind::ProvisionalRest,
            None => DayKind::ProvisionalWorking,
        };
        (kind, season(date))
    };
    Days::of(first, (first.0..=last.0).map(Date).map(day))
}

/// Summer from one day of the year to another, both included.
#[must_use]
pub fn season(date: Date, summer_from: (u32, u32), summer_to: (u32, u32)) -> Season {
    let (_, month, day) = date.parts();
    if (summer_from..=summer_to).contains(&(month, day)) { Season::Summer } else { Season::Winter }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The notices state how many days each holiday has; working days of the years agree with the official counts.
    #[test]
    fn published_years_are_whole() {
        for (number, text) in PUBLISHED {
            let year = parse(text).unwrap();
            assert_eq!(year.year, *number);
            let (first, last) = (Date::new(*number, 1, 1).unwrap(), Date::new(*number, 12, 31).unwrap());
            let days = days(first, last, |_| Some(&year), |_| Season::Winter);
            let worked = days.iter().filter(|day| day.kind.worked()).count();
            let expected = match number {
                2024 => 251,
                2025 | 2026 => 248,
                _ => panic!("say how many working days {number} has"),
            };
            assert_eq!(worked, expected, "{number}");
        }
    }

    #[test]
    fn a_faulty_file_tells_every_line() {
        let faults = parse("holiday 2026-01-01\nfree 2026-01-02\nwork 2026-01-05 x\nholiday 2027-01-01\n").unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
