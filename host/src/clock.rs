//! The server's local time, which a demonstration or a test may set.

use chrono::{Local, Timelike};
use guiju_model::{Date, Moment};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock that runs with the machine's, ahead or behind by an offset.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    /// The machine's local time.
    fn system() -> Moment {
        let now = Local::now().naive_local();
        let date = chrono::Datelike::num_days_from_ce(&now.date()) - 719_163;
        Moment(Date(date).at(0).0 + i64::from(now.num_seconds_from_midnight()))
    }

    /// Local time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        Moment(Self::system().0 + self.0.load(Ordering::Relaxed))
    }

    /// Lets the clock run on from this moment.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.0 - Self::system().0, Ordering::Relaxed);
    }

    /// Runs with the machine again.
    pub fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}
