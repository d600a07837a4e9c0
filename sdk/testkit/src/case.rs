//! Cases in YAML.

use crate::{expect::Expected, person::CasePerson};
use guiju_model::{Date, Verdict};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use thiserror::Error;

/// Cases that cannot be read.
#[derive(Debug, Error)]
#[error("the cases cannot be read: {0}")]
pub struct CaseError(String);

/// A decision as a case describes one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDecision {
    /// The id of the step.
    pub step: String,
    /// The person who decided.
    pub by: Option<u64>,
    /// The moment of the decision; while the form is filed, unless the case says otherwise.
    pub at: Option<String>,
    /// The verdict; approved, unless the case says otherwise.
    pub verdict: Option<Verdict>,
    /// The opinion, in words.
    pub opinion: Option<String>,
    /// What the decider filled in.
    pub content: Option<Value>,
}

/// A suspension as a case describes one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSuspension {
    /// The privilege.
    pub privilege: String,
    /// The person who has it suspended; person 1, unless the case says otherwise.
    pub person: Option<u64>,
    /// The moment with which it begins.
    pub from: String,
    /// The moment from which the person has it again.
    pub to: Option<String>,
    /// The reason, in words.
    #[serde(default)]
    pub reason: String,
}

/// A case: what is filed or assessed, what else is known, and what is expected.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// The name of the case.
    #[serde(rename = "case")]
    pub name: String,
    /// The day, or the moment, of the call.
    pub on: String,
    /// The person who files, or who is assessed.
    #[serde(default)]
    pub by: CasePerson,
    /// The person whom the matter concerns, if another than who files it.
    pub about: Option<CasePerson>,
    /// Who holds a role for the subject's department, where a penalty names it.
    #[serde(default)]
    pub holders: BTreeMap<String, u64>,
    /// The values of parameters that differ from the text.
    #[serde(default)]
    pub parameters: Map<String, Value>,
    /// The records that come with the call, by source.
    #[serde(default)]
    pub known: BTreeMap<String, Vec<Value>>,
    /// The suspensions of the regulation's privileges.
    #[serde(default)]
    pub suspended: Vec<CaseSuspension>,
    /// The decisions so far, in order.
    #[serde(default)]
    pub decisions: Vec<CaseDecision>,
    /// The judgement that is asked for, where nothing is filed.
    pub assess: Option<String>,
    /// Any day of the period that is assessed.
    pub period: Option<Date>,
    /// What is expected of the answer.
    #[serde(default)]
    pub expect: Expected,
    /// The form that is filed, with its content: the one key that is no word of the case language.
    #[serde(flatten)]
    pub filed: BTreeMap<String, Value>,
}

/// Who holds a role, unless the case says otherwise.
const HOLDER: u64 = 9;

impl Case {
    /// Who holds a role for the subject's department.
    #[must_use]
    pub fn holder(&self, role: &str) -> u64 {
        self.holders.get(role).copied().unwrap_or(HOLDER)
    }
}

/// Parses the cases of a YAML text.
pub fn read(yaml: &str) -> Result<Vec<Case>, CaseError> {
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
    }
    // `on` is a word here, not a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(yaml, options).map_err(|error| CaseError(error.to_string()))
}
