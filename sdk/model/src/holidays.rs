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
    /// The year of the notice: the one in which most of its days lie.
    pub year: i32,
    /// Days off (true) and days worked in exchange (false), with the holiday's name.
    pub days: BTreeMap<Date, (bool, String)>,
}

/// Reads a year's file. A notice may reach into the year before and the year behind it.
///
/// # Errors
/// Each line that says nothing sensible, by number.
pub fn parse(text: &str) -> Result<Year, Vec<String>> {
    // Editors mark a text as Unicode by a character that nobody sees.
    let text = text.trim_start_matches('\u{feff}');
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
    if let Err(why) = year.named() {
        faults.push(why);
    }
    if faults.is_empty() { Ok(year) } else { Err(faults) }
}

/// Years that a notice may be of: such notices began in the one, and nobody plans beyond the other.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2199;
/// Characters of a line.
const LINE: usize = 200;

/// Whether a year's file is within the bounds of what is published anew: its year, the length of its lines, and no word of a line
/// that would be passed over.
///
/// # Errors
/// Each bound that it goes beyond, and each line of which only a part would be read, in words.
pub fn within(year: &Year, text: &str) -> Result<(), Vec<String>> {
    let mut faults = Vec::new();
    if !YEARS.contains(&year.year) {
        faults.push(format!("{} 年不能公布：只能是 {} 年到 {} 年", year.year, YEARS.start(), YEARS.end()));
    }
    for (index, line) in text.lines().enumerate() {
        let has = line.chars().count();
        if has > LINE {
            faults.push(format!("第 {} 行太长：一行最多 {LINE} 字，现为 {has} 字", index + 1));
        } else if let Some(word) = passed_over(line) {
            faults.push(format!(
                "第 {} 行的“{word}”看不懂：日期写作 2026-05-01，起止两个日期之间空一格，名称写在最后、中间不空格",
                index + 1
            ));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The word of a line that says something but is not read: what is no date where a date may stand, or stands behind the name.
fn passed_over(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default();
    let mut words = line.split_whitespace().skip(2).peekable();
    words.next_if(|word| word.parse::<Date>().is_ok());
    let name = words.next()?;
    let no_name =
        name.contains(|sign: char| sign.is_numeric()) || name.chars().all(|sign| "至到—－-~～".contains(sign));
    if no_name { Some(name) } else { words.next() }
}

impl Year {
    /// Finds the year of the notice.
    fn named(&mut self) -> Result<(), String> {
        let mut counts = BTreeMap::<i32, usize>::new();
        for date in self.days.keys() {
            *counts.entry(date.year()).or_default() += 1;
        }
        // Of two years with as many days the later one: notices reach back over New Year.
        let most = counts.iter().max_by_key(|(year, count)| (**count, **year));
        self.year = most.map_or(0, |(year, _)| *year);
        match self.days.keys().find(|date| (date.year() - self.year).abs() > 1) {
            Some(date) => Err(format!("本文件是 {} 年的，不能含 {date}", self.year)),
            None => Ok(()),
        }
    }

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

/// What the notices say of a day; nothing if none names it. The later year's notice changes what the earlier one said.
fn named<'a>(date: Date, published: &impl Fn(i32) -> Option<&'a Year>) -> Option<bool> {
    let year = date.year();
    let notices = [year + 1, year, year - 1].into_iter().filter_map(published);
    notices.filter_map(|notice| notice.days.get(&date)).map(|(off, _)| *off).next()
}

/// Days of which two sets of notices say something else, or of which only one knows.
#[must_use]
pub fn changed(before: &[Year], after: &[Year]) -> Vec<Date> {
    let of = |years: &[Year], date| {
        let published = |wanted: i32| years.iter().find(|year| year.year == wanted);
        named(date, &published)
    };
    let mut dates = before.iter().chain(after).flat_map(|year| year.days.keys().copied()).collect::<Vec<_>>();
    dates.sort_unstable();
    dates.dedup();
    dates.retain(|date| of(before, *date) != of(after, *date));
    dates
}

/// The days from `first` to `last`, from the years published; other years are provisional but for days that a notice of the
/// year beside names.
pub fn days<'a>(
    first: Date,
    last: Date,
    published: impl Fn(i32) -> Option<&'a Year>,
    season: impl Fn(Date) -> Season,
) -> Days {
    let day = |date: Date| {
        let weekend = date.weekday() > 5;
        let kind = match (named(date, &published), published(date.year()).is_some()) {
            (Some(true), _) => DayKind::Holiday,
            (Some(false), _) => DayKind::MakeUp,
            (None, true) if weekend => DayKind::Rest,
            (None, true) => DayKind::Working,
            (None, false) if weekend => DayKind::ProvisionalRest,
            (None, false) => DayKind::ProvisionalWorking,
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
        let faults = parse("holiday 2026-01-01\nfree 2026-01-02\nwork 2026-01-05 x\nholiday 2026-13-01\n").unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(parse("holiday 2026-01-01 2026-01-03 a\nholiday 2029-01-01\n").unwrap_err().len(), 1);
    }

    /// What Notepad saves, and what no notice says.
    #[test]
    fn a_mark_is_read_over_and_bounds_are_told() {
        let text = "\u{feff}holiday 2026-01-01 元旦\n";
        let year = parse(text).unwrap();
        assert_eq!((year.year, within(&year, text)), (2026, Ok(())));
        for text in ["holiday 0001-01-01 a\n", "holiday 9999-01-01 a\n"] {
            let told = within(&parse(text).unwrap(), text).unwrap_err();
            assert!(told[0].contains("1990"), "{told:?}");
        }
        let long = format!("holiday 2026-01-01 {}\n", "节".repeat(100_000));
        assert!(within(&parse(&long).unwrap(), &long).unwrap_err()[0].contains("200"));
    }

    /// A slip in a line would make one day of five.
    #[test]
    fn no_word_of_a_line_is_passed_over() {
        for line in [
            "holiday 2027-05-01 至 2027-05-05 劳动节",
            "holiday 2027-05-01 2027-05-5 劳动节",
            "holiday 2027-05-01 2027/05/05 劳动节",
            "holiday 2027-05-01 劳动节 2027-05-05",
            "holiday 2027-05-01 2027-05-03 2027-05-05 劳动节",
        ] {
            let told = within(&parse(line).unwrap(), line).unwrap_err();
            assert!(told[0].contains("看不懂"), "{line}: {told:?}");
        }
        for line in ["holiday 2027-05-01 2027-05-05 劳动节 # 共五天", "work 2027-05-08 劳动节", "holiday 2027-05-01"]
        {
            assert_eq!(within(&parse(line).unwrap(), line), Ok(()), "{line}");
        }
    }

    /// The notice of 2027 gives the last day of 2026 off: each day lies in its own year.
    #[test]
    fn a_notice_that_reaches_back() {
        let notice = parse("holiday 2026-12-31 2027-01-02 元旦\nwork 2027-01-09 元旦\n").unwrap();
        assert_eq!(notice.year, 2027);
        let known = [parse("holiday 2026-01-01 元旦\n").unwrap(), notice];
        let published = |wanted: i32| known.iter().find(|year| year.year == wanted);
        let kinds = |first: &str, last: &str| {
            let days = days(first.parse().unwrap(), last.parse().unwrap(), published, |_| Season::Winter);
            days.iter().map(|day| day.kind).collect::<Vec<_>>()
        };
        use DayKind::{Holiday, Rest, Working};
        assert_eq!(kinds("2026-12-30", "2027-01-03"), [Working, Holiday, Holiday, Holiday, Rest]);
        assert_eq!(changed(&known[..1], &known).len(), 4);
        assert_eq!(changed(&known, &known), []);
    }

    proptest::proptest! {
        /// Any text is a year, or is refused line by line.
        #[test]
        fn any_text_is_a_year_or_refused(text in "((holiday|work|free|#)? ?[0-9]{0,4}-?[01][0-9]-[0-3][0-9] ?(20[0-9]{2}-01-0[1-9])? ?\\PC{0,4}\n){0,6}") {
            if let Ok(year) = parse(&text) {
                let near = |date: &Date| (date.year() - year.year).abs() <= 1;
                proptest::prop_assert!(!year.days.is_empty() && year.days.keys().all(near));
            }
        }
    }
}
