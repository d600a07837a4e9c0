//! Times of calls, and their ratios.

use std::time::{Duration, Instant};

/// The median time of a call.
pub fn median(mut call: impl FnMut()) -> Duration {
    for _ in 0..500 {
        call();
    }
    let timed = |call: &mut dyn FnMut()| {
        let started = Instant::now();
        call();
        started.elapsed()
    };
    let mut times = (0..5000).map(|_| timed(&mut call)).collect::<Vec<_>>();
    times.sort_unstable();
    times[times.len() / 2]
}

/// How many times as long as `b` something took.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
