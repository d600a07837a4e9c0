//! A call: natively, by bare wasmtime with the same settings, and by our engine. And loading, compiled and from the cache.

use crate::{
    inputs,
    measure::{Targets, medians, ratio},
};
use anyhow::Result;
use guiju_engine::{Engine, Limits};
use guiju_model::{Assessment, Check, Date, Fault, Ledger, Matter, Route};
use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};
use wasmtime::{
    Config, InstanceAllocationStrategy, PoolingAllocationConfig, Store,
    component::{Component, ComponentExportIndex, InstancePre, Linker},
};

/// Bare wasmtime with the settings that our engine has, and nothing around it.
struct Bare {
    engine: wasmtime::Engine,
    pre: InstancePre<()>,
    validate: ComponentExportIndex,
    route: ComponentExportIndex,
    assess: ComponentExportIndex,
}

type Answer<T> = (Result<T, Fault>,);

impl Bare {
    fn new(bytes: &[u8]) -> wasmtime::Result<Self> {
        let mut pooling = PoolingAllocationConfig::new();
        pooling
            .linear_memory_keep_resident(2 << 20)
            .table_keep_resident(64 << 10)
            .max_memory_size(64 << 20)
            .total_memories(16);
        let mut config = Config::new();
        config
            .allocation_strategy(InstanceAllocationStrategy::Pooling(pooling))
            .concurrency_support(false)
            .epoch_interruption(true);
        let engine = wasmtime::Engine::new(&config)?;
        let component = Component::from_binary(&engine, bytes)?;
        let export =
            |name: &str| component.get_export_index(None, name).ok_or_else(|| wasmtime::Error::msg(name.to_owned()));
        let (validate, route, assess) = (export("validate")?, export("route")?, export("assess")?);
        let pre = Linker::new(&engine).instantiate_pre(&component)?;
        Ok(Self { engine, pre, validate, route, assess })
    }

    fn matter<T: wasmtime::component::Lift + 'static>(
        &self,
        export: ComponentExportIndex,
        matter: &Matter,
    ) -> wasmtime::Result<T>
    where
        (T,): wasmtime::component::ComponentNamedList + wasmtime::component::Lift,
    {
        let mut store = Store::new(&self.engine, ());
        store.set_epoch_deadline(100);
        let instance = self.pre.instantiate(&mut store)?;
        let function = instance.get_typed_func::<(&Matter,), (T,)>(&mut store, export)?;
        Ok(function.call(&mut store, (matter,))?.0)
    }

    fn assess(&self, ledger: &Ledger) -> wasmtime::Result<Answer<Assessment>> {
        let mut store = Store::new(&self.engine, ());
        store.set_epoch_deadline(100);
        let instance = self.pre.instantiate(&mut store)?;
        let function = instance.get_typed_func::<(&Ledger,), Answer<Assessment>>(&mut store, self.assess)?;
        function.call(&mut store, (ledger,))
    }
}

fn load_all(cache: &Path) -> Result<(Duration, usize)> {
    let packages =
        fs::read_dir("target/regulations")?.flatten().map(|e| fs::read(e.path())).collect::<Result<Vec<_>, _>>()?;
    let engine = Engine::new(Limits::default(), Some(cache))?;
    let started = Instant::now();
    let loaded =
        engine.on_all_cores(&packages, |bytes| engine.load(bytes)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let took = started.elapsed();
    loaded.iter().try_for_each(guiju_engine::Loaded::remember)?;
    Ok((took, loaded.len()))
}

/// Runs and prints.
pub fn run() -> Result<()> {
    let now: Date = "2026-03-02".parse().map_err(|why| anyhow::anyhow!("{why}"))?;
    let cache = tempfile::tempdir()?;
    let (cold, regulations) = load_all(cache.path())?;
    let mut warm = (0..9).map(|_| load_all(cache.path()).map(|(time, _)| time)).collect::<Result<Vec<_>>>()?;
    warm.sort_unstable();
    println!(
        "load {regulations} regulations: compiled {cold:.1?}, from the cache {:.1?} (target 10 ms)",
        warm[warm.len() / 2]
    );

    let bytes = fs::read("target/regulations/attendance.wasm")?;
    let engine = Engine::new(Limits::default(), Some(cache.path()))?;
    let sandbox = engine.load(&bytes)?;
    let bare = Bare::new(&bytes).map_err(|why| anyhow::anyhow!("{why:#}"))?;
    let native = guiju_sdk::native::native::<regulation_attendance::Attendance>();
    let (matter, ledger) = (inputs::leave(now, sandbox.manifest()), inputs::month(now, sandbox.manifest()));
    let natively = (native.validate)(matter.clone()).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
    anyhow::ensure!(sandbox.validate(&matter)? == natively, "the sandbox answers as natively");
    let natively = (native.assess)(ledger.clone()).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
    anyhow::ensure!(sandbox.assess(&ledger)? == natively, "the sandbox assesses as natively");
    anyhow::ensure!(!natively.figures.is_empty(), "the month has figures");

    let mut targets = Targets::default();
    let [one, by_bare, ours] = medians([
        &mut || {
            let _ = black_box((native.validate)(black_box(matter.clone())));
            let _ = black_box((native.route)(black_box(matter.clone())));
        },
        &mut || {
            let _ = black_box(bare.matter::<Result<Check, Fault>>(bare.validate, &matter));
            let _ = black_box(bare.matter::<Result<Route, Fault>>(bare.route, &matter));
        },
        &mut || {
            let _ = black_box(sandbox.validate(&matter));
            let _ = black_box(sandbox.route(&matter));
        },
    ]);
    println!(
        "leave, validate and route: native {one:.1?}, bare wasmtime {by_bare:.1?}, ours {ours:.1?}; ours / native {:.1}, {}",
        ratio(ours, one),
        targets.at_most(1.0, "ours / bare", ratio(ours, by_bare))
    );
    let [one, by_bare, ours] = medians([
        &mut || drop(black_box((native.assess)(black_box(ledger.clone())))),
        &mut || drop(black_box(bare.assess(&ledger))),
        &mut || drop(black_box(sandbox.assess(&ledger))),
    ]);
    println!(
        "month of {} punches: native {one:.1?}, bare wasmtime {by_bare:.1?}, ours {ours:.1?}; {}, {}",
        ledger.facts.known.iter().map(|known| known.entries.len()).sum::<usize>(),
        targets.at_most(4.0, "ours / native", ratio(ours, one)),
        targets.at_most(1.3, "ours / bare", ratio(ours, by_bare))
    );
    targets.met()
}
