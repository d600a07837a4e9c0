//! What it costs, as ratios within one run and times that are only printed: `cargo xtask bench [engine|http|month|rehearsal|process]`.

mod engine;
mod http;
mod inputs;
mod month;
mod process;
mod rehearsal;

use anyhow::Result;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The median time of a call.
fn median(mut call: impl FnMut()) -> Duration {
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

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn main() -> Result<()> {
    let wanted = std::env::args().nth(1);
    let wants = |name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    if wants("engine") {
        engine::run()?;
    }
    if wants("http") {
        http::run()?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if wants("month") {
        runtime.block_on(month::run())?;
    }
    if wants("rehearsal") {
        runtime.block_on(rehearsal::run())?;
    }
    if wants("process") {
        runtime.block_on(process::run())?;
    }
    Ok(())
}
