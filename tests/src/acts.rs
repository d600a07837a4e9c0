//! What somebody does with a matter: the particulars of an action, whose name, version and task come from what is offered.

use guiju_api::ActionRequest;
use serde_json::Value;

/// Without a word.
#[must_use]
pub fn plainly() -> ActionRequest {
    ActionRequest::default()
}

/// With an opinion.
#[must_use]
pub fn saying(opinion: &str) -> ActionRequest {
    ActionRequest { opinion: Some(opinion.to_owned()), ..ActionRequest::default() }
}

/// To somebody.
#[must_use]
pub fn to(person: u64) -> ActionRequest {
    ActionRequest { person: Some(person), ..ActionRequest::default() }
}

/// With what the step asks for, as the regulation has it.
#[must_use]
pub fn filling(content: Value) -> ActionRequest {
    ActionRequest { content: Some(content), ..ActionRequest::default() }
}
