//! A regulation as native functions, for tests without the sandbox.

use crate::Regulation;
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};

/// The four functions of the contract, compiled for this machine.
#[derive(Clone, Copy, Debug)]
pub struct Native {
    /// Describes the regulation.
    pub describe: fn() -> Manifest,
    /// Checks a filing.
    pub validate: fn(Matter) -> Result<Check, Fault>,
    /// Describes the steps and effects of a matter.
    pub route: fn(Matter) -> Result<Route, Fault>,
    /// Assesses a subject over a period.
    pub assess: fn(Ledger) -> Result<Assessment, Fault>,
}

/// The native functions of a regulation.
#[must_use]
pub fn native<R: Regulation>() -> Native {
    Native {
        describe: crate::describe::<R>,
        validate: crate::validate::<R>,
        route: crate::route::<R>,
        assess: crate::assess::<R>,
    }
}
