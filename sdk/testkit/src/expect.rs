//! What a case expects.

use crate::{facts, notation};
use guiju_model::{Assessment, Date, Derived, Finding, Moment, Route, calendar::Calendar};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a case expects. What it does not name is not compared, except findings: unless named, there are neither errors nor
/// warnings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expected {
    findings: Vec<String>,
    /// Parts of what must be said: by findings, and as the reason of computed values, steps, penalties and discrepancies.
    says: Vec<String>,
    derived: BTreeMap<String, Value>,
    route: Option<Vec<String>>,
    effects: Option<Vec<String>>,
    due: BTreeMap<String, Moment>,
    /// Earlier due dates that an overseer sets: `clause step`, or `clause` for every step; with the time behind it, as
    /// `2 leaders 15 working-minutes`, that is compared, too.
    deadlines: Option<Vec<String>>,
    penalties: Option<Vec<String>>,
    figures: BTreeMap<String, i64>,
    duties: Option<Vec<String>>,
    marks: BTreeMap<String, String>,
    /// `clause record`, or `clause` where no record lacks anything.
    gaps: Option<Vec<String>>,
}

fn differ(what: &str, expected: &[String], actual: &[String]) -> Option<String> {
    (expected != actual).then(|| format!("{what}: expected {expected:?}, got {actual:?}"))
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

impl Expected {
    /// Whether something is expected of the route.
    pub const fn wants_route(&self) -> bool {
        self.route.is_some() || self.effects.is_some() || self.deadlines.is_some()
    }

    /// How the findings differ from what is expected.
    pub fn findings(&self, findings: &[Finding]) -> Vec<String> {
        let named_notices = self.findings.iter().any(|finding| finding.starts_with("notice "));
        let actual = findings.iter().map(notation::finding).filter(|f| named_notices || !f.starts_with("notice "));
        let (expected, actual) = (sorted(self.findings.clone()), sorted(actual.collect()));
        differ("findings", &expected, &actual).into_iter().collect()
    }

    /// What of `says` none of these texts says.
    pub fn unsaid(&self, said: &[&String]) -> Vec<String> {
        let missing = self.says.iter().filter(|part| !said.iter().any(|text| text.contains(*part)));
        missing.map(|part| format!("nobody says {part:?}, but {said:?}")).collect()
    }

    /// How the derived values differ from what is expected.
    pub fn derived(&self, derived: &[Derived]) -> Vec<String> {
        let value = |name: &str| {
            derived.iter().find(|d| d.name == *name).and_then(|d| serde_json::from_str::<Value>(&d.value).ok())
        };
        let wrong = self.derived.iter().filter(|(name, expected)| value(name).as_ref() != Some(expected));
        wrong.map(|(name, expected)| format!("{name}: expected {expected}, got {:?}", value(name))).collect()
    }

    /// How the route differs from what is expected.
    pub fn route(&self, route: &Route, at: Moment) -> Vec<String> {
        let mut differences = Vec::new();
        if let Some(expected) = &self.route {
            differences.extend(differ("route", expected, &route.steps.iter().map(notation::step).collect::<Vec<_>>()));
        }
        if let Some(expected) = &self.effects {
            let at_once = route.at_once.iter().map(|effect| format!("at once {}", notation::effect(effect)));
            let after = route.effects.iter().map(notation::effect);
            let actual = at_once.chain(after).collect::<Vec<_>>();
            differences.extend(differ("effects", expected, &actual));
        }
        if let Some(expected) = &self.deadlines {
            let said = route.deadlines.iter().map(notation::deadline);
            let said = said.enumerate().map(|(at, (short, within))| {
                let full = format!("{short} {within}");
                if expected.get(at) == Some(&full) { full } else { short }
            });
            differences.extend(differ("deadlines", expected, &said.collect::<Vec<_>>()));
        }
        let (days, (winter, summer)) = (facts::days(at.date(), at.date().plus(400)), facts::sessions());
        let calendar = Calendar::new(&days, winter, summer);
        for (id, expected) in &self.due {
            let due = route.steps.iter().find(|step| step.id == *id).and_then(|step| step.due.as_ref());
            let actual = due.map(|due| calendar.due(at, due.within));
            if actual != Some(*expected) {
                differences.push(format!("{id} is due {actual:?}, expected {expected}"));
            }
        }
        differences
    }

    /// How the assessment differs from what is expected.
    pub fn assessment(&self, assessment: &Assessment, holder: impl Fn(&str) -> u64) -> Vec<String> {
        let mut differences = Vec::new();
        let penalties = assessment.penalties.iter().flat_map(|penalty| notation::penalties(penalty, &holder));
        let penalties = sorted(penalties.collect());
        let expected = sorted(self.penalties.clone().unwrap_or_default());
        differences.extend(differ("penalties", &expected, &penalties));
        for (name, expected) in &self.figures {
            let actual = assessment.figures.iter().find(|figure| figure.name == *name).map(|figure| figure.value);
            if actual != Some(*expected) {
                differences.push(format!("{name}: expected {expected}, got {actual:?}"));
            }
        }
        if let Some(expected) = &self.duties {
            let duties =
                assessment.duties.iter().map(|d| format!("{} {}/{}", d.clause, d.done, d.needed)).collect::<Vec<_>>();
            differences.extend(differ("duties", expected, &duties));
        }
        if let Some(expected) = &self.gaps {
            let record = |id: u64| format!(" {id}");
            let said = |gap: &guiju_model::Discrepancy| {
                format!("{}{}", gap.clause, gap.record.map(record).unwrap_or_default())
            };
            differences.extend(differ("gaps", expected, &assessment.gaps.iter().map(said).collect::<Vec<_>>()));
        }
        for (half_day, expected) in &self.marks {
            let mark = |mark: &&guiju_model::DayMark| format!("{} {}", Date(mark.date), mark.half.name()) == *half_day;
            let actual = assessment.marks.iter().find(mark).map(|mark| mark.sign.clone());
            if actual.as_ref() != Some(expected) {
                differences.push(format!("{half_day} is marked {actual:?}, expected {expected}"));
            }
        }
        differences
    }
}
