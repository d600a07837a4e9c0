//! Times of day, and moments.

use super::{date::date, text::half_width};
use guiju_model::{Date, Moment, time::NotThat};

/// A time of day in seconds after midnight: `8:25`, `08:25:10`, `下午6:05`, `6:05 PM`, `8点25分`; `24:00` is the end of the day.
///
/// # Errors
/// If it is none.
pub fn time_of_day(text: &str) -> Result<u32, NotThat> {
    const WHAT: NotThat = NotThat("应是钟点，如 08:25 或 下午6:05");
    let text = half_width(text).to_uppercase();
    let (half, clock) = half_of(text.trim());
    // Thousandths are written by programs alone.
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

/// A moment that says how far its clock is from UTC, as seconds of UTC since 1970: `2026-03-02T00:25:10Z`,
/// `2026-03-02 08:25:10.000+08:00`, `2026-03-02T08:25+0800`. Nothing if it does not say so, or is no moment.
#[must_use]
pub fn instant(text: &str) -> Option<i64> {
    let text = half_width(text);
    let (local, ahead) = offset(&text)?;
    moment(local, false).ok().map(|at| at.0 - ahead)
}

/// What stands before the distance from UTC at the end of a text, and the distance in seconds.
fn offset(text: &str) -> Option<(&str, i64)> {
    // The signs of a date stand before its time.
    let clock = text.find(':')?;
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return Some((local.trim_end(), 0));
    }
    let place = clock + text[clock..].find(['+', '-', '−'])?;
    let (local, distance) = text.split_at(place);
    let mut characters = distance.chars();
    let behind = characters.next()? != '+';
    // Between two times of day a dash is no sign, but in the spelling of programs alone.
    if behind && !local.contains('T') {
        return None;
    }
    let digits = characters.filter(|c| *c != ':').collect::<String>();
    let plain = matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = if plain { digits.split_at(2) } else { return None };
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().unwrap_or_default());
    if hours > 14 || minutes > 59 {
        return None;
    }
    let local = local.trim_end().trim_end_matches("GMT").trim_end_matches("UTC").trim_end();
    Some((local, (hours * 3600 + minutes * 60) * if behind { -1 } else { 1 }))
}

/// A date and a time of day, parted by a blank or a T, or run together as `20260302082510`. With `dated`, a date alone is its
/// midnight, as cells of a workbook have it. The clock is the office's: a moment that tells another is an [`instant`].
///
/// # Errors
/// If it is none, or tells how far its clock is from UTC.
pub fn moment(text: &str, dated: bool) -> Result<Moment, NotThat> {
    const WHAT: NotThat = NotThat("应是日期和钟点，如 2026-03-02 08:25:10");
    const ZONED: NotThat = NotThat("带有时区（如 Z、+08:00），请改为本单位当地的日期和钟点");
    let text = half_width(text);
    if offset(&text).is_some() {
        return Err(ZONED);
    }
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
    Ok(at(date(day)?, time_of_day(rest)?))
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

    /// What tells how far its clock is from UTC is one moment wherever it is read, and never another one.
    #[test]
    fn moments_with_a_distance_from_utc() {
        let at = moment("2026-03-02 00:25:10", false).unwrap().0;
        for text in [
            "2026-03-02T00:25:10Z",
            "2026-03-02T00:25:10.000Z",
            "2026-03-02 08:25:10+08:00",
            "2026-03-02T08:25:10.123+0800",
            "2026/3/2 8:25:10 +08",
            "2026-03-02 08:25:10 GMT+08:00",
            "2026-03-01T19:25:10-05:00",
        ] {
            assert_eq!(instant(text), Some(at), "{text}");
            assert!(moment(text, false).unwrap_err().0.contains("时区"), "{text}");
        }
        for text in [
            "2026-03-02 08:25:10",
            "2026-03-02",
            "2026-03-02T08:25:10+99:00",
            "2026-03-02 08:25-09:30",
            "Z",
            ":Z",
            "+08:00",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
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
