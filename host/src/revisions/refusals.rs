//! Reasons for which a component is refused, in words that tell its author what to change.

use guiju_domain::{message::Message, rejection::Package};
use guiju_engine::{CallFault, FaultKind, LoadError};

/// Every reason for which a package is refused, in words.
#[must_use]
pub fn refusals(error: &LoadError) -> Vec<Package> {
    vec![match error {
        LoadError::NotAComponent(why) => Package::NotComponent { why: why.clone() },
        LoadError::TooLarge { actual, limit } => Package::TooLarge { actual: *actual, limit: *limit },
        LoadError::TooComplex { what, actual, limit } => Package::TooComplex { what, actual: *actual, limit: *limit },
        LoadError::Imports(names) => {
            return names.iter().map(|name| Package::Imports { name: name.clone() }).collect();
        }
        LoadError::Contract { ours, why } => Package::Contract { ours, why: why.clone() },
        LoadError::Compile(why) => Package::NotCompiled { why: why.clone() },
        LoadError::Describe(fault) => Package::NotDescribed { fault: faulted(fault) },
        LoadError::Manifest(faults) => {
            return faults.iter().map(|fault| Package::Contradicts { fault: fault.clone() }).collect();
        }
        LoadError::Cache(_) => Package::NotSaved,
    }]
}

/// A fault of a call.
fn faulted(fault: &CallFault) -> Message {
    match &fault.kind {
        FaultKind::OutOfTime(limit) => Message::new("call-out-of-time", vec![("limit", (*limit).into())]),
        FaultKind::OutOfMemory(limit) => Message::new("call-out-of-memory", vec![("limit", (*limit).into())]),
        FaultKind::StackOverflow => Message::new("call-stack-overflow", Vec::new()),
        FaultKind::Trap(why) => Message::new("call-trap", vec![("why", why.clone().into())]),
        FaultKind::OutputTooLarge(limit) => Message::new("call-output-too-large", vec![("limit", (*limit).into())]),
        FaultKind::UnknownClause(clause) => {
            Message::new("call-unknown-clause", vec![("clause", clause.clone().into())])
        }
        FaultKind::Unsayable(why) => Message::new("call-unsayable", vec![("why", why.clone().into())]),
        FaultKind::Asked(what) => Message::new("call-asked", vec![("what", what.clone().into())]),
        FaultKind::BadAnswer(why) => Message::new("call-bad-answer", vec![("why", why.clone().into())]),
        FaultKind::NoEffect(why) => Message::new("call-no-effect", vec![("why", why.clone().into())]),
        FaultKind::Refused(why) => Message::new("call-refused", vec![("why", why.clone().into())]),
    }
}
