//! No text makes a reader panic, and every spelling of a moment is read as the same one.

use super::*;
use guiju_model::Date;
use proptest::prelude::*;

proptest! {
    /// No text makes a reader panic; what is read as a date is one between the years 1900 and 2199.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
        let first = Date::new(1900, 1, 1).unwrap();
        let last = Date::new(2199, 12, 31).unwrap();
        if let Ok(date) = date(&text) {
            prop_assert!((first..=last).contains(&date), "{text} as {date}");
        }
        if let Ok(moment) = moment(&text, true) {
            prop_assert!((first..=last.plus(1)).contains(&moment.date()), "{text} as {moment}");
        }
        let _ = (time_of_day(&text), whole(&text), yes_or_no(&text), half_width(&text), quoted(&text));
    }

    /// Texts that look like dates and times, in which an error is near.
    #[test]
    fn nearly_dates_are_read_or_refused(text in "[0-9０-９]{1,5}[-/.年 ]?[0-9]{0,3}[-/.月]?[0-9]{0,4}[日号 T]{0,2}(上午|下午|AM|pm)?[0-9]{0,2}[:：点]?[0-9]{0,3}[:分]?[0-9]{0,2}") {
        let _ = (date(&text), instant(&text), moment(&text, false), moment(&text, true), time_of_day(&text), serial_date(&text));
    }

    /// Every spelling of a day is the same day.
    #[test]
    fn spellings_of_a_day_agree(days in -25_567_i32..84_006) {
        let day = Date(days);
        let (year, month, of_month) = day.parts();
        for text in [
            format!("{year}-{month}-{of_month}"),
            format!("{year}/{month:02}/{of_month:02}"),
            format!("{year}.{month}.{of_month}"),
            format!("{year}年{month}月{of_month}日"),
            format!("{year}-{month:02}-{of_month:02} 00:00:00"),
            format!("{year}{month:02}{of_month:02}"),
        ] {
            prop_assert_eq!(date(&text), Ok(day), "{}", text);
        }
    }

    /// Every spelling of a moment is the same moment.
    #[test]
    fn spellings_of_a_moment_agree(days in -25_567_i32..84_006, minutes in 0_u16..1440) {
        let at = Date(days).at(minutes);
        let (year, month, day) = Date(days).parts();
        let (hour, minute) = (minutes / 60, minutes % 60);
        let (half, of_half) = (if hour < 12 { "上午" } else { "下午" }, if hour % 12 == 0 { 12 } else { hour % 12 });
        for text in [
            format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            format!("{year}/{month}/{day} {hour}:{minute:02}:00"),
            format!("{year}年{month}月{day}日 {half}{of_half}:{minute:02}"),
            format!("{year}-{month:02}-{day:02}T{hour:02}：{minute:02}"),
        ] {
            prop_assert_eq!(moment(&text, false), Ok(at), "{}", text);
        }
    }
}
