//! A submission: a matter as it is evaluated, filed already or about to be.

use super::{
    calls::called,
    context::Context,
    eligibility,
    evaluation::{Evaluation, RegulationEvaluation, derived_shown},
    facts::{self, About, Asking, FactReader},
    pointing,
};
use crate::{
    access::Access,
    citation,
    error::{Error, Result},
    policy::OfficePolicy,
    resources::{self, BookingQuery},
    staff::Staff,
    store::{Connection, matters::Matter},
    words,
};
use guiju_api::DerivedShown;
use guiju_domain::{MatterId, OfficeId, PersonId, RecordId, message, rejection::Unknown};
use guiju_engine::Loaded;
use guiju_model::{
    self as contract, Date, Decision, Finding, Form, Moment, Period, Severity,
    exercise::{Exercise, exercised},
    shape::{self, CheckedContent},
};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Years ahead without a question.
const YEARS_AHEAD: i32 = 10;

/// A matter as it is evaluated, filed already or about to be.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The office.
    pub office: OfficeId,
    /// The matter's id, once it has one.
    pub matter: Option<MatterId>,
    /// The regulation that owns the form.
    pub owner: Arc<Loaded>,
    /// The form.
    pub form: String,
    /// The content as filed.
    pub content: Value,
    /// Who applies.
    pub applicant: PersonId,
    /// Whether it is filed for somebody else.
    pub on_behalf: bool,
    /// When it is filed.
    pub filed: Moment,
    /// The parameters in force on that day, by regulation.
    pub parameters: Map<String, Value>,
    /// The decisions so far.
    pub decisions: Vec<Decision>,
    /// Records that deciders pointed to: each by its form and id.
    pub references: Vec<(String, RecordId)>,
    /// The access of whoever fills the content in now: it may point to nothing else than is offered to that person. Content that
    /// was taken before is not asked again.
    pub pointing: Option<Access>,
}

/// A submission after the check of its shape and of what it points to.
struct CheckedSubmission {
    /// The fields that have no fault, with the findings.
    shaped: CheckedContent,
    /// When what it tells of happens.
    occurs: Period,
    /// Whom it concerns.
    subject: PersonId,
    /// Whether no fault of shape was found.
    is_well_formed: bool,
}

impl Submission {
    /// A matter as it is evaluated: by the package and the parameters of the day on which it was filed.
    ///
    /// # Errors
    /// If the package is not here.
    pub fn of(matter: &Matter, office: OfficeId, policy: &OfficePolicy, decisions: Vec<Decision>) -> Result<Self> {
        let owner = policy.judged_by(&matter.digest)?.clone();
        let references = decisions.iter().flat_map(|decision| pointed_to(matter, &owner, decision)).collect();
        Ok(Self {
            office,
            matter: Some(matter.id),
            owner,
            form: matter.form.clone(),
            content: matter.content.clone(),
            applicant: matter.applicant,
            on_behalf: matter.filed_by != matter.applicant,
            filed: matter.filed,
            parameters: matter.parameters.clone(),
            decisions,
            references,
            pointing: None,
        })
    }

    /// The form's declaration.
    ///
    /// # Errors
    /// If the regulation has no such form.
    pub fn form(&self) -> Result<&Form> {
        self.owner.manifest().form(&self.form).ok_or(Error::from(Unknown::Form))
    }

