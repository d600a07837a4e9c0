//! The one adapter of every earlier contract: a component is called by its own types.
//!
//! What a component was built for says less than the current contract, and nothing else: a field or a case that is there means
//! what it always meant ([the promise](../../../../sdk/wit/PROMISE.md)). So a value crosses by names. `guiju_model::reflected`
//! writes it into the component's types and reads the answer; what the component does not know is left out, and what it could
//! not say has its default. What differs beyond names is translated by [`Contract::translated`](super::Contract::translated).
//!
//! The current contract crosses by typed functions, which are faster.

use guiju_model::reflected::{Mismatch, Reflected, Version};
use thiserror::Error;
use wasmtime::{
    AsContextMut,
    component::{ComponentNamedList, Func, Lower, Type, Val, types::ComponentFunc},
};

/// How much more an answer may cost when its values are lifted by name: each number then takes the room of a [`Val`], and each
/// field that of its name.
pub const BY_NAME: usize = 4;

/// What a function of the contract is given: nothing, or one value.
pub trait Given: ComponentNamedList + Lower {
    /// Compares the types of a function's parameters with those of the contract of this version.
    fn matches(parameters: &[Type], contract: Version) -> Result<(), Mismatch>;

    /// The parameters in the function's own types.
    fn lowered(&self, parameters: &[Type]) -> Result<Vec<Val>, Mismatch>;
}

impl Given for () {
    fn matches(parameters: &[Type], _: Version) -> Result<(), Mismatch> {
        counted(parameters.len(), 0)
    }

    fn lowered(&self, _: &[Type]) -> Result<Vec<Val>, Mismatch> {
        Ok(Vec::new())
    }
}

impl<T: Reflected> Given for (&T,)
where
    Self: ComponentNamedList + Lower,
{
    fn matches(parameters: &[Type], contract: Version) -> Result<(), Mismatch> {
        counted(parameters.len(), 1)?;
        parameters.iter().try_for_each(|parameter| T::matches(parameter, contract))
    }

    fn lowered(&self, parameters: &[Type]) -> Result<Vec<Val>, Mismatch> {
        parameters.iter().map(|parameter| self.0.lowered(parameter)).collect()
    }
}

fn counted(found: usize, wanted: usize) -> Result<(), Mismatch> {
    if found == wanted { Ok(()) } else { Err(Mismatch::Count { wanted, found }) }
}

/// Compares a function's types with those of the contract of this version.
pub fn check<P: Given, R: Reflected>(function: &ComponentFunc, contract: Version) -> Result<(), Mismatch> {
    P::matches(&parameters(function), contract)?;
    let results = function.results().collect::<Vec<_>>();
    counted(results.len(), 1)?;
    results.iter().try_for_each(|result| R::matches(result, contract))
}

/// The call would have to tell the component something that its contract cannot say.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct Unsayable(pub Mismatch);

/// Calls a function by the types that it has itself.
pub fn call<P: Given, R: Reflected>(mut store: impl AsContextMut, function: &Func, given: &P) -> wasmtime::Result<R> {
    let parameters = parameters(&function.ty(&store));
    let given = given.lowered(&parameters).map_err(|why| wasmtime::Error::new(Unsayable(why)))?;
    // Replaced by the answer.
    let mut answer = [Val::Bool(false)];
    function.call(store.as_context_mut(), &given, &mut answer)?;
    let [answer] = answer;
    R::lifted(answer).map_err(wasmtime::Error::new)
}

fn parameters(function: &ComponentFunc) -> Vec<Type> {
    function.params().map(|(_, parameter)| parameter).collect()
}
