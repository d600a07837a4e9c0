//! One call: a fresh instance under the limits, gone with its memory when the call returns.

use crate::{
    Engine, FaultKind,
    contract::adapter::{self, Given, Unsayable},
    engine::TICK,
    wasi,
};
use guiju_model::reflected::Reflected;
use std::time::{Duration, Instant};
use wasmtime::{
    Error, ResourceLimiter, Store, Trap,
    component::{ComponentExportIndex, ComponentNamedList, Func, InstancePre, Lift, Lower, TypedFunc},
};

/// Fuel of a call whose cost is counted; time ends it long before.
const FULL: u64 = u64::MAX / 2;

/// The cost of a call.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The name of the function that was called.
    pub function: &'static str,
    /// The time that the call took.
    pub time: Duration,
    /// The memory that the instance had at the end, in bytes.
    pub memory_bytes: usize,
    /// The fuel that was used: about one for each instruction, the same for equal calls.
    pub fuel: u64,
}

/// Which function is called, and when.
#[derive(Clone, Copy)]
pub struct Called {
    /// The name of the function.
    pub function: &'static str,
    /// Its place in the component.
    pub export: ComponentExportIndex,
    /// The moment that the call tells, in seconds since 1970 on the office's own clock.
    pub now: i64,
}

/// The state of a call: its memory, and what it can know of time and chance.
pub struct Caller {
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
    /// What an instance of a call made at this time lives in.
    pub(crate) fn store(&self, now: i64) -> Store<Caller> {
        let limits = self.limits;
        let (memory_bytes, moment) = (limits.memory_bytes, wasi::Moment::of(now));
        let mut store = Store::new(&self.engine, Caller { memory_bytes, used_bytes: 0, denied: false, moment });
        store.limiter(|caller| caller);
        store.set_epoch_deadline(limits.call_milliseconds.div_ceil(TICK.as_millis() as u64) + 1);
        store.set_hostcall_fuel(limits.output_bytes);
        if self.measures {
            // Refused only by an engine that does not count.
            let _ = store.set_fuel(FULL);
        }
        store
    }

    /// Calls a function of the current contract; what it cost, if the engine measures.
    ///
    /// # Safety
    /// The function takes `P` and returns `R`.
    pub(crate) unsafe fn call<P, R>(
        &self,
        pre: &InstancePre<Caller>,
        called: Called,
        input: P,
    ) -> (Result<R, FaultKind>, Option<Cost>)
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift + 'static,
    {
        self.run(pre, called, self.store(called.now), |store, function| {
            // SAFETY: whoever calls this knows the types.
            unsafe { TypedFunc::<P, R>::new_unchecked(function) }.call(store, input)
        })
    }

    /// Calls a function of an earlier contract by the types that it has itself; what it cost, if the engine measures.
    pub(crate) fn call_by_name<P: Given, R: Reflected>(
        &self,
        pre: &InstancePre<Caller>,
        called: Called,
        input: &P,
    ) -> (Result<R, FaultKind>, Option<Cost>) {
        let mut store = self.store(called.now);
        store.set_hostcall_fuel(self.limits.output_bytes.saturating_mul(adapter::BY_NAME));
        self.run(pre, called, store, |store, function| adapter::call(store, &function, input))
    }

    fn run<R>(
        &self,
        pre: &InstancePre<Caller>,
        Called { function, export, .. }: Called,
        mut store: Store<Caller>,
        call: impl FnOnce(&mut Store<Caller>, Func) -> wasmtime::Result<R>,
    ) -> (Result<R, FaultKind>, Option<Cost>) {
        let begun = self.measures.then(Instant::now);
        let called = pre.instantiate(&mut store).and_then(|instance| {
            let function = instance.get_func(&mut store, export).ok_or_else(|| Error::msg("no such export"))?;
            call(&mut store, function)
        });
        let cost = begun.map(|begun| {
            let (time, left) = (begun.elapsed(), store.get_fuel().unwrap_or_default());
            Cost { function, time, memory_bytes: store.data().used_bytes, fuel: FULL - left }
        });
        (called.map_err(|error| self.kind(&error, store.data().denied)), cost)
    }

    fn kind(&self, error: &Error, denied: bool) -> FaultKind {
        let limits = &self.limits;
        if denied {
            return FaultKind::OutOfMemory(limits.memory_bytes);
        }
        if let Some(asked) = error.downcast_ref::<wasi::NotThere>() {
            return FaultKind::Asked(asked.0.clone());
        }
        if let Some(Unsayable(why)) = error.downcast_ref::<Unsayable>() {
            return FaultKind::Unsayable(why.to_string());
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
}