    /// Evaluates everything at once: the shape of the form, the owner's rules, those of every regulation that oversees it.
    ///
    /// # Errors
    /// If the database cannot be used, or a regulation faults.
    pub async fn evaluate(&self, connection: &mut Connection, context: Context<'_>) -> Result<Evaluation> {
        let (manifest, policy, on) = (self.owner.manifest(), context.policy, self.filed.date());
        let (form, qualified) = (self.form()?, manifest.qualified(&self.form));
        policy.can_judge(&qualified, on, context.now.date())?;
        let mut checked = self.check(connection, context.staff).await?;
        let overseers = self.overseers(policy).into_iter().map(|overseer| {
            let values = self.values(policy, &overseer);
            (overseer, values)
        });
        let overseers = overseers.collect::<Vec<_>>();
        let references = self.all_references(&checked);
        let content = checked.shaped.content.clone();
        let named = facts::people(&checked.shaped.mentions);
        let about = About { named: &named, ..self.about(context.staff, &checked, &content, &references) };
        let mut reader = FactReader::new(connection, self.office, self.matter);
        let of_overseers = overseers
            .iter()
            .flat_map(|(overseer, values)| facts::of_records(&asking(context, (overseer, values), &qualified), &about));
        let values = self.values(policy, &self.owner);
        let asking_owner = asking(context, (&self.owner, &values), &self.form);
        reader.bring(facts::of_records(&asking_owner, &about).into_iter().chain(of_overseers)).await?;
        let matter =
            self.matter(&mut reader, context, (asking_owner, &self.form), &about, &checked.shaped.content).await?;
        let check = called(&self.owner, |owner| owner.validate(&matter))?;
        checked.shaped.absorb(check.findings.clone());
        checked.shaped.findings.extend(self.suspended(form, &matter, &checked.shaped.content));
        let found = checked.shaped.findings.iter();
        let mut findings = found.map(|f| citation::finding(policy, manifest, f, on)).collect::<Vec<_>>();
        let mut derived = check.derived.iter().map(|d| derived_shown(policy, manifest, d, on)).collect::<Vec<_>>();
        let content = beside(&checked.shaped.content, &derived);
        let mut by_regulation = vec![RegulationEvaluation { regulation: self.owner.clone(), matter, check }];
        for (overseer, values) in overseers {
            let asked = (asking(context, (&overseer, &values), &qualified), qualified.as_str());
            let matter = self.matter(&mut reader, context, asked, &about, &content).await?;
            let manifest = overseer.manifest();
            let check = called(&overseer, |overseer| overseer.validate(&matter))?;
            // What an overseer would say of content without its shape could only be a guess.
            if checked.is_well_formed {
                findings.extend(check.findings.iter().map(|f| citation::finding(policy, manifest, f, on)));
            }
            derived.extend(check.derived.iter().map(|d| derived_shown(policy, manifest, d, on)));
            by_regulation.push(RegulationEvaluation { regulation: overseer, matter, check });
        }
        let CheckedSubmission { shaped, occurs, subject, is_well_formed } = checked;
        if !is_well_formed {
            derived.clear();
        }
        Ok(Evaluation {
            findings,
            content: beside(&shaped.content, &derived),
            derived,
            checked: shaped.content,
            is_well_formed,
            subject,
            occurs,
            provisional: form.occurs.is_some() && is_provisional(policy, occurs),
            mentions: shaped.mentions,
            by_regulation,
        })
    }

    /// Checks the content's shape, what it points to and what it would book.
    async fn check(&self, connection: &mut Connection, staff: &Staff) -> Result<CheckedSubmission> {
        let (form, access) = (self.form()?, self.pointing.as_ref());
        let mut shaped = shape::check(form.fields(), &form.clause, &self.content);
        let of = (self.office, self.owner.manifest());
        pointing::check(connection, of, staff, access, &mut shaped, &form.clause).await?;
        let occurs = facts::occurs(form, &shaped.content, self.filed);
        let query = BookingQuery { office: self.office, access, matter: self.matter, over: occurs };
        resources::taken(connection, &query, &mut shaped, &form.clause).await?;
        let named = form.about.as_ref().and_then(|field| shaped.content.get(field)).and_then(Value::as_u64);
        let named = named.map(PersonId::new).filter(|id| staff.people.contains_key(id));
        let is_well_formed = shaped.findings.is_empty();
        shaped.findings.extend(far_ahead(form, occurs, self.filed.date()));
        Ok(CheckedSubmission { shaped, occurs, subject: named.unwrap_or(self.applicant), is_well_formed })
    }

    /// What is refused to whoever fills it in now, because the applicant or the subject has a privilege suspended when it happens.
    /// What was taken before stands.
    fn suspended(&self, form: &Form, matter: &contract::Matter, content: &Map<String, Value>) -> Vec<Finding> {
        if self.pointing.is_none() {
            return Vec::new();
        }
        let over = exercised(form, content, self.filed);
        let contract::Matter { applicant, subject, on_behalf, facts, .. } = matter;
        let (manifest, on_behalf) = (self.owner.manifest(), *on_behalf);
        let exercise = Exercise { manifest, form, over, applicant, subject, on_behalf };
        exercise.refused(&facts.suspensions)
    }

    fn overseers(&self, policy: &OfficePolicy) -> Vec<Arc<Loaded>> {
        let qualified = self.owner.manifest().qualified(&self.form);
        let in_force = policy.on(self.filed.date()).into_values();
        in_force.filter(|loaded| loaded.manifest().oversees.contains(&qualified)).cloned().collect()
    }

    /// The records that the content or a decider pointed to, and those of the submission.
    fn all_references(&self, checked: &CheckedSubmission) -> Vec<(String, RecordId)> {
        let mut references = facts::references(self.owner.manifest(), &checked.shaped.mentions);
        references.extend(self.references.iter().cloned());
        references
    }

