//! What the reads of a call bring of the records that a case tells: exactly what the host would give.

use guiju_model::{
    Computed, Date, Entry, Form, Gives, Known, Lean, LeanedField, Manifest, Moment, Period, PlainKind, Read, Related,
    Scope, Status, Window,
    answering::{self, Referred, TooLarge},
    lookups::{self, Asker},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The department of everybody in a case.
pub const DEPARTMENT: u32 = 1;

/// Whom and what a call is about.
#[derive(Clone)]
pub struct About<'a> {
    /// What conditions may name of it.
    pub asker: Asker<'a>,
    /// The first and the last day of which it tells.
    pub days: (Date, Date),
    /// The ids to which the content points.
    pub references: BTreeSet<u64>,
}

/// The records of a case by source, and which of them a read has brought.
pub struct CaseRecords<'m> {
    manifest: &'m Manifest,
    /// The forms of other regulations, by what the regulation relies on of them: a case knows no more of them.
    relied_on: BTreeMap<&'m str, Form>,
    records: BTreeMap<String, Vec<Entry>>,
    brought: BTreeSet<(String, usize)>,
}

impl<'m> CaseRecords<'m> {
    /// Records that nothing has brought yet.
    pub fn new(manifest: &'m Manifest, records: BTreeMap<String, Vec<Entry>>) -> Self {
        let relied_on = manifest.leans.iter().map(|lean| (lean.on.as_str(), relied_on(lean))).collect();
        Self { manifest, relied_on, records, brought: BTreeSet::new() }
    }

