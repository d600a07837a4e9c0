//! The engine: one for the process, with its settings, its clock and its cache.

use crate::{Limits, LoadError};
use std::{
    path::Path,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};
use wasmtime::{Config, InstanceAllocationStrategy, PoolingAllocationConfig};

/// How often the clock that ends calls moves on.
pub const TICK: Duration = Duration::from_millis(5);
/// Kept ready per instance instead of being given back: more than the memory of a regulation built with our SDK.
const RESIDENT: usize = 2 << 20;

/// Compiles and runs regulations; one for the process.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) engine: wasmtime::Engine,
    pub(crate) limits: Limits,
    pub(crate) cache: Option<Arc<Path>>,
    pub(crate) measures: bool,
    pub(crate) compiled: Arc<AtomicU64>,
}

impl Engine {
    /// An engine with these limits; compiled components are kept in `cache`.
    ///
    /// # Errors
    /// If this machine lacks what the settings need.
    pub fn new(limits: Limits, cache: Option<&Path>) -> Result<Self, LoadError> {
        Self::with(limits, cache, false)
    }

    /// An engine that counts what each call costs, for whoever writes a regulation; counting makes calls slower.
    ///
    /// # Errors
    /// If this machine lacks what the settings need.
    pub fn measuring(limits: Limits) -> Result<Self, LoadError> {
        Self::with(limits, None, true)
    }

    fn with(limits: Limits, cache: Option<&Path>, measures: bool) -> Result<Self, LoadError> {
        let engine = wasmtime::Engine::new(&settings(limits, measures))
            .map_err(|error| LoadError::Compile(format!("{error:#}")))?;
        let ticking = engine.weak();
        std::thread::Builder::new()
            .name("sandbox-clock".to_owned())
            .spawn(move || {
                while let Some(engine) = ticking.upgrade() {
                    engine.increment_epoch();
                    drop(engine);
                    std::thread::sleep(TICK);
                }
            })
            .map_err(LoadError::Cache)?;
        Ok(Self { engine, limits, cache: cache.map(Arc::from), measures, compiled: Arc::default() })
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Does something with each of several packages, on as many of the machine's cores as there are, but never with more at once
    /// than may be called at once.
    pub fn on_all_cores<T: Sync, R: Send>(&self, packages: &[T], does: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let cores = cores.min(self.limits.concurrent_calls as usize).max(1);
        let share = packages.len().div_ceil(cores).max(1);
        std::thread::scope(|scope| {
            let all = |part: &'_ [T]| part.iter().map(&does).collect::<Vec<_>>();
            let parts = packages.chunks(share).map(|part| (part, scope.spawn(move || all(part))));
            let parts = parts.collect::<Vec<_>>();
            // Whoever panicked is asked again, here.
            parts.into_iter().flat_map(|(part, doing)| doing.join().unwrap_or_else(|_| all(part))).collect()
        })
    }
}

/// Why: `docs/decisions/0019-sandbox-settings.md`.
fn settings(limits: Limits, measures: bool) -> Config {
    let mut pooling = PoolingAllocationConfig::new();
    pooling
        .max_memory_size(limits.memory_bytes)
        .linear_memory_keep_resident(RESIDENT.min(limits.memory_bytes))
        .table_keep_resident(64 << 10)
        .total_memories(limits.concurrent_calls)
        .total_tables(limits.concurrent_calls)
        // A component of an interpreter is made of many modules; only memories and tables take room ahead of calls.
        .total_core_instances(limits.concurrent_calls * 64)
        .total_component_instances(limits.concurrent_calls);
    let mut config = Config::new();
    config
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pooling))
        .concurrency_support(false)
        .epoch_interruption(true)
        .consume_fuel(measures)
        // No fault says where in the code it was: without the map, what is compiled is smaller and loads sooner.
        .generate_address_map(false)
        .max_wasm_stack(512 << 10);
    config
}
