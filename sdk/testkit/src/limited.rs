//! Native calls within a time limit, so that a rule that loops fails its case and no more.

use crate::answerer::{Answerer, in_words};
use guiju_model::{Assessment, Check, Fault, Ledger, Manifest, Matter, Route};
use guiju_sdk::native::Native;
use std::{panic, sync::mpsc, thread, time::Duration};

/// How long a native call may take. In the sandbox a call has the engine's own limit, which is far shorter.
const CALL: Duration = Duration::from_secs(10);

/// A regulation whose native calls end after a time.
struct Limited {
    native: Native,
    limit: Duration,
}

impl Limited {
    /// The native functions of a regulation, each within `CALL`.
    const fn new(native: Native) -> Self {
        Self { native, limit: CALL }
    }

    /// The same within another time.
    #[cfg(test)]
    const fn within(native: Native, limit: Duration) -> Self {
        Self { native, limit }
    }

    /// Calls a function on a thread of its own. A call that is out of time goes on until the process ends: nothing can stop it.
    fn call<I, T>(&self, name: &str, function: fn(I) -> Result<T, Fault>, input: I) -> Result<T, String>
    where
        I: Send + 'static,
        T: Send + 'static,
    {
        let (answers, answer) = mpsc::channel();
        let call = move || {
            let answered = panic::catch_unwind(panic::AssertUnwindSafe(|| function(input)));
            // Nobody listens any more if the time is over.
            let _ = answers.send(answered);
        };
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(call)
            .map_err(|why| format!("{name} cannot be called: {why}"))?;
        match answer.recv_timeout(self.limit) {
            Ok(Ok(answered)) => answered.map_err(in_words),
            Ok(Err(_)) => Err(format!("{name} panics")),
            Err(_) => Err(format!("{name} runs longer than {} s", self.limit.as_secs_f32())),
        }
    }
}

impl Answerer for Limited {
    fn describe(&self) -> Manifest {
        (self.native.describe)()
    }
    fn validate(&self, matter: Matter) -> Result<Check, String> {
        self.call("validate", self.native.validate, matter)
    }
    fn route(&self, matter: Matter) -> Result<Route, String> {
        self.call("route", self.native.route, matter)
    }
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String> {
        self.call("assess", self.native.assess, ledger)
    }
}

impl Answerer for Native {
    fn describe(&self) -> Manifest {
        (self.describe)()
    }
    fn validate(&self, matter: Matter) -> Result<Check, String> {
        Limited::new(*self).validate(matter)
    }
    fn route(&self, matter: Matter) -> Result<Route, String> {
        Limited::new(*self).route(matter)
    }
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String> {
        Limited::new(*self).assess(ledger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run;
    use guiju_model::{Clause, ClauseKind, Finding, Severity};

    fn describe() -> Manifest {
        let clause = Clause {
            id: "1".to_owned(),
            label: "1".to_owned(),
            heading: String::new(),
            statement: String::new(),
            kind: ClauseKind::Rule,
        };
        Manifest { clauses: vec![clause], oversees: vec!["other/form".to_owned()], ..Manifest::default() }
    }

    /// Loops, panics or answers, as the content says.
    #[allow(clippy::needless_pass_by_value, reason = "the contract hands the matter over")]
    fn validate(matter: Matter) -> Result<Check, Fault> {
        match matter.content.as_str() {
            content if content.contains("loop") => loop {
                thread::sleep(Duration::from_millis(5));
            },
            content => assert!(!content.contains("panic"), "as it was told"),
        }
        let (clause, message) = ("1".to_owned(), String::new());
        let finding = Finding { clause, severity: Severity::Notice, field: None, message };
        Ok(Check { findings: vec![finding], derived: Vec::new() })
    }

    #[test]
    fn a_rule_that_loops_or_panics_fails_its_case_alone() {
        let native =
            Native { describe, validate, route: |_| Ok(Route::default()), assess: |_| Ok(Assessment::default()) };
        let cases = "- case: one\n  on: 2026-03-02\n  other/form: { what: loop }\n\
                     - case: two\n  on: 2026-03-02\n  other/form: { what: panic }\n\
                     - case: three\n  on: 2026-03-02\n  other/form: {}\n";
        // Long enough for a panic to be told on a busy machine.
        let report = run(cases, &Limited::within(native, Duration::from_secs(4))).expect("cases");
        assert_eq!(report.failures, ["one: validate runs longer than 4 s", "two: validate panics"]);
        assert_eq!(report.touched["1"].iter().collect::<Vec<_>>(), ["three"], "the run goes on");
    }
}
