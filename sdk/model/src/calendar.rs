//! The work calendar: counting working days and stepping through working time.

use crate::{Date, Day, DayKind, Days, Half, HalfDay, HalfDays, Moment, Season, Session, Span};

/// Days without gaps, with the office's sessions.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    days: &'a Days,
    winter: &'a [Session],
    summer: &'a [Session],
}

impl<'a> Calendar<'a> {
    /// A calendar over days.
    #[must_use]
    pub const fn new(days: &'a Days, winter: &'a [Session], summer: &'a [Session]) -> Self {
        Self { days, winter, summer }
    }

    /// What is known of a day. Outside the days given it is an ordinary weekday or weekend, marked provisional.
    #[must_use]
    pub fn day(self, date: Date) -> Day {
        self.days.get(date).unwrap_or(Day {
            date: date.0,
            kind: if date.weekday() > 5 { DayKind::ProvisionalRest } else { DayKind::ProvisionalWorking },
            season: Season::Winter,
        })
    }

    /// Whether people work on the day.
    #[must_use]
    pub fn worked(self, date: Date) -> bool {
        self.day(date).kind.worked()
    }

    /// The sessions of the day; none on a day of rest.
    #[must_use]
    pub fn sessions(self, date: Date) -> &'a [Session] {
        let day = self.day(date);
        match (day.kind.worked(), day.season) {
            (false, _) => &[],
            (true, Season::Winter) => self.winter,
            (true, Season::Summer) => self.summer,
        }
    }

    /// The session of a half day.
    #[must_use]
    pub fn session(self, half_day: HalfDay) -> Option<Session> {
        let sessions = self.sessions(half_day.date);
        match half_day.half {
            Half::Am => sessions.first(),
            Half::Pm => sessions.get(1),
        }
        .copied()
    }

    /// Working days in the span, in half days.
    #[must_use]
    pub fn working_half_days(self, span: HalfDays) -> u32 {
        span.each().filter(|half_day| self.worked(half_day.date)).count() as u32
    }

    /// Make-up days in the span.
    pub fn make_up_days(self, span: HalfDays) -> impl Iterator<Item = Date> {
        (span.from().date.0..=span.to().date.0).map(Date).filter(move |date| self.day(*date).kind == DayKind::MakeUp)
    }

    /// The first day of the span whose year has no published holidays.
    #[must_use]
    pub fn first_provisional(self, span: HalfDays) -> Option<Date> {
        (span.from().date.0..=span.to().date.0).map(Date).find(|date| self.day(*date).kind.provisional())
    }

    /// The first working day on or after the date. Beyond a year of rest, the date itself.
    #[must_use]
    pub fn working_day_from(self, date: Date) -> Date {
        (0..366).map(|n| date.plus(n)).find(|d| self.worked(*d)).unwrap_or(date)
    }

    /// The working day that is `count` working days after the date.
    #[must_use]
    pub fn working_days_after(self, date: Date, count: u32) -> Date {
        (0..count).fold(date, |day, _| self.working_day_from(day.plus(1)))
    }

    /// The end of work on a day: its last session's end, or of the next working day.
    #[must_use]
    pub fn end_of_work(self, date: Date) -> Moment {
        let day = self.working_day_from(date);
        let end = self.sessions(day).last().map_or(18 * 60, |session| session.end);
        day.at(end)
    }

    /// The moment after so many minutes of working time.
    #[must_use]
    pub fn working_minutes_after(self, from: Moment, minutes: u32) -> Moment {
        let mut left = i64::from(minutes);
        let mut day = from.date();
        for _ in 0..3660 {
            for session in self.sessions(day) {
                let (start, end) = (day.at(session.start), day.at(session.end));
                let begin = start.max(from);
                if begin < end {
                    let available = (end.0 - begin.0) / 60;
                    if left <= available {
                        return begin.plus_minutes(left);
                    }
                    left -= available;
                }
            }
            day = day.plus(1);
        }
        from.plus_minutes(i64::from(minutes))
    }

    /// The moment by which something that begins at `from` is due.
    #[must_use]
    pub fn due(self, from: Moment, span: Span) -> Moment {
        match span {
            Span::AtOnce => from,
            // What comes after work is due by the end of the next working day.
            Span::SameDay => match self.end_of_work(from.date()) {
                end if end > from => end,
                _ => self.end_of_work(from.date().plus(1)),
            },
            Span::WorkingMinutes(minutes) => self.working_minutes_after(from, minutes),
            Span::WorkingDays(days) => self.end_of_work(self.working_days_after(from.date(), days)),
            Span::On(day) => Date(day).at(23 * 60 + 59),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];

    /// 2026-02-23 to 03-08, where Saturday 02-28 is worked in exchange.
    fn days() -> Days {
        let first: Date = "2026-02-23".parse().unwrap();
        let kind = |date: Date| match date.to_string().as_str() {
            "2026-02-23" => DayKind::Holiday,
            "2026-02-28" => DayKind::MakeUp,
            _ if date.weekday() > 5 => DayKind::Rest,
            _ => DayKind::Working,
        };
        Days::of(first, (0..14).map(|n| (kind(first.plus(n)), Season::Winter)))
    }

    #[test]
    fn days_are_what_they_were_made_of() {
        let first: Date = "2026-04-30".parse().unwrap();
        let made = DayKind::ALL.iter().flat_map(|kind| [(*kind, Season::Winter), (*kind, Season::Summer)]);
        let days = Days::of(first, made.clone());
        assert_eq!(days.iter().map(|day| (day.kind, day.season)).collect::<Vec<_>>(), made.collect::<Vec<_>>());
        assert_eq!((days.get(first.plus(-1)), days.get(first.plus(12))), (None, None));
    }

    #[test]
    fn friday_to_monday_over_a_make_up_saturday_is_three_days() {
        let days = days();
        let calendar = Calendar::new(&days, &HOURS, &HOURS);
        let span: HalfDays = "2026-02-27 am/2026-03-02 pm".parse().unwrap();
        assert_eq!(calendar.working_half_days(span), 6);
        assert_eq!(calendar.make_up_days(span).count(), 1);
    }

    #[test]
    fn due_times_pass_over_rest_and_stop_on_make_up_days() {
        let days = days();
        let calendar = Calendar::new(&days, &HOURS, &HOURS);
        let at = |text: &str| text.parse::<Moment>().unwrap();
        let due = |from, span| calendar.due(at(from), span).to_string();
        assert_eq!(due("2026-02-27T17:30", Span::WorkingMinutes(60)), "2026-02-28T09:00");
        assert_eq!(due("2026-02-28T17:00", Span::WorkingMinutes(60)), "2026-02-28T18:00");
        assert_eq!(due("2026-02-28T17:01", Span::WorkingMinutes(60)), "2026-03-02T08:31");
        assert_eq!(due("2026-02-27T10:00", Span::WorkingDays(1)), "2026-02-28T18:00");
        assert_eq!(due("2026-02-28T19:00", Span::SameDay), "2026-03-02T18:00");
        assert_eq!(due("2026-03-01T09:00", Span::SameDay), "2026-03-02T18:00");
    }
}
