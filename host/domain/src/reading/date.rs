//! Dates.

use super::text::half_width;
use guiju_model::{Date, shape::YEARS, time::NotThat};

/// The day that spreadsheets count as number 0, by which every day since March 1900 has its right number.
const SERIAL_ZERO: i32 = -25_569;

/// A date as people write it.
///
/// Taken: `2019-07-01`, `2019/7/1`, `2019.7.1`, `2019年7月1日`, `20190701`, each with a time of midnight behind it; a month
/// alone, `2019.7` or `2019年7月`, is its first day; a spreadsheet's day number, `43647`; `13/2/2019` and `2/13/2019`, where
/// only one reading is possible.
///
/// # Errors
/// If it is no date, or can be read as two: `3/2/2019`.
pub fn date(text: &str) -> Result<Date, NotThat> {
    const WHAT: NotThat = NotThat("应是日期，如 2019-07-01、2019年7月1日，且须是存在的一天");
    let text = half_width(text);
    let day = without_midnight(&text).ok_or(NotThat("应只是日期，不带钟点"))?;
    if let Some(date) = serial_date(day) {
        return Ok(date);
    }
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return of(&day[..4], &day[4..6], &day[6..]).ok_or(WHAT);
    }
    let parts = parts(day).ok_or(WHAT)?;
    match *parts.as_slice() {
        // Programs write the year in short beside the day of the week, which then must agree.
        [year, month, day] if year.len() == 2 && month.len() == 2 && day.len() == 2 => {
            let date = of(&format!("20{year}"), month, day).ok_or(WHAT)?;
            if weekday(&text) == Some(date.weekday()) { Ok(date) } else { Err(WHAT) }
        }
        [year, month] if year.len() == 4 => of(year, month, "1").ok_or(WHAT),
        [year, month, day] if year.len() == 4 => of(year, month, day).ok_or(WHAT),
        [one, other, year] if year.len() == 4 => match (of(year, one, other), of(year, other, one)) {
            (Some(month_first), Some(day_first)) if month_first != day_first => {
                Err(NotThat("分不清哪个是月、哪个是日，请写作 2019-02-03"))
            }
            (Some(date), _) | (None, Some(date)) => Ok(date),
            (None, None) => Err(WHAT),
        },
        _ => Err(WHAT),
    }
}

/// A spreadsheet's number of a day, with or without a fraction of zeros: 43647 is 2019-07-01. Days of the years 1930 to 2100
/// alone are taken, so that other numbers are not mistaken for days.
#[must_use]
pub fn serial_date(text: &str) -> Option<Date> {
    const DAYS: std::ops::RangeInclusive<i32> = 10_959..=73_415;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let plain = whole.len() == 5 && fraction.bytes().all(|digit| digit == b'0') && !fraction.is_empty();
    let days: i32 = whole.parse().ok().filter(|_| plain)?;
    DAYS.contains(&days).then(|| Date(SERIAL_ZERO + days))
}

/// The text without a time of midnight behind it; nothing if there is another time.
fn without_midnight(text: &str) -> Option<&str> {
    let Some((day, time)) = text.split_once([' ', 'T']) else { return Some(text) };
    let midnight = ["0:00", "00:00", "0:00:00", "00:00:00", "00:00:00.000", "00:00:00Z", "00:00:00.000Z"];
    // A day of the week, as clock programs write it, tells nothing new.
    let weekday =
        ["星期", "周", "（", "("].iter().any(|begin| time.trim().starts_with(begin)) && time.chars().count() < 8;
    (midnight.contains(&time.trim()) || weekday || time.trim().is_empty()).then_some(day)
}

/// The day of the week that a text names: 1 for Monday.
fn weekday(text: &str) -> Option<u32> {
    const DAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
    let named = text.split_once("星期").or_else(|| text.split_once('周'))?.1.chars().next()?;
    DAYS.iter().position(|day| *day == if named == '天' { '日' } else { named }).map(|place| place as u32 + 1)
}

/// Two or three numbers parted by one kind of sign; the Chinese signs stand in their order.
fn parts(text: &str) -> Option<Vec<&str>> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let all = match sign {
        '-' | '/' | '.' => text.split(sign).map(str::trim).collect::<Vec<_>>(),
        '年' => {
            let (year, rest) = text.split_once('年')?;
            let (month, rest) = rest.split_once('月')?;
            let day = rest.trim().trim_end_matches(['日', '号']);
            let mut all = vec![year.trim(), month.trim()];
            if !day.is_empty() {
                all.push(day.trim());
            }
            all
        }
        _ => return None,
    };
    let number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (matches!(all.len(), 2 | 3) && all.iter().all(number)).then_some(all)
}

fn of(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    (month.len() <= 2 && day.len() <= 2).then_some(())?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2019-07-01",
            "2019/7/1",
            "2019.7.1",
            "2019年7月1日",
            "2019-7-1",
            "20190701",
            "2019.7",
            "2019年7月",
            "2019-07",
            "2019/07",
            "2019-07-01 00:00:00",
            "2019/7/1 0:00",
            "2019-07-01T00:00:00",
            "２０１９年７月１日",
            "43647",
            "43647.0",
            "2019年7月1号",
            "19-07-01 星期一",
            "2019-07-01 星期一",
            " 2019-07-01 ",
        ] {
            assert_eq!(date(text).map(|date| date.to_string()), Ok("2019-07-01".to_owned()), "{text}");
        }
        for (text, day) in [("13/2/2019", "2019-02-13"), ("2/13/2019", "2019-02-13"), ("2/2/2019", "2019-02-02")] {
            assert_eq!(date(text).map(|date| date.to_string()), Ok(day.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_has_two_readings_or_none_is_refused() {
        for text in [
            "3/2/2019",
            "昨天",
            "",
            "2019-02-29",
            "2019-13",
            "2019",
            "19-7-1",
            "2019-07-01 08:30",
            "99999",
            "1",
            "2019-7/1",
            "2019--1",
            "19-07-01 星期二",
            "19-07-01",
            "2019-07-01-02",
            "20191301",
            "0001-01-01",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
        assert!(date("3/2/2019").unwrap_err().0.contains("分不清"));
    }
}
