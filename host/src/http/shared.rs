//! The state that every handler is given.

use crate::app::App;
use axum::extract::State;
use std::sync::Arc;

/// Extractor of the running server's parts.
pub type Shared = State<Arc<App>>;