    /// The id of a form as cases and reads name it: of one's own without the regulation's.
    fn local<'s>(&self, form: &'s str) -> &'s str {
        form.strip_prefix(self.manifest.id.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(form)
    }

    fn form(&self, source: &str) -> Option<&Form> {
        self.manifest.form(self.local(source)).or_else(|| self.relied_on.get(source))
    }

    /// What every read brings.
    ///
    /// # Errors
    /// A read brings more than its bound, or a record is told that none brings.
    pub fn answer(
        mut self,
        reads: &[Read],
        about: &About<'_>,
        parameters: &Map<String, Value>,
    ) -> Result<Vec<Known>, String> {
        let with =
            |read: &Read| Read { window: read.window.with(parameters, &self.manifest.parameters), ..read.clone() };
        let reads = &reads.iter().map(with).collect::<Vec<_>>();
        let mut known = Vec::with_capacity(reads.len());
        for read in reads {
            let answer = self.one(read, &About { asker: Asker { known: &known, ..about.asker }, ..about.clone() })?;
            known.push(answer);
        }
        let all = self.records.iter().flat_map(|(source, told)| told.iter().enumerate().map(move |one| (source, one)));
        let beside = self.beside(reads);
        let forgotten = all.filter(|(source, (at, _))| {
            !beside.contains(source.as_str()) && !self.brought.contains(&((*source).clone(), *at))
        });
        let forgotten =
            forgotten.map(|(source, (_, entry))| format!("{source} {}", Moment(entry.starts))).collect::<Vec<_>>();
        if forgotten.is_empty() {
            Ok(known)
        } else {
            let reads = reads.iter().map(|read| format!("{} {:?} {:?}", read.source, read.scope, read.window));
            let reads = reads.collect::<Vec<_>>().join("; ");
            Err(format!("no read brings what the case tells: {}. It reads {reads}", forgotten.join(", ")))
        }
    }

    fn one(&mut self, read: &Read, about: &About<'_>) -> Result<Known, String> {
        let reached = self.reached(read, about);
        self.brought.extend(reached.iter().map(|at| (read.source.clone(), *at)));
        let taken = self.taken(reached, read, about);
        let told = self.records.get(&read.source).map(Vec::as_slice).unwrap_or_default();
        let entries = taken.iter().filter_map(|at| told.get(*at).cloned()).collect::<Vec<_>>();
        let form = self.form(&read.source);
        let mut known = answering::of_records(read, form, entries.clone(), &self.referred());
        if let Gives::Totals(totals) = &read.gives {
            let groups = answering::of_totals(totals, form, &entries, |_| Some(DEPARTMENT));
            known.groups = groups.map_err(|TooLarge { sum }| {
                format!("{} sums up to {sum}, which no number of the contract holds", read.answered_as())
            })?;
        }
        let many = match read.gives {
            Gives::Totals(_) => known.groups.len(),
            Gives::Latest(_) => known.entries.len(),
            Gives::Records(_) | Gives::Numbers(_) => entries.len(),
        };
        if many > read.bound() as usize {
            return Err(format!("{} brings {many}, more than the {} that it may", read.answered_as(), read.bound()));
        }
        Ok(known)
    }

    /// The forms whose records decide what comes without coming themselves: those that point to others, and those that numbers go
    /// through.
    fn beside(&self, reads: &[Read]) -> BTreeSet<String> {
        let related = reads.iter().flat_map(|read| read.related.iter().map(|one| one.form.clone()));
        let through = reads.iter().flat_map(|read| {
            let form = self.form(&read.source);
            answering::paths(read).filter_map(move |path| match lookups::kind(form?, path)? {
                PlainKind::Reference(to) | PlainKind::Resource(to) => Some(self.local(&to).to_owned()),
                _ => None,
            })
        });
        related.chain(through).collect()
    }

    /// The places of the records that lie within the time and the persons of a read, the earliest first: whatever its conditions say
    /// of them, they were not forgotten.
    fn reached(&self, read: &Read, about: &About<'_>) -> Vec<usize> {
        let told = self.records.get(&read.source).map(Vec::as_slice).unwrap_or_default();
        let Period { from, to } = read.window.around(about.days);
        let of = |entry: &Entry| match read.scope {
            Scope::Subject => about.asker.subject.is_none() || entry.person == about.asker.subject,
            Scope::Department | Scope::Office | Scope::Named => true,
            Scope::Referenced => about.references.contains(&entry.id),
        };
        let within = |entry: &Entry| read.scope == Scope::Referenced || entry.starts <= to.0 && entry.ends >= from.0;
        told.iter().enumerate().filter(|(_, entry)| of(entry) && within(entry)).map(|(at, _)| at).collect()
    }

    /// Those of which the conditions of the read hold.
    fn taken(&self, reached: Vec<usize>, read: &Read, about: &About<'_>) -> Vec<usize> {
        let told = self.records.get(&read.source).map(Vec::as_slice).unwrap_or_default();
        let named = about.asker.people(&read.people);
        let of =
            |entry: &Entry| read.scope != Scope::Named || entry.person.is_some_and(|person| named.contains(&person));
        let under_way =
            |entry: &Entry| read.window != Window::StillOpen || !read.having.is_empty() || entry.status == Status::Open;
        let related = |entry: &Entry| read.related.iter().all(|one| self.points(one, entry) == one.there);
        let holds = |entry: &Entry| {
            of(entry)
                && under_way(entry)
                && read.takes(entry.status)
                && answering::matches(read, &about.asker, entry)
                && related(entry)
        };
        reached.into_iter().filter(|at| told.get(*at).is_some_and(holds)).collect()
    }

    /// Whether a record of another form points to this one. What points there is told, and needs no read of its own.
    fn points(&self, related: &Related, entry: &Entry) -> bool {
        let others = self.records.get(&related.form).map(Vec::as_slice).unwrap_or_default();
        others.iter().any(|other| {
            let counts = if related.having.is_empty() {
                other.status != Status::Void
            } else {
                related.having.contains(&other.status)
            };
            counts && lookups::content(other).get(&related.field).and_then(Value::as_u64) == Some(entry.id)
        })
    }

    fn referred(&self) -> BTreeMap<u64, Referred<'_>> {
        let all = self.records.iter().flat_map(|(source, told)| told.iter().map(move |entry| (source, entry)));
        all.map(|(source, entry)| {
            let (form, content) = (self.form(source), lookups::content(entry));
            (entry.id, Referred { form, content, status: entry.status })
        })
        .collect()
    }
}

/// A form of another regulation with the kinds of what is relied on, by the names under which reads name them.
fn relied_on(lean: &Lean) -> Form {
    let known = |field: &LeanedField| Computed {
        name: field.name.clone(),
        label: field.name.clone(),
        kind: field.kind.clone(),
    };
    Form { computed: lean.fields.iter().map(known).collect(), ..guiju_sdk::foreign_form(&lean.on) }
}

