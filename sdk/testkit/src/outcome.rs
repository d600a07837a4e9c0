//! Runs a case and compares the answer with what is expected.

use crate::{answerer::Answerer, case::Case, notation, records};
use guiju_lint::Seen;
use guiju_model::{
    Entry, Form, Manifest, Matter, Moment, Severity,
    exercise::{Exercise, exercised},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The outcome of a case.
pub struct Outcome {
    /// What differs from what is expected, in words.
    pub differences: Vec<String>,
    /// The clauses that the answer cites: those of findings, computed values, steps, due dates, effects, penalties, obligations,
    /// metrics that are not 0, marks and discrepancies.
    pub touched: BTreeSet<String>,
    /// The clauses of the form or judgement that was called, and of the fields that were filled in. They show nothing of a rule.
    pub used: BTreeSet<String>,
    /// The answer.
    pub seen: Seen,
}

impl Case {
    /// Asks the regulation and compares its answer with what is expected.
    pub fn run(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Outcome, String> {
        if self.assess.is_some() {
            return self.run_assessment(regulation, manifest);
        }
        let (form_id, mut shaped) = self.shaped(manifest)?;
        let owned = manifest.form(form_id);
        let sound = Value::Object(shaped.content.clone());
        let matter = self.matter(form_id, &shaped, manifest)?;

        let check = regulation.validate(matter.clone())?;
        shaped.absorb(check.findings.clone());
        if let Some(form) = owned {
            let over = exercised(form, &shaped.content, Moment(matter.filed_at));
            let Matter { applicant, subject, on_behalf, facts, .. } = &matter;
            let exercise = Exercise { manifest, form, over, applicant, subject, on_behalf: *on_behalf };
            shaped.findings.extend(exercise.refused(&facts.suspensions));
        }
        let findings = shaped.findings;
        let mut touched = findings.iter().map(|finding| finding.clause.clone()).collect::<BTreeSet<_>>();
        touched.extend(check.derived.iter().map(|derived| derived.clause.clone()));
        let mut differences = self.expect.findings(&findings);
        differences.extend(self.expect.derived(&check.derived));

        let mut said = findings.iter().map(|finding| &finding.message).collect::<Vec<_>>();
        said.extend(check.derived.iter().map(|derived| &derived.because));
        let faulty = findings.iter().any(|finding| finding.severity == Severity::Error && !self.on_a_step(finding));
        let mut answered = None;
        if !faulty {
            let route = regulation.route(matter)?;
            touched.extend(route.steps.iter().flat_map(|step| step.clauses.iter().cloned()));
            touched.extend(route.steps.iter().filter_map(|step| step.due.as_ref().map(|due| due.clause.clone())));
            touched.extend(route.steps.iter().flat_map(|step| step.fields.iter().filter_map(|f| f.clause.clone())));
            touched.extend(route.deadlines.iter().map(|deadline| deadline.due.clause.clone()));
            touched.extend(route.effects.iter().chain(&route.at_once).map(|effect| effect.clause().clone()));
            differences.extend(self.expect.route(&route, self.moment()?));
            answered = Some(route);
        } else if self.expect.wants_route() {
            let errors = findings.iter().map(notation::finding).collect::<Vec<_>>();
            differences.push(format!("a route is expected, but it cannot be filed: {errors:?}"));
        }
        said.extend(answered.iter().flat_map(|route| route.steps.iter().map(|step| &step.because)));
        differences.extend(self.expect.unsaid(&said));
        let filled = |form: &'_ Form| {
            let fields = form.fields().filter(|field| sound.get(&field.name).is_some());
            fields.filter_map(|field| field.clause.clone()).chain([form.clause.clone()]).collect()
        };
        let seen = Seen::Matter {
            case: self.name.clone(),
            form: form_id.clone(),
            records: self.sources(owned, &shaped.content, manifest)?,
            check,
            route: answered,
        };
        Ok(Outcome { differences, touched, used: owned.map(filled).unwrap_or_default(), seen })
    }

    fn run_assessment(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Outcome, String> {
        let (declared, ledger) = self.ledger(manifest)?;
        let assessment = regulation.assess(ledger)?;
        let used = BTreeSet::from([declared.clause.clone()]);
        let penalties = assessment.penalties.iter().flat_map(|penalty| penalty.clauses.iter().cloned());
        let mut touched = penalties.collect::<BTreeSet<_>>();
        touched.extend(assessment.duties.iter().map(|duty| duty.clause.clone()));
        touched
            .extend(assessment.figures.iter().filter(|figure| figure.value != 0).map(|figure| figure.clause.clone()));
        touched.extend(assessment.gaps.iter().map(|gap| gap.clause.clone()));
        touched.extend(assessment.marks.iter().filter_map(|mark| mark.clause.clone()));
        let mut differences = self.expect.assessment(&assessment, |role| self.holder(role));
        let gaps = assessment.gaps.iter().map(|gap| &gap.what);
        let said = assessment.penalties.iter().map(|penalty| &penalty.explanation).chain(gaps);
        differences.extend(self.expect.unsaid(&said.collect::<Vec<_>>()));
        let seen = Seen::Period { case: self.name.clone(), assessed: declared.id.clone(), assessment };
        Ok(Outcome { differences, touched, used, seen })
    }

    /// The source of each record that the case tells, by its id.
    fn sources(
        &self,
        form: Option<&Form>,
        content: &Map<String, Value>,
        manifest: &Manifest,
    ) -> Result<BTreeMap<u64, String>, String> {
        let told = records::told(&self.known, manifest, self.days(form, content)?)?;
        let of = |(source, entries): (String, Vec<Entry>)| {
            entries.into_iter().map(move |entry| (entry.id, source.clone())).collect::<Vec<_>>()
        };
        Ok(told.into_iter().flat_map(of).collect())
    }
}
