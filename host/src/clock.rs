//! Time: the machine gives seconds since 1970 in UTC, an office's zone makes its local time of them.
//!
//! The machine's own zone is never read. Sessions, locks and throttles count in UTC; whatever people read or a regulation
//! counts is the office's local time.

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use guiju_model::{Date, Moment};
use std::{
    fmt,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// Days from year 1 to 1970, as `chrono` counts days.
const DAYS_TO_1970: i32 = 719_163;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A time zone by its name in the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Default for Zone {
    fn default() -> Self {
        Self(chrono_tz::Asia::Shanghai)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        name.parse().map(Self).map_err(|_| format!("{name}: there is no such time zone"))
    }
}

impl Zone {
    /// Local time at a moment of UTC, in seconds since 1970. A moment that no calendar reaches is the first of 1970.
    #[must_use]
    pub fn local(self, utc: i64) -> Moment {
        let local = DateTime::from_timestamp(utc, 0).unwrap_or_default().with_timezone(&self.0).naive_local();
        let date = Date(local.date().num_days_from_ce() - DAYS_TO_1970);
        Moment(date.at(0).0 + i64::from(local.num_seconds_from_midnight()))
    }

    /// The moment of UTC at which it is so late here. An hour that is repeated is its first; one that is left out is the
    /// moment at which the clocks go forward.
    #[must_use]
    pub fn utc(self, local: Moment) -> i64 {
        let naive =
            |moment: i64| -> NaiveDateTime { DateTime::from_timestamp(moment, 0).unwrap_or_default().naive_utc() };
        let at = |moment: i64| match self.0.from_local_datetime(&naive(moment)) {
            LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => Some(found.timestamp()),
            LocalResult::None => None,
        };
        // No zone leaves out more than a day; half-hour steps find the end of what it leaves out.
        let steps = (0..=DAY / 1800).map(|step| local.0 - local.0.rem_euclid(1800) + step * 1800);
        at(local.0).or_else(|| steps.into_iter().find_map(at)).unwrap_or(local.0)
    }
}

/// A clock that runs with the machine's, ahead or behind by an offset that a demonstration or a test may set.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    /// Seconds since 1970 in UTC.
    #[must_use]
    pub fn utc(&self) -> i64 {
        Utc::now().timestamp() + self.0.load(Ordering::Relaxed)
    }

    /// Local time now in a zone.
    #[must_use]
    pub fn now(&self, zone: Zone) -> Moment {
        zone.local(self.utc())
    }

    /// Lets the clock run on from this moment, told as local time of the zone that offices have unless they set another.
    pub fn set(&self, moment: Moment) {
        self.0.store(Zone::default().utc(moment) - Utc::now().timestamp(), Ordering::Relaxed);
    }

    /// Returns to the machine's own time.
    pub fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap_or(Moment(0))
    }

    #[test]
    fn shanghai_is_eight_hours_ahead() {
        let zone = Zone::default();
        assert_eq!(zone.local(0), moment("1970-01-01T08:00"));
        assert_eq!(zone.utc(moment("1970-01-01T08:00")), 0);
    }

    #[test]
    fn a_repeated_hour_is_its_first() -> Result<(), String> {
        let zone: Zone = "Europe/Berlin".parse()?;
        // 2026-10-25: at 3:00 summer time the clocks go back to 2:00.
        let first = zone.utc(moment("2026-10-25T02:30"));
        assert_eq!(zone.local(first), zone.local(first + 3600));
        assert_eq!(zone.local(first - 3600), moment("2026-10-25T01:30"));
        Ok(())
    }

    #[test]
    fn an_hour_left_out_is_when_the_clocks_go_forward() -> Result<(), String> {
        let zone: Zone = "Europe/Berlin".parse()?;
        let forward = zone.utc(moment("2026-03-29T02:30"));
        assert_eq!(zone.local(forward), moment("2026-03-29T03:00"));
        Ok(())
    }
}
