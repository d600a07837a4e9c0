//! Checks that an answer cites clauses of the regulation's own text.

use guiju_model::{Assessment, Check, Clause, Effect, Field, Manifest, Route};
use std::collections::HashSet;

/// The clause ids of a text.
#[derive(Debug)]
pub struct Clauses(HashSet<String>);

/// An answer whose citations can be checked.
pub trait Cites {
    /// The first clause cited that `clauses` lacks, or what else is missing.
    fn unknown(&self, clauses: &Clauses) -> Option<String>;
}

impl Clauses {
    pub fn of(text: &[Clause]) -> Self {
        Self(text.iter().map(|clause| clause.id.clone()).collect())
    }

    fn lacks<'a>(&self, cited: impl IntoIterator<Item = &'a String>) -> Option<String> {
        cited.into_iter().find(|clause| !self.0.contains(*clause)).cloned()
    }

    /// Cited clauses that must be there and known.
    fn needs(&self, cited: &[String], what: &str) -> Option<String> {
        if cited.is_empty() { Some(format!("(none, for {what})")) } else { self.lacks(cited) }
    }
}

fn of_fields<'a>(fields: impl IntoIterator<Item = &'a Field>) -> impl Iterator<Item = &'a String> {
    fields.into_iter().filter_map(|field| field.clause.as_ref())
}

impl Cites for Check {
    fn unknown(&self, clauses: &Clauses) -> Option<String> {
        let findings = self.findings.iter().map(|finding| &finding.clause);
        clauses.lacks(findings.chain(self.derived.iter().map(|derived| &derived.clause)))
    }
}

impl Cites for Route {
    fn unknown(&self, clauses: &Clauses) -> Option<String> {
        for step in &self.steps {
            let due = step.due.iter().map(|due| &due.clause);
            let unknown = clauses.needs(&step.clauses, &format!("step {}", step.id));
            if let Some(unknown) = unknown.or_else(|| clauses.lacks(due.chain(of_fields(&step.fields)))) {
                return Some(unknown);
            }
        }
        let deadlines = self.deadlines.iter().map(|deadline| &deadline.due.clause);
        clauses.lacks(deadlines.chain(self.effects.iter().chain(&self.at_once).map(Effect::clause)))
    }
}

impl Cites for Assessment {
    fn unknown(&self, clauses: &Clauses) -> Option<String> {
        for penalty in &self.penalties {
            if let Some(unknown) = clauses.needs(&penalty.clauses, "a penalty") {
                return Some(unknown);
            }
        }
        let duties = self.duties.iter().map(|duty| &duty.clause);
        let figures = self.figures.iter().map(|figure| &figure.clause);
        let marks = self.marks.iter().filter_map(|mark| mark.clause.as_ref());
        let gaps = self.gaps.iter().map(|gap| &gap.clause);
        clauses.lacks(duties.chain(figures).chain(marks).chain(gaps))
    }
}

impl Cites for Manifest {
    fn unknown(&self, clauses: &Clauses) -> Option<String> {
        let forms = self.forms.iter().map(|form| &form.clause);
        let fields = of_fields(self.forms.iter().flat_map(guiju_model::Form::fields));
        let parameters = self.parameters.iter().map(|parameter| &parameter.clause);
        let attributes = self.attributes.iter().map(|attribute| &attribute.clause);
        let views = self.views.iter().map(|view| &view.clause);
        let assesses = self.assesses.iter().map(|assessed| &assessed.clause);
        let hours = self.working_hours.iter().map(|hours| &hours.clause);
        let rosters = self.rosters.iter().map(|roster| &roster.clause);
        let charts = self.charts.iter().map(|chart| &chart.clause);
        let letters = self.letters.iter().map(|letter| &letter.clause);
        let privileges = self.privileges.iter().map(|privilege| &privilege.clause);
        let declared = views.chain(assesses).chain(hours).chain(rosters).chain(charts).chain(letters).chain(privileges);
        clauses.lacks(forms.chain(fields).chain(parameters).chain(attributes).chain(declared))
    }
}
