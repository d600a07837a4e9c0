//! A case: reading it, building the call, comparing the answer.

use crate::{Answered, Answerer, expect::Expected, facts, said};
use guiju_model::{Date, Finding, Ledger, Manifest, Matter, Moment, Severity, Subject, SubjectKind, shape};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// Cases that cannot be read.
#[derive(Debug, Error)]
#[error("the cases cannot be read: {0}")]
pub struct CaseError(String);

/// A person as a case tells of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Teller {
    pub id: Option<u64>,
    pub name: Option<String>,
    pub roles: Vec<String>,
    pub attributes: BTreeMap<String, Value>,
}

/// A decision as a case tells of one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub step: String,
    pub by: Option<u64>,
    pub verdict: Option<guiju_model::Verdict>,
    pub opinion: Option<String>,
    pub content: Option<Value>,
}

/// One case.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    #[serde(rename = "case")]
    pub name: String,
    /// The day, or the moment, of the call.
    pub on: String,
    #[serde(default)]
    pub by: Teller,
    /// Whom it concerns, if not who files.
    pub about: Option<Teller>,
    #[serde(default)]
    pub parameters: Map<String, Value>,
    #[serde(default)]
    pub known: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    pub decisions: Vec<Told>,
    pub assess: Option<String>,
    /// Any day of the period judged.
    pub period: Option<Date>,
    #[serde(default)]
    pub expect: Expected,
    /// What is left names the form.
    #[serde(flatten)]
    pub filed: BTreeMap<String, Value>,
}

/// What came of a case.
pub struct Outcome {
    pub differences: Vec<String>,
    pub touched: BTreeSet<String>,
}

/// Every case of a text.
pub fn read(yaml: &str) -> Result<Vec<Case>, CaseError> {
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
    }
    // `on` is a word here, not a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(yaml, options).map_err(|error| CaseError(error.to_string()))
}

impl Case {
    fn moment(&self) -> Result<Moment, String> {
        let noon = |date: Date| date.at(10 * 60);
        self.on.parse().or_else(|_| self.on.parse().map(noon)).map_err(|why| format!("on: {why}"))
    }

    /// Asks the regulation and compares.
    pub fn run(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Outcome, String> {
        if self.assess.is_some() {
            return self.run_assessment(regulation, manifest);
        }
        let (form_id, mut shaped) = self.shaped(manifest)?;
        let owned = manifest.form(form_id);
        let sound = Value::Object(shaped.sound.clone());
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
            differences.extend(self.expect.route(&route, manifest, self.moment()?));
        } else if self.expect.wants_route() {
            let errors = findings.iter().map(said::finding).collect::<Vec<_>>();
            differences.push(format!("a route is expected, but it cannot be filed: {errors:?}"));
        }
        if let Some(form) = owned {
            touched.insert(form.clause.clone());
            touched.extend(form.fields().filter(|f| sound.get(&f.name).is_some()).filter_map(|f| f.clause.clone()));
        }
        Ok(Outcome { differences, touched })
    }

    /// Findings about what a decider filled in don't keep the matter from being filed.
    fn on_a_step(&self, finding: &Finding) -> bool {
        let step = finding.field.as_deref().and_then(|field| field.split_once('/')).map(|(step, _)| step);
        step.is_some_and(|step| self.decisions.iter().any(|told| told.step == step))
    }

    /// The form that is filed, and its content after the check of its shape.
    fn shaped(&self, manifest: &Manifest) -> Result<(&String, shape::Shaped), String> {
        let mut filed = self.filed.iter();
        let (Some((form_id, content)), None) = (filed.next(), filed.next()) else {
            return Err(format!("a case files one form, not {:?}", self.filed.keys().collect::<Vec<_>>()));
        };
        let owned = manifest.form(form_id);
        let declared = owned.is_some() || manifest.oversees.contains(form_id);
        if !declared {
            return Err(format!("the regulation has no form {form_id}"));
        }
        let as_given =
            || shape::Shaped { sound: content.as_object().cloned().unwrap_or_default(), ..Default::default() };
        Ok((form_id, owned.map_or_else(as_given, |form| shape::check(form.fields(), &form.clause, content))))
    }

    /// What the regulation answers, whatever is expected of it.
    pub fn answer(&self, regulation: &dyn Answerer, manifest: &Manifest) -> Result<Answered, String> {
        if self.assess.is_some() {
            let (_, ledger) = self.ledger(manifest)?;
            return regulation.assess(ledger).map(Answered::Period);
        }
        let (form, mut shaped) = self.shaped(manifest)?;
        let matter = self.matter(form, &Value::Object(shaped.sound.clone()), manifest)?;
        let mut check = regulation.validate(matter.clone())?;
        shaped.absorb(check.findings);
        check.findings = shaped.findings;
        let faulty =
            check.findings.iter().any(|finding| finding.severity == Severity::Error && !self.on_a_step(finding));
        let route = if faulty { guiju_model::Route::default() } else { regulation.route(matter)? };
        Ok(Answered::Matter(check, route))
    }

    /// The judgement that is asked for, and what comes with the call.
    fn ledger<'m>(&self, manifest: &'m Manifest) -> Result<(&'m guiju_model::Assessed, Ledger), String> {
        let assessed = self.assess.as_deref().unwrap_or_default();
        let declared = manifest.assesses.iter().find(|a| a.id == assessed);
        let declared = declared.ok_or_else(|| format!("the regulation has no assessment {assessed}"))?;
        let day = self.period.ok_or("say which period is judged")?;
        let (starts, ends) = day.around(declared.period);
        let known = facts::known(&self.known, manifest, (starts, ends))?;
        let ledger = Ledger {
            assessed: assessed.to_owned(),
            subject: match declared.per {
                SubjectKind::Person => Subject::Person(facts::person(&self.by, 1)),
                SubjectKind::Department => Subject::Department(1),
                SubjectKind::Office => Subject::Office,
            },
            starts: starts.0,
            ends: ends.0,
            facts: facts::facts(self.moment()?, &self.parameters, known),
        };
        Ok((declared, ledger))
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

    fn matter(&self, form: &str, content: &Value, manifest: &Manifest) -> Result<Matter, String> {
        let at = self.moment()?;
        let applicant = facts::person(&self.by, 1);
        let about = manifest.form(form).and_then(|form| form.about.as_ref());
        let named = about.and_then(|field| content.get(field)?.as_u64());
        let subject = match (&self.about, named) {
            (Some(told), named) => facts::person(told, named.unwrap_or(2)),
            (None, Some(id)) => facts::person(&Teller::default(), id),
            (None, None) => applicant.clone(),
        };
        let decision = |(index, told): (usize, &Told)| guiju_model::Decision {
            step: told.step.clone(),
            by: told.by.unwrap_or(100 + index as u64),
            instead_of: None,
            at: at.0 + 60 * index as i64,
            verdict: told.verdict.unwrap_or(guiju_model::Verdict::Approved),
            opinion: told.opinion.clone(),
            content: told.content.as_ref().map(Value::to_string),
        };
        Ok(Matter {
            form: form.to_owned(),
            content: content.to_string(),
            on_behalf: self.about.is_some() && about.is_none(),
            applicant,
            subject,
            filed_at: at.0,
            decisions: self.decisions.iter().enumerate().map(decision).collect(),
            facts: facts::facts(at, &self.parameters, facts::known(&self.known, manifest, (at.date(), at.date()))?),
        })
    }
}
