//! 一（三）: which punches of a day open and close a session.

use crate::parameters::Numbers;
use guiju_sdk::{model::Session, prelude::*};

/// A punch with its record.
pub type Punched = (Moment, u64);

/// The punches that open and close a session.
pub struct Bounds {
    pub came: Option<Punched>,
    pub left: Option<Punched>,
}

/// Punches a few minutes apart are one: the first of them counts for coming, the last for leaving.
#[derive(Clone, Copy)]
struct Once {
    first: Punched,
    last: Punched,
}

impl Once {
    fn all(punches: &[Punched], apart: i64) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for punch in punches {
            match all.last_mut() {
                Some(one) if (punch.0.0 - one.last.0.0) / 60 < apart => one.last = *punch,
                _ => all.push(Self { first: *punch, last: *punch }),
            }
        }
        all
    }

    /// For coming to a session: after its end nobody comes to it.
    fn comes(self, session: Session) -> Option<Punched> {
        (self.first.0.minutes() < session.end).then_some(self.first)
    }

    /// For leaving a session: before its begin nobody leaves it.
    fn leaves(self, session: Session) -> Option<Punched> {
        (self.last.0.minutes() > session.start).then_some(self.last)
    }
}

impl Bounds {
    /// With two punches a day the first opens the morning and the last closes the afternoon, unless the session stands alone: then both
    /// belong to it.
    pub fn of(
        half_day: HalfDay,
        session: Session,
        day: &[(HalfDay, Session)],
        punches: &[Punched],
        is_alone: bool,
        numbers: &Numbers,
    ) -> Self {
        let all = Once::all(punches, numbers.double_punch);
        if numbers.punches_per_day < 4 && !is_alone {
            return Self::of_two(half_day, session, day, &all);
        }
        // Each session has its own: between halfway from the session before and halfway to the one after.
        let earlier = day.iter().filter(|(other, _)| *other < half_day).map(|(_, one)| (one.end + session.start) / 2);
        let later = day.iter().filter(|(other, _)| *other > half_day).map(|(_, one)| (session.end + one.start) / 2);
        let within = earlier.max().unwrap_or(0)..=later.min().unwrap_or(24 * 60);
        let mine = all.iter().filter(|one| within.contains(&one.first.0.minutes())).collect::<Vec<_>>();
        match mine.as_slice() {
            [] => Self { came: None, left: None },
            [one] if one.first.0.minutes() <= (session.start + session.end) / 2 => {
                Self { came: Some(one.first), left: None }
            }
            [one] => Self { came: None, left: Some(one.last) },
            [first, .., last] => Self { came: first.comes(session), left: last.leaves(session) },
        }
    }

    fn of_two(half_day: HalfDay, session: Session, day: &[(HalfDay, Session)], all: &[Once]) -> Self {
        let morning_ends = day.first().map_or(720, |(_, one)| one.end);
        let afternoon_begins = day.last().map_or(720, |(_, one)| one.start);
        let is_morning = half_day.half == Half::Am;
        match all {
            [] => Self { came: None, left: None },
            [one] => {
                // A single punch stands for the session it is nearer to; the other has none.
                let in_morning = i64::from(one.first.0.minutes()) < i64::from(morning_ends + afternoon_begins) / 2;
                Self {
                    came: (is_morning && in_morning).then_some(one.first),
                    left: one.leaves(session).filter(|_| !is_morning && !in_morning),
                }
            }
            [first, .., last] if is_morning => {
                // Who has gone home before the afternoon began closes the morning.
                let is_gone = last.last.0.minutes() < afternoon_begins;
                Self { came: first.comes(session), left: last.leaves(session).filter(|_| is_gone) }
            }
            [first, .., last] => {
                let came = first.first.0.minutes() > morning_ends || first.first.0.minutes() >= session.start;
                Self { came: first.comes(session).filter(|_| came), left: last.leaves(session) }
            }
        }
    }
}
