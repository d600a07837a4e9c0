//! The process's engine, a loaded regulation, a call.

use crate::{
    CallFault, FaultKind, Limits, LoadError, cache, check,
    citations::{Cites, Clauses},
    contract::{Contract, v0_1},
    wasi,
};
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};
use std::{
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use wasmtime::{
    Config, Enabled, PoolingAllocationConfig, ResourceLimiter, Store, Trap,
    component::{Component, ComponentExportIndex, ComponentNamedList, InstancePre, Lift, Linker, Lower, TypedFunc},
};

/// How often the clock that ends calls moves on.
const TICK: Duration = Duration::from_millis(5);
/// Fuel of a call whose cost is counted; time ends it long before.
const FULL: u64 = u64::MAX / 2;
/// Kept ready per instance instead of being given back: more than the memory of a regulation built with our SDK.
const RESIDENT: usize = 2 << 20;

/// Compiles and runs regulations; one for the process.
#[derive(Clone, Debug)]
pub struct Engine {
    engine: wasmtime::Engine,
    limits: Limits,
    cache: Option<Arc<Path>>,
    measures: bool,
}

/// What a call cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The function called.
    pub function: &'static str,
    /// How long it took.
    pub time: Duration,
    /// How much memory it had at the end, in bytes.
    pub memory_bytes: usize,
    /// Fuel used: about one for each instruction, the same for the same call.
    pub fuel: u64,
}

/// A regulation ready to be called.
pub struct Loaded {
    engine: Engine,
    pre: InstancePre<Caller>,
    exports: Exports,
    contract: Contract,
    manifest: Manifest,
    clauses: Clauses,
    digest: String,
    slow: AtomicBool,
    turn: Mutex<()>,
    costs: Mutex<Vec<Cost>>,
}

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({})", self.manifest.id, self.manifest.version, &self.digest[..12])
    }
}

#[derive(Clone, Copy)]
struct Exports {
    describe: ComponentExportIndex,
    validate: ComponentExportIndex,
    route: ComponentExportIndex,
    assess: ComponentExportIndex,
}

/// What the host keeps of a call: whether it wanted too much, and what it knows of time and chance.
struct Caller {
    memory_bytes: usize,
    used_bytes: usize,
    denied: bool,
    moment: wasi::Moment,
}

impl AsMut<wasi::Moment> for Caller {
    fn as_mut(&mut self) -> &mut wasi::Moment {
        &mut self.moment
    }
}

impl ResourceLimiter for Caller {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        self.denied |= desired > self.memory_bytes;
        self.used_bytes = self.used_bytes.max(desired);
        Ok(desired <= self.memory_bytes)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= 10_000)
    }
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
        let mut pooling = PoolingAllocationConfig::new();
        pooling
            .max_memory_size(limits.memory_bytes)
            .linear_memory_keep_resident(RESIDENT.min(limits.memory_bytes))
            .table_keep_resident(64 << 10)
            // Where the kernel can say which pages were written (Linux 6.7), only those are put back.
            .pagemap_scan(Enabled::Auto)
            .total_memories(limits.concurrent_calls)
            .total_tables(limits.concurrent_calls)
            // A component of an interpreter is made of many modules; only memories and tables take room ahead of calls.
            .total_core_instances(limits.concurrent_calls * 64)
            .total_component_instances(limits.concurrent_calls);
        let mut config = Config::new();
        config
            .allocation_strategy(wasmtime::InstanceAllocationStrategy::Pooling(pooling))
            .concurrency_support(false)
            .epoch_interruption(true)
            .consume_fuel(measures)
            // No fault says where in the code it was: without the map, what is compiled is smaller and loads sooner.
            .generate_address_map(false)
            .max_wasm_stack(512 << 10);
        let engine = wasmtime::Engine::new(&config).map_err(|error| LoadError::Compile(format!("{error:#}")))?;
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
        Ok(Self { engine, limits, cache: cache.map(Arc::from), measures })
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Checks a component, compiles it (or takes it from the cache) and asks it what it is.
    ///
    /// # Errors
    /// Every reason why it is not accepted.
    pub fn load(&self, bytes: &[u8]) -> Result<Loaded, LoadError> {
        if bytes.len() > self.limits.component_bytes {
            return Err(LoadError::TooLarge { actual: bytes.len(), limit: self.limits.component_bytes });
        }
        if !wasmparser::Parser::is_component(bytes) {
            return Err(LoadError::NotAComponent(begins_as(bytes).to_owned()));
        }
        let digest = guiju_package::digest(bytes);
        let component = cache::load(&self.engine, self.cache.as_deref(), bytes, &digest, &self.limits)?;
        let contract = self.contract(&component)?;
        let exports = Exports {
            describe: export(&component, "describe")?,
            validate: export(&component, "validate")?,
            route: export(&component, "route")?,
            assess: export(&component, "assess")?,
        };
        let compile = |error: wasmtime::Error| LoadError::Compile(format!("{error:#}"));
        let mut linker = Linker::new(&self.engine);
        wasi::define(&mut linker, &component).map_err(compile)?;
        let pre = linker.instantiate_pre(&component).map_err(compile)?;
        let mut loaded = Loaded {
            engine: self.clone(),
            pre,
            exports,
            contract,
            manifest: Manifest { id: "unnamed".to_owned(), version: "?".to_owned(), ..Manifest::default() },
            clauses: Clauses::of(&[]),
            digest,
            slow: AtomicBool::new(false),
            turn: Mutex::default(),
            costs: Mutex::default(),
        };
        loaded.typechecks()?;
        let manifest = loaded.describe()?;
        let faults = check::faults(&manifest);
        if !faults.is_empty() {
            return Err(LoadError::Manifest(faults));
        }
        loaded.clauses = Clauses::of(&manifest.clauses);
        loaded.manifest = manifest;
        Ok(loaded)
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

    /// A regulation may name the contract's types, but nothing that can be called: the contract it speaks. What it asks of
    /// WASI is there, and empty.
    fn contract(&self, component: &Component) -> Result<Contract, LoadError> {
        use wasmtime::component::types::ComponentItem;
        let mut asked = Vec::new();
        let (mut contract, mut other_contract) = (Contract::default(), Vec::new());
        for (name, item) in component.component_type().imports(&self.engine).filter(|(name, _)| !wasi::named(name)) {
            match item.ty {
                ComponentItem::ComponentInstance(instance) => {
                    let callable =
                        instance.exports(&self.engine).any(|(_, item)| !matches!(item.ty, ComponentItem::Type(_)));
                    if callable {
                        asked.push(name.to_owned());
                    } else if name.starts_with("guiju:regulation/") {
                        match Contract::named(name) {
                            Some(named) => contract = named,
                            None => other_contract.push(name.to_owned()),
                        }
                    }
                }
                ComponentItem::Type(_) => {}
                _ => asked.push(name.to_owned()),
            }
        }
        match (asked.is_empty(), other_contract.is_empty()) {
            (true, true) => Ok(contract),
            (true, false) => Err(LoadError::Contract {
                ours: Contract::OURS,
                why: format!("it speaks {}", other_contract.join(", ")),
            }),
            (false, _) => Err(LoadError::Imports(asked)),
        }
    }
}

