//! What follows a route: its effects at once and in the end.

use guiju_engine::Loaded;
use guiju_model::Effect;
use serde_json::{Map, Value};
use std::sync::Arc;

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
