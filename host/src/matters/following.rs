//! What follows a route: its effects at once and in the end.

use guiju_domain::{PersonId, RecordId};
use guiju_engine::Loaded;
use guiju_model::Effect;
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What follows a route as it was laid out last.
#[derive(Clone, Debug, Default)]
pub struct Following {
    /// What follows the filing.
    pub at_once: Vec<(Arc<Loaded>, Effect)>,
    /// What follows the last step.
    pub effects: Vec<(Arc<Loaded>, Effect)>,
    /// The content with the computed values beside it.
    pub content: Map<String, Value>,
}

/// What the effects before one have done by then.
#[derive(Debug, Default)]
pub struct Before {
    /// Records that are void.
    pub void: BTreeSet<RecordId>,
    /// Whether somebody has a privilege suspended, by regulation, privilege and person.
    pub suspended: BTreeMap<(String, String, PersonId), bool>,
}
