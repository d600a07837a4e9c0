//! Times of calls, their ratios, and the targets that ratios have to meet.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// Calls that are not counted.
const WARMING: usize = 500;
/// Calls that are counted.
const COUNTED: usize = 5000;

/// The median time of each of these calls. They are made in turn, so that what slows the machine down meets all of them.
pub fn medians<const N: usize>(mut calls: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times = [(); N].map(|()| Vec::with_capacity(COUNTED));
    for round in 0..WARMING + COUNTED {
        for (call, times) in calls.iter_mut().zip(&mut times) {
            let started = Instant::now();
            call();
            if round >= WARMING {
                times.push(started.elapsed());
            }
        }
    }
    times.map(middle)
}

/// The median of some times; zero if there are none.
pub fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How many times as long as `b` something took.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// Ratios that were measured, each with the greatest that is accepted.
#[derive(Default)]
pub struct Targets {
    missed: Vec<String>,
}

impl Targets {
    /// Notes a ratio; the text says both.
    pub fn at_most(&mut self, most: f64, what: &str, ratio: f64) -> String {
        let text = format!("{what} {ratio:.2} (at most {most})");
        if ratio > most {
            self.missed.push(text.clone());
        }
        text
    }

    /// Whether all were met.
    ///
    /// # Errors
    /// If one was not.
    pub fn met(self) -> Result<()> {
        ensure!(self.missed.is_empty(), "missed: {}", self.missed.join("; "));
        Ok(())
    }
}
