//! Runs a case and compares the answer with what is expected.

use crate::{answerer::Answerer, case::Case, notation};
use guiju_model::{Manifest, Severity};
use serde_json::Value;
use std::collections::BTreeSet;

/// The outcome of a case.
pub struct Outcome {
    /// What differs from what is expected, in words.
    pub differences: Vec<String>,
    /// The clauses that the answer cites.
    pub touched: BTreeSet<String>,
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
        let matter = self.matter(form_id, &sound, manifest)?;

        let check = regulation.validate(matter.clone())?;
        shaped.absorb(check.findings);
        let findings = shaped.findings;
        let mut touched = findings.iter().map(|finding| finding.clause.clone()).collect::<BTreeSet<_>>();
        touched.extend(check.derived.iter().map(|derived| derived.clause.clone()));
        let mut differences = self.expect.findings(&findings);
        differences.extend(self.expect.derived(&check.derived));

        let faulty = findings.iter().any(|finding| finding.severity == Severity::Error && !self.on_a_step(finding));
        if !faulty {
            let route = regulation.route(matter)?;
            touched.extend(route.steps.iter().flat_map(|step| step.clauses.iter().cloned()));
            touched.extend(route.steps.iter().filter_map(|step| step.due.as_ref().map(|due| due.clause.clone())));
            touched.extend(route.steps.iter().flat_map(|step| step.fields.iter().filter_map(|f| f.clause.clone())));
            touched.extend(route.deadlines.iter().map(|deadline| deadline.due.clause.clone()));
            touched.extend(route.effects.iter().chain(&route.at_once).map(|effect| effect.clause().clone()));
            differences.extend(self.expect.route(&route, self.moment()?));
        } else if self.expect.wants_route() {
            let errors = findings.iter().map(notation::finding).collect::<Vec<_>>();
            differences.push(format!("a route is expected, but it cannot be filed: {errors:?}"));
        }
        if let Some(form) = owned {
            touched.insert(form.clause.clone());
            touched.extend(form.fields().filter(|f| sound.get(&f.name).is_some()).filter_map(|f| f.clause.clone()));
        }
        Ok(Outcome { differences, touched })
    }

    fn run_assessment(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Outcome, String> {
        let (declared, ledger) = self.ledger(manifest)?;
        let assessment = regulation.assess(ledger)?;
        let mut touched = BTreeSet::from([declared.clause.clone()]);
        touched.extend(assessment.penalties.iter().flat_map(|penalty| penalty.clauses.iter().cloned()));
        touched.extend(assessment.duties.iter().map(|duty| duty.clause.clone()));
        touched
            .extend(assessment.figures.iter().filter(|figure| figure.value != 0).map(|figure| figure.clause.clone()));
        touched.extend(assessment.gaps.iter().map(|gap| gap.clause.clone()));
        touched.extend(assessment.marks.iter().filter_map(|mark| mark.clause.clone()));
        Ok(Outcome { differences: self.expect.assessment(&assessment), touched })
    }
}
