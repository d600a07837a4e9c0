//! Waiting for what should come. Nothing else of the tests sleeps: a test waits for a condition, never for a time.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// So long a test waits for what should come, on a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// The pause between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// Looks again and again until something is there, and gives it.
///
/// # Errors
/// If it does not come, or looking fails.
pub async fn found<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        ensure!(began.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        tokio::time::sleep(LOOK).await;
    }
}

/// Looks until a condition holds or the time is over: whether it did, for whoever says in words of their own that it did not.
///
/// # Errors
/// If looking fails.
pub async fn within(limit: Duration, mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<bool> {
    let began = Instant::now();
    loop {
        if holds().await? {
            return Ok(true);
        }
        if began.elapsed() >= limit {
            return Ok(false);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Waits until a condition holds.
///
/// # Errors
/// If it never does, or looking fails.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    found(what, async || Ok(holds().await?.then_some(()))).await
}

/// The same without a pause between two looks, for what passes quickly.
///
/// # Errors
/// If it never holds, or looking fails.
pub async fn closely(what: &str, mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    let began = Instant::now();
    while !holds().await? {
        ensure!(began.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// The same where nothing else runs on the thread.
///
/// # Errors
/// If it never holds, or looking fails.
pub fn until_blocking(what: &str, mut holds: impl FnMut() -> Result<bool>) -> Result<()> {
    let began = Instant::now();
    while !holds()? {
        ensure!(began.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        std::thread::sleep(LOOK);
    }
    Ok(())
}

/// Does something at a pace, as a slow sender does, until it says that it is over.
///
/// # Errors
/// If it never is, or fails.
pub async fn paced(pace: Duration, mut over: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    let (began, mut clock) = (Instant::now(), tokio::time::interval(pace));
    loop {
        clock.tick().await;
        if over().await? {
            return Ok(());
        }
        ensure!(began.elapsed() < PATIENCE, "not over within {PATIENCE:?}");
    }
}
