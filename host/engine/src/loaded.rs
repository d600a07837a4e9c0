//! A loaded regulation: checked, compiled, described, ready to be called.

use crate::{
    CallFault, Cost, Engine, FaultKind, LoadError, cache,
    call::{Called, Caller},
    check,
    citations::{Cites, Clauses},
    contract::{
        Contract,
        adapter::{self, Given},
    },
    shape, wasi,
};
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route, reflected::Reflected};
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};
use wasmtime::{
    Store,
    component::{Component, ComponentExportIndex, Instance, InstancePre, Lift, Linker},
};

/// A regulation that is ready to be called.
pub struct Loaded {
    engine: Engine,
    pre: InstancePre<Caller>,
    exports: Exports,
    contract: Contract,
    manifest: Manifest,
    clauses: Clauses,
    digest: String,
    slow: AtomicBool,
    validated: AtomicU64,
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

impl Engine {
    /// Checks size, complexity, validity, imports and exports of a component, without compiling it.
    ///
    /// # Errors
    /// The first reason for which it is not accepted.
    pub fn examine(&self, bytes: &[u8]) -> Result<(), LoadError> {
        shape::check(bytes, &self.limits)
    }

    /// The number of components that this engine has compiled, rather than taken from the cache.
    #[must_use]
    pub fn compiled(&self) -> u64 {
        self.compiled.load(Ordering::Relaxed)
    }

    /// Checks a component, compiles it or takes it from the cache, and calls `describe`.
    ///
    /// # Errors
    /// The component is not accepted. A manifest that does not hold together is refused with all reasons.
    pub fn load(&self, bytes: &[u8]) -> Result<Loaded, LoadError> {
        let digest = guiju_package::digest(bytes);
        let component = cache::load(self, bytes, &digest)?;
        let contract = Contract::of(&self.engine, &component)?;
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
            validated: AtomicU64::new(0),
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
}

fn export(component: &Component, name: &str) -> Result<ComponentExportIndex, LoadError> {
    component
        .get_export_index(None, name)
        .ok_or_else(|| LoadError::Contract { ours: Contract::OURS, why: format!("it does not export {name}") })
}

type Answer<T> = Result<T, Fault>;

impl Loaded {
    /// The manifest that it declares.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whether it speaks the contract of this host, without an adapter.
    #[must_use]
    pub const fn speaks_current(&self) -> bool {
        self.contract.earlier().is_none()
    }

    /// The full name of the contract that it speaks.
    #[must_use]
    pub const fn contract(&self) -> &'static str {
        self.contract.name()
    }

    /// Stores the compiled code in the cache, so that a restart need not compile again.
    ///
    /// # Errors
    /// The cache cannot be written.
    pub fn remember(&self) -> Result<(), LoadError> {
        let Some(folder) = &self.engine.cache else { return Ok(()) };
        cache::remember(&self.engine.engine, folder, self.pre.component(), &self.digest)
    }

    /// Calls `describe`.
    fn describe(&self) -> Result<Manifest, CallFault> {
        let manifest = self.call::<_, Manifest>("describe", self.exports.describe, 0, ())?;
        Ok(self.contract.translated(manifest))
    }

    /// Whether a call has ever used up its time. Such a regulation is not called where others would have to wait for it.
    #[must_use]
    pub fn slow(&self) -> bool {
        self.slow.load(Ordering::Relaxed)
    }

    /// How many filings it was asked to check.
    #[must_use]
    pub fn validated(&self) -> u64 {
        self.validated.load(Ordering::Relaxed)
    }