/// What a file that is no component begins as.
fn begins_as(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'P', b'K', 3, 4, ..] => "it is a zip archive",
        [0x1f, 0x8b, ..] => "it is compressed with gzip",
        [0, b'a', b's', b'm', ..] => "it is a core module, not a component",
        _ => "it does not begin as one",
    }
}

fn export(component: &Component, name: &str) -> Result<ComponentExportIndex, LoadError> {
    component
        .get_export_index(None, name)
        .ok_or_else(|| LoadError::Contract { ours: Contract::OURS, why: format!("it does not export {name}") })
}

type Answer<T> = (Result<T, Fault>,);

impl Loaded {
    /// What it declares.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The contract it speaks.
    #[must_use]
    pub const fn contract(&self) -> &'static str {
        self.contract.name()
    }

    /// Keeps what was compiled, so that a restart need not compile again.
    ///
    /// # Errors
    /// If the cache cannot be written.
    pub fn remember(&self) -> Result<(), LoadError> {
        let Some(folder) = &self.engine.cache else { return Ok(()) };
        cache::remember(&self.engine.engine, folder, self.pre.component(), &self.digest)
    }

    /// Asks it what it is, in the words of the contract it speaks.
    fn describe(&self) -> Result<Manifest, CallFault> {
        let export = self.exports.describe;
        Ok(match self.contract {
            Contract::V1 => self.call::<_, (Manifest,)>("describe", export, 0, ())?.0,
            Contract::V0_1 => self.call::<_, (v0_1::Manifest,)>("describe", export, 0, ())?.0.into(),
        })
    }

    /// Whether it has ever used up its time: then it is not called where it would keep others waiting.
    #[must_use]
    pub fn slow(&self) -> bool {
        self.slow.load(Ordering::Relaxed)
    }

    /// A turn among the calls of this regulation, for one that is slow: it never has more than one of the machine's cores.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the calls so far cost, if the engine measures.
    #[must_use]
    pub fn costs(&self) -> Vec<Cost> {
        self.costs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The digest of its component.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// All that is wrong with a filing.
    ///
    /// # Errors
    /// If the call faults or cites an unknown clause.
    pub fn validate(&self, matter: &Matter) -> Result<Check, CallFault> {
        self.cited(
            "validate",
            self.call::<_, Answer<Check>>("validate", self.exports.validate, matter.facts.now, (matter,))?,
        )
    }

    /// The whole way of a matter.
    ///
    /// # Errors
    /// If the call faults or cites an unknown clause.
    pub fn route(&self, matter: &Matter) -> Result<Route, CallFault> {
        self.cited("route", self.call::<_, Answer<Route>>("route", self.exports.route, matter.facts.now, (matter,))?)
    }

    /// Penalties to propose and duties.
    ///
    /// # Errors
    /// If the call faults or cites an unknown clause.
    pub fn assess(&self, ledger: &Ledger) -> Result<Assessment, CallFault> {
        self.cited(
            "assess",
            self.call::<_, Answer<Assessment>>("assess", self.exports.assess, ledger.facts.now, (ledger,))?,
        )
    }

    /// Whether the exports have the contract's types.
    fn typechecks(&self) -> Result<(), LoadError> {
        let mut store = self.store(0);
        let wrong = |error: wasmtime::Error| LoadError::Contract { ours: Contract::OURS, why: format!("{error:#}") };
        let instance = self.pre.instantiate(&mut store).map_err(wrong)?;
        let exports = self.exports;
        match self.contract {
            Contract::V1 => {
                instance.get_typed_func::<(), (Manifest,)>(&mut store, exports.describe).map_err(wrong)?;
            }
            Contract::V0_1 => {
                instance.get_typed_func::<(), (v0_1::Manifest,)>(&mut store, exports.describe).map_err(wrong)?;
            }
        }
        instance.get_typed_func::<(&Matter,), Answer<Check>>(&mut store, exports.validate).map_err(wrong)?;
        instance.get_typed_func::<(&Matter,), Answer<Route>>(&mut store, exports.route).map_err(wrong)?;
        instance.get_typed_func::<(&Ledger,), Answer<Assessment>>(&mut store, exports.assess).map_err(wrong)?;
        Ok(())
    }

    fn store(&self, now: i64) -> Store<Caller> {
        let limits = self.engine.limits;
        let (memory_bytes, moment) = (limits.memory_bytes, wasi::Moment::of(now));
        let mut store = Store::new(&self.engine.engine, Caller { memory_bytes, used_bytes: 0, denied: false, moment });
        store.limiter(|caller| caller);
        store.set_epoch_deadline(limits.call_milliseconds.div_ceil(TICK.as_millis() as u64) + 1);
        store.set_hostcall_fuel(limits.output_bytes);
        if self.engine.measures {
            // Refused only by an engine that does not count.
            let _ = store.set_fuel(FULL);
        }
        store
    }

    fn call<P, R>(
        &self,
        function: &'static str,
        export: ComponentExportIndex,
        now: i64,
        input: P,
    ) -> Result<R, CallFault>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift + 'static,
    {
        let mut store = self.store(now);
        let begun = self.engine.measures.then(Instant::now);
        let called = self.pre.instantiate(&mut store).and_then(|instance| {
            let function =
                instance.get_func(&mut store, export).ok_or_else(|| wasmtime::Error::msg("no such export"))?;
            // SAFETY: `typechecks` has compared the types of every export of this component before the first call.
            unsafe { TypedFunc::<P, R>::new_unchecked(function) }.call(&mut store, input)
        });
        if let Some(begun) = begun {
            let (time, left) = (begun.elapsed(), store.get_fuel().unwrap_or_default());
            let cost = Cost { function, time, memory_bytes: store.data().used_bytes, fuel: FULL - left };
            self.costs.lock().unwrap_or_else(PoisonError::into_inner).push(cost);
        }
        called.map_err(|error| self.fault(function, self.kind(&error, store.data().denied)))
    }

    fn kind(&self, error: &wasmtime::Error, denied: bool) -> FaultKind {
        let limits = &self.engine.limits;
        if denied {
            return FaultKind::OutOfMemory(limits.memory_bytes);
        }
        if let Some(asked) = error.downcast_ref::<wasi::NotThere>() {
            return FaultKind::Asked(asked.0.clone());
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => FaultKind::OutOfTime(limits.call_milliseconds),
            Some(Trap::StackOverflow) => FaultKind::StackOverflow,
            Some(trap) => FaultKind::Trap(trap.to_string()),
            None => {
                let text = format!("{error:#}");
                if text.contains("fuel allocated for hostcalls") {
                    FaultKind::OutputTooLarge(limits.output_bytes)
                } else {
                    FaultKind::BadAnswer(text)
                }
            }
        }
    }

    fn fault(&self, function: &'static str, kind: FaultKind) -> CallFault {
        if matches!(kind, FaultKind::OutOfTime(_)) {
            self.slow.store(true, Ordering::Relaxed);
        }
        let fault =
            CallFault { regulation: self.manifest.id.clone(), version: self.manifest.version.clone(), function, kind };
        tracing::warn!(%fault, digest = self.digest, "a regulation faulted");
        fault
    }

    fn cited<T: Cites>(&self, function: &'static str, (answer,): Answer<T>) -> Result<T, CallFault> {
        let answer = answer.map_err(|fault| {
            let why = match fault {
                Fault::UnknownForm(form) => format!("it has no form {form}"),
                Fault::Malformed((path, reason)) => format!("{path} {reason}"),
                Fault::UnknownAssessment(assessed) => format!("it has no assessment {assessed}"),
            };
            self.fault(function, FaultKind::Refused(why))
        })?;
        match answer.unknown(&self.clauses) {
            None => Ok(answer),
            Some(clause) => Err(self.fault(function, FaultKind::UnknownClause(clause))),
        }
    }
}
