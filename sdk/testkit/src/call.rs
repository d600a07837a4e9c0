//! Builds the call of a case.

use crate::{
    case::{Case, CaseDecision},
    facts,
    person::CasePerson,
    reads::{About, CaseRecords, DEPARTMENT},
    records,
};
use guiju_model::{
    Assessed, Date, Decision, Finding, Form, Ledger, Manifest, Matter, Moment, Subject, SubjectKind, Verdict,
    lookups::Asker, shape,
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

impl Case {
    /// The moment of the call: ten in the morning, where the case gives a day alone.
    pub fn moment(&self) -> Result<Moment, String> {
        let morning = |date: Date| date.at(10 * 60);
        self.on.parse().or_else(|_| self.on.parse().map(morning)).map_err(|why| format!("on: {why}"))
    }

    /// Whether a finding is about what a decider filled in. Such a finding keeps nobody from filing.
    pub fn on_a_step(&self, finding: &Finding) -> bool {
        let step = finding.field.as_deref().and_then(|field| field.split_once('/')).map(|(step, _)| step);
        step.is_some_and(|step| self.decisions.iter().any(|decision| decision.step == step))
    }

    /// The form that is filed, and its content after the check of its shape.
    pub fn shaped(&self, manifest: &Manifest) -> Result<(&String, shape::CheckedContent), String> {
        let mut filed = self.filed.iter();
        let (Some((form_id, content)), None) = (filed.next(), filed.next()) else {
            return Err(format!("a case files one form, not {:?}", self.filed.keys().collect::<Vec<_>>()));
        };
        let owned = manifest.form(form_id);
        let declared = owned.is_some() || manifest.oversees.contains(form_id);
        if !declared {
            return Err(format!("the regulation has no form {form_id}"));
        }
        let as_given = || shape::CheckedContent {
            content: content.as_object().cloned().unwrap_or_default(),
            ..Default::default()
        };
        Ok((form_id, owned.map_or_else(as_given, |form| shape::check(form.fields(), &form.clause, content))))
    }

    /// The judgement that the case names, and the call for it.
    pub fn ledger<'m>(&self, manifest: &'m Manifest) -> Result<(&'m Assessed, Ledger), String> {
        let assessed = self.assess.as_deref().unwrap_or_default();
        let declared = manifest.assesses.iter().find(|a| a.id == assessed);
        let declared = declared.ok_or_else(|| format!("the regulation has no assessment {assessed}"))?;
        let day = self.period.ok_or("say which period is judged")?;
        let (starts, ends) = day.around(declared.period);
        let subject = match declared.per {
            SubjectKind::Person => Subject::Person(self.by.person(1, manifest)?),
            SubjectKind::Department => Subject::Department(DEPARTMENT),
            SubjectKind::Office => Subject::Office,
        };
        let about = About {
            asker: Asker {
                content: None,
                subject: if let Subject::Person(person) = &subject { Some(person.id) } else { None },
                applicant: None,
                department: (subject != Subject::Office).then_some(DEPARTMENT),
                day: starts,
                known: &[],
            },
            days: (starts, ends),
            references: BTreeSet::new(),
        };
        let told = records::told(&self.known, manifest, (starts, ends))?;
        let known = CaseRecords::new(manifest, told).answer(&declared.reads, &about, &self.parameters)?;
        let people = about.asker.subject.map(|person| BTreeSet::from([person]));
        let suspensions = self.suspensions(manifest, people.as_ref(), (starts, ends))?;
        let ledger = Ledger {
            assessed: assessed.to_owned(),
            subject,
            starts: starts.0,
            ends: ends.0,
            facts: facts::facts(self.moment()?, (starts, ends), &self.parameters, manifest, (known, suspensions))?,
        };
        Ok((declared, ledger))
    }

    /// The matter that the case files, with this content.
    pub fn matter(&self, form: &str, shaped: &shape::CheckedContent, manifest: &Manifest) -> Result<Matter, String> {
        let (at, content) = (self.moment()?, &shaped.content);
        let applicant = self.by.person(1, manifest)?;
        let about = manifest.form(form).and_then(|form| form.about.as_ref());
        let named = about.and_then(|field| content.get(field)?.as_u64());
        let subject = match (&self.about, named) {
            (Some(told), named) => told.person(named.unwrap_or(2), manifest)?,
            (None, Some(id)) => CasePerson::default().person(id, manifest)?,
            (None, None) => applicant.clone(),
        };
        let days = self.days(manifest.form(form), content)?;
        let call = About {
            asker: Asker {
                content: Some(content),
                subject: Some(subject.id),
                applicant: Some(applicant.id),
                department: Some(DEPARTMENT),
                day: days.0,
                known: &[],
            },
            days,
            references: self.references(manifest.form(form), shaped),
        };
        let told = records::told(&self.known, manifest, days)?;
        let known = CaseRecords::new(manifest, told).answer(manifest.reads_of(form), &call, &self.parameters)?;
        let people = BTreeSet::from([applicant.id, subject.id]).into_iter().chain(people_named(shaped)).collect();
        let suspensions = self.suspensions(manifest, Some(&people), days)?;
        let decision = |(index, told): (usize, &CaseDecision)| {
            let own =
                told.at.as_ref().map(|at| at.parse().map_err(|why| format!("decisions: {at}: {why}"))).transpose()?;
            Ok(Decision {
                step: told.step.clone(),
                by: told.by.unwrap_or(100 + index as u64),
                instead_of: None,
                at: own.unwrap_or(Moment(at.0 + 60 * index as i64)).0,
                verdict: told.verdict.unwrap_or(Verdict::Approved),
                opinion: told.opinion.clone(),
                content: told.content.as_ref().map(Value::to_string),
            })
        };
        let decisions = self.decisions.iter().enumerate().map(decision).collect::<Result<Vec<_>, String>>()?;
        // What is checked after a decision is checked no earlier than it was taken.
        let now = self
            .decisions
            .iter()
            .zip(&decisions)
            .filter(|(told, _)| told.at.is_some())
            .map(|(_, taken)| Moment(taken.at));
        let now = now.fold(at, Ord::max);
        Ok(Matter {
            form: form.to_owned(),
            content: Value::Object(content.clone()).to_string(),
            on_behalf: self.about.is_some() && about.is_none(),
            applicant,
            subject,
            filed_at: at.0,
            decisions,
            facts: facts::facts(now, days, &self.parameters, manifest, (known, suspensions))?,
        })
    }

    /// The first and the last day of which the matter tells; of a form whose declaration is another regulation's, those of the first
    /// value that is a time.
    pub fn days(&self, form: Option<&Form>, content: &Map<String, Value>) -> Result<(Date, Date), String> {
        let filed = self.moment()?;
        let named =
            |form: &Form| form.occurs.as_ref().and_then(|field| content.get(field)?.as_str()).and_then(records::span);
        let first = || content.values().filter_map(Value::as_str).find_map(records::span);
        let (from, to) = form.map_or_else(first, named).unwrap_or((filed, filed));
        Ok((from.date(), to.date()))
    }

    /// The records to which the content points, and those that a decider names. Of a form whose declaration is another regulation's,
    /// every number may be one.
    fn references(&self, form: Option<&Form>, shaped: &shape::CheckedContent) -> BTreeSet<u64> {
        let of_overseen = form.is_none().then(|| shaped.content.values().filter_map(Value::as_u64));
        let own = shaped.mentions.iter().filter_map(|mention| match &mention.what {
            shape::Mentioned::Record(_, id) | shape::Mentioned::Resource(_, id) => Some(*id),
            _ => None,
        });
        let filled = self.decisions.iter().filter_map(|decision| decision.content.as_ref()?.as_object());
        own.chain(of_overseen.into_iter().flatten())
            .chain(filled.flat_map(|content| content.values().filter_map(Value::as_u64)))
            .collect()
    }
}

/// The persons whom the content names.
fn people_named(shaped: &shape::CheckedContent) -> impl Iterator<Item = u64> {
    shaped.mentions.iter().filter_map(|mention| match mention.what {
        shape::Mentioned::Person(id) => Some(id),
        _ => None,
    })
}
