//! Runs all cases of a regulation and reports what differs and which clauses they touch.

use crate::{
    answerer::{Answerer, Twice},
    case::{self, CaseError},
};
use guiju_model::{Clause, ClauseKind, Layout, Manifest};
use std::collections::{BTreeMap, BTreeSet};

/// The report on the cases of a regulation.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of cases.
    pub cases: usize,
    /// What differs from what is expected, each with the name of its case.
    pub failures: Vec<String>,
    /// For each clause, the names of the cases whose answers cite it.
    pub touched: BTreeMap<String, BTreeSet<String>>,
}

impl Report {
    /// The clauses that no case touches, although they have something to execute.
    #[must_use]
    pub fn gaps(&self, manifest: &Manifest) -> Vec<String> {
        // A roster and a board are carried out by the host alone: no call answers for them.
        let rosters = manifest.rosters.iter().map(|roster| &roster.clause);
        let views = manifest.views.iter().filter(|view| view.layout != Layout::Table);
        let declared = rosters.chain(views.map(|view| &view.clause)).collect::<BTreeSet<_>>();
        let executed =
            |clause: &&Clause| !matches!(clause.kind, ClauseKind::Declaratory(_)) && !declared.contains(&clause.id);
        let clauses = manifest.clauses.iter().filter(executed).map(|clause| clause.id.clone());
        clauses.filter(|clause| !self.touched.contains_key(clause)).collect()
    }
}

/// Runs every case in `yaml` against a regulation.
///
/// # Errors
/// The text cannot be read as cases.
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

/// Runs the cases in the folder `cases` of a crate natively, and fails the test with everything that differs.
///
/// # Panics
/// A case fails, or no case touches a clause.
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
    use guiju_model::{Assessment, Check, Finding, Ledger, Matter, Route, Severity};
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Keeps count of its calls, as nothing in the sandbox can.
    #[derive(Default)]
    struct Moody(AtomicU32);

    impl Answerer for Moody {
        fn describe(&self) -> Manifest {
            let clause = |id: &str| Clause {
                id: id.to_owned(),
                label: id.to_owned(),
                heading: String::new(),
                statement: String::new(),
                kind: ClauseKind::Rule,
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
