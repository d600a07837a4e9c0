//! Times of calls, their ratios, and the targets that ratios have to meet.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// How often each call is made before the next one has its turn.
const BLOCK: usize = 500;
/// Blocks of each call that are counted; the first block of all warms up and is not.
const BLOCKS: usize = 10;

/// The median time of each of these calls. They are made in blocks and in turn: within a block a call finds what it needs near
/// the processor, and what slows the machine down for a while meets all of them.
pub fn medians<const N: usize>(mut calls: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times = [(); N].map(|()| Vec::with_capacity(BLOCK * BLOCKS));
    for block in 0..=BLOCKS {
        for (call, times) in calls.iter_mut().zip(&mut times) {
            for _ in 0..BLOCK {
                let started = Instant::now();
                call();
                if block > 0 {
                    times.push(started.elapsed());
                }
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
