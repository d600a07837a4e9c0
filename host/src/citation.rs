//! Citations: the clause behind an answer, with its text and the numbers it states, and since when they hold.

use crate::{policy::OfficePolicy, revisions::of_parameter, words};
use guiju_api::{Citation, FindingShown, ParameterInForce};
use guiju_model::{Date, Finding, Manifest};

/// A clause of a regulation as it stood on a day.
#[must_use]
pub fn of_clause(policy: &OfficePolicy, manifest: &Manifest, clause: &str, on: Date) -> Option<Citation> {
    let text = manifest.clause(clause)?;
    let stated = manifest.parameters.iter().filter(|parameter| parameter.clause == clause);
    let parameters = stated.map(|parameter| {
        let set = policy.value(&manifest.id, &parameter.name, on);
        let own = || serde_json::from_str(&parameter.default).unwrap_or_default();
        let value = set.map_or_else(own, |(value, _)| value.clone());
        ParameterInForce {
            name: parameter.name.clone(),
            label: parameter.label.clone(),
            text: words::argument(&of_parameter(parameter, &value)),
            value,
            unit: parameter.unit.clone(),
            since: set.map(|(_, since)| since.to_string()),
        }
    });
    Some(Citation {
        regulation: manifest.id.clone(),
        title: manifest.title.clone(),
        version: manifest.version.clone(),
        clause: clause.to_owned(),
        label: text.label.clone(),
        heading: text.heading.clone(),
        statement: policy.statement(manifest, text),
        parameters: parameters.collect(),
    })
}

/// A clause of this regulation, or of another one that is named before it: `other#1.5a`.
#[must_use]
pub fn named(policy: &OfficePolicy, manifest: &Manifest, name: &str, on: Date) -> Option<Citation> {
    match name.split_once('#') {
        Some((other, clause)) => of_clause(policy, policy.regulation(other, on)?.manifest(), clause, on),
        None => of_clause(policy, manifest, name, on),
    }
}

/// A finding as people see it.
#[must_use]
pub fn finding(policy: &OfficePolicy, manifest: &Manifest, finding: &Finding, on: Date) -> FindingShown {
    FindingShown {
        severity: finding.severity,
        field: finding.field.clone(),
        message: finding.message.clone(),
        citation: of_clause(policy, manifest, &finding.clause, on),
    }
}
