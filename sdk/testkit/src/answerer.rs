//! A regulation that can be called, natively or in the sandbox.

use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};

/// The four functions of the contract, wherever they run.
pub trait Answerer {
    /// Describes the regulation.
    fn describe(&self) -> Manifest;
    /// Checks a filing.
    ///
    /// # Errors
    /// The reason why there is no answer, in words.
    fn validate(&self, matter: Matter) -> Result<Check, String>;
    /// Describes all steps and effects of a matter.
    ///
    /// # Errors
    /// The reason why there is no answer, in words.
    fn route(&self, matter: Matter) -> Result<Route, String>;
    /// Assesses a subject over a period.
    ///
    /// # Errors
    /// The reason why there is no answer, in words.
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String>;
}

/// A fault as whoever runs cases reads it.
pub fn in_words(fault: Fault) -> String {
    match fault {
        Fault::UnknownForm(form) => format!("no form {form}"),
        Fault::Malformed((path, reason)) => format!("{path} {reason}"),
        Fault::UnknownAssessment(assessed) => format!("no assessment {assessed}"),
    }
}

/// Makes every call twice, because equal calls must have equal answers.
pub struct Twice<'a>(pub &'a dyn Answerer);

impl Twice<'_> {
    fn ask<I: Clone, T: PartialEq>(
        &self,
        function: &str,
        input: I,
        ask: impl Fn(&dyn Answerer, I) -> Result<T, String>,
    ) -> Result<T, String> {
        // What faults or runs out of time is reported as it is, not tried again.
        let first = ask(self.0, input.clone())?;
        let again = ask(self.0, input)?;
        if again == first { Ok(first) } else { Err(format!("{function} answers two equal calls differently")) }
    }
}

impl Answerer for Twice<'_> {
    fn describe(&self) -> Manifest {
        self.0.describe()
    }
    fn validate(&self, matter: Matter) -> Result<Check, String> {
        self.ask("validate", matter, |regulation, matter| regulation.validate(matter))
    }
    fn route(&self, matter: Matter) -> Result<Route, String> {
        self.ask("route", matter, |regulation, matter| regulation.route(matter))
    }
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String> {
        self.ask("assess", ledger, |regulation, ledger| regulation.assess(ledger))
    }
}

#[cfg(feature = "sandbox")]
impl Answerer for guiju_engine::Loaded {
    fn describe(&self) -> Manifest {
        self.manifest().clone()
    }
    fn validate(&self, matter: Matter) -> Result<Check, String> {
        Self::validate(self, &matter).map_err(|fault| fault.to_string())
    }
    fn route(&self, matter: Matter) -> Result<Route, String> {
        Self::route(self, &matter).map_err(|fault| fault.to_string())
    }
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String> {
        Self::assess(self, &ledger).map_err(|fault| fault.to_string())
    }
}