#[cfg(test)]
mod tests {
    use super::{About, CaseRecords};
    use crate::run;
    use guiju_model::{
        Assessment, Check, Clause, ClauseKind, Date, Entry, Gives, Lean, LeanedField, Manifest, NO_NUMBER, PlainKind,
        Read, Route, Scope, Status, Totals, Window, lookups::Asker,
    };
    use guiju_sdk::native::Native;
    use serde_json::Map;
    use std::collections::{BTreeMap, BTreeSet};

    fn forgetful() -> Manifest {
        let clause = Clause {
            id: "1".to_owned(),
            label: "1".to_owned(),
            heading: String::new(),
            statement: String::new(),
            kind: ClauseKind::Rule,
        };
        let forms = ["form", "thing"].map(guiju_sdk::foreign_form).to_vec();
        Manifest { clauses: vec![clause], forms, ..Manifest::default() }
    }

    fn mindful() -> Manifest {
        let mut read = Read::new("thing", Scope::Office, Window::ThisYear);
        read.most = 10;
        Manifest { reads: vec![("form".to_owned(), vec![read])], ..forgetful() }
    }

    /// A date of another regulation, by reads that count it: the kind is known by what is relied on.
    #[test]
    fn what_is_relied_on_counts_as_in_an_office() {
        let field = |name: &str, kind| LeanedField { name: name.to_owned(), kind, required: true };
        let fields = vec![field("day", PlainKind::Date), field("rows/at", PlainKind::Time)];
        let lean = Lean { on: "other/paper".to_owned(), fields, steps: Vec::new(), figures: Vec::new() };
        let manifest = Manifest { leans: vec![lean], ..mindful() };
        let mut read = Read::new("other/paper", Scope::Office, Window::Always);
        (read.most, read.gives) =
            (10, Gives::Numbers(vec!["day".to_owned(), "rows/at".to_owned(), "other".to_owned()]));
        let content = r#"{"day":"1970-01-03","rows":[{"at":"00:05"}],"other":"1970-01-03"}"#.to_owned();
        let paper = Entry { id: 1, person: None, starts: 0, ends: 0, content, status: Status::Completed, step: None };
        let records = BTreeMap::from([("other/paper".to_owned(), vec![paper])]);
        let asker = Asker { content: None, subject: None, applicant: None, department: None, day: Date(0), known: &[] };
        let about = About { asker, days: (Date(0), Date(0)), references: BTreeSet::new() };
        let known = CaseRecords::new(&manifest, records).answer(&[read], &about, &Map::new()).expect("an answer");
        let numbers = known[0].numbers.as_ref().expect("numbers");
        assert_eq!(numbers.columns, [vec![2], vec![5], vec![NO_NUMBER]]);
    }

    const CASES: &str = "- case: one\n  on: 2026-03-02\n  form: {}\n  known: { thing: [{ day: 2026-03-01 }] }\n";

    fn summing() -> Manifest {
        let mut read = Read::new("thing", Scope::Office, Window::ThisYear);
        read.gives = Gives::Totals(Totals { of: Some("weight".to_owned()), by: None });
        Manifest { reads: vec![("form".to_owned(), vec![read])], ..forgetful() }
    }

    const HEAVY: &str = "- case: one\n  on: 2026-03-02\n  form: {}\n  known: { thing: [{ weight: 9000000000000000000 }, { weight: 9000000000000000000 }] }\n";

    fn native(describe: fn() -> Manifest) -> Native {
        Native {
            describe,
            validate: |_| Ok(Check::default()),
            route: |_| Ok(Route::default()),
            assess: |_| Ok(Assessment::default()),
        }
    }

    #[test]
    fn a_sum_that_no_number_holds_is_a_fault_that_names_the_read() {
        let failures = run(HEAVY, &native(summing)).expect("cases").failures;
        assert!(failures.len() == 1 && failures[0].contains("thing sums up to 18000000000000000000"), "{failures:?}");
    }

    #[test]
    fn a_read_that_is_forgotten_fails_its_case() {
        assert_eq!(run(CASES, &native(mindful)).expect("cases").failures, Vec::<String>::new());
        let failures = run(CASES, &native(forgetful)).expect("cases").failures;
        assert!(
            failures.len() == 1 && failures[0].starts_with("one: no read brings what the case tells: thing"),
            "{failures:?}"
        );
    }
}
