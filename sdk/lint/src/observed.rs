//! What a regulation answered to its cases.

use guiju_model::{Assessment, Check, Field, Route};
use std::collections::{BTreeMap, BTreeSet};

/// One answer.
#[derive(Clone, Debug)]
pub enum Seen {
    /// To the filing of a form: the case, the form, what it answered, and the forms of the records that the case tells.
    Matter {
        /// The name of the case.
        case: String,
        /// The form that was filed.
        form: String,
        /// Its check.
        check: Check,
        /// Its route; none where it could not be filed.
        route: Option<Route>,
        /// The source of each record by its id.
        records: BTreeMap<u64, String>,
    },
    /// To the assessment of a period.
    Period {
        /// The name of the case.
        case: String,
        /// The judgement.
        assessed: String,
        /// Its answer.
        assessment: Assessment,
    },
}

/// The answers to all cases.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// In the order of the cases.
    pub seen: Vec<Seen>,
}

impl Observed {
    /// The steps that the routes of a form had, with the fields that are filled in at each.
    pub(crate) fn steps(&self, form: &str) -> BTreeMap<&str, Vec<&Field>> {
        let mut steps = BTreeMap::<&str, Vec<&Field>>::new();
        for seen in &self.seen {
            let Seen::Matter { form: own, route: Some(route), .. } = seen else { continue };
            for step in route.steps.iter().filter(|_| own == form) {
                steps.entry(&step.id).or_default().extend(&step.fields);
            }
        }
        steps
    }

    /// Whether a case was answered by a route of the form.
    pub(crate) fn routed(&self, form: &str) -> bool {
        self.seen.iter().any(|seen| matches!(seen, Seen::Matter { form: own, route: Some(_), .. } if own == form))
    }

    /// Whether a case files the form.
    pub(crate) fn filed(&self, form: &str) -> bool {
        self.seen.iter().any(|seen| matches!(seen, Seen::Matter { form: own, .. } if own == form))
    }

    /// The values that were computed beside a form's content.
    pub(crate) fn computed(&self, form: &str) -> BTreeSet<&str> {
        let mut computed = BTreeSet::new();
        for seen in &self.seen {
            if let Seen::Matter { form: own, check, .. } = seen
                && own == form
            {
                computed.extend(check.derived.iter().map(|derived| derived.name.as_str()));
            }
        }
        computed
    }

    /// The metrics that a judgement gave; none where no case assesses it.
    pub(crate) fn metrics(&self, judgement: &str) -> Option<BTreeSet<&str>> {
        let mut given = None;
        for seen in &self.seen {
            if let Seen::Period { assessed, assessment, .. } = seen
                && assessed == judgement
            {
                let metrics = assessment.figures.iter().map(|metric| metric.name.as_str());
                given.get_or_insert_with(BTreeSet::new).extend(metrics);
            }
        }
        given
    }
}