    /// Waits for a turn among the calls of this regulation. A slow one is called in turns, so that it never has more than one of
    /// the machine's cores.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The costs of the calls so far, if the engine measures them.
    #[must_use]
    pub fn costs(&self) -> Vec<Cost> {
        self.costs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The digest of the component.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Checks a filing.
    ///
    /// # Errors
    /// The call faults, or the answer cites an unknown clause.
    pub fn validate(&self, matter: &Matter) -> Result<Check, CallFault> {
        self.validated.fetch_add(1, Ordering::Relaxed);
        self.cited(
            "validate",
            self.call::<_, Answer<Check>>("validate", self.exports.validate, matter.facts.now, (matter,))?,
        )
    }

    /// Describes all steps and effects of a matter.
    ///
    /// # Errors
    /// The call faults, or the answer cites an unknown clause.
    pub fn route(&self, matter: &Matter) -> Result<Route, CallFault> {
        self.cited("route", self.call::<_, Answer<Route>>("route", self.exports.route, matter.facts.now, (matter,))?)
    }

    /// Assesses a subject over a period.
    ///
    /// # Errors
    /// The call faults, or the answer cites an unknown clause.
    pub fn assess(&self, ledger: &Ledger) -> Result<Assessment, CallFault> {
        self.cited(
            "assess",
            self.call::<_, Answer<Assessment>>("assess", self.exports.assess, ledger.facts.now, (ledger,))?,
        )
    }

    /// Checks that the exports have the types of the contract that it speaks.
    fn typechecks(&self) -> Result<(), LoadError> {
        let mut store = self.engine.store(0);
        let instance = self.pre.instantiate(&mut store).map_err(|error| self.wrong(format!("{error:#}")))?;
        let exports = self.exports;
        self.typecheck::<(), Manifest>(&mut store, &instance, exports.describe)?;
        self.typecheck::<(&Matter,), Answer<Check>>(&mut store, &instance, exports.validate)?;
        self.typecheck::<(&Matter,), Answer<Route>>(&mut store, &instance, exports.route)?;
        self.typecheck::<(&Ledger,), Answer<Assessment>>(&mut store, &instance, exports.assess)
    }

    fn typecheck<P, R>(
        &self,
        store: &mut Store<Caller>,
        instance: &Instance,
        export: ComponentExportIndex,
    ) -> Result<(), LoadError>
    where
        P: Given,
        R: Lift + Reflected + 'static,
    {
        let Some(version) = self.contract.earlier() else {
            let typed = instance.get_typed_func::<P, (R,)>(store, export);
            return typed.map(drop).map_err(|error| self.wrong(format!("{error:#}")));
        };
        let function = instance.get_func(&mut *store, export);
        let function = function.ok_or_else(|| self.wrong("one of its functions is no function".to_owned()))?;
        adapter::check::<P, R>(&function.ty(&*store), version).map_err(|why| self.wrong(why.to_string()))
    }

    fn wrong(&self, why: String) -> LoadError {
        LoadError::Contract { ours: self.contract.name(), why }
    }

    fn call<P, R>(
        &self,
        function: &'static str,
        export: ComponentExportIndex,
        now: i64,
        input: P,
    ) -> Result<R, CallFault>
    where
        P: Given,
        R: Lift + Reflected + 'static,
    {
        let called = Called { function, export, now };
        let (answer, cost) = if self.contract.earlier().is_some() {
            self.engine.call_by_name(&self.pre, called, &input)
        } else {
            // SAFETY: before the first call `typechecks` has compared the types of every export with those asked for above.
            let (answer, cost) = unsafe { self.engine.call::<P, (R,)>(&self.pre, called, input) };
            (answer.map(|(answer,)| answer), cost)
        };
        if let Some(cost) = cost {
            self.costs.lock().unwrap_or_else(PoisonError::into_inner).push(cost);
        }
        answer.map_err(|kind| self.fault(function, kind))
    }

    /// The fault of a route with an effect that cannot take place, for this reason.
    #[must_use]
    pub fn answered_no_effect(&self, why: String) -> CallFault {
        self.fault("route", FaultKind::NoEffect(why))
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

    fn cited<T: Cites>(&self, function: &'static str, answer: Answer<T>) -> Result<T, CallFault> {
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
