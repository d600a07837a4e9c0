//! Runs a regulation's example cases, natively and in the sandbox.
//!
//! A case is told as a clerk would tell it, in YAML: what was filed (or which period is judged), what else is known, and
//! what is expected. [`run`] answers with everything that differs and with the clauses that the cases touched, from which
//! coverage is reported.

mod answerer;
mod case;
mod expect;
mod facts;
mod said;

pub use answerer::Answerer;
pub use case::CaseError;

use answerer::Twice;
use guiju_model::{Assessment, Check, Manifest, Route};
use std::collections::{BTreeMap, BTreeSet};

/// What came of a regulation's cases.
#[derive(Debug, Default)]
pub struct Report {
    /// How many cases there were.
    pub cases: usize,
    /// What differed, each with its case.
    pub failures: Vec<String>,
    /// For each clause the cases whose answers cite it.
    pub touched: BTreeMap<String, BTreeSet<String>>,
}

impl Report {
    /// Clauses that neither a case touches nor a reason excuses.
    #[must_use]
    pub fn gaps(&self, manifest: &Manifest) -> Vec<String> {
        // A roster and a board are carried out by the host alone: no call answers for them.
        let rosters = manifest.rosters.iter().map(|roster| &roster.clause);
        let views = manifest.views.iter().filter(|view| view.layout != guiju_model::Layout::Table);
        let declared = rosters.chain(views.map(|view| &view.clause)).collect::<BTreeSet<_>>();
        let executed = |clause: &&guiju_model::Clause| {
            !matches!(clause.kind, guiju_model::ClauseKind::Declaratory(_)) && !declared.contains(&clause.id)
        };
        let clauses = manifest.clauses.iter().filter(executed).map(|clause| clause.id.clone());
        clauses.filter(|clause| !self.touched.contains_key(clause)).collect()
    }
}

/// Runs every case in `yaml` against a regulation.
///
/// # Errors
/// If the text cannot be read as cases.
pub fn run(yaml: &str, regulation: &dyn Answerer) -> Result<Report, CaseError> {
    let manifest = regulation.describe();
    let mut report = Report::default();
    if regulation.describe() != manifest {
        report.failures.push("describe answers two equal calls differently".to_owned());
    }
    for case in case::read(yaml)? {
        report.cases += 1;
        match case.run(&Twice(regulation), &manifest) {
            Ok(outcome) => {
                report.failures.extend(outcome.differences.iter().map(|why| format!("{}: {why}", case.name)));
                for clause in outcome.touched {
                    report.touched.entry(clause).or_default().insert(case.name.clone());
                }
            }
            Err(why) => report.failures.push(format!("{}: {why}", case.name)),
        }
    }
    Ok(report)
}

/// What a regulation answers to a case.
#[derive(Debug, PartialEq)]
pub enum Answered {
    /// To what was filed.
    Matter(Check, Route),
    /// To a period.
    Period(Assessment),
}

/// The name of a case with the answer to it, or why there is none.
pub type ToCase = (String, Result<Answered, String>);

/// What a regulation answers to every case in `yaml`, whatever the case expects; a case whose form or assessment it does
/// not have is answered by the reason.
///
/// # Errors
/// If the text cannot be read as cases.
pub fn answers(yaml: &str, regulation: &dyn Answerer) -> Result<Vec<ToCase>, CaseError> {
    let manifest = regulation.describe();
    Ok(case::read(yaml)?.into_iter().map(|case| (case.name.clone(), case.answer(regulation, &manifest))).collect())
}

/// Runs the cases below `cases/` of a regulation's own crate natively and fails the test with everything that differs.
///
/// # Panics
/// If a case fails or a clause has none.
#[allow(clippy::panic, reason = "this is how a test fails")]
pub fn assert_cases<R: guiju_sdk::Regulation>(folder: &str) {
    let mut texts = Vec::new();
    let files = std::fs::read_dir(format!("{folder}/cases"))
        .map(|files| files.flatten().map(|file| file.path()).collect::<Vec<_>>());
    for path in files.unwrap_or_default() {
        texts.push(std::fs::read_to_string(&path).unwrap_or_default());
    }
    let native = guiju_sdk::native::native::<R>();
    match run(&texts.join("\n"), &native) {
        Err(error) => panic!("{error}"),
        Ok(report) => {
            let gaps = report.gaps(&native.describe());
            let gaps = gaps.iter().map(|clause| format!("clause {clause} is touched by no case"));
            let wrong = report.failures.iter().cloned().chain(gaps).collect::<Vec<_>>();
            assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), report.cases, wrong.join("\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_model::{Finding, Ledger, Matter, Severity};
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Keeps count of its calls, as nothing in the sandbox can.
    #[derive(Default)]
    struct Moody(AtomicU32);

    impl Answerer for Moody {
        fn describe(&self) -> Manifest {
            let clause = |id: &str| guiju_model::Clause {
                id: id.to_owned(),
                label: id.to_owned(),
                heading: String::new(),
                statement: String::new(),
                kind: guiju_model::ClauseKind::Rule,
            };
            Manifest { clauses: vec![clause("1")], oversees: vec!["other/form".to_owned()], ..Manifest::default() }
        }
        fn validate(&self, _: Matter) -> Result<Check, String> {
            let message = self.0.fetch_add(1, Ordering::Relaxed).to_string();
            let finding = Finding { clause: "1".to_owned(), severity: Severity::Notice, field: None, message };
            Ok(Check { findings: vec![finding], derived: Vec::new() })
        }
        fn route(&self, _: Matter) -> Result<Route, String> {
            Ok(Route::default())
        }
        fn assess(&self, _: Ledger) -> Result<Assessment, String> {
            Ok(Assessment::default())
        }
    }

    #[test]
    fn who_answers_equal_calls_differently_is_found_out() {
        let cases = "- case: one\n  on: 2026-03-02\n  other/form: {}\n";
        let report = run(cases, &Moody::default()).expect("cases");
        assert_eq!(report.failures, ["one: validate answers two equal calls differently"]);
    }
}
