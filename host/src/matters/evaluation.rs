//! What comes of evaluating a submission: findings, computed values, and the route that its regulations lay out.

use super::{calls::called, context::Context};
use crate::{access, citation, error::Result, policy::OfficePolicy};
use guiju_api::{DerivedShown, FindingShown};
use guiju_domain::{PersonId, access::Confidentiality, workflow::RoutePlan};
use guiju_engine::Loaded;
use guiju_model::{
    self as contract, Check, Date, Derived, Form, Manifest, Period, Route, Severity, shape::Mention, summary,
};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What one regulation was asked about a submission, and what it found.
#[derive(Debug)]
pub struct RegulationEvaluation {
    /// The owner of the form or one that oversees it.
    pub regulation: Arc<Loaded>,
    /// What came with the call.
    pub matter: contract::Matter,
    /// What it found.
    pub check: Check,
}

/// What came of evaluating a submission.
#[derive(Debug)]
pub struct Evaluation {
    /// Everything that was found.
    pub findings: Vec<FindingShown>,
    /// The computed values with the owner's or overseer's citation.
    pub derived: Vec<DerivedShown>,
    /// The content as it is stored: without what the form does not show.
    pub checked: Map<String, Value>,
    /// The same with the computed values beside it.
    pub content: Map<String, Value>,
    /// Whether the content has the form's shape.
    pub is_well_formed: bool,
    /// Whom it concerns.
    pub subject: PersonId,
    /// When what it tells of happens.
    pub occurs: Period,
    /// Whether it reaches into a year without published holidays.
    pub provisional: bool,
    /// What the content points to.
    pub mentions: Vec<Mention>,
    /// What each regulation found, the owner first.
    pub by_regulation: Vec<RegulationEvaluation>,
}

impl Evaluation {
    /// Whether the content is closed to whoever does not take part.
    #[must_use]
    pub fn is_closed(&self, form: &Form) -> bool {
        access::confidentiality(form, &self.content) == Confidentiality::Closed
    }

    /// Whether anything forbids filing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether anything asks for a reason.
    #[must_use]
    pub fn has_warnings(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Warning)
    }

    /// The route as each regulation answers it, the owner first.
    ///
    /// # Errors
    /// If a regulation faults.
    pub fn routes(&self) -> Result<Vec<Route>> {
        self.by_regulation.iter().map(|one| called(&one.regulation, |loaded| loaded.route(&one.matter))).collect()
    }

    /// The owner's steps, with the effects and the earlier due dates that overseers add.
    #[must_use]
    pub fn plan(&self, context: Context<'_>, routes: Vec<Route>) -> RoutePlan<Arc<Loaded>> {
        let of = |one: &RegulationEvaluation| (one.regulation.clone(), one.regulation.manifest().id.clone());
        let answers = self.by_regulation.iter().map(of).zip(routes);
        RoutePlan::merged(answers.map(|((regulation, id), answer)| (regulation, id, answer)), |span| context.due(span))
    }
}

/// A computed value as people see it.
pub(super) fn derived_shown(policy: &OfficePolicy, manifest: &Manifest, derived: &Derived, on: Date) -> DerivedShown {
    let value = serde_json::from_str(&derived.value).unwrap_or_default();
    DerivedShown {
        name: derived.name.clone(),
        label: derived.label.clone(),
        text: summary::shown(None, &value, &()),
        value,
        because: derived.because.clone(),
        citation: citation::of_clause(policy, manifest, &derived.clause, on),
    }
}
