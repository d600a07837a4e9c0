//! What comes of evaluating a submission: findings, computed values, and the route that its regulations lay out.

use super::calls::called;
use crate::{access, citation, error::Result, policy::OfficePolicy};
use guiju_api::{DerivedShown, FindingShown};
use guiju_domain::{PersonId, access::Confidentiality};
use guiju_engine::Loaded;
use guiju_model::{
    self as contract, Check, Date, Derived, Due, Effect, Form, Manifest, Mode, Moment, Period, Route, Severity,
    shape::Mention, summary,
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

/// The route as all regulations lay it out together, with what follows.
#[derive(Debug)]
pub struct RoutePlan {
    /// The steps.
    pub route: Route,
    /// What follows the filing.
    pub at_once: Vec<(Arc<Loaded>, Effect)>,
    /// What follows the last step.
    pub effects: Vec<(Arc<Loaded>, Effect)>,
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
    pub fn plan(&self, policy: &OfficePolicy, routes: Vec<Route>, now: Moment) -> RoutePlan {
        let (mut route, mut at_once, mut effects) = (Route::default(), Vec::new(), Vec::new());
        for (index, (one, answer)) in self.by_regulation.iter().zip(routes).enumerate() {
            let of = |effects: Vec<Effect>| effects.into_iter().map(|effect| (one.regulation.clone(), effect));
            effects.extend(of(answer.effects));
            at_once.extend(of(answer.at_once));
            if index == 0 {
                (route.steps, route.deadlines) = (answer.steps, answer.deadlines);
                continue;
            }
            let overseer = &one.regulation.manifest().id;
            route.deadlines.extend(answer.deadlines.into_iter().map(|mut deadline| {
                deadline.due.clause = format!("{overseer}#{}", deadline.due.clause);
                deadline
            }));
        }
        tighten(policy, &mut route, now);
        RoutePlan { route, at_once, effects }
    }
}

/// Of the due dates set for a step the earliest counts.
fn tighten(policy: &OfficePolicy, route: &mut Route, now: Moment) {
    let deadlines = std::mem::take(&mut route.deadlines);
    if deadlines.is_empty() {
        return;
    }
    let days = policy.days(now.date(), now.date().plus(400));
    let when = |due: &Due| days.calendar().due(now, due.within);
    for step in route.steps.iter_mut().filter(|step| step.mode != Mode::Inform) {
        let set = deadlines.iter().filter(|deadline| deadline.step.as_ref().is_none_or(|id| *id == step.id));
        for deadline in set {
            if step.due.as_ref().is_none_or(|due| when(&deadline.due) < when(due)) {
                step.due = Some(deadline.due.clone());
            }
        }
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
