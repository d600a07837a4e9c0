//! Times of day, and moments.

use super::{date::date, half_width};
use guiju_model::{Date, Moment, time::NotThat};

/// A time of day in seconds after midnight: `8:25`, `08:25:10`, `下午6:05`, `6:05 PM`, `8点25分`; `24:00` is the end of the day.
///
/// # Errors
/// If it is none.
pub fn time_of_day(text: &str) -> Result<u32, NotThat> {
    const WHAT: NotThat = NotThat("应是钟点，如 08:25 或 下午6:05");
    let text = half_width(text).to_uppercase();
    let (half, clock) = half_of(text.trim());
    // Thousandths and the mark of UTC are written by programs alone.
    let clock = clock.trim().trim_end_matches('秒').replace(['点', '时', '分'], ":");
    let clock = clock.trim_end_matches(':').split_once('.').map_or(clock.trim_end_matches(':'), |(clock, _)| clock);
    let parts = clock.split(':').map(|part| number(part.trim()));
    let parts = parts.collect::<Option<Vec<u32>>>().ok_or(WHAT)?;
    let (hour, minute, second) = match *parts.as_slice() {
        [hour] if text.contains(['点', '时']) => (hour, 0, 0),
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return Err(WHAT),
    };
    let hour = match half {
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        // 下午18:05 is said, too.
        Some(true) if hour < 24 => hour,
        Some(_) if hour != 0 => return Err(WHAT),
        _ => hour,
    };
    let last = hour == 24 && minute == 0 && second == 0;
    if (hour < 24 && minute < 60 && second < 60) || last { Ok(hour * 3600 + minute * 60 + second) } else { Err(WHAT) }
}

/// A date and a time of day, parted by a blank or a T, or run together as `20260302082510`. With `dated`, a date alone is its
/// midnight, as cells of a workbook have it.
///
/// # Errors
/// If it is none.
pub fn moment(text: &str, dated: bool) -> Result<Moment, NotThat> {
    const WHAT: NotThat = NotThat("应是日期和钟点，如 2026-03-02 08:25:10");
    let text = half_width(text);
    let at = |day: Date, seconds: u32| Moment(day.at(0).0 + i64::from(seconds));
    if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let clock = format!("{}:{}:{}", &text[8..10], &text[10..12], &text[12..]);
        return Ok(at(date(&text[..8])?, time_of_day(&clock)?));
    }
    // A day of the week may stand between the two.
    let mut words = text.splitn(2, [' ', 'T', '日', '号']);
    let (day, rest) = (words.next().unwrap_or_default(), words.next());
    let Some(rest) = rest.map(|rest| without_weekday(rest.trim())).filter(|rest| !rest.is_empty()) else {
        return if dated { Ok(date(&text)?.at(0)) } else { Err(WHAT) };
    };
    // A month alone, or a number, has no time of day.
    let whole = day.split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty()).count() == 3;
    if !whole && day.len() != 8 {
        return Err(WHAT);
    }
    Ok(at(date(day)?, time_of_day(rest.trim_end_matches('Z'))?))
}

/// Which half of the day is named before or behind a time, and the time.
fn half_of(text: &str) -> (Option<bool>, &str) {
    const MORNING: &[&str] = &["上午", "早上", "凌晨", "AM", "A.M."];
    const AFTERNOON: &[&str] = &["下午", "晚上", "傍晚", "PM", "P.M."];
    for (names, afternoon) in [(MORNING, false), (AFTERNOON, true)] {
        for name in names {
            if let Some(clock) = text.strip_prefix(name).or_else(|| text.strip_suffix(name)) {
                return (Some(afternoon), clock);
            }
        }
    }
    (None, text)
}

fn without_weekday(text: &str) -> &str {
    let named = ["星期", "周"].iter().any(|begin| text.starts_with(begin));
    if named { text.split_once(' ').map_or("", |(_, rest)| rest.trim()) } else { text }
}

fn number(text: &str) -> Option<u32> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_people_and_machines_write_them() {
        for text in [
            "2026-03-02 08:25",
            "2026/3/2 8:25",
            "2026-03-02T08:25",
            "2026年3月2日 8：25",
            "2026年3月2日8:25",
            "2026-03-02 上午8:25",
            "2026-03-02 8:25 AM",
            "2026-03-02 08:25:00.000",
            "20260302 08:25",
            "20260302082500",
            "2026-03-02 星期一 08:25",
            "2026-03-02 8点25分",
        ] {
            assert_eq!(moment(text, false).map(|at| at.to_string()), Ok("2026-03-02T08:25".to_owned()), "{text}");
        }
        let said = |text: &str| moment(text, false).unwrap().to_string();
        assert_eq!(said("2026/3/2 8:25:10"), "2026-03-02T08:25:10");
        assert_eq!(said("2026-03-02 下午6:05"), "2026-03-02T18:05");
        assert_eq!(said("2026-03-02 上午12:00"), "2026-03-02T00:00");
        assert_eq!(said("2026-03-02 12:30 PM"), "2026-03-02T12:30");
        assert_eq!(said("2026-03-02 00:00:00"), "2026-03-02T00:00");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "2026-11-24T上午12",
            "上午10",
            "2026-03-02",
            "2026-03-02 25:00",
            "2026-03-02 08:60",
            "yesterday noon",
            "2026-03 08:25",
            "2026-03-02 8",
            "",
            " ",
            "3/2/2026 08:25",
            "2026-03-02 上午13:00",
        ] {
            assert!(moment(text, false).is_err(), "{text}");
        }
        assert_eq!(moment("2026-03-02", true).map(|at| at.to_string()), Ok("2026-03-02T00:00".to_owned()));
        assert_eq!(time_of_day("0:00"), Ok(0));
        assert_eq!(time_of_day("24:00"), Ok(86_400));
    }
}