    /// Whose and when the calls are about.
    fn about<'a>(
        &self,
        staff: &Staff,
        checked: &CheckedSubmission,
        content: &'a Map<String, Value>,
        references: &'a [(String, RecordId)],
    ) -> About<'a> {
        About {
            office: self.office,
            person: Some(checked.subject),
            department: Some(eligibility::department(staff, checked.subject)),
            days: (checked.occurs.from.date(), checked.occurs.to.date()),
            applicant: Some(self.applicant),
            content: Some(content),
            named: &[],
            references,
        }
    }

    /// The values of a regulation's parameters by which the submission is evaluated: those stored with the matter, else those in
    /// force on its day.
    fn values(&self, policy: &OfficePolicy, regulation: &Loaded) -> Map<String, Value> {
        let manifest = regulation.manifest();
        let stored = self.parameters.get(&manifest.id).and_then(Value::as_object).cloned();
        stored.unwrap_or_else(|| policy.parameters(manifest, self.filed.date()))
    }

    /// The matter as one regulation is asked about it, which calls the form by this id.
    async fn matter(
        &self,
        reader: &mut FactReader<'_>,
        context: Context<'_>,
        (asking, form): (Asking<'_>, &str),
        about: &About<'_>,
        content: &Map<String, Value>,
    ) -> Result<contract::Matter> {
        let (manifest, staff) = (asking.regulation.manifest(), context.staff);
        let subject = about.person.unwrap_or(self.applicant);
        let facts = facts::gather(reader, &asking, about).await?;
        Ok(contract::Matter {
            form: form.to_owned(),
            content: Value::Object(content.clone()).to_string(),
            applicant: staff.person(self.applicant, manifest)?,
            subject: staff.person(subject, manifest)?,
            on_behalf: self.on_behalf,
            filed_at: self.filed.0,
            decisions: self.decisions.clone(),
            facts,
        })
    }

    /// The parameters in force for this submission, of its owner and its overseers, to be stored with the matter.
    #[must_use]
    pub fn values_in_force(&self, policy: &OfficePolicy) -> Map<String, Value> {
        let own = std::iter::once(self.owner.clone()).chain(self.overseers(policy));
        own.map(|loaded| {
            let manifest = loaded.manifest();
            (manifest.id.clone(), Value::Object(policy.parameters(manifest, self.filed.date())))
        })
        .collect()
    }
}

/// A call of a regulation with these values of its parameters, which knows the form by this id.
fn asking<'a>(
    context: Context<'a>,
    (regulation, parameters): (&'a Loaded, &'a Map<String, Value>),
    form: &str,
) -> Asking<'a> {
    let reads = regulation.manifest().reads_of(form);
    Asking { policy: context.policy, staff: context.staff, regulation, parameters, reads, now: context.now }
}

/// The records that a decider pointed to in what the step had to be filled in: each by its form and id.
pub(crate) fn pointed_to(matter: &Matter, owner: &Loaded, decision: &Decision) -> Vec<(String, RecordId)> {
    let content = decision.content.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let (Some(step), Some(content)) = (matter.step(&decision.step), content) else { return Vec::new() };
    let shaped = shape::check(&step.fields, &String::new(), &content);
    facts::references(owner.manifest(), &shaped.mentions)
}

/// Checked content with the computed values beside it.
fn beside(checked: &Map<String, Value>, derived: &[DerivedShown]) -> Map<String, Value> {
    let mut content = checked.clone();
    content.extend(derived.iter().map(|d| (d.name.clone(), d.value.clone())));
    content
}

/// Whether a span has days whose holidays are not published.
fn is_provisional(policy: &OfficePolicy, span: Period) -> bool {
    let days = policy.days(span.from.date(), span.to.date().min(span.from.date().plus(800)));
    days.days.iter().any(|day| day.kind.provisional())
}

/// What lies years ahead is asked about: a year is soon mistyped, and everybody's duties follow it.
fn far_ahead(form: &Form, occurs: Period, filed: Date) -> Option<Finding> {
    let (field, ends) = (form.occurs.as_ref()?, occurs.to.date());
    let years = ends.year() - filed.year();
    (years > YEARS_AHEAD).then(|| Finding {
        clause: form.clause.clone(),
        severity: Severity::Warning,
        field: Some(field.clone()),
        // Stored with the matter, as the office writes.
        message: words::written(&message!("matter-far-ahead", ends, years)),
    })
}
