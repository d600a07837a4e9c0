//! A regulation as plain functions, for tests that call it without the sandbox.

use crate::Regulation;
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};

/// The four functions of the contract.
#[derive(Clone, Copy, Debug)]
pub struct Native {
    /// What it is.
    pub describe: fn() -> Manifest,
    /// All that is wrong.
    pub validate: fn(Matter) -> Result<Check, Fault>,
    /// The whole way.
    pub route: fn(Matter) -> Result<Route, Fault>,
    /// Penalties and duties.
    pub assess: fn(Ledger) -> Result<Assessment, Fault>,
}

/// The functions of a regulation.
#[must_use]
pub fn native<R: Regulation>() -> Native {
    Native {
        describe: crate::describe::<R>,
        validate: crate::validate::<R>,
        route: crate::route::<R>,
        assess: crate::assess::<R>,
    }
}
