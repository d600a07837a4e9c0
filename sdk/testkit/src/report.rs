//! Runs all cases of a regulation and reports what differs and which clauses they touch.

use crate::{
    answerer::{Answerer, Twice},
    case::{self, CaseError},
    declared::declared,
    sources::Sources,
};
use guiju_lint::{Beside, Observed, Slipped};
use guiju_model::{Clause, ClauseKind, Manifest};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The report on the cases of a regulation.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of cases.
    pub cases: usize,
    /// What differs from what is expected, each with the name of its case.
    pub failures: Vec<String>,
    /// For each clause, the names of the cases whose answers cite it.
    pub touched: BTreeMap<String, BTreeSet<String>>,
    /// The clauses of forms, fields and judgements that cases use without showing what a rule says.
    pub used: BTreeSet<String>,
    /// The answers to the cases.
    pub observed: Observed,
}

impl Report {
    /// The clauses that have something to execute, but that no case touches and no declaration carries out by itself.
    #[must_use]
    pub fn gaps(&self, manifest: &Manifest) -> Vec<String> {
        let declared = declared(manifest);
        let executed = |clause: &&Clause| !matches!(clause.kind, ClauseKind::Declaratory(_));
        let shown = |clause: &str| self.touched.contains_key(clause) || declared.contains_key(clause);
        let clauses = manifest.clauses.iter().filter(executed).map(|clause| clause.id.clone());
        clauses.filter(|clause| !shown(clause)).collect()
    }

    /// The clauses that the rules of a crate cite, by its sources, but that no case touches: a declaration shows nothing of a rule.
    #[must_use]
    pub fn unshown(&self, manifest: &Manifest, sources: &Sources) -> Vec<String> {
        let declaratory =
            |id: &String| manifest.clause(id).is_some_and(|clause| matches!(clause.kind, ClauseKind::Declaratory(_)));
        let cited = sources.executed(manifest).into_iter();
        cited.filter(|clause| !self.touched.contains_key(clause) && !declaratory(clause)).collect()
    }

    /// [`Self::gaps`] of a package of an earlier contract, which was published when a case that only fills in a form touched its clauses.
    #[must_use]
    pub fn gaps_of_earlier(&self, manifest: &Manifest) -> Vec<String> {
        self.gaps(manifest).into_iter().filter(|clause| !self.used.contains(clause)).collect()
    }

    /// What the regulation names, in its declarations or in the answers to its cases, and what does not exist. `others` are the
    /// regulations beside it, as far as they are known.
    #[must_use]
    pub fn slips(&self, manifest: &Manifest, others: &[Beside<'_>]) -> Vec<Slipped> {
        guiju_lint::lint(manifest, others, Some(&self.observed))
    }

    /// How a clause is covered, in words: by cases, by what carries it out, or not at all.
    #[must_use]
    pub fn coverage(&self, manifest: &Manifest, clause: &Clause) -> String {
        let cases = self.touched.get(&clause.id).map_or(0, BTreeSet::len);
        match (&clause.kind, declared(manifest).get(&clause.id)) {
            (ClauseKind::Declaratory(reason), _) => format!("declaratory: {reason}"),
            (_, carried) if cases > 0 => {
                let also = carried.map(|carried| format!(", declared: {}", carried.join(", "))).unwrap_or_default();
                format!("{cases} cases{also}")
            }
            (_, Some(carried)) => format!("declared: {}", carried.join(", ")),
            (_, None) => "NO CASE".to_owned(),
        }
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
                report.used.extend(outcome.used);
                report.observed.seen.push(outcome.seen);
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
/// A case fails, no case touches a clause, or something is named that does not exist.
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
            let manifest = native.describe();
            let sources = Sources::of(Path::new(folder));
            let unshown = report.unshown(&manifest, &sources);
            let gaps = report.gaps(&manifest).into_iter().chain(unshown).collect::<BTreeSet<_>>();
            let gaps = gaps.iter().map(|clause| format!("clause {clause} is shown by no case"));
            let slips = report.slips(&manifest, &[]);
            let slips = slips.iter().map(|slip| sources.located(slip));
            let wrong = report.failures.iter().cloned().chain(gaps).chain(slips).collect::<Vec<_>>();
            assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), report.cases, wrong.join("\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_model::{
        Assessment, Check, Field, FieldKind, Finding, Ledger, Matter, Route, Section, Severity, ValueKind,
    };
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

    /// A regulation with one form whose rules say nothing.
    struct Mute;

    impl Answerer for Mute {
        fn describe(&self) -> Manifest {
            let mut manifest = Moody::default().describe();
            let text = ValueKind::Text(guiju_model::TextLimits { max_chars: 10 });
            let field = Field {
                name: "note".to_owned(),
                label: "备注".to_owned(),
                help: None,
                clause: Some("1".to_owned()),
                required: false,
                shown_when: Vec::new(),
                kind: FieldKind::Single(text),
                initial: None,
                sensitive: false,
                was: Vec::new(),
            };
            let mut form = guiju_sdk::foreign_form("form");
            form.clause = "1".to_owned();
            form.sections.push(Section { title: None, fields: vec![field] });
            manifest.forms.push(form);
            manifest
        }
        fn validate(&self, _: Matter) -> Result<Check, String> {
            Ok(Check::default())
        }
        fn route(&self, _: Matter) -> Result<Route, String> {
            Ok(Route::default())
        }
        fn assess(&self, _: Ledger) -> Result<Assessment, String> {
            Ok(Assessment::default())
        }
    }

    #[test]
    fn a_form_that_is_filled_in_shows_nothing_of_a_rule() {
        let cases = "- case: one\n  on: 2026-03-02\n  form: { note: 有 }\n";
        let (report, mut manifest) = (run(cases, &Mute).expect("cases"), Mute.describe());
        assert_eq!((report.failures.len(), report.gaps(&manifest)), (0, vec!["1".to_owned()]));
        assert_eq!(
            report.gaps_of_earlier(&manifest),
            Vec::<String>::new(),
            "what was published before stays as it was"
        );
        manifest.forms[0].copies.push("存档".to_owned());
        assert_eq!(report.gaps(&manifest), Vec::<String>::new(), "carried out without any rule");
        let clause = manifest.clauses[0].clone();
        assert_eq!(report.coverage(&manifest, &clause), "declared: copies of form");
    }

    #[test]
    fn a_clause_that_rules_cite_needs_a_case() {
        let folder = std::env::temp_dir().join(format!("guiju-cited-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("src/rules")).expect("a folder");
        std::fs::write(folder.join("src/rules/form.rs"), "route.count(clause!(\"1\"), 1);\n").expect("a file");
        let sources = Sources::of(&folder);
        let manifest = Mute.describe();
        assert_eq!(Report::default().unshown(&manifest, &sources), ["1"]);
        assert_eq!(sources.find("1").map(|(_, line)| line), Some(1));
        std::fs::remove_dir_all(&folder).expect("it was there");
    }
}
